"""The locked program: the first run, the passphrase, the recovery kit. No database is open here."""
