"""The encrypted book: models, keys, backup. The only place that knows a database."""
