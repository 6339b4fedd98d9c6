"""Lists of offices about Tim Pora: teams, meetings, field activities. Files to rows, judged, into core tables."""
