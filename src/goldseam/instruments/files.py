"""The instruments that come with goldseam, and the reading of one's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from goldseam.errors import BadInstrument, NotFound
from goldseam.instruments.examples import disagreements
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.instruments.reading import read_instrument

# Explicit, and in the order people meet them: own forms, free forms, then keys without text.
SHIPPED = (
    "session-check-in",
    "session-check-in-mirror",
    "repair-check",
    "mirror-check",
    "supervision-check-in",
    "goal-tracker",
    "sparq-risq",
    "phq-9",
    "gad-7",
    "k6",
    "k10",
    "asq",
    "wai-sr",
    "wai-s",
    "wai-b3",
    "sai",
    "br-wai",
    "arm-5",
    "haq-ii",
    "calpas-p",
    "rri-c-sf",
    "core-10",
    "wsas",
    "c-ssrs",
    "psd",
    "scs-sf",
    "proqol-5",
)


def all_ids() -> tuple[str, ...]:
    """The ids of the instruments that come with goldseam.

    >>> all_ids()[0]
    'session-check-in'
    """
    return SHIPPED


def all_instruments() -> tuple[Questionnaire, ...]:
    """Every instrument that comes with goldseam, in the order of `all_ids`."""
    return tuple(get(id) for id in SHIPPED)


@cache
def get(id: str) -> Questionnaire:
    """One shipped instrument by its id. Errors: NotFound names the ids there are.

    >>> get("phq-9").title
    'Patient Health Questionnaire-9'
    """
    if id not in SHIPPED:
        raise NotFound(f"There is no instrument '{id}'. Known here: {', '.join(SHIPPED)}.")
    path = files("goldseam.instruments") / "forms" / f"{id}.toml"
    return read_instrument(path.read_text(encoding="utf-8"), f"{id}.toml")


def open_file(path: Path) -> Questionnaire:
    """Read an instrument file of one's own and run its examples.

    Errors: BadInstrument where the file cannot be read, breaks the format, takes the id of a
    shipped instrument, has no example, or an example and the scoring differ.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInstrument(f"{path.name} cannot be read: {error.strerror}. Check the file.") from error
    except UnicodeDecodeError as error:
        raise BadInstrument(f"{path.name} is not UTF-8 text. Save it as UTF-8, then try again.") from error
    questionnaire = read_instrument(text, path.name)
    if questionnaire.id in SHIPPED:
        raise BadInstrument(f"{path.name}, id: '{questionnaire.id}' comes with goldseam. Choose another id.")
    wrong = disagreements(questionnaire)
    if not questionnaire.examples:
        wrong = ("there is no [[example]]. Add answers and the scores they give.",)
    if wrong:
        raise BadInstrument(f"{path.name}, {' '.join(wrong)}")
    return questionnaire
