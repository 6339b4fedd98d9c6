"""Numbers into map classes, and how much of a map is the method."""
