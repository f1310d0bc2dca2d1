"""The reference page of all instruments, written from their files so that it cannot drift.

Write it anew with `python -m goldseam.instruments.reference docs/reference/instruments.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from goldseam.instruments.change import threshold
from goldseam.instruments.files import all_instruments
from goldseam.instruments.licence import notices
from goldseam.instruments.questionnaire import Example, Missing, Questionnaire, ScoreRule
from goldseam.instruments.rights import ItemText
from goldseam.terms.scores import Item

# Each row is checked by a test: condition, answers, whether it holds.
CONDITIONS: tuple[tuple[str, dict[str, int], bool], ...] = (
    ("q1 >= 2", {"q1": 2}, True),
    ("q1 >= 2", {}, False),
    ("q1 is missing", {}, True),
    ("q1 is not missing and q2 < 1", {"q1": 3, "q2": 0}, True),
    ("not q1 >= 2", {}, True),
    ("q1 == 1 or q2 == 1 and q3 == 1", {"q1": 1}, True),
    ("(q1 == 1 or q2 == 1) and q3 == 1", {"q1": 1}, False),
    ("any(q1..q3) > 0", {"q2": 1}, True),
    ("any(q1, q3) > 0", {"q2": 1}, False),
)
LOINC = (
    "This page contains content from LOINC (https://loinc.org). LOINC is copyright Regenstrief Institute, "
    "Inc. and the LOINC Committee, and is available at no cost under the licence at "
    "https://loinc.org/license. LOINC is a registered trademark of Regenstrief Institute, Inc."
)
HEAD = """# Instruments

Written from the instrument files by `python -m goldseam.instruments.reference`; do not edit by hand.

Names of scales are used to describe, not to claim: goldseam is not connected with their authors.
*Key only* means that the words belong to someone else. Bring your own licence to show them:
[how](../how-to/bring-your-own-licence.md). *Not yet checked* marks a key that is still to be held
against the original print. To add a form of your own: [how](../how-to/add-an-instrument.md).
"""


def page() -> str:
    """The whole page as Markdown.

    >>> page().splitlines()[0]
    '# Instruments'
    """
    forms = all_instruments()
    sections = [section for form in forms for section in _form(form)]
    return "\n\n".join([HEAD.strip(), _contents(forms), *sections, *_conditions(), "## Codes", LOINC]) + "\n"


def write(path: Path) -> None:
    """Write the page to a file."""
    path.write_text(page(), encoding="utf-8", newline="\n")


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _contents(forms: tuple[Questionnaire, ...]) -> str:
    rows = [
        (
            f"[{form.id}](#{form.id})",
            form.title,
            form.respondent.value,
            form.purpose.value,
            "included" if form.has_text() else "key only",
        )
        for form in forms
    ]
    return _table(("id", "instrument", "answered by", "for", "words"), rows)


def _form(form: Questionnaire) -> list[str]:
    parts = [f"## {form.id}", f"**{form.title}** · version {form.version}", _facts(form)]
    parts += [f"> {notice}" for notice in notices(form)]
    parts += [form.note] if form.note else []
    parts += [_items(form)] if form.has_text() else [_answers(form)]
    if form.scores:
        parts += ["### Scores", "\n".join(_score(rule) for rule in form.scores)]
    if form.alerts or form.watch:
        parts += ["### What the therapist is told", _told(form)]
    return [*parts, "### Worked examples", _examples(form)]


def _facts(form: Questionnaire) -> str:
    rights = form.rights
    words = "included" if rights.item_text is ItemText.INCLUDED else "supplied by you"
    facts = [
        f"answered by the {form.respondent.value}, about the {form.subject.value}",
        f"looks back on: {form.recall}",
        f"about {form.minutes:g} min",
        f"rhythm: {form.cadence.default.value.replace('_', ' ')}",
        f"rights: {rights.status.value}, {rights.holder}; words {words}",
    ]
    facts += [f"code: {code.system} {code.code}" for code in form.codes]
    facts += [f"seen: {_evidence(one.url, one.note)}" for one in rights.evidence]
    return "\n".join(f"- {fact}" for fact in facts)


def _evidence(url: str, note: str) -> str:
    return f"{url} ({note})" if note else url


def _items(form: Questionnaire) -> str:
    stem = [f"*{form.stem}*"] if form.stem else []
    scales = dict(form.scales)
    rows = [(item.id, item.text, _when(item.show_if), scales[item.id], item.loinc) for item in form.items]
    rows += [(one.id, one.text, _when(one.show_if), "in words", "") for one in form.free_text]
    table = _table(("id", "item", "asked", "answers", "LOINC"), rows)
    closing = [f"*{form.closing}*"] if form.closing else []
    return "\n\n".join([*stem, table, _answers(form), *closing])


def _when(show_if: str) -> str:
    return f"if `{show_if}`" if show_if else "always"


def _answers(form: Questionnaire) -> str:
    scales = dict(form.scales)
    first: dict[str, Item] = {}
    counts: dict[str, int] = {}
    for item in form.items:
        first.setdefault(scales[item.id], item)
        counts[scales[item.id]] = counts.get(scales[item.id], 0) + 1
    lines = []
    for name, item in first.items():
        values = ", ".join(f"{choice.value} {choice.text}".strip() for choice in item.choices)
        plain = values if not item.text or not item.choices[1].text.isdigit() else _ends(item)
        lines.append(f"- {name} ({counts[name]} item{'s' if counts[name] > 1 else ''}): {plain}")
    return "\n".join(lines)


def _ends(item: Item) -> str:
    return f"{item.choices[0].text} … {item.choices[-1].text}"


def _score(rule: ScoreRule) -> str:
    unchecked = " *Not yet checked against the original.*" if not rule.verified else ""
    bands = ", ".join(f"below {band.lt:g} {band.label}" for band in rule.bands)
    facts = [
        f"**{rule.id}**: {rule.method.value.replace('_', ' ')} of {', '.join(rule.items)}; "
        f"{rule.low:g} to {rule.high:g}, better {rule.better.value}.{unchecked}",
        f"turned round: {', '.join(rule.reverse)}" if rule.reverse else "",
        f"blanks: {_blanks(rule.missing)}",
        f"bands: {bands} (source: {rule.bands_source})" if bands else "",
        *(f"cut-off {cut.at:g}: {cut.label} (source: {cut.source})" for cut in rule.cutoffs),
        f"reliable change: {threshold(rule).because}",
        f"LOINC {rule.loinc}" if rule.loinc else "",
        rule.note,
    ]
    first, *rest = [fact for fact in facts if fact]
    return "\n".join([f"- {first}", *(f"  - {fact}" for fact in rest)])


def _blanks(missing: Missing) -> str:
    if not missing.max:
        return "none"
    instead = "the mean of the others stands in" if missing.impute.value == "person_mean" else "counted as no"
    rounding = ", halves round up" if missing.round.value == "half_up" else ""
    source = f" (source: {missing.source})" if missing.source else ""
    return f"up to {missing.max}, {instead}{rounding}{source}"


def _told(form: Questionnaire) -> str:
    rows = [(f"`{rule.when}`", rule.level.value, rule.action.value, rule.text) for rule in form.alerts]
    if form.watch is not None:
        watch = form.watch
        when = (
            f"any of {', '.join(watch.items)} falls {watch.fall:g} or more below this client's own median, "
            f"after {watch.earlier} earlier answers ({watch.source})"
        )
        rows.append((when, watch.level.value, watch.action.value, watch.text))
    return _table(("when", "level", "action", "words"), rows)


def _examples(form: Questionnaire) -> str:
    rows = [_example(example) for example in form.examples]
    return _table(("answers", "scores", "told", "note"), rows)


def _example(example: Example) -> tuple[str, ...]:
    answers = ", ".join(f"{id} {value}" for id, value in example.answers)
    bands = dict(example.bands)
    scores = ", ".join(
        f"{id} {'missing' if value is None else f'{value:.7g}'}{f' ({bands[id]})' if id in bands else ''}"
        for id, value in example.scores
    )
    return answers, scores or "none", ", ".join(f"`{when}`" for when in example.alerts), example.note


def _conditions() -> tuple[str, ...]:
    rows = [
        (f"`{text}`", ", ".join(f"{id} {value}" for id, value in answers.items()) or "all blank", str(result))
        for text, answers, result in CONDITIONS
    ]
    words = (
        "`show_if` and `when` are written in a tiny language: comparisons of an item with a whole number, "
        "`and`, `or`, `not`, `is missing`, `any(q1..q9)`. A blank answer makes every comparison false. "
        "Nothing in it is ever run as code."
    )
    return "## Conditions", words, _table(("condition", "answers", "holds"), rows)


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference/instruments.md"))
