"""Every cell and every story of the documented state table, against the code; and the page against both."""

from __future__ import annotations

import pytest

from goldseam.repair.episodes import Event, event_of, is_open, status
from goldseam.terms.rupture import EpisodeStatus, Fact, FactKind, Judge, Outcome
from spec.episodes_table import PAGE, RAW, Cell, cells, page

SAID = {
    "said_still_open": Outcome.STILL_OPEN,
    "said_partly_mended": Outcome.PARTLY_MENDED,
    "said_mended": Outcome.MENDED,
    "said_ended_without_repair": Outcome.ENDED_WITHOUT_REPAIR,
}


def fact(event: str, order: int) -> Fact:
    """A fact that stands for an event."""
    if event in SAID:
        return Fact(FactKind.JUDGED, order, judge=Judge.THERAPIST, outcome=SAID[event])
    if event == "other_voice":
        return Fact(FactKind.JUDGED, order, judge=Judge.CLIENT, outcome=Outcome.MENDED)
    return Fact(FactKind(event), order)


def facts(events: list[str]) -> list[Fact]:
    return [fact(event, order) for order, event in enumerate(events, start=1)]


@pytest.mark.parametrize("row", RAW["status"], ids=lambda row: row["name"])
def test_the_path_to_a_status_leads_there(row: dict[str, object]) -> None:
    reached = status(facts(row["path"]))  # type: ignore[arg-type]
    assert reached is EpisodeStatus(row["name"])
    assert is_open(reached) is row["is_open"]


@pytest.mark.parametrize("cell", cells(), ids=lambda c: f"{c.status}-{c.event}")
def test_a_cell_of_the_table_holds(cell: Cell) -> None:
    path = next(row["path"] for row in RAW["status"] if row["name"] == cell.status)
    assert status(facts([*path, cell.event])).value == cell.becomes


@pytest.mark.parametrize("story", RAW["story"], ids=lambda story: "-".join(story["facts"]) or "none")
def test_a_story_ends_where_it_says(story: dict[str, object]) -> None:
    assert status(facts(story["facts"])).value == story["is"]  # type: ignore[arg-type]


def test_the_table_names_every_status_and_every_event() -> None:
    assert {row["name"] for row in RAW["status"]} == {one.value for one in EpisodeStatus} == set(RAW["from"])
    assert {row["name"] for row in RAW["event"]} == {one.value for one in Event}


@pytest.mark.parametrize("event", Event, ids=lambda e: e.value)
def test_the_facts_used_here_mean_the_events_they_stand_for(event: Event) -> None:
    assert event_of(fact(event.value, 1)) is event


def test_the_reference_page_is_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tests/spec/episodes_table.py"
