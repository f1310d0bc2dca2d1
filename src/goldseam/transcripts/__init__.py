"""Readers of transcript formats, and what must come out of a text before it is shared."""
