"""Foreign shapes to terms and back."""
