"""The state table of episodes, read from `episodes.toml`, and the page that prints it.

Run this file to write the page again: `python tests/spec/episodes_table.py`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve()
PAGE = HERE.parents[2] / "docs" / "reference" / "episode-states.md"
RAW = tomllib.loads((HERE.parent / "episodes.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Cell:
    """One cell of the table: a status, an event, and the status it leads to."""

    status: str
    event: str
    becomes: str


def cells() -> list[Cell]:
    """Every cell of the table."""
    return [
        Cell(status, event["name"], becomes)
        for event in RAW["event"]
        for status, becomes in zip(RAW["from"], event["to"], strict=True)
    ]


def page() -> str:
    """The reference page."""
    names = [one["name"] for one in RAW["status"]]
    statuses = [f"| `{s['name']}` | {s['says']} | {'yes' if s['is_open'] else 'no'} |" for s in RAW["status"]]
    return "\n".join(
        [
            "# Episode states",
            "",
            "An episode keeps facts, never a status. `goldseam.repair.episodes.status` reads the facts in the order",
            "of their counter and leaves out the undone ones. This page is written from `tests/spec/episodes.toml`;",
            "every cell and every story below is a test.",
            "",
            "| status | in words | open |",
            "|---|---|---|",
            *statuses,
            "",
            "*Open* means that something may still be done, and that a new sign joins this episode.",
            "",
            "## What happens, and where the episode stands then",
            "",
            "Columns: where it stood before. A dot: it stays as it is.",
            "",
            f"| what happens | {' | '.join(names)} |",
            f"|---|{'---|' * len(names)}",
            *(_row(event) for event in RAW["event"]),
            "",
            "## Why",
            "",
            *(f"- *{event['what']}*: {event['because']}" for event in RAW["event"]),
            "",
            "## Stories",
            "",
            *(
                f"- {', '.join(story['facts']) or 'no fact'} → **{story['is']}**. {story['because']}"
                for story in RAW["story"]
            ),
            "",
            "## Join or open",
            "",
            "- While an episode is open, every new sign joins it, from one session before its first sign on.",
            "- A settled episode takes in only a sign that lies inside it: noted late, about a session before its last.",
            "- A sign at its last session or later opens a new episode, so nothing new is swallowed.",
            "- What you set aside takes in nothing. Another voice about it is asked about again.",
            "- Two alliances never share an episode.",
            "",
        ]
    )


def _row(event: dict[str, object]) -> str:
    to = event["to"]
    assert isinstance(to, list)
    shown = ["·" if becomes == status else becomes for status, becomes in zip(RAW["from"], to, strict=True)]
    return f"| {event['what']} | {' | '.join(shown)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
