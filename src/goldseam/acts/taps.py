"""What was tapped about oneself after a hard hour: kept in the vault, beside the note and never in it.

What a client did belongs to the note. What one felt, did with it, and what helped belong to the therapist
alone: they make patterns possible, and nobody who may one day read a client's notes needs them. The vault's
page knows the note by its random id, inside the sealed body; the note knows nothing of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from goldseam.acts import reflections, vault, writings
from goldseam.mirror.features import Topic, feature, from_chips
from goldseam.store.models import VaultRow, WritingRow

OWN = (Topic.DEFAULT, Topic.AFTER, Topic.HELPED)  # asked on the note's later pages


def rest(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the note itself keeps of a page's fields.

    >>> rest({"my_part": "I explained.", "default": ["default:explain"]})
    {'my_part': 'I explained.'}
    """
    own = {topic.value for topic in OWN}
    return {name: value for name, value in fields.items() if name not in own}


def keep(note: WritingRow, fields: Mapping[str, Any], now: datetime) -> VaultRow | None:
    """Keep what is about oneself; None where nothing is. What was tapped about the hour comes along."""
    asked = [topic for topic in OWN if topic.value in fields]
    tapped = [tag for topic in asked for tag in fields[topic.value]]
    said = {**writings.body_of(note), **fields}
    page = reflections.page_of_hour(note)
    if page is None and not tapped and not said.get("feelings"):
        return None
    page = page or reflections.begin_from_hour(note, now)
    told = from_chips(said.get("chips", ()), said.get("feelings", ()))
    named = {topic.value for topic in asked} | {tag.partition(":")[0] for tag in told}
    before = [tag for tag in vault.body_of(page)["tags"] if tag.partition(":")[0] not in named]
    tags = sorted({*before, *told, *tapped}, key=feature)
    alias = note.alliance.client.alias if note.alliance else vault.body_of(page)["alias"]
    return vault.keep(page, now, tags=tags, alias=alias)


def of(note: WritingRow) -> dict[str, list[str]]:
    """What was tapped about oneself, by topic, for the note's pages."""
    page = reflections.page_of_hour(note)
    tags = vault.body_of(page)["tags"] if page else []
    return {topic.value: [tag for tag in tags if tag.startswith(f"{topic.value}:")] for topic in OWN}
