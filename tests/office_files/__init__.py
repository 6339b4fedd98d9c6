"""Office files as they really look, built by code, each with what must come out of it under `expected/`."""
