"""The therapist's own pages: write, read, what they remind of, letters, what-ifs, the mirror check.

Everything here lies in the vault. What is compared is compared in memory, on unlocked text, and kept nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from goldseam import instruments
from goldseam.acts import people, transcripts, vault, writings
from goldseam.acts.remembering import remembered
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, NotFound
from goldseam.mirror import doubt, echoes, reflect, year
from goldseam.mirror.features import feature, from_chips, said
from goldseam.mirror.reflect import Answer, Question, Template, Written
from goldseam.noticing.note import Theme, read_note
from goldseam.store.models import ClientRow, EpisodeRow, TranscriptRow, VaultRow, WritingRow
from goldseam.terms.scores import Response
from goldseam.terms.therapist import Reflection

MIRROR_CHECK = "mirror-check"
RECALL = "recall"
_CORPUS = UUID(int=0xEC)  # where the comparison of all entries is remembered, in memory


@dataclass(frozen=True)
class Entry:
    """A reflection with its row. `client` is the alias as a person knows it, empty where it is nobody's."""

    row: VaultRow
    reflection: Reflection
    written: Written
    client: str = ""

    @property
    def template(self) -> Template:
        """The way it was written."""
        return reflect.template(self.written.template)

    @property
    def first_line(self) -> str:
        """How it begins, for lists."""
        line = self.reflection.text.strip().split("\n")[0]
        return line if len(line) <= 90 else line[:88].rsplit(" ", 1)[0] + " …"

    @property
    def tapped(self) -> str:
        """What was tapped, in words, one after the other."""
        return ", ".join(said(feature(tag)).name for tag in self.reflection.tags)


@dataclass(frozen=True)
class About:
    """What an entry points to, by alias and ids only."""

    alias: str = ""
    episode: str = ""
    transcript: str = ""


def begin(template: str, now: datetime, about: About | None = None, question: str = "") -> VaultRow:
    """Start a reflection. Errors: BadInput for a way of writing that is not known."""
    form, points = reflect.template(template), about or About()
    local = now.astimezone()  # where this computer is: the evening one wrote on
    body = {
        "template": form.id, "answers": [], "on": local.date().isoformat(), "at": f"{local:%H:%M}",
        "alias": points.alias, "episode": points.episode, "transcript": points.transcript,
        "question": question, "asked": [question] if question else [], "tags": [],
    }  # fmt: skip
    return vault.begin(Kind.REFLECTION, now, body)


def about_client(client: ClientRow, episode: EpisodeRow | None = None) -> About:
    """Whom a new entry is about: the alias, and an episode by its random id; no fact is copied."""
    return About(client.alias, str(episode.pk) if episode else "")


def about_transcript(row: TranscriptRow) -> About:
    """The transcript a new entry walks along, by id."""
    return About(row.session.alliance.client.alias, "", str(row.pk))


@dataclass(frozen=True)
class Typed:
    """What one page of an entry holds. `answers`: prompt id -> words; `alias` None leaves it as it is."""

    answers: Mapping[str, str]
    tags: Sequence[str] = ()
    alias: str | None = None
    doubt: int | None = None
    kindness: int | None = None


def keep(row: VaultRow, typed: Typed, now: datetime) -> VaultRow:
    """Keep what was typed; answers at moments of a recording stay as they are."""
    body = vault.body_of(row)
    with_time = [one for one in body["answers"] if one["at"] is not None or one.get("turn") is not None]
    plain = [
        {"prompt": prompt, "words": words, "at": None}
        for prompt, words in typed.answers.items()
        if words.strip()
    ]
    fields: dict[str, Any] = {
        "answers": plain + with_time, "tags": list(typed.tags),
        "doubt": typed.doubt, "kindness": typed.kindness,
    }  # fmt: skip
    if typed.alias is not None:
        fields["alias"] = typed.alias
    _written({**body, **fields})
    return vault.keep(row, now, **fields)


@dataclass(frozen=True)
class At:
    """Where in a recording or transcript: seconds from the start, the number of a turn, or both."""

    seconds: float | None = None
    turn: int | None = None


def begin_at_moment(transcript: TranscriptRow, now: datetime) -> VaultRow:
    """Walk along a transcript: the page of today's walk where there is one, else a new one."""
    today = now.astimezone().date().isoformat()
    for row in vault.pages(Kind.REFLECTION):
        body = vault.body_of(row)
        if (body["transcript"], body["template"], body["on"]) == (str(transcript.pk), RECALL, today):
            return row
    return begin(RECALL, now, about_transcript(transcript))


def add_moment(row: VaultRow, at: At, answers: Mapping[str, str], now: datetime) -> VaultRow:
    """Add what was felt at one moment; of what was said there nothing comes along. Errors: BadInput."""
    body = vault.body_of(row)
    found = [
        {"prompt": prompt, "words": words, "at": at.seconds, "turn": at.turn}
        for prompt, words in answers.items()
        if words.strip()
    ]
    if not found:
        raise BadInput("This moment is empty. One line is enough, or leave it out.")
    after = [*body["answers"], *found]
    _written({**body, "answers": after})
    return vault.keep(row, now, answers=after)


def another_question(row: VaultRow, now: datetime) -> VaultRow:
    """Put another single question beside the page; where each theme was asked, the first comes again."""
    body = vault.body_of(row)
    found = reflect.next_question(body["asked"], _asked_before(row))
    asked = [*body["asked"], found.id] if found else []
    return vault.keep(row, now, question=found.id if found else "", asked=asked)


def next_question() -> Question | None:
    """The single question to begin with tonight."""
    return reflect.next_question((), _asked_before(None))


def _asked_before(row: VaultRow | None) -> list[str]:
    earlier = (vault.body_of(one) for one in vault.pages(Kind.REFLECTION) if row is None or one.pk != row.pk)
    return [asked for body in earlier for asked in body.get("asked", [])]


def question_of(row: VaultRow) -> Question | None:
    """The single question that stands beside a page."""
    asked = vault.body_of(row).get("question")
    return next((one for one in reflect.all_questions() if one.id == asked), None)


def entry(key: UUID | str) -> Entry:
    """One reflection. Errors: NotFound."""
    return _entry(vault.page(key, Kind.REFLECTION), codes())


def entries() -> list[Entry]:
    """Every reflection with something in it, latest first."""
    known = codes()
    found = [_entry(row, known) for row in vault.pages(Kind.REFLECTION)]
    return sorted(
        (one for one in found if one.reflection.text or one.reflection.tags),
        key=lambda one: (one.reflection.on, one.row.created_at),
        reverse=True,
    )


def codes() -> dict[str, str]:
    """Alias -> the code of a client who is still in the book."""
    return {one.alias: one.code for one in people.clients()}


def _entry(row: VaultRow, known: Mapping[str, str]) -> Entry:
    body = vault.body_of(row)
    written = _written(body)
    made = reflect.reflection(
        str(row.pk),
        date.fromisoformat(body["on"]),
        written,
        body["alias"],
        tuple(body["tags"]),
        time.fromisoformat(body["at"]) if body["at"] else None,
    )
    return Entry(row, made, written, known.get(body["alias"], ""))


def _written(body: Mapping[str, Any]) -> Written:
    answers = [Answer(one["prompt"], one["words"], one["at"], one.get("turn")) for one in body["answers"]]
    return reflect.write(
        body["template"], answers, body["episode"], body.get("mirror_check", ""), body["transcript"]
    )


def reminds_of(one: Entry) -> echoes.Echoes:
    """The few nearest earlier entries with what ties them; worked out in memory, kept nowhere."""
    everything = tuple(each.reflection for each in entries())
    corpus = remembered(_CORPUS, everything, lambda: echoes.Corpus(everything))
    return echoes.echoes(one.reflection, corpus)


def names_in(one: Entry) -> tuple[str, ...]:
    """A gentle line for each client code that stands in an entry."""
    return reflect.names_in(one.reflection.text, codes().values())


def unsafe_words(one: Entry) -> list[str]:
    """Words that sound like threat or hostility; the questions rest then."""
    found = read_note(one.reflection.text).found
    return [each.words for each in found if each.theme in {Theme.NOT_SAFE, Theme.HOSTILITY}]


def doubt_and_kindness(one: Entry) -> str:
    """One sentence about the two questions asked together; empty where not both were answered."""
    body = vault.body_of(one.row)
    if body.get("doubt") is None or body.get("kindness") is None:
        return ""
    both = doubt.asked_together(one.reflection.on, body["doubt"], body["kindness"])
    return doubt.say(both) if both else ""


def linked_episode(one: Entry) -> EpisodeRow | None:
    """The episode an entry points to, if it is still in the book."""
    if not one.written.episode:
        return None
    rows = EpisodeRow.objects.filter(pk=one.written.episode, alliance__client__removed_at=None)
    return rows.select_related("alliance__client").first()


def entries_about(episode: EpisodeRow) -> list[Entry]:
    """The entries that point to an episode, latest first."""
    return [one for one in entries() if one.written.episode == str(episode.pk)]


@dataclass(frozen=True)
class Stop:
    """A turn of a transcript where one may stop: its time where it has one, and what may be there."""

    at: At
    said: str


def walked(one: Entry, now: datetime) -> TranscriptRow | None:
    """The transcript an entry walks along, while it is there."""
    if not one.written.transcript:
        return None
    try:
        return transcripts.one(one.written.transcript, now)
    except NotFound:
        return None


def stops(one: Entry, now: datetime, asked: int | None = None) -> list[Stop]:
    """The turns where one may stop: those of possible moments, and the one that was asked for."""
    row = walked(one, now)
    if row is None:
        return []
    starts = {turn.number: turn.start for turn in transcripts.transcript_of(row).turns}
    said = {held.moment.turns[0]: held.moment.because for held in reversed(transcripts.held(row))}
    turns = {number for number in (*said, asked) if number in starts}
    return [Stop(At(starts[turn], turn), said.get(turn, "")) for turn in sorted(turns)]


def transcripts_to_walk(now: datetime) -> list[TranscriptRow]:
    """Confirmed transcripts that are still there, latest first."""
    rows = TranscriptRow.rows.filter(confirmed_at__isnull=False).select_related("session__alliance__client")
    still = [row for row in rows.order_by("-created_at") if row.expires_on >= timezone.localdate(now)]
    return [row for row in still if row.session.alliance.client.removed_at is None]


def a_year_ago(today: date) -> tuple[Entry, ...]:
    """Entries from around this day last year; only for a page that was asked for it."""
    mine = {str(one.row.pk): one for one in entries()}
    return tuple(mine[one.id] for one in year.a_year_ago((e.reflection for e in mine.values()), today))


# The mirror check


def mirror_check(answers: Mapping[str, int], now: datetime, entry_key: str = "") -> VaultRow:
    """Keep the private check in the vault. Errors: BadInput names the item and what it allows."""
    form = instruments.get(MIRROR_CHECK)
    if not answers:
        raise BadInput("Nothing was answered. One line is enough, or leave the page.")
    instruments.score(form, Response(form.id, form.version, tuple(sorted(answers.items()))))
    body = {"answers": dict(answers), "on": timezone.localdate(now).isoformat(), "version": form.version}
    row = vault.begin(Kind.MIRROR_CHECK, now, body, finished=True)
    if entry_key:
        vault.keep(vault.page(entry_key, Kind.REFLECTION), now, mirror_check=str(row.pk))
    return row


def mirror_checks() -> list[tuple[date, dict[str, int]]]:
    """Every private check, oldest first: day and answers. There is no total."""
    bodies = [vault.body_of(row) for row in vault.pages(Kind.MIRROR_CHECK)]
    return sorted(((date.fromisoformat(one["on"]), one["answers"]) for one in bodies), key=lambda one: one[0])


# What-ifs and letters


def what_if(text: str, now: datetime) -> VaultRow:
    """Put a what-if into words. Errors: BadInput where it is empty."""
    if not text.strip():
        raise BadInput("The line is empty. Write the what-if that comes back most, or leave the page.")
    return vault.begin(Kind.WHAT_IF, now, {"text": text.strip()}, finished=True)


def what_ifs(*, set_down: bool = False) -> list[tuple[VaultRow, str]]:
    """What-ifs still carried, or those that were set down."""
    rows = vault.pages(Kind.WHAT_IF, with_put_away=True)
    return [(row, vault.body_of(row)["text"]) for row in rows if row.put_away is set_down]


def letters() -> list[VaultRow]:
    """Letters to a colleague in the same place, latest first."""
    return [row for row in vault.pages(Kind.LETTER) if vault.body_of(row).get("text", "").strip()]


# One's own copy


def own_copy(now: datetime) -> bytes:
    """Every page of the vault as one JSON file, not encrypted: only where the owner asks for it.

    Key pairs stay out. The record's export never holds any of this.
    """
    kinds: Iterable[Kind] = (kind for kind in Kind if kind is not Kind.KEYS)
    body = {
        "format": "goldseam-vault/1",
        "written_at": now.isoformat(),
        "pages": [
            {
                "id": str(row.pk),
                "kind": kind.value,
                "created_at": row.created_at.isoformat(),
                **vault.body_of(row),
            }
            for kind in kinds
            for row in vault.pages(kind, with_put_away=True)
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


# From a hard-session note


def begin_from_hour(row: WritingRow, now: datetime) -> VaultRow:
    """Go on from a hard-session note: what was tapped becomes tags, whom it is about becomes an alias.

    One page an hour: where it is there already, it is taken up again.
    """
    made = page_of_hour(row)
    if made is not None:
        return made
    note = writings.body_of(row)
    about = about_client(row.alliance.client, row.episode) if row.alliance else About()
    made = begin("two-minutes", now, about)
    tags = from_chips(note.get("chips", ()), note.get("feelings", ()))
    return vault.keep(made, now, tags=list(tags), hour=str(row.pk))


def page_of_hour(row: WritingRow) -> VaultRow | None:
    """The page that goes with a hard-session note, if there is one."""
    pages = vault.pages(Kind.REFLECTION)
    return next((one for one in pages if vault.body_of(one).get("hour") == str(row.pk)), None)
