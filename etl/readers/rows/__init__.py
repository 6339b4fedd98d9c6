"""What each row of a table is, and its counts: each person once, printed totals compared."""
