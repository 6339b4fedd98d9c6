"""Who may come in, see which areas, load what; which number may be shown; and the log of what was done."""
