"""Frames into figures: ink only."""
