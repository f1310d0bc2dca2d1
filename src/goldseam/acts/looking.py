"""Look at an alliance's ratings again, and open or join an episode where they alert."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from goldseam.acts import episodes
from goldseam.acts.series import main_series
from goldseam.store.models import AllianceRow
from goldseam.terms.rupture import Reading, Standing


def look_again(alliance: AllianceRow, now: datetime) -> int:
    """Note each alert of the ratings once. Returns how many there are."""
    series = main_series(alliance)
    if series is None:
        return 0
    by_number = {row.number: row for row in series.sessions}
    readings = series.readings()
    alerts = [reading for reading in readings if reading.alert]
    for reading in alerts:
        since = steady_since(readings, reading.session)
        episodes.notice(
            alliance, by_number[reading.session], "ratings", reading.because, now, settled_by=since
        )
    return len(alerts)


def steady_since(readings: Sequence[Reading], session: int) -> int:
    """The last session before `session` at which the ratings were steady; 0 where there is none.

    What was only noticed, and had come back by then, is over: a new fall is a new episode.
    """
    before = (r.session for r in readings if r.session < session and r.status is Standing.STEADY)
    return max(before, default=0)
