"""Bring your own licence: words laid over a key, kept out of exports, gone when the licence ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from goldseam.errors import BadInput, Refused
from goldseam.instruments.checking import words_of
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.instruments.rights import TEXT_ALLOWED, Attestation, ItemText, RightsStatus, refusal
from goldseam.instruments.strict import Table, parse_toml
from goldseam.terms.scores import Choice, Item

TEXT_SCHEMA = "instrument-text/1"
UNCONFIRMED = "Licence to be confirmed."


@dataclass(frozen=True)
class TextOverlay:
    """The words of one instrument in one language, as the holder of a licence typed them in.

    `texts` maps item ids to their words; `stem`, `closing`, `notice` and `language` may stand
    beside them, `ID` of a free-text question too, and `SCALE:VALUE` is the text of one answer.
    """

    instrument: str
    texts: Mapping[str, str]


def read_overlay(text: str, file: str) -> TextOverlay:
    """Read a text overlay file (TOML, schema "instrument-text/1"). Errors: BadInstrument.

    >>> read_overlay('''schema = "instrument-text/1"
    ... instrument = "wsas"
    ... language = "en"
    ... items = {q1 = "My own copy of item 1"}
    ... scales = {nine = {0 = "none"}}''', "wsas.en.toml").texts
    {'language': 'en', 'q1': 'My own copy of item 1', 'nine:0': 'none'}
    """
    top = parse_toml(text, file)
    schema = top.word("schema")
    if schema != TEXT_SCHEMA:
        top.bad("schema", f"'{schema}' is another format. Allowed: {TEXT_SCHEMA}.")
    instrument = top.word("instrument")
    texts = {"language": top.word("language")}
    texts |= {key: top.text(key) for key in ("stem", "closing", "notice") if top.text(key)}
    items, scales = top.needed_table("items"), top.table("scales")
    if clash := [id for id in items.raw if id in ("language", "stem", "closing", "notice")]:
        items.bad(clash[0], "it stands at the top level, not among the items.")
    texts |= {id: items.word(id) for id in items.raw}
    texts |= {} if scales is None else _scale_texts(scales)
    top.close()
    return TextOverlay(instrument, texts)


def overlay(
    questionnaire: Questionnaire,
    texts: Mapping[str, str],
    attestation: Attestation,
    today: date,
    used: int = 0,
) -> Questionnaire:
    """Lay a person's own licensed text over a key-only instrument, if the licence allows it today.

    `texts` has the keys of `TextOverlay.texts`; where it names no language, the licence's first
    one is taken. `used` is the number of forms already given under this licence. Call it anew each
    time the form is shown: that is what makes an ended licence stop. Errors: Refused where the
    licence does not allow it, BadInput where texts are missing or unknown.
    """
    if questionnaire.rights.item_text is not ItemText.SUPPLIED:
        raise BadInput(f"{questionnaire.title} already carries its text. Nothing is to be laid over it.")
    language = texts.get("language") or attestation.languages[0]
    why_not = refusal(attestation, language, today, used)
    if why_not:
        raise Refused(why_not)
    _check_texts(questionnaire, texts)
    rights = replace(
        questionnaire.rights,
        item_text=ItemText.LICENSED,
        notice=texts.get("notice") or questionnaire.rights.notice,
        verified=True,
    )
    items = tuple(_worded(item, dict(questionnaire.scales)[item.id], texts) for item in questionnaire.items)
    return replace(
        questionnaire,
        items=items,
        rights=rights,
        stem=texts.get("stem", ""),
        closing=texts.get("closing", ""),
        free_text=tuple(replace(one, text=texts.get(one.id, "")) for one in questionnaire.free_text),
        licence=attestation,
        text_language=language,
    )


def without_text(questionnaire: Questionnaire) -> Questionnaire:
    """The bare key: ids, values and rules, no words. For exports, reports and shared backups.

    >>> from goldseam.instruments.files import get
    >>> bare = without_text(get("phq-9"))
    >>> bare.items[0].text, bare.has_text(), bare.scores == get("phq-9").scores
    ('', False, True)
    """
    return replace(
        questionnaire,
        items=tuple(_bare(item) for item in questionnaire.items),
        free_text=tuple(replace(one, text="") for one in questionnaire.free_text),
        rights=replace(questionnaire.rights, item_text=ItemText.SUPPLIED),
        stem="",
        closing="",
        licence=None,
        text_language="",
    )


def for_export(questionnaire: Questionnaire) -> Questionnaire:
    """The instrument as it may leave the book: with its words only where their rights let them travel."""
    rights = questionnaire.rights
    free = rights.status in TEXT_ALLOWED and rights.status is not RightsStatus.OWN
    return questionnaire if free and rights.item_text is ItemText.INCLUDED else without_text(questionnaire)


def notices(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What is printed on every screen and page that shows the form: label, notice, open questions.

    >>> from goldseam.instruments.files import get
    >>> notices(get("sparq-risq"))[-1]
    'Licence to be confirmed.'
    """
    unconfirmed = "" if questionnaire.rights.verified else UNCONFIRMED
    return tuple(filter(None, (questionnaire.label, questionnaire.rights.notice, unconfirmed)))


def text_hash(questionnaire: Questionnaire) -> str:
    """SHA-256 (hex) of every word a person is shown; kept in tests so that no wording drifts."""
    return sha256("\n".join(words_of(questionnaire)).encode()).hexdigest()


def _scale_texts(scales: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in scales.raw:
        scale = scales.needed_table(name)
        found |= {f"{name}:{value}": scale.word(value) for value in scale.raw}
    return found


def _check_texts(questionnaire: Questionnaire, texts: Mapping[str, str]) -> None:
    items = questionnaire.order()
    scales = dict(questionnaire.scales)
    answers = {f"{scales[item.id]}:{value}" for item in questionnaire.items for value in item.allowed()}
    free = {one.id for one in questionnaire.free_text}
    allowed = {"language", "stem", "closing", "notice", *items, *free, *answers}
    for key, text in texts.items():
        if key not in allowed:
            raise BadInput(
                f"{questionnaire.title} has no place for '{key}'. Items: {', '.join(items)}; "
                "beside them stem, closing, notice, language and SCALE:VALUE."
            )
        if not isinstance(text, str):
            raise BadInput(f"The text of '{key}' is {text!r}. Give words in quotes.")
    blank = [id for id in items if not texts.get(id, "").strip()]
    if blank:
        raise BadInput(f"Text is missing for {', '.join(blank)}. Give the words of every item.")


def _worded(item: Item, scale: str, texts: Mapping[str, str]) -> Item:
    choices = tuple(
        replace(choice, text=texts.get(f"{scale}:{choice.value}", str(choice.value)))
        for choice in item.choices
    )
    return replace(item, text=texts[item.id], choices=choices)


def _bare(item: Item) -> Item:
    choices = tuple(Choice(choice.value, "", choice.loinc) for choice in item.choices)
    return replace(item, text="", choices=choices)
