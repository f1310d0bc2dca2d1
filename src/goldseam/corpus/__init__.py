"""Many alliances at once: tables in, tables with readings out. Nothing here prints."""

from __future__ import annotations

from goldseam.corpus.asked import Asked, Summary
from goldseam.corpus.running import Params, run
from goldseam.corpus.stream import notice_csv

__all__ = ["Asked", "Params", "Summary", "notice_csv", "run"]
