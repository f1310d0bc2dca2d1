"""The incident record on paper: one record, facts only."""

from __future__ import annotations

from goldseam.safety.facts_only import SAY
from goldseam.safety.incident import Incident, left_open, rows
from goldseam.web.paper.press import Paper, printed


def incident_sheet(incident: Incident, paper: Paper = Paper.A4) -> bytes:
    """A PDF of one record. It holds what the record holds and nothing of any note."""
    told = [{"name": name, "text": text} for name, text in rows(incident)]
    return printed("incident", {"title": SAY.title, "rows": told, "open": left_open(incident)}, paper)
