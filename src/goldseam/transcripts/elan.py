"""ELAN annotation files (.eaf): time-aligned tiers, one for each speaker."""

from __future__ import annotations

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, number, to_transcript
from goldseam.transcripts.limits import Source, parse_xml


def is_elan(source: Source) -> bool:
    """An ELAN file names its root element near the top."""
    return "<ANNOTATION_DOCUMENT" in source.head(4000)


def read_elan(source: Source) -> Transcript:
    """Turns of the time-aligned tiers without a parent; translations and glosses are left out."""
    root = parse_xml(source.text, source.name)
    times = {
        slot.get("TIME_SLOT_ID", ""): _seconds(slot.get("TIME_VALUE")) for slot in root.iter("TIME_SLOT")
    }
    cues = []
    for tier in root.iter("TIER"):
        if tier.get("PARENT_REF"):
            continue
        label = tier.get("PARTICIPANT") or tier.get("TIER_ID") or ""
        for note in tier.iter("ALIGNABLE_ANNOTATION"):
            value = note.find("ANNOTATION_VALUE")
            start, end = (times.get(note.get(f"TIME_SLOT_REF{n}", "")) for n in (1, 2))
            cues.append(Cue((value.text if value is not None else "") or "", label, start, end))
    if not cues:
        raise BadInput(
            f"{source.name or 'The file'} has no time-aligned tier. Give one tier for each speaker."
        )
    return to_transcript(cues, source.problems)


def _seconds(value: str | None) -> float | None:
    milliseconds = number(value or "")
    return None if milliseconds is None else milliseconds / 1000
