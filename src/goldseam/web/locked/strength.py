"""How hard a passphrase is to guess, in words; advice, never a rule of composition.

A coarse estimate: what a patient attacker tries first (short ones, digits, repeats, rows of keys, the
best-known passwords). NIST SP 800-63B (5.1.1.2) asks for length and a list, and against character rules.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop")
WELL_KNOWN = frozenset(
    re.findall(
        r"\w+",
        """password passwort passphrase letmein welcome iloveyou sunshine princess football baseball superman
        trustno dragon monkey shadow master michael jordan hunter killer access flower summer winter spring
        autumn charlie jessica computer internet whatever secret goldseam kintsugi therapy therapist changeme
        correcthorsebatterystaple""",
    )
)


class Strength(Enum):
    """Three words are enough to decide by."""

    QUICK = "This passphrase is quick to guess."
    FAIR = "This passphrase takes a while to guess. A word or two more makes it strong."
    HARD = "This passphrase is hard to guess."


def strength(passphrase: str) -> Strength:
    """How hard to guess.

    >>> [strength(one).name for one in ("12345678", "Sunshine2024", "blue river", "four quiet grey herons")]
    ['QUICK', 'QUICK', 'FAIR', 'HARD']
    """
    bare = unicodedata.normalize("NFKC", passphrase).casefold()
    letters = re.sub(r"[\W\d_]+", "", bare)
    squeezed = _without_runs(bare)
    if letters in WELL_KNOWN or len(squeezed) < 8 or len(set(bare)) < 5 or bare.isdecimal():
        return Strength.QUICK
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 2]
    if len(set(words)) >= 4 or len(squeezed) >= 16:
        return Strength.HARD
    return Strength.FAIR


def _without_runs(text: str) -> str:
    """The text with repeats and rows of keys counted once: what is left takes guessing."""
    kept: list[str] = []
    for one in text:
        if not (kept and (one == kept[-1] or _neighbours(kept[-1], one))):
            kept.append(one)
        else:
            kept[-1] = one
    return "".join(kept)


def _neighbours(one: str, other: str) -> bool:
    return any(one + other in row or other + one in row for row in ROWS)
