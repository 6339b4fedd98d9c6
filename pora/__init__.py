"""Dasbor Pora: reads and understands what `etl` wrote. Imports neither `etl` nor `pages`."""
