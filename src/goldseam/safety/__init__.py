"""Risk, incidents, boundaries, endings, referrals."""
