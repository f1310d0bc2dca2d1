"""Django's SQLite backend over SQLCipher: the same database, unreadable without its key."""
