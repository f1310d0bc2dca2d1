"""Practice from one's own moments."""
