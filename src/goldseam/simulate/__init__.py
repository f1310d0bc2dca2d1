"""Invented alliances whose ruptures are known."""
