"""The synthetic sample: 24 months that meet the published totals."""
