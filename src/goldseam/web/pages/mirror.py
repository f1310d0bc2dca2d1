"""The mirror: the therapist's own pages. Saved at every change; left anywhere; read by nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam import instruments
from goldseam.acts import episodes, people, reflections, supervising, transcripts, vault, writings
from goldseam.acts.reflections import About, At, Entry
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput
from goldseam.mirror import compassion, doubt, reflect, year
from goldseam.mirror.echoes import SAY as ECHO
from goldseam.web.pages.forms_in import FormIn
from goldseam.web.pages.mirror_forms import EntryForm, LetterForm, LineForm, MomentForm, first_values, said_at
from goldseam.web.pages.posting import sent
from goldseam.web.pages.shared import now, once, page, today
from goldseam.web.pages.talk_drawing import A_PART, Asked
from goldseam.web.pages.written import is_autosave, kept, not_kept

MOST = 12
REMOVABLE = (
    Kind.REFLECTION, Kind.LETTER, Kind.WHAT_IF, Kind.EXERCISE, Kind.REPLY, Kind.SHEET, Kind.MEASURE,
    Kind.SUPERVISION, Kind.SUPERVISOR,
)  # fmt: skip


def mirror_page(request: HttpRequest) -> HttpResponse:
    """The way in: four ways to write, one question, what was written."""
    mine = reflections.entries()
    everything = "all" in request.GET
    return page(
        request, "mirror", "mirror",
        templates=reflect.templates(),
        question=reflections.next_question(),
        entries=mine if everything else mine[:MOST],
        more=len(mine) > MOST and not everything,
        year=year.SAY,
        say=reflect.SAY,
        gone="gone" in request.GET,
        removed=len(vault.removed()),
    )  # fmt: skip


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Start a page; from an episode, a client or a hard-session note it points there, and copies nothing."""
    if request.POST.get("hour"):
        row = reflections.begin_from_hour(writings.writing(request.POST["hour"]), now())
    elif request.POST.get("turn"):
        row = reflections.begin_at_moment(transcripts.one(request.POST["transcript"], now()), now())
        where = reverse("mirror_moment", args=[row.pk])
        return HttpResponseRedirect(f"{where}?turn={_number(request.POST['turn']) or ''}")
    else:
        way = request.POST.get("template", "free")
        row = reflections.begin(way, now(), _about(request), request.POST.get("question", ""))
    return HttpResponseRedirect(reverse("mirror_write", args=[row.pk]))


def _about(request: HttpRequest) -> About:
    asked = request.POST
    if asked.get("episode"):
        episode = episodes.episode(asked["episode"]).row
        return reflections.about_client(episode.alliance.client, episode)
    if asked.get("transcript"):
        return reflections.about_transcript(transcripts.one(asked["transcript"], now()))
    if asked.get("client"):
        return reflections.about_client(people.client(asked["client"]))
    return About()


def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """One reflection, saved as it grows."""
    entry = reflections.entry(key)
    form = EntryForm(entry, sent(request), initial=first_values(entry, vault.body_of(entry.row)))
    if request.method == "POST":
        if not form.is_valid():
            return not_kept() if is_autosave(request) else _writing(request, entry, form)
        reflections.keep(entry.row, form.typed(), now())
        if is_autosave(request):
            return kept()
        return _onwards(request, entry)
    return _writing(request, entry, form)


def _onwards(request: HttpRequest, entry: Entry) -> HttpResponse:
    go = request.POST.get("go", "on")
    if go == "question":
        reflections.another_question(entry.row, now())
    if go in {"question", "echoes"}:
        mark = "#reminds" if go == "echoes" else ""
        return HttpResponseRedirect(reverse("mirror_write", args=[entry.row.pk]) + f"?with={go}{mark}")
    vault.finish(entry.row, now())
    if go == "moment":
        return HttpResponseRedirect(reverse("mirror_moment", args=[entry.row.pk]))
    return HttpResponseRedirect(reverse("mirror_read", args=[entry.row.pk]))


def _writing(request: HttpRequest, entry: Entry, form: EntryForm) -> HttpResponse:
    return page(
        request, "mirror_write", "mirror",
        entry=entry,
        form=form,
        question=reflections.question_of(entry.row),
        echoes=_echoes(entry) if request.GET.get("with") == "echoes" else None,
        unsafe=reflections.unsafe_words(entry),
        names=reflections.names_in(entry),
        say=reflect.SAY,
        together=doubt.SAY.together,
    )  # fmt: skip


def moment(request: HttpRequest, key: UUID) -> HttpResponse:
    """One moment of a recording after the other."""
    entry = reflections.entry(key)
    turn = _number(request.GET.get("turn", "")) or _number(request.POST.get("stop", ""))
    form = MomentForm(entry, reflections.stops(entry, now(), turn), sent(request), initial={"stop": turn})
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            reflections.add_moment(entry.row, form.at(), form.answers(), now())
        except BadInput as wrong:
            problem = str(wrong)
        else:
            where = "mirror_moment" if request.POST.get("go") == "more" else "mirror_read"
            return HttpResponseRedirect(reverse(where, args=[entry.row.pk]))
    return page(request, "mirror_moment", "mirror", entry=entry, form=form, problem=problem, say=reflect.SAY)


def read(request: HttpRequest, key: UUID) -> HttpResponse:
    """One reflection as it reads, what it reminds of, and what one can do with it."""
    entry = reflections.entry(key)
    texts = {prompt.id: prompt.text for prompt in entry.template.prompts}
    return page(
        request, "mirror_read", "mirror",
        entry=entry,
        answers=[
            (texts[one.prompt], said_at(At(one.at, one.turn)), _in_transcript(entry, one.turn), one.words)
            for one in entry.written.answers
        ],
        question=reflections.question_of(entry.row),
        echoes=_echoes(entry),
        echo=ECHO,
        episode=reflections.linked_episode(entry),
        names=reflections.names_in(entry),
        unsafe=reflections.unsafe_words(entry),
        both=reflections.doubt_and_kindness(entry),
        say=reflect.SAY,
    )  # fmt: skip


def _number(text: str) -> int | None:
    """The number of a turn, None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _in_transcript(entry: Entry, turn: int | None) -> str:
    """Where a turn stands in its transcript, while that is there; empty otherwise."""
    row = reflections.walked(entry, now()) if turn else None
    return Asked().url(row, turn or 0, part=((turn or 1) - 1) // A_PART + 1) if row else ""


def _echoes(entry: Entry) -> Any:
    """The nearest earlier entries as the page shows them."""
    found = reflections.reminds_of(entry)
    return {"said": found.said, "found": [(reflections.entry(one.entry.id), one.ties) for one in found.found]}


@require_POST
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a page out of sight, to be put back for 30 days; or remove it for good, at once."""
    row = vault.page(key, *REMOVABLE)
    for_good = request.POST.get("go") == "for_good"

    def act() -> str:
        for one in supervising.whole(row):
            (vault.erase if for_good else vault.remove)(one, now())
        return reverse("mirror") + "?gone" if for_good else reverse("changes")

    return once(request, act)


@require_POST
def empty(request: HttpRequest) -> HttpResponse:
    """Remove for good everything that was removed and could still be put back."""
    vault.erase_removed(now(), all_of_them=True)
    return HttpResponseRedirect(reverse("mirror") + "?gone")


def check(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """The private mirror check; its answers go to the vault, never to the record."""
    questionnaire = instruments.get(reflections.MIRROR_CHECK)
    form = FormIn(questionnaire, sent(request))
    problem = ""
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            reflections.mirror_check(form.answers(), now(), str(key) if key else "")
            return reverse("mirror_read", args=[key]) if key else reverse("mirror_check") + "?kept"

        try:
            return once(request, act)
        except BadInput as wrong:
            problem = str(wrong)
    return page(
        request, "mirror_check", "mirror",
        form=form,
        questionnaire=questionnaire,
        problem=problem,
        kept="kept" in request.GET,
        earlier=_earlier_checks(questionnaire),
        back_url=reverse("mirror_read", args=[key]) if key else reverse("mirror"),
    )  # fmt: skip


def _earlier_checks(questionnaire: Any) -> list[tuple[str, list[tuple[Any, int | None]]]]:
    """Each question with every day's answer, side by side; no total, no slope."""
    kept_ones = reflections.mirror_checks()
    return [
        (one.text, [(day, answers.get(one.id)) for day, answers in kept_ones]) for one in questionnaire.items
    ]


def letter(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """A letter to a colleague in the same place, who is also oneself."""
    row = vault.page(key, Kind.LETTER) if key else None
    form = LetterForm(sent(request), initial=vault.body_of(row) if row else {})
    if request.method == "POST":
        if row is None:
            row = vault.begin(Kind.LETTER, now(), {"text": "", "on": today().isoformat()})
            if not form.is_valid() or request.POST.get("go") == "begin":
                return HttpResponseRedirect(reverse("mirror_letter", args=[row.pk]))
        if not form.is_valid():
            return not_kept()
        vault.keep(row, now(), text=form.cleaned_data["text"])
        if is_autosave(request):
            return kept()
        vault.finish(row, now())
        return HttpResponseRedirect(reverse("mirror_letter", args=[row.pk]) + "?read")
    text = vault.body_of(row)["text"] if row else ""
    return page(
        request, "mirror_letter", "mirror",
        row=row,
        form=form,
        say=compassion.SAY,
        whole=compassion.letter(text) if text and "read" in request.GET else "",
        letters=reflections.letters() if row is None else [],
    )  # fmt: skip


def what_ifs(request: HttpRequest) -> HttpResponse:
    """What-ifs: put into words, set down, taken up again."""
    form = LineForm(sent(request))
    problem = ""
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            reflections.what_if(form.cleaned_data["text"], now())
            return reverse("mirror_what_ifs")

        try:
            return once(request, act)
        except BadInput as wrong:
            problem = str(wrong)
    asked = "away" in request.GET
    return page(
        request, "mirror_what_ifs", "mirror",
        form=form,
        problem=problem,
        carried=reflections.what_ifs(),
        away=reflections.what_ifs(set_down=True) if asked else [],
        asked=asked,
        just="set" in request.GET,
        say=compassion.SAY,
    )  # fmt: skip


@require_POST
def set_down(request: HttpRequest, key: UUID) -> HttpResponse:
    """Set a what-if down, or take it up again."""
    row = vault.page(key, Kind.WHAT_IF)
    down = request.POST.get("go") != "up"

    def act() -> str:
        vault.put_away(row, now(), down)
        return reverse("mirror_what_ifs") + ("?set" if down else "")

    return once(request, act)


def a_year_ago(request: HttpRequest) -> HttpResponse:
    """*A year ago you wrote*, because it was asked for."""
    return page(request, "mirror_year", "mirror", say=year.SAY, entries=reflections.a_year_ago(today()))


def walk(request: HttpRequest) -> HttpResponse:
    """Which transcript to walk along; or none."""
    return page(request, "mirror_walk", "mirror", rows=reflections.transcripts_to_walk(now()))


@require_POST
def own_copy(request: HttpRequest) -> HttpResponse:
    """Every page of the vault as one file, for its owner."""
    reply = HttpResponse(reflections.own_copy(now()), content_type="application/json")
    reply["Content-Disposition"] = 'attachment; filename="my-pages.json"'
    return reply
