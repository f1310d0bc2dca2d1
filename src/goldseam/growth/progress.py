"""What I can do now: abilities with the words that show them, first and latest reply side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from goldseam.growth.criteria import Criterion, ReplyReading, Seen
from goldseam.growth.exercises import Reply
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.wording import words

RECENT = 2  # replies to different lines that have to show it


@dataclass(frozen=True)
class ProgressWords:
    """What is said about abilities. In `sentences/progress.toml`."""

    now: str
    heading: str
    first: str
    latest: str
    too_early: str
    not_yet: str
    limit: str
    differ: str
    first_unsure: str


SAY = words("sentences/progress.toml", ProgressWords)


@dataclass(frozen=True)
class Done:
    """A reply with its reading and the therapist's own rating (criterion id -> view)."""

    reply: Reply
    reading: ReplyReading
    own: Mapping[str, Seen] = field(default_factory=dict)

    def view(self, id: str) -> Seen:
        """The therapist's view where there is one, else the rules'."""
        judged = self.reading.of(id)
        own = self.own.get(id)
        return own or (judged.seen if judged else Seen.CANNOT_TELL)

    @property
    def tells(self) -> bool:
        """Whether the rules could read it, or the therapist rated it."""
        return bool(self.reading.judged) and (bool(self.own) or not self.reading.is_unread)

    def differs(self, id: str) -> bool:
        """Whether the therapist and the rules both took a stand, and not the same."""
        judged, own = self.reading.of(id), self.own.get(id)
        stands = {Seen.THERE, Seen.NOT_THERE}
        return judged is not None and {judged.seen, own} == stands


@dataclass(frozen=True)
class Ability:
    """Something not seen in the first reply and there in the latest two, with both replies.

    `note` says where the rules could not tell, or where the therapist sees it otherwise; empty else.
    """

    kind: MarkerKind
    criterion: Criterion
    text: str
    first: Reply
    latest: Reply
    note: str = ""

    @property
    def heading(self) -> str:
        """What several abilities of one kind stand under."""
        return SAY.heading.replace("{kind}", self.kind.said)

    @property
    def named(self) -> str:
        """The ability as it stands in a list under the heading."""
        return _small(self.criterion.name)


@dataclass(frozen=True)
class Progress:
    """Abilities, or a sentence why none is named. `limit` says what this is not."""

    abilities: tuple[Ability, ...]
    said: str
    limit: str = SAY.limit


def progress(done: Iterable[Done]) -> Progress:
    """What one can do now: not seen in the first reply of a kind, there in the latest two. Never volume.

    The two are to different lines, so that a sentence learned by heart does not count. The therapist's own
    rating leads where there is one; where the rules differ, it says so.

    >>> progress([]).said
    'Too early to say. It takes a first reply, then two to different lines.'
    """
    read = [one for one in done if one.tells]
    ordered = sorted(read, key=lambda one: (one.reading.kind.value, one.reply.at))
    groups = [list(mine) for _, mine in groupby(ordered, key=lambda one: one.reading.kind)]
    enough = [(mine[0], latest) for mine in groups if len(latest := _latest(mine[1:])) == RECENT]
    found = tuple(ability for first, latest in enough for ability in _abilities(first, latest))
    return Progress(found, "" if found else SAY.not_yet if enough else SAY.too_early)


def _latest(mine: Sequence[Done]) -> list[Done]:
    """The latest replies to different lines, the newest first, at most RECENT."""
    newest: dict[str, Done] = {}
    for one in reversed(mine):
        newest.setdefault(one.reply.exercise.id, one)
    return list(newest.values())[:RECENT]


def _abilities(first: Done, latest: Sequence[Done]) -> Iterator[Ability]:
    for judged in first.reading.judged:
        id = judged.criterion.id
        if first.view(id) is not Seen.THERE and all(one.view(id) is Seen.THERE for one in latest):
            yield _ability(judged.criterion, first, latest[0])


def _ability(criterion: Criterion, first: Done, latest: Done) -> Ability:
    kind = latest.reading.kind
    text = SAY.now.replace("{name}", _small(criterion.name)).replace("{kind}", kind.said)
    unsure = SAY.first_unsure if first.view(criterion.id) is Seen.CANNOT_TELL else ""
    differ = SAY.differ if latest.differs(criterion.id) else ""
    return Ability(kind, criterion, text, first.reply, latest.reply, " ".join(filter(None, (unsure, differ))))


def _small(name: str) -> str:
    return name[0].lower() + name[1:]
