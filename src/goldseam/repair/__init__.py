"""Episodes, plans, the coach, outcomes."""
