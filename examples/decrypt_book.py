"""Read a goldseam book without goldseam: python decrypt_book.py FOLDER OUT.json

Needs: pip install argon2-cffi cryptography sqlcipher3. OUT.json is plain text: guard it like the notes.
"""

import base64
import getpass
import json
import re
import sys
import unicodedata
import uuid
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

folder, out = map(Path, sys.argv[1:]) if len(sys.argv) == 3 else sys.exit(print(__doc__) or 2)
secret = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")

# 1. The header wraps a random master key under the passphrase (and, under "kit", the recovery words).
header = json.loads((folder / "book.json").read_text())
book, wrap = uuid.UUID(header["book"]), header["wraps"]["passphrase"]
salt, nonce, sealed = (base64.b64decode(wrap[part]) for part in ("salt", "nonce", "sealed"))
memory, passes, lanes = (wrap["kdf"][part] for part in ("memory_kib", "passes", "lanes"))
bound = f"goldseam-book/1/{book}/passphrase/argon2id/19/{memory}/{passes}/{lanes}".encode()
typed = unicodedata.normalize("NFKC", secret).encode()
kek = hash_secret_raw(typed, salt, passes, memory, lanes, 32, Type.ID)
master = AESGCM(kek).decrypt(nonce, sealed, bound)

# 2. The database and each compartment have a key of their own, by HKDF.
names = ("database", "notes", "vault", "talk", "research", "audit")
key = {n: HKDF(SHA256(), 32, book.bytes, b"goldseam/1/" + n.encode()).derive(master) for n in names}


def opened(value: object, table: str, row: str, column: str) -> object:
    """3. Sealed words: a version byte, a nonce, AES-256-GCM bound to table, row and column."""
    place = "\x00".join(("goldseam-seal", "1", table, row, column)).encode()
    for name in names[1:] if isinstance(value, bytes) else ():
        try:
            return AESGCM(key[name]).decrypt(value[1:13], value[13:], place).decode("utf-8", "surrogatepass")
        except (InvalidTag, ValueError):
            continue
    return value.hex() if isinstance(value, bytes) else value


database, tables = dbapi2.connect(folder / "book.db"), {}
database.execute(f"PRAGMA key = \"x'{key['database'].hex()}'\"")
for (table,) in list(database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
    tables[table], rows = [], database.execute(f'SELECT * FROM "{table}"')
    columns = [column[0] for column in rows.description]
    for row in rows:
        row_id = re.sub("^(.{8})(.{4})(.{4})(.{4})(.{12})$", r"\1-\2-\3-\4-\5", str(row[0]))
        tables[table].append({c: opened(v, table, row_id, c) for c, v in zip(columns, row, strict=True)})
out.write_text(json.dumps(tables, indent=1), encoding="utf-8")
