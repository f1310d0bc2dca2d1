"""Stretches that say something else than they seem to: where each begins and where it ends."""

from __future__ import annotations

import pytest

from goldseam.repair.coaching.scopes import covered, scopes
from goldseam.repair.coaching.tokens import read


def inside(scope: str, text: str) -> str:
    draft = read(text)
    return " ".join(draft.words[at] for at in sorted(covered(draft)[scope]))


@pytest.mark.parametrize(
    ("scope", "text", "words"),
    [
        ("denied", "I am not saying that you overreacted.", "you overreacted"),
        ("denied", "I am not saying you overreacted, you were right.", "you overreacted"),
        ("denied", "You overreacted.", ""),
        ("client", "You told me that I never listen, and it is true.", "i never listen"),
        ("client", "You said I was late but I was busy.", "i was late"),
        ("supposed", "Tell me if I hurt you.", "i hurt you"),
        ("dreamed", "In your dream, I kissed you.", ", i kissed you"),
        ("told", "You told me about the man who hit you.", "the man who hit you"),
        ("mine", "I called you dramatic.", "you dramatic"),
    ],
)
def test_a_stretch_goes_from_its_opening_to_the_end_of_its_part(scope: str, text: str, words: str) -> None:
    assert inside(scope, text) == words


def test_a_turn_ends_a_denial() -> None:
    assert "pushed" not in inside("denied", "I am not blaming you but you pushed me.")


def test_the_stop_ends_every_stretch() -> None:
    for scope in scopes():
        for opening in ("I am not saying that", "You told me that", "If", "Your dream", "I said"):
            draft = read(f"{opening} it. You pushed me.")
            assert draft.words.index("pushed") not in covered(draft)[scope.name]


def test_a_stretch_for_the_gate_is_short() -> None:
    found = inside(
        "denied_here", "I have never once in all these long years of work that we had touched you."
    )
    assert len(found.split()) <= 6
