"""What somebody sent: open it, read it until its last day, send comments back; and the supervision sheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldseam.acts import bundles, senders, sharing, vault
from goldseam.acts.vault import Kind
from goldseam.errors import GoldseamError
from goldseam.growth import consult
from goldseam.web.pages.posting import sent
from goldseam.web.pages.shared import now, once, page
from goldseam.web.pages.sharing import attachment
from goldseam.web.pages.sharing_forms import CommentForm, FileForm, SheetForm
from goldseam.web.pages.written import is_autosave, kept, not_kept
from goldseam.web.paper.supervision import who


def open_page(request: HttpRequest) -> HttpResponse:
    """Open a sealed file; one's own public key stands here to be given away."""
    form = FileForm(sent(request), request.FILES or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read(bundles.MOST_BYTES + 1)
        try:
            row = bundles.open_file(data, now())
        except GoldseamError as wrong:
            problem = str(wrong)
        else:
            return HttpResponseRedirect(_where(row))
    return page(
        request, "share_open", "mirror",
        form=form,
        problem=problem,
        public=senders.own_keys(now()).public,
        own_words=senders.own_words(now()),
        received=bundles.received(now()),
        let_go="gone" in request.GET,
    )  # fmt: skip


def _where(row: Any) -> str:
    if row.kind == Kind.SHARE.value:
        return reverse("share_done", args=[row.pk])
    if "revoke" in vault.body_of(row):
        return reverse("share_open") + "?gone"
    return reverse("share_received", args=[row.pk])


def received_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """A copy that somebody sent, until its last day; comments go back as a file."""
    one = bundles.one_received(key, now())
    noting = "compared" in request.POST
    first = {"text": vault.body_of(one.row).get("comment", "")}
    form = CommentForm(None if noting else sent(request), initial=first)
    problem = ""
    if noting:
        try:
            return once(request, lambda: _noted(request, one))
        except GoldseamError as wrong:
            problem = str(wrong)
    elif request.method == "POST" and form.is_valid():
        try:
            return attachment(bundles.comments_file(one, form.cleaned_data["text"], now()), "comments.age")
        except GoldseamError as wrong:
            problem = str(wrong)
    return page(
        request, "share_received", "mirror",
        one=one,
        form=form,
        problem=problem,
        known=senders.sender(one.by, now()),
    )  # fmt: skip


def _noted(request: HttpRequest, one: bundles.Received) -> str:
    senders.note_compared(one.by, request.POST["compared"], now())
    return reverse("share_received", args=[one.row.pk])


def sheet(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """The supervision sheet, kept as it is written; then it goes the way of every share."""
    if key is None:
        if request.method == "POST":
            row = vault.begin(Kind.SHEET, now(), {})
            return HttpResponseRedirect(reverse("share_sheet", args=[row.pk]))
        written = [row for row in vault.pages(Kind.SHEET) if vault.body_of(row)]
        return page(request, "share_sheets", "mirror", sheets=written, say=consult.SAY)
    row = vault.page(key, Kind.SHEET)
    form = SheetForm(sent(request), initial=vault.body_of(row))
    problem = ""
    if request.method == "POST":
        if not form.is_valid():
            return not_kept()
        vault.keep(row, now(), **form.cleaned_data)
        if is_autosave(request):
            return kept()
        try:
            made = sharing.begin(f"sheet:{row.pk}", now())
        except GoldseamError as wrong:
            problem = str(wrong)
        else:
            return HttpResponseRedirect(reverse("share_look", args=[made.pk]))
    return page(request, "share_sheet", "mirror", row=row, form=form, problem=problem, say=consult.SAY)


def quarter_hour(request: HttpRequest, step: int = 0) -> HttpResponse:
    """Fifteen minutes with a peer, a stretch a page; it turns by itself unless one stays."""
    plan = consult.peer_plan()
    here = plan[step - 1] if 1 <= step <= len(plan) else None
    following = reverse("share_step", args=[step + 1]) if step < len(plan) + 1 else ""
    stays = "stay" in request.GET
    reply = page(
        request, "share_timer", "mirror",
        stretch=here,
        who=who(here) if here else "",
        minutes=here.seconds // 60 if here else 0,
        seconds=here.seconds if here else 0,
        plan=[(one.seconds // 60, who(one), one.text) for one in plan],
        number=step,
        count=len(plan),
        over=step > len(plan),
        following=following,
        stays=stays,
        say=consult.SAY,
    )  # fmt: skip
    if here and not stays:
        reply["Refresh"] = f"{here.seconds}; url={following}"
    return reply
