"""The public version of the tables: which small counts are hidden, and the proof that they stay hidden."""
