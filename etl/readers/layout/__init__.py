"""Where a table starts on its sheet, and what each of its columns is."""
