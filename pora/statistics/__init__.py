"""Frames into frames or numbers: values of areas, changes, trends, completeness, reconciliation. Draws nothing,
words nothing."""
