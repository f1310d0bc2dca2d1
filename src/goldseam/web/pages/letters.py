"""What is written to a client at an ending: the letter, and the one warm contact after someone vanished."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldseam.acts import endings, sessions, settings, writings
from goldseam.interop.letters import docx_letter
from goldseam.interop.letters_odt import TYPE as ODT
from goldseam.interop.letters_odt import odt_letter
from goldseam.safety import letter as letters
from goldseam.safety import outreach as reaching
from goldseam.safety.ending import Safe, Who
from goldseam.safety.letter import SAY
from goldseam.web.pages.incidents import band
from goldseam.web.pages.printing import PAPERS, pdf
from goldseam.web.pages.safety_forms import LetterForm
from goldseam.web.pages.shared import now, once, page, today
from goldseam.web.pages.written import is_autosave, kept, not_kept, plain
from goldseam.web.paper.letter import letter_sheet

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """The parts of the letter, and how it reads."""
    row = endings.ending(key)
    first = {"letter_written": today(), **writings.body_of(row)}
    safe = endings.safe_of(row) or Safe.NOT_SURE
    form = LetterForm(request.POST or None, initial=first, safe=safe)
    if request.method == "POST":
        if form.is_valid():
            writings.keep(row, now(), **plain(form.cleaned_data))
            return kept() if is_autosave(request) else HttpResponseRedirect(request.path + "#read")
        if is_autosave(request):
            return not_kept()
    fields = endings.letter_fields(row)
    return page(
        request,
        "letter",
        "caseload",
        row=row,
        form=form,
        paragraphs=letters.letter(fields),
        hints=letters.hints(fields),
        has_words=bool(fields.name or fields.end),
        say=SAY,
        **band(row),
    )


def letter_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The letter on paper."""
    fields = endings.letter_fields(endings.ending(key))
    return pdf(letter_sheet(letters.letter(fields), PAPERS[settings.preferences().paper]), "letter")


def letter_docx(request: HttpRequest, key: UUID) -> HttpResponse:
    """The letter to go on with in a word processor."""
    return _saved(docx_letter(_parts(key), settings.preferences().paper), DOCX, "letter.docx")


def letter_odt(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same in the open format, which needs nothing installed beside goldseam."""
    return _saved(odt_letter(_parts(key), settings.preferences().paper), ODT, "letter.odt")


def _parts(key: UUID) -> list[tuple[str, tuple[str, ...]]]:
    fields = endings.letter_fields(endings.ending(key))
    return [(one.text, one.items) for one in letters.letter(fields)]


def _saved(made: bytes, kind: str, name: str) -> HttpResponse:
    reply = HttpResponse(made, content_type=kind)
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply


def outreach_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One warm contact, then stop. Once it was made, no second message is offered."""
    row = endings.ending(key)
    so_far = endings.outreach(row)
    return page(
        request,
        "ending_outreach",
        "caseload",
        row=row,
        said=reaching.said(so_far),
        may_write=reaching.may_write(so_far),
        waiting=reaching.status(so_far) is reaching.OutreachStatus.WAITING,
        message=_message(row) if reaching.may_write(so_far) else (),
        vanished=endings.who_of(row) is Who.VANISHED,
        say=reaching.SAY,
        **band(row),
    )


def _message(row: Any) -> tuple[str, ...]:
    body = writings.body_of(row)
    last = sessions.last_held_on(endings.alliance_of(row))
    return reaching.message(body.get("letter_name") or "…", body.get("letter_therapist") or "…", last)


@require_POST
def outreach_step(request: HttpRequest, key: UUID) -> HttpResponse:
    """It was sent today, or they answered today."""
    row = endings.ending(key)

    def act() -> str:
        note = endings.they_answered if request.POST.get("what") == "answered" else endings.wrote
        note(row, today(), now())
        return reverse("ending_outreach", args=[key])

    return once(request, act)
