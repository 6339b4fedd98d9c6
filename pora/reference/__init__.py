"""What a text means: code lists of areas, countries, terms and offices, and the spellings they are known by."""
