"""`python -m etl …`: the only writer of the database."""
