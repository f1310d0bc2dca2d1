"""The growing wait after a wrong passphrase."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.store.conftest import NOW

from goldseam.store.delays import delay_after, note_right, note_wrong, seconds_left


@given(st.integers(min_value=0, max_value=10**9))
def test_more_wrong_tries_never_wait_less_and_never_over_a_minute(wrong: int) -> None:
    assert 0 <= delay_after(wrong) <= delay_after(wrong + 1) <= 60


def test_two_slips_cost_nothing_then_it_grows(tmp_path: Path) -> None:
    assert [note_wrong(tmp_path, NOW) for _ in range(6)] == [0, 0, 1, 2, 4, 8]
    assert seconds_left(tmp_path, NOW) == 8
    assert seconds_left(tmp_path, NOW + timedelta(seconds=5)) == 3
    assert seconds_left(tmp_path, NOW + timedelta(seconds=9)) == 0


def test_the_right_passphrase_forgets_the_wrong_ones(tmp_path: Path) -> None:
    for _ in range(9):
        note_wrong(tmp_path, NOW)
    note_right(tmp_path)
    note_right(tmp_path)
    assert seconds_left(tmp_path, NOW) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_clock_set_back_does_not_lock_anyone_out(tmp_path: Path) -> None:
    for _ in range(20):
        note_wrong(tmp_path, NOW)
    assert seconds_left(tmp_path, NOW - timedelta(days=3650)) == 60


@pytest.mark.parametrize("junk", [b"", b"[]", b"{", b'{"wrong": "x"}', b'{"wrong": 1e999, "at": 0}', b"\xff"])
def test_a_spoiled_count_starts_again(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "book.tries").write_bytes(junk)
    assert seconds_left(tmp_path, NOW) == 0
    assert note_wrong(tmp_path, NOW) == 0
