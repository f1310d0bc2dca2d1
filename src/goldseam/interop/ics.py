"""A calendar reminder without a word about anyone in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from goldseam.interop.extras import need

WORDS = "A minute to prepare"


def reminder(uid: str, at: datetime, now: datetime, words: str = WORDS) -> bytes:
    """An .ics file with one reminder at `at` (with its time zone), 5 minutes long. RFC 5545.

    >>> from datetime import UTC
    >>> made = reminder("a", datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
    >>> b"A minute to prepare" in made
    True
    """
    ical = need("icalendar", "calendar files")
    event = ical.Event()
    event.add("uid", f"{uid}@goldseam.invalid")
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("dtend", at + timedelta(minutes=5))
    event.add("summary", words)
    event.add("class", "PRIVATE")
    alarm = ical.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    calendar = ical.Calendar()
    calendar.add("prodid", "-//goldseam//reminder//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
