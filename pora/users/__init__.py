"""What the dashboard keeps for one user."""
