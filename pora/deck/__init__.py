"""A deck of slides for a coordination meeting: what is said, from which numbers. How it looks is in pora/export/."""
