"""Raw rows into core rows: one batch a file, all or nothing, and back again."""
