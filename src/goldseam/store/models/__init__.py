"""The tables of a book, by compartment."""

from goldseam.store.models.change import Change
from goldseam.store.models.episodes import EpisodeFactRow, EpisodeRow
from goldseam.store.models.forms import FormRow, LicenceRow, ScoreRow
from goldseam.store.models.house import Draft, ImportedFile, Posted, Setting
from goldseam.store.models.people import AllianceRow, ClientRow, SessionRow
from goldseam.store.models.safety import RiskFactRow, RiskReviewRow
from goldseam.store.models.talk import ConsentRow, TalkLogRow, TranscriptRow
from goldseam.store.models.vault import VaultRow
from goldseam.store.models.writing import WritingRow

__all__ = [
    "AllianceRow",
    "Change",
    "ClientRow",
    "ConsentRow",
    "Draft",
    "EpisodeFactRow",
    "EpisodeRow",
    "FormRow",
    "ImportedFile",
    "LicenceRow",
    "Posted",
    "RiskFactRow",
    "RiskReviewRow",
    "ScoreRow",
    "SessionRow",
    "Setting",
    "TalkLogRow",
    "TranscriptRow",
    "VaultRow",
    "WritingRow",
]
