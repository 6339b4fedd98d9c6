"""One file per command of `python -m etl` that is more than a call."""
