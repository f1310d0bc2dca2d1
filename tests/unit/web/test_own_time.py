"""Pages show this computer's own day and hour, wherever it stands."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="this system cannot change a process's zone"
)


@pytest.fixture
def in_auckland(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    timezone.deactivate()


@pytest.mark.usefixtures("in_auckland")
def test_the_hour_is_the_computers(browser_of_noor: Client) -> None:
    assert browser_of_noor.get("/help/").status_code == 200
    here = datetime.now().astimezone()
    assert timezone.localtime().utcoffset() == here.utcoffset()
