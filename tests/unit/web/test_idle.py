"""Locking after a while without anyone there."""

from __future__ import annotations

import threading
import time

from goldseam.web.idle import Idle, steady_seconds, watch


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_ten_minutes_is_what_it_starts_with() -> None:
    assert Idle().seconds == 600


def test_someone_there_begins_the_wait_again() -> None:
    clock = Clock()
    idle = Idle(minutes=5, clock=clock)
    clock.now += 200
    idle.touch()
    clock.now += 299
    assert idle.left() == 1.0


def test_changing_the_minutes_begins_the_wait_again() -> None:
    clock = Clock()
    idle = Idle(minutes=10, clock=clock)
    clock.now += 599
    idle.set_minutes(1)
    assert idle.left() == 60.0


def test_a_computer_that_slept_past_the_limit_wakes_locked() -> None:
    clock, locked = Clock(), threading.Event()
    idle = Idle(minutes=1, clock=clock)
    clock.now += 3_600
    watch(idle, lambda: True, locked.set, threading.Event())
    assert locked.is_set()


def test_while_nothing_is_open_the_wait_never_runs_out() -> None:
    clock, stop = Clock(), threading.Event()
    idle = Idle(minutes=1, clock=clock)
    clock.now += 3_600
    locked: list[bool] = []

    def is_open() -> bool:
        stop.set()  # looked once; then the watch may end
        return False

    watch(idle, is_open, lambda: locked.append(True), stop)
    assert locked == []
    assert idle.left() == 60.0


def test_the_steady_clock_goes_forward_whatever_the_wall_clock_does() -> None:
    first = steady_seconds()
    time.sleep(0.001)
    assert steady_seconds() > first
