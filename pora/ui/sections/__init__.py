"""Sections of the pages Ringkasan, Tren, Pengungsi and Mutu."""
