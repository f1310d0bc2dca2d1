"""Questionnaires as files: reading, scoring, reliable change, rights."""
