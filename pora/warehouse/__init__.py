"""The published snapshot, read: where it is, how it is opened, and every SELECT."""
