"""What a page shows, as a link says it, and the widgets that show it."""
