"""Many alliances at once."""
