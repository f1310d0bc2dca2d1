"""The reference page of the repair strategies and questions, written from their TOML files.

Run this file to write the page again: `python tests/spec/strategies_page.py`.
"""

from __future__ import annotations

from pathlib import Path

from goldseam.repair.guide import Question, all_questions
from goldseam.repair.plan import Card, Fits, Phase, all_cards

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "strategies.md"
PHASES = {
    Phase.VALIDATE: "Validate",
    Phase.OWN: "Own a part",
    Phase.ASK: "Ask",
    Phase.OFFER: "Offer a change",
    Phase.EXPLORE: "Explain or explore",
}
FITS = {Fits.WITHDRAWAL: "moving away", Fits.CONFRONTATION: "moving against", Fits.ANY: "any rupture"}


def page() -> str:
    """The reference page."""
    lines = [
        "# Repair strategies and questions",
        "",
        "The ten resolution strategies of the 3RS (Eubanks, Muran & Safran), in our own words, in the order of a",
        "repair. The order is a reconstruction: see [how repair works here](../explanation/repair.md). This page is",
        "written from `src/goldseam/repair/strategies.toml` and `questions/*.toml`; a test keeps it equal.",
    ]
    for phase in Phase:
        lines += ["", f"## {phase.value}. {PHASES[phase]}"]
        for card in all_cards():
            if card.phase is phase:
                lines += _card(card)
        lines += ["", "### Questions for you", ""]
        lines += [_question(one) for one in all_questions() if one.phase is phase]
    return "\n".join([*lines, ""])


def _card(card: Card) -> list[str]:
    held = ["", "Never in the first turn."] if card.links_pattern else []
    said = [f"> {example}" for example in card.examples]
    return [
        "", f"### {card.name}", "", f"`{card.strategy.value}` · fits {FITS[card.when]}", "", card.what, *held,
        "", *"\n>\n".join(said).split("\n"), "", f"*Take care:* {card.caution}", "", f"*Source:* {card.source}",
    ]  # fmt: skip


def _question(one: Question) -> str:
    return f"- {one.text} (`{one.id}`, {FITS[one.fits]})"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
