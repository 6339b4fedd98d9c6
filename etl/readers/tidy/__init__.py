"""A text file whose every heading is known streams into DuckDB, with no row in memory."""
