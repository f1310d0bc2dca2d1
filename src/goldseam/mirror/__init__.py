"""The therapist's private reflections and what they have in common."""
