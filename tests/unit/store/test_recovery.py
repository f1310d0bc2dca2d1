"""The recovery kit's twelve words."""

from __future__ import annotations

import random

import pytest

from goldseam.errors import BadInput
from goldseam.store.recovery import _mnemonic, new_words, read_words

# BIP-39's own test vector for 16 zero bytes.
ZEROS = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"


def test_new_kits_differ_and_read_back() -> None:
    kits = {new_words() for _ in range(50)}
    assert len(kits) == 50
    assert all(read_words(kit) == kit for kit in kits)


@pytest.mark.parametrize(
    "typed",
    [
        ZEROS.upper(),
        ZEROS.replace(" ", "\n"),
        ", ".join(ZEROS.split()),
        "  " + ZEROS.replace(" ", "   ") + " ",
        " ".join(f"{n}. {w}" for n, w in enumerate(ZEROS.split(), 1)),
        " ".join(word[:4] for word in ZEROS.split()),
        ZEROS.replace("a", "\uff41"),
    ],
)
def test_however_it_is_typed_it_is_the_same_kit(typed: str) -> None:
    assert read_words(typed) == ZEROS


def test_an_unknown_word_is_named_with_a_guess() -> None:
    with pytest.raises(BadInput, match=r'Word 3, "abandom".*Was it "abandon"'):
        read_words(ZEROS.replace("abandon", "abandom", 3).replace("abandom", "abandon", 2))


def test_a_word_nothing_like_any_gets_no_guess() -> None:
    with pytest.raises(BadInput, match=r'Word 1, "zzzzzz", is not on the list\. Compare'):
        read_words("zzzzzz " + ZEROS)


@pytest.mark.parametrize("typed", ["", "abandon", ZEROS + " about", " ".join(ZEROS.split()[:11]), "12 ! 7"])
def test_a_wrong_number_of_words_is_said(typed: str) -> None:
    with pytest.raises(BadInput, match="The kit has 12 words"):
        read_words(typed)


def test_three_letters_are_not_enough_of_a_longer_word() -> None:
    with pytest.raises(BadInput, match="Word 1"):
        read_words(ZEROS.replace("abandon", "aba", 1))


def test_most_swapped_words_are_noticed_by_the_checksum() -> None:
    # Four check bits: 15 of 16 slips that give listed words are caught here, the rest by the wrap itself.
    rng = random.Random(5)
    missed = 0
    for _ in range(400):
        words = _mnemonic().to_mnemonic(rng.randbytes(16)).split()
        words[rng.randrange(12)] = rng.choice(_mnemonic().wordlist)
        try:
            read_words(" ".join(words))
            missed += 1
        except BadInput:
            pass
    assert missed < 50  # expected 400 / 16 = 25


def test_the_shortened_words_stay_distinct() -> None:
    assert len({word[:4] for word in _mnemonic().wordlist}) == 2048
