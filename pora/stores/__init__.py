"""What is written while pages are served, by whichever of several dashboards: files of the data folder, or tables of
the PostgreSQL that they share."""
