"""From a passphrase to a key."""

from __future__ import annotations

import pytest
from argon2.exceptions import HashingError
from hypothesis import given
from hypothesis import strategies as st

from goldseam.errors import BadInput, BookDamaged, BookError
from goldseam.store import kdf
from goldseam.store.kdf import (
    FLOOR,
    SMALLEST,
    KdfParams,
    check_params,
    check_passphrase,
    derive,
    normalise,
    tune,
)

SALT = bytes(16)


class Clock:
    """Time that passes only while work is done, at a given speed."""

    def __init__(self, seconds_per_gib_pass: float, slower_second_time: float = 1.0) -> None:
        self.now, self.rate, self.slower, self.runs = 0.0, seconds_per_gib_pass, slower_second_time, 0

    def __call__(self) -> float:
        return self.now

    def work(self, params: KdfParams) -> None:
        self.runs += 1
        cost = self.rate * params.memory_kib / 1024**2 * params.passes
        self.now += cost * (self.slower if self.runs > 1 else 1.0)

    def seconds(self, params: KdfParams) -> float:
        return self.rate * self.slower * params.memory_kib / 1024**2 * params.passes


@pytest.mark.parametrize("rate", [0.05, 0.2, 0.4, 0.6, 1.0, 1.6, 2.2])
def test_tuning_lands_between_half_a_second_and_one(rate: float) -> None:
    clock = Clock(rate)
    chosen = tune(clock=clock, work=clock.work)
    assert 0.5 <= clock.seconds(chosen) <= 1.0
    assert chosen.passes >= 5
    assert chosen.memory_kib >= 64 * 1024


def test_a_slow_computer_gets_the_floor_and_not_less() -> None:
    clock = Clock(30.0)
    assert tune(clock=clock, work=clock.work) == SMALLEST


def test_a_computer_that_turns_slow_is_measured_again() -> None:
    clock = Clock(0.4, slower_second_time=2.0)
    assert clock.seconds(tune(clock=clock, work=clock.work)) <= 1.0


def test_memory_stays_small_enough_for_another_laptop() -> None:
    clock = Clock(0.001)
    assert tune(clock=clock, work=clock.work).memory_mib == 256


def test_a_clock_that_stands_still_does_not_divide_by_zero() -> None:
    assert tune(clock=lambda: 0.0, work=lambda _: None).passes <= 100


@pytest.mark.parametrize(
    "weak",
    [
        KdfParams(64 * 1024 - 1, 5, 4),
        KdfParams(64 * 1024, 4, 4),
        KdfParams(64 * 1024, 5, 0),
        KdfParams(8, 1, 1),
        KdfParams(-1, -1, -1),
    ],
)
def test_anything_below_the_floor_is_refused(weak: KdfParams) -> None:
    with pytest.raises(BookDamaged, match="weaker than 64 MiB and 5"):
        derive("four quiet grey herons", SALT, weak)


@pytest.mark.parametrize(
    "huge", [KdfParams(2**31, 5, 4), KdfParams(64 * 1024, 10_000, 4), KdfParams(64 * 1024, 5, 65)]
)
def test_a_cost_that_would_freeze_the_computer_is_refused(huge: KdfParams) -> None:
    with pytest.raises(BookDamaged, match="more than any book needs"):
        check_params(huge)


def test_the_floor_itself_is_allowed() -> None:
    assert check_params(FLOOR) == FLOOR


def test_the_key_is_argon2id_version_19() -> None:
    from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

    assert ARGON2_VERSION == 19
    wanted = hash_secret_raw(b"four quiet grey herons", SALT, 5, 65536, 4, 32, Type.ID)
    assert derive("four quiet grey herons", SALT, SMALLEST) == wanted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cafe\u0301", "caf\u00e9"),
        ("\uff21\uff42", "Ab"),
        ("\ufb01re", "fire"),
        ("a\u00a0b", "a b"),
        ("\u2460", "1"),
    ],
)
def test_the_same_characters_from_another_keyboard_are_the_same_passphrase(typed: str, meant: str) -> None:
    assert normalise(typed) == normalise(meant)


@pytest.mark.parametrize(
    ("one", "other"), [("abc", "ABC"), ("abc", "abc "), (" abc", "abc"), ("a  b", "a b")]
)
def test_case_and_spaces_count(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_every_text_has_bytes_even_broken_ones(text: str) -> None:
    assert isinstance(normalise(text), bytes)


def test_a_thousand_characters_are_welcome() -> None:
    assert len(check_passphrase("herons " * 150)) == 1050
    assert len(derive("\U0001f9a2 é" * 400, SALT, SMALLEST)) == 32


@pytest.mark.parametrize(("short", "said"), [("", "is empty"), ("heron", "has 5 characters")])
def test_a_short_passphrase_is_refused_with_advice(short: str, said: str) -> None:
    with pytest.raises(BadInput, match=f"{said}.*8 or more.*unrelated words"):
        check_passphrase(short)


def test_an_endless_passphrase_is_refused_before_any_work() -> None:
    with pytest.raises(BadInput, match="1,000,000 characters"):
        derive("x" * 1_000_000, SALT, SMALLEST)


def test_too_little_memory_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_left(**_: object) -> bytes:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr(kdf, "hash_secret_raw", nothing_left)
    with pytest.raises(BookError, match="64 MiB of free memory"):
        derive("four quiet grey herons", SALT, SMALLEST)
