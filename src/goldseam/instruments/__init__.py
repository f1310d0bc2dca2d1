"""Questionnaires as files: reading, scoring, reliable change, rights."""

from __future__ import annotations

from goldseam.instruments.files import all_ids, get
from goldseam.instruments.licence import overlay
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.instruments.raised import Alert, alerts, needs_crisis_contacts
from goldseam.instruments.rights import Attestation
from goldseam.instruments.scoring import score
from goldseam.instruments.trajectory import trajectory_scale

__all__ = [
    "Alert",
    "Attestation",
    "Questionnaire",
    "alerts",
    "all_ids",
    "get",
    "needs_crisis_contacts",
    "overlay",
    "score",
    "trajectory_scale",
]
