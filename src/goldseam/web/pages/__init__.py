"""The pages of an open book: fetch, one act, render."""
