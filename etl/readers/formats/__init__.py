"""A file of any kind to cells: what kind it is, by its content, and its sheets as text."""
