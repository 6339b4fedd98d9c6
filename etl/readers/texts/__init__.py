"""What one text of a cell says: a heading, a value, a number, a month, a name of an area, a person."""
