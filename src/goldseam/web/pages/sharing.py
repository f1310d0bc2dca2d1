"""Share one thing: look at the copy, say to whom, read what it changes, make it. And the log of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam.acts import bundles, episodes, senders, settings, shareable, sharing, vault
from goldseam.acts.shareable import in_words
from goldseam.acts.sharing import Terms, Way
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, Refused
from goldseam.growth import sharing as room
from goldseam.web.pages.posting import sent
from goldseam.web.pages.printing import PAPERS, pdf
from goldseam.web.pages.shared import now, once, page, today
from goldseam.web.pages.sharing_forms import FileForm, OptionsForm, TermsForm, first_values
from goldseam.web.paper.shared import copy_note, shared_sheet
from goldseam.web.paper.supervision import supervision_sheet

TERMS = ("to", "region", "way", "public", "days")


def share_page(request: HttpRequest) -> HttpResponse:
    """What one may share, one at a time; what was shared; what came."""
    return page(
        request, "share", "mirror",
        things=shareable.latest(),
        episodes=episodes.open_episodes(),
        log=[_logged(row) for row in sharing.log()[:10]],
        received=bundles.received(now()),
    )  # fmt: skip


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin with one thing; nothing leaves yet."""
    row = sharing.begin(request.POST.get("thing", ""), now())
    return HttpResponseRedirect(reverse("share_look", args=[row.pk]))


def look(request: HttpRequest, key: UUID) -> HttpResponse:
    """The copy as it would leave: what was found, what may stay, what else goes."""
    row = sharing.share(key)
    if sharing.has_left(row):
        return HttpResponseRedirect(reverse("share_done", args=[key]))
    form = OptionsForm(sent(request), initial=first_values(sharing.options_of(row)))
    if request.method == "POST" and form.is_valid():
        sharing.set_options(row, form.options(request.POST.getlist("keep")), now())
        onwards = "share_terms" if request.POST.get("go") == "on" else "share_look"
        return HttpResponseRedirect(reverse(onwards, args=[key]))
    keep = sharing.options_of(row).keep
    return page(request, "share_look", "mirror", row=row, form=form, copy=sharing.copy_of(row), keep=keep)


def terms(request: HttpRequest, key: UUID) -> HttpResponse:
    """To whom and how; then everything once more, with what it changes, before the yes."""
    row = sharing.share(key)
    if sharing.has_left(row):
        return HttpResponseRedirect(reverse("share_done", args=[key]))
    form = TermsForm(sent(request))
    problem, shown = "", None
    if request.method == "POST" and form.is_valid():
        chosen = form.terms()
        try:
            shown = sharing.preview(row, chosen, today())
            if request.POST.get("sure") == "yes":
                return once(request, lambda: _made(row, chosen))
            if request.POST.get("go") == "make":
                problem = "Read it once more, then tick that you have."
        except BadInput as wrong:
            problem = str(wrong)
    return page(
        request, "share_confirm" if shown else "share_terms", "mirror",
        row=row,
        form=form,
        problem=problem,
        shown=shown,
        sealed=shown is not None and shown.until is not None,
        their_words=senders.words_of(chosen.public) if shown and shown.until else "",
        chosen=[(name, request.POST.get(name, "")) for name in TERMS],
        title=sharing.copy_of(row).title,
        paper_note=copy_note(),
        say=room.SAY,
    )  # fmt: skip


def _made(row: Any, chosen: Terms) -> str:
    sharing.hand_out(row, chosen, now())
    return reverse("share_done", args=[row.pk])


def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """What left: the file, what revoking does, what came back."""
    row = sharing.share(key)
    if not sharing.has_left(row):
        return HttpResponseRedirect(reverse("share_look", args=[key]))
    return _done(request, row, "")


def _done(request: HttpRequest, row: Any, problem: str) -> HttpResponse:
    return page(
        request, "share_done", "mirror",
        one=_logged(row),
        copy=sharing.copy_of(row),
        comments=[_came_back(one, vault.body_of(row)["public"]) for one in bundles.comments(row)],
        own_words=senders.own_words(now()),
        form=FileForm(),
        problem=problem,
        say=room.SAY,
    )  # fmt: skip


def _came_back(one: bundles.Comment, sealed_for: str) -> dict[str, Any]:
    """One comment, and what its file shows of who wrote it."""
    other = senders.words_of(one.by) if one.by and one.by != sealed_for else ""
    return {"text": one.text, "on": one.on, "theirs": bool(one.by) and not other, "other": other}


def _logged(row: Any) -> dict[str, Any]:
    """One line of the log."""
    body = vault.body_of(row)
    return {
        "row": row, "title": body["copy"]["title"], "to": body["to"], "at": row.finished_at,
        "sealed": body["way"] == Way.SEALED.value,
        "until": in_words(date.fromisoformat(body["until"])) if body["until"] else "",
        "revoked": sharing.is_revoked(row), "came_back": len(bundles.comments(row)),
    }  # fmt: skip


def file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The copy itself, made anew each time and kept in no file here."""
    row = sharing.share(key)
    if not sharing.has_left(row):
        return HttpResponseRedirect(reverse("share_look", args=[key]))
    if vault.body_of(row)["way"] == Way.SEALED.value:
        return attachment(bundles.sealed_copy(row, now()), "copy.age")
    if sharing.is_revoked(row):
        raise Refused("This copy was revoked. No new file is made of it.")
    copy, paper = sharing.copy_of(row), PAPERS[settings.preferences().paper]
    thing, _ = shareable.thing_of(vault.body_of(row)["thing"])
    if thing is shareable.Thing.SHEET:
        return pdf(supervision_sheet(copy.parts, paper), "sheet")
    return pdf(shared_sheet(copy.title, copy.parts, paper), "copy")


@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """Revoke; what that can do and what not stands beside the button."""
    row = sharing.share(key)

    def act() -> str:
        sharing.revoke(row, now())
        return reverse("share_done", args=[key])

    return once(request, act)


def note(request: HttpRequest, key: UUID) -> HttpResponse:
    """The note that makes the recipient's goldseam let go."""
    return attachment(bundles.revoking_note(sharing.share(key), now()), "revoked.age")


@require_POST
def attach(request: HttpRequest, key: UUID) -> HttpResponse:
    """Comments that came back: a sealed file, or plain text."""
    row = sharing.share(key)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _done(request, row, "There is no file yet. Choose the one that came back.")
    data = form.cleaned_data["file"].read(bundles.MOST_BYTES + 1)
    try:
        if data.startswith(b"age-encryption.org/"):
            bundles.open_file(data, now())
        else:
            bundles.attach(row, _text(data), now())
    except (BadInput, Refused) as wrong:
        return _done(request, row, str(wrong))
    return HttpResponseRedirect(reverse("share_done", args=[key]))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("This is no plain text and no sealed file. Ask for comments as text.") from None


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Leave a share that has not left."""
    row = vault.page(key, Kind.SHARE)
    if not sharing.has_left(row):
        vault.remove(row, now())
    return HttpResponseRedirect(reverse("share"))


def attachment(data: bytes, name: str) -> HttpResponse:
    """A file the browser saves."""
    reply = HttpResponse(data, content_type="application/octet-stream")
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply
