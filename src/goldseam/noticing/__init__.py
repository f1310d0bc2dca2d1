"""Witnesses of a rupture: over scores, over talk, over the therapist's own note."""
