"""Look at an alliance's ratings again, and open or join an episode where they alert."""

from __future__ import annotations

from datetime import datetime

from goldseam.acts import episodes
from goldseam.acts.series import main_series
from goldseam.store.models import AllianceRow


def look_again(alliance: AllianceRow, now: datetime) -> int:
    """Note each alert of the ratings once. Returns how many are noted at all."""
    series = main_series(alliance)
    if series is None:
        return 0
    by_number = {row.number: row for row in series.sessions}
    alerts = [reading for reading in series.readings() if reading.alert]
    for reading in alerts:
        episodes.notice(alliance, by_number[reading.session], "ratings", reading.because, now)
    return len(alerts)
