"""Core rows into a published snapshot: out tables, scoped views, checks, the switch."""
