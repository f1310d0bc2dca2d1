"""An instrument file (TOML, schema "instrument/1") becomes a Questionnaire, or a plain refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from goldseam.instruments import checking
from goldseam.instruments.questionnaire import (
    Action,
    AlertRule,
    Band,
    Cadence,
    Code,
    Cutoff,
    Example,
    FreeText,
    Impute,
    Level,
    Method,
    Missing,
    Person,
    PublishedChange,
    Purpose,
    Questionnaire,
    Reliability,
    Rhythm,
    Rounding,
    ScoreRule,
    Watch,
)
from goldseam.instruments.rights import Evidence, ItemText, Rights, RightsStatus
from goldseam.instruments.strict import Table, parse_toml
from goldseam.terms.scores import Better, Choice, Item

Made = TypeVar("Made")
SCHEMA = "instrument/1"
DAYS = re.compile(r"P([0-9]{1,4})D")
RECALL = re.compile(r"SESSION|THERAPY|NOW|LIFETIME|MIXED|P[0-9]{1,4}D")


def read_instrument(text: str, file: str) -> Questionnaire:
    """Read one instrument from the text of its file; `file` is the name errors speak of.

    Errors: BadInstrument with the file, the place, and what is allowed there.

    >>> read_instrument('schema = "instrument/2"', "mine.toml")
    Traceback (most recent call last):
    goldseam.errors.BadInstrument: mine.toml, top level, schema: 'instrument/2' ... Allowed: instrument/1.
    """
    top = parse_toml(text, file)
    schema = top.word("schema")
    if schema != SCHEMA:
        top.bad("schema", f"'{schema}' is another format. Allowed: {SCHEMA}.")
    scales = _scales(top)
    questionnaire = replace(_head(top), **_items(top, scales), **_parts(top))  # type: ignore[arg-type]
    top.close()
    checking.check(questionnaire, file)
    return questionnaire


def _head(top: Table) -> Questionnaire:
    recall = top.word("recall")
    if not RECALL.fullmatch(recall):
        top.bad("recall", f"'{recall}' is not known. Allowed: SESSION, THERAPY, NOW, LIFETIME, MIXED, P14D.")
    return Questionnaire(
        id=top.word("id"),
        version=top.word("version"),
        title=top.word("title"),
        respondent=top.member("respondent", Person),
        subject=top.member("subject", Person),
        purpose=top.member("purpose", Purpose),
        validated=top.flag("validated", False),
        recall=recall,
        minutes=top.needed_number("minutes"),
        items=(),
        scores=(),
        rights=_rights(top.needed_table("rights")),
        label=top.text("label"),
        stem=top.text("stem"),
        closing=top.text("closing"),
        note=top.text("note"),
        mirrors=top.text("mirrors"),
    )


def _parts(top: Table) -> dict[str, object]:
    return {
        "scores": tuple(_score(table) for table in top.tables("scores")),
        "alerts": tuple(_alert(table) for table in top.tables("alerts")),
        "free_text": tuple(_free_text(table) for table in top.tables("free_text")),
        "codes": tuple(_code(table) for table in top.tables("codes")),
        "examples": tuple(_example(table) for table in top.tables("example")),
        "watch": _if_there(top.table("watch"), _watch),
        "cadence": _if_there(top.table("cadence"), _cadence) or Cadence(),
    }


def _items(top: Table, scales: dict[str, tuple[Choice, ...]]) -> dict[str, object]:
    items, used, notes = [], [], []
    for table in top.tables("items"):
        scale = table.word("scale")
        if scale not in scales:
            table.bad("scale", f"'{scale}' is not among the scales. Allowed: {', '.join(scales) or 'none'}.")
        item = Item(
            id=table.word("id"),
            choices=scales[scale],
            text=table.text("text"),
            scored=table.flag("scored", True),
            sensitive=table.flag("sensitive", False),
            show_if=table.text("show_if"),
            loinc=table.text("loinc"),
        )
        items.append(item)
        used.append((item.id, scale))
        notes += [(item.id, note) for note in [table.text("note")] if note]
        table.close()
    return {"items": tuple(items), "scales": tuple(used), "item_notes": tuple(notes)}


def _scales(top: Table) -> dict[str, tuple[Choice, ...]]:
    table = top.needed_table("scales")
    found = {name: tuple(_choice(one) for one in table.tables(name)) for name in table.raw}
    for name, choices in found.items():
        values = [choice.value for choice in choices]
        if len(values) < 2 or len(set(values)) < len(values):
            table.bad(name, "an answer scale needs two or more different values.")
    return found


def _whole(table: Table, made: Made) -> Made:
    """What was made of a table, where nothing in it was left unread."""
    table.close()
    return made


def _if_there(table: Table | None, read: Callable[[Table], Made]) -> Made | None:
    return None if table is None else read(table)


def _choice(table: Table) -> Choice:
    return _whole(table, Choice(table.whole("v"), table.text("text"), table.text("loinc")))


def _score(table: Table) -> ScoreRule:
    limits = table.numbers("range")
    if len(limits) != 2:
        table.bad("range", "give two numbers, the lowest and the highest score.")
    return _whole(
        table,
        ScoreRule(
            id=table.word("id"),
            method=table.member("method", Method),
            items=table.strings("items"),
            low=limits[0],
            high=limits[1],
            better=table.member("better", Better),
            reverse=table.strings("reverse"),
            missing=_if_there(table.table("missing"), _missing) or Missing(),
            loinc=table.text("loinc"),
            bands=tuple(_band(one) for one in table.tables("bands")),
            bands_source=table.text("bands_source"),
            cutoffs=tuple(_cutoff(one) for one in table.tables("cutoffs")),
            change=_if_there(table.table("change"), _change),
            reliability=_if_there(table.table("reliability"), _reliability),
            verified=table.flag("verified", True),
            note=table.text("note"),
        ),
    )


def _missing(table: Table) -> Missing:
    return _whole(
        table,
        Missing(
            table.whole("max"),
            table.member("impute", Impute, Impute.NONE),
            table.member("round", Rounding, Rounding.NONE),
            table.text("source"),
        ),
    )


def _band(table: Table) -> Band:
    return _whole(table, Band(table.needed_number("lt"), table.word("label")))


def _cutoff(table: Table) -> Cutoff:
    return _whole(table, Cutoff(table.needed_number("at"), table.word("label"), table.word("source")))


def _change(table: Table) -> PublishedChange:
    return _whole(
        table, PublishedChange(table.needed_number("reliable"), table.word("source"), table.number("level"))
    )


def _reliability(table: Table) -> Reliability:
    return _whole(
        table,
        Reliability(
            table.word("source"),
            table.number("alpha"),
            table.number("omega"),
            table.number("retest"),
            table.number("sd"),
        ),
    )


def _alert(table: Table) -> AlertRule:
    return _whole(
        table,
        AlertRule(
            table.word("when"),
            table.member("level", Level),
            table.member("action", Action),
            table.word("text"),
        ),
    )


def _free_text(table: Table) -> FreeText:
    return _whole(table, FreeText(table.word("id"), table.text("text"), table.text("show_if")))


def _code(table: Table) -> Code:
    return _whole(table, Code(table.word("system"), table.word("code")))


def _watch(table: Table) -> Watch:
    return _whole(
        table,
        Watch(
            table.strings("items"),
            table.needed_number("fall"),
            table.whole("earlier"),
            table.member("level", Level),
            table.member("action", Action),
            table.word("text"),
            table.word("source"),
        ),
    )


def _cadence(table: Table) -> Cadence:
    days = DAYS.fullmatch(table.text("min_interval") or "P0D")
    if days is None:
        table.bad("min_interval", "write it as days, such as P7D.")
    return _whole(table, Cadence(table.member("default", Rhythm), int(days.group(1))))


def _rights(table: Table) -> Rights:
    return _whole(
        table,
        Rights(
            status=table.member("status", RightsStatus),
            item_text=table.member("item_text", ItemText),
            holder=table.word("holder"),
            notice=table.text("notice"),
            license=table.text("license"),
            evidence=tuple(_evidence(one) for one in table.tables("evidence")),
            modify=table.flag("modify", False),
            commercial=table.flag("commercial", False),
            verified=table.flag("verified", True),
        ),
    )


def _evidence(table: Table) -> Evidence:
    return _whole(table, Evidence(table.word("url"), table.day("seen"), table.text("note")))


def _example(table: Table) -> Example:
    answers = table.needed_table("answers")
    bands = table.table("bands")
    return _whole(
        table,
        Example(
            answers=tuple((id, answers.whole(id)) for id in answers.raw),
            scores=_expected(table.table("scores")),
            bands=() if bands is None else tuple((id, bands.word(id)) for id in bands.raw),
            alerts=table.strings("alerts"),
            note=table.text("note"),
        ),
    )


def _expected(table: Table | None) -> tuple[tuple[str, float | None], ...]:
    if table is None:
        return ()
    return tuple(
        (id, None if value == "missing" else table.needed_number(id)) for id, value in table.raw.items()
    )
