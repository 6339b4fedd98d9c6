"""The tables of a file made for printing, complete: title, sheet name and sender filled in, nobody in two of them."""
