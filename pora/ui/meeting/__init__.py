"""The page Paparan."""
