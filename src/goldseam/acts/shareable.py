"""What can be shared: one entry, letter, reply, line, sheet, episode or attempt, as it stands in the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from goldseam.acts import episodes, practice, reflections, vault
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, NotFound
from goldseam.growth import consult
from goldseam.growth.sharing import Leaving
from goldseam.store.models import EpisodeFactRow
from goldseam.terms.rupture import FactKind

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class Thing(Enum):
    """What can be shared: always one."""

    ENTRY = "entry"
    LETTER = "letter"
    REPLY = "reply"
    EXERCISE = "exercise"
    SHEET = "sheet"
    EPISODE = "episode"
    ATTEMPT = "attempt"


@dataclass(frozen=True)
class Item:
    """The one thing as it stands in the book. `stays`: what lies beside it and does not leave."""

    title: str
    parts: tuple[Leaving, ...]
    stays: tuple[str, ...] = ()


def thing_of(name: str) -> tuple[Thing, str]:
    """`entry:7f...` as its kind and id. Errors: BadInput."""
    kind, _, key = name.partition(":")
    if kind not in {one.value for one in Thing} or not key:
        raise BadInput("This cannot be shared. Choose one entry, episode, attempt, reply or sheet.")
    return Thing(kind), key


def item(name: str) -> Item:
    """The one thing that was chosen. Errors: NotFound, BadInput."""
    thing, key = thing_of(name)
    found = _ITEMS[thing](_key(key) if thing is not Thing.EXERCISE else key)
    if not any(part.text.strip() for part in found.parts):
        raise BadInput("There are no words in it yet. Write a line first, then share it.")
    return found


def _key(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound("What was chosen is not in this book. Go back and choose again.") from None


def _entry(key: str) -> Item:
    one = reflections.entry(key)
    prompts = {prompt.id: prompt.text for prompt in one.template.prompts}
    parts = (Leaving(prompts[each.prompt], each.words) for each in one.written.answers)
    when = Leaving("When", in_words(one.reflection.on))
    stays = ("whom it is about", "what you tapped", "the mirror check", "every other entry")
    return Item(one.template.name, (when, *parts), stays)


def in_words(day: date) -> str:
    """A day as the copy shows it, whatever language the computer speaks.

    >>> in_words(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _letter(key: str) -> Item:
    return Item("A letter", (Leaving("", vault.body_of(vault.page(key, Kind.LETTER))["text"]),))


def _reply(key: str) -> Item:
    one = practice.one_try(key)
    change = (Leaving("What I changed", one.change.change),) if one.change else ()
    parts = (Leaving("A client says", one.exercise.line), Leaving("I say", one.text), *change)
    return Item("A reply, practised", parts, ("your own ratings", "every other reply"))


def _exercise(key: str) -> Item:
    one = practice.exercise(key)
    return Item("A line to practise with", (Leaving(one.setting, one.line),), ("every reply",))


def _sheet(key: str) -> Item:
    body = vault.body_of(vault.page(key, Kind.SHEET))
    made = consult.sheet(**{name: body.get(name, "") for name in SHEET_PARTS})
    return Item(consult.SAY.title, tuple(Leaving(one.heading, one.words) for one in consult.parts(made)))


def _episode(key: str) -> Item:
    view = episodes.episode(key)
    parts = tuple(_fact(row) for row in view.rows)
    return Item("One episode", parts, ("the client's code", "every score", "your private pages"))


def _attempt(key: str) -> Item:
    row = (
        EpisodeFactRow.objects.filter(pk=key, kind=FactKind.ATTEMPTED.value).select_related("episode").first()
    )
    if row is None:
        raise NotFound("This attempt is not in this book. It may have been taken back.")
    episodes.episode(row.episode_id)  # its client may have been removed
    return Item("One attempt at repair", (_fact(row),), ("the client's code", "the rest of the episode"))


def _fact(row: EpisodeFactRow) -> Leaving:
    """One step of an episode, with its day and one's own words."""
    tried = ", ".join(name.replace("_", " ") for name in row.strategies)
    lines = [
        in_words(row.on) if row.on else "",
        row.outcome.replace("_", " "),
        tried,
        row.because,
        row.words,
    ]
    return Leaving(_FACTS[FactKind(row.kind)], "\n".join(line for line in lines if line))


_FACTS = {
    FactKind.NOTICED: "Noticed", FactKind.CONFIRMED: "Something happened",
    FactKind.NOT_A_RUPTURE: "This was something else", FactKind.PLANNED: "Planned",
    FactKind.ATTEMPTED: "Repair tried", FactKind.JUDGED: "How it stands", FactKind.CLOSED: "Set down",
    FactKind.REOPENED: "Opened again",
}  # fmt: skip
_ITEMS = {
    Thing.ENTRY: _entry, Thing.LETTER: _letter, Thing.REPLY: _reply, Thing.EXERCISE: _exercise,
    Thing.SHEET: _sheet, Thing.EPISODE: _episode, Thing.ATTEMPT: _attempt,
}  # fmt: skip
SHEET_PARTS = ("moment", "purpose", "want", "tried", "rehearsal")


def latest() -> list[tuple[str, str]]:
    """A few things one may share, by name and a line each, latest first."""
    written = [one for one in reflections.entries()[:6] if one.written.answers]
    replied = [one for one in practice.tries()[:4] if one.text.strip()]
    letters = [(row, vault.body_of(row)["text"].strip()) for row in vault.pages(Kind.LETTER)[:3]]
    return [
        *((f"entry:{one.row.pk}", one.first_line) for one in written),
        *((f"letter:{row.pk}", text[:90]) for row, text in letters if text),
        *((f"reply:{one.row.pk}", one.text[:90]) for one in replied),
        *((f"exercise:{one.id}", one.line[:90]) for one in practice.own_exercises()[:3]),
    ]
