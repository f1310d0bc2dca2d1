"""The recovery kit: twelve printed words that open the book when the passphrase is gone.

128 random bits and a 4-bit checksum in the words of BIP-39, whose first four letters never repeat;
so a kit may be typed by those, and a slip is named before any key is tried.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata

from mnemonic import Mnemonic

from goldseam.errors import BadInput

WORDS = 12
ENTROPY_BITS = 128
SHORT = 4


@functools.cache
def _mnemonic() -> Mnemonic:
    return Mnemonic("english")


@functools.cache
def _by_start() -> dict[str, str]:
    """First four letters (or the whole short word) to word."""
    return {word[:SHORT]: word for word in _mnemonic().wordlist}


def new_words() -> str:
    """Twelve fresh random words, separated by single spaces.

    >>> len(new_words().split())
    12
    """
    return _mnemonic().generate(ENTROPY_BITS)


def read_words(typed: str) -> str:
    """The kit as it was printed, from what somebody typed; BadInput names the word that is amiss.

    Case, numbering, commas, line ends and a word's ending after its fourth letter do not matter.

    >>> read_words("1. Legal 2. winn 3. thank 4. year 5. wave 6. sausage 7. worth 8. useful"
    ...            " 9. legal 10. winner 11. thank 12. yellow")
    'legal winner thank year wave sausage worth useful legal winner thank yellow'
    """
    plain = unicodedata.normalize("NFKC", typed).lower()
    given = re.findall(r"[^\W\d_]+", plain)
    words = [_known(word, place) for place, word in enumerate(given, start=1)]
    if len(words) != WORDS:
        raise BadInput(f"The kit has {WORDS} words; {len(words)} were typed. Type all {WORDS}, in order.")
    kit = " ".join(words)
    if not _mnemonic().check(kit):
        raise BadInput(
            "Each word is on the list, but together they are not a kit. "
            "A word may be misread or two may have changed places. Compare with the sheet."
        )
    return kit


def _known(word: str, place: int) -> str:
    """The listed word that was meant."""
    listed = _by_start().get(word[:SHORT])
    if listed is not None and listed.startswith(word):
        return listed
    near = difflib.get_close_matches(word, _mnemonic().wordlist, n=1, cutoff=0.6)
    hint = f' Was it "{near[0]}"?' if near else ""
    raise BadInput(f'Word {place}, "{word}", is not on the list.{hint} Compare it with the sheet.')
