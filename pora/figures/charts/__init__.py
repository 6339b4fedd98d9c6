"""Charts: lines, bars, steps of a change, small multiples. A chart has no title: the page has it."""
