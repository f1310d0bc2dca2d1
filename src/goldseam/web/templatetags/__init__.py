"""Template tags of goldseam."""
