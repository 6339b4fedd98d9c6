"""Workbooks to cells as text, in a process of its own. Nothing here uses the rest of the project, so it starts fast."""
