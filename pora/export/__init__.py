"""Bytes that leave. Every file that anyone gets is written here, whether a page or the command line asks."""
