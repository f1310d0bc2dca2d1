"""What is typed into the therapist's own pages. The questions come from the room `mirror`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldseam.acts import people
from goldseam.acts.reflections import At, Entry, Stop, Typed
from goldseam.errors import BadInput
from goldseam.mirror import doubt, reflect
from goldseam.mirror.features import READ, Feature, Topic, said
from goldseam.mirror.wording import table
from goldseam.web import look
from goldseam.web.look import Chips, Choices, Scale
from goldseam.web.pages.written import box, line

ANSWER = "answer-"
TOPICS = {
    Topic.MOMENT: _("What your client did"),
    Topic.SITUATION: _("What it was about"),
    Topic.FEELING: _("What you felt"),
    Topic.DEFAULT: _("What you did with it"),
    Topic.HELPED: _("What helped afterwards"),
    Topic.AFTER: _("How it was then"),
}


def chips_of(topic: Topic) -> list[tuple[str, str]]:
    """Every feature of a topic as a chip: tag and words."""
    return [
        (f"{topic.value}:{value}", said(Feature(topic, value)).name)
        for value in table("features")[topic.value]
    ]


def zero_to_ten(label: str) -> forms.ChoiceField:
    """A question about oneself, 0 to 10, never required."""
    ends = [doubt.SAY.scale_low.partition(": ")[2], doubt.SAY.scale_high.partition(": ")[2]]
    options = [(str(n), str(n)) for n in range(doubt.LOW, doubt.HIGH + 1)]
    return forms.ChoiceField(label=label, choices=options, required=False, widget=Scale(*ends))


class EntryForm(look.Form):
    """One reflection: a box for each prompt, whom it is about, taps, two questions; nothing is required."""

    def __init__(self, entry: Entry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = 10 if entry.written.template == "free" else 3
        for prompt in entry.template.prompts:
            self.fields[ANSWER + prompt.id] = box(prompt.text, rows)
            self.fields[ANSWER + prompt.id].widget.attrs["class"] = "own"
        known = [(one.alias, one.code) for one in people.clients()]
        gone = entry.reflection.alias and entry.reflection.alias not in dict(known)
        kept = [(entry.reflection.alias, _("someone no longer in the book"))] if gone else []
        self.fields["alias"] = forms.ChoiceField(
            label=_("About whom"), choices=[("", _("I leave it open")), *known, *kept], required=False
        )
        for topic in READ:
            self.fields[topic.value] = forms.MultipleChoiceField(
                label=TOPICS[topic], choices=chips_of(topic), widget=Chips, required=False
            )
        self.fields["doubt"] = zero_to_ten(doubt.SAY.doubt)
        self.fields["kindness"] = zero_to_ten(doubt.SAY.kindness)

    @property
    def boxes(self) -> list[Any]:
        """The boxes for words."""
        return [self[name] for name in self.fields if name.startswith(ANSWER)]

    @property
    def taps(self) -> list[Any]:
        """The chips."""
        return [self[topic.value] for topic in READ]

    @property
    def two(self) -> list[Any]:
        """The two questions that are asked together."""
        return [self["doubt"], self["kindness"]]

    def typed(self) -> Typed:
        """What was typed."""
        data = self.cleaned_data
        answers = {
            name.removeprefix(ANSWER): words for name, words in data.items() if name.startswith(ANSWER)
        }
        tags = [tag for topic in READ for tag in data[topic.value]]
        return Typed(answers, tags, data["alias"], *(int(data[n]) if data[n] else None for n in DOUBTS))


DOUBTS = ("doubt", "kindness")


def first_values(entry: Entry, body: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the form when the page opens."""
    found: dict[str, Any] = {
        ANSWER + one.prompt: one.words for one in entry.written.answers if not one.is_moment
    }
    for topic in READ:
        found[topic.value] = [tag for tag in entry.reflection.tags if tag.startswith(f"{topic.value}:")]
    marks = {name: body[name] for name in DOUBTS if body.get(name) is not None}
    return {**found, **marks, "alias": entry.reflection.alias}


class MomentForm(look.Form):
    """One moment of a recording: its time, and what was felt there."""

    def __init__(self, entry: Entry, stops: list[Stop], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stops:
            self.fields["stop"] = forms.ChoiceField(
                label=_("A moment of the transcript"),
                choices=[(str(one.at.turn), said_at(one.at, one.said)) for one in stops],
                widget=Choices,
                required=False,
            )
            self.times = {str(one.at.turn): one.at for one in stops}
        self.fields["time"] = line(_("Or a time of your own"), _("Minutes and seconds, such as 12:34."))
        for prompt in entry.template.prompts:
            self.fields[ANSWER + prompt.id] = box(prompt.text, 2)
            self.fields[ANSWER + prompt.id].widget.attrs["class"] = "own"

    def at(self) -> At:
        """The moment that was chosen. Errors: BadInput where none can be read."""
        typed = self.cleaned_data["time"].strip()
        stop = self.cleaned_data.get("stop")
        return At(seconds_of(typed)) if typed or not stop else self.times[stop]

    def answers(self) -> dict[str, str]:
        """Prompt to words."""
        data = self.cleaned_data.items()
        return {name.removeprefix(ANSWER): words for name, words in data if name.startswith(ANSWER)}


def seconds_of(text: str) -> float:
    """Seconds from `12:34` or `1:02:03`. Errors: BadInput.

    >>> seconds_of("12:34"), seconds_of("1:00:05")
    (754.0, 3605.0)
    """
    parts = text.split(":")
    if len(parts) not in {2, 3} or not all(part.isdecimal() and len(part) < 4 for part in parts):
        raise BadInput("This is no time. Choose a moment, or write minutes and seconds, such as 12:34.")
    return float(sum(int(part) * 60**power for power, part in enumerate(reversed(parts))))


def said_at(at: At, said: str = "") -> str:
    """A moment as people read it: its time where it has one, its turn, and what may be there.

    >>> said_at(At(754, 31)), said_at(At(None, 31))
    ('12:34, turn 31', 'turn 31')
    """
    time = [] if at.seconds is None else [reflect.clock(at.seconds)]
    turn = [] if at.turn is None else [gettext("turn %(number)d") % {"number": at.turn}]
    where = ", ".join(time + turn)
    return f"{where}: {said}" if said else where


class LineForm(look.Form):
    """A what-if."""

    text = box(_("What if"), 2, most=2_000)


class LetterForm(look.Form):
    """A letter to a colleague in the same place."""

    text = box(_("Your letter"), 12, most=20_000)


class NameForm(look.Form):
    """The therapist's own words for a pattern."""

    name = line(_("Your own words for it"))
