"""The page Unggah."""
