"""Maps: fills, circles, outlines of groups."""
