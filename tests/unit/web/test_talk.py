"""Pages around a transcript: consent first, hostile files get a sentence, moments, disagreement, the end."""

from __future__ import annotations

import html
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from cast import held, sam
from contract.canaries import scan
from goldseam.acts import consent, hard, people, transcripts, writings
from goldseam.acts.consent import By, Given, How
from goldseam.noticing.listen import listen
from goldseam.store.models import ConsentRow, SessionRow, TranscriptRow
from goldseam.terms.talk import Speaker, Transcript, Turn
from goldseam.web.charts.talk_strip import Told, figure, sentence, table
from tone import complaints

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "transcripts"
ZOOM = SAMPLES / "zoom.vtt"
MARKED = "marmalade lighthouse"
NOW = timezone.now()  # pages read the clock themselves
TEMPLATES = Path(__file__).resolve().parents[3] / "src/goldseam/web/templates/pages"


@pytest.fixture
def session(browser_of_noor: Client) -> SessionRow:
    return held(people.alliance_of(sam()), 3)


def agreed(session: SessionRow, **more: object) -> ConsentRow:
    return consent.record(session, Given(By.CLIENT, How.SIGNED, timezone.localdate(), **more), timezone.now())  # type: ignore[arg-type]


def kept(session: SessionRow, data: bytes = b"", **more: object) -> TranscriptRow:
    agreed(session, **more)
    row = transcripts.add(session, data or ZOOM.read_bytes(), "zoom.vtt", timezone.now())
    return transcripts.confirm(row, dict(transcripts.guess(row).roles), timezone.now())


def upload(client: Client, session: SessionRow, data: bytes, name: str = "talk.vtt") -> object:
    file = io.BytesIO(data)
    file.name = name
    return client.post(f"/sessions/{session.pk}/talk/", {"file": file, "days": "30", "posted": "u"})


def text_of(reply: object) -> str:
    body = re.sub(r"<[^>]+>", " ", reply.content.decode())  # type: ignore[attr-defined]
    return " ".join(html.unescape(body).split())


def moments(reply: object) -> list[str]:
    """The ids of the moments on a page, in order."""
    found = re.findall(r"moment=([\w%.-]+)", reply.content.decode())  # type: ignore[attr-defined]
    return list(dict.fromkeys(found))


def test_the_session_page_offers_a_transcript(browser_of_noor: Client, session: SessionRow) -> None:
    said = browser_of_noor.get(f"/sessions/{session.pk}/").content.decode()
    assert f'href="/sessions/{session.pk}/talk/"' in said


def test_before_a_consent_the_upload_leads_to_the_consent(
    browser_of_noor: Client, session: SessionRow
) -> None:
    for reply in (
        browser_of_noor.get(f"/sessions/{session.pk}/talk/"),
        upload(browser_of_noor, session, ZOOM.read_bytes()),
    ):
        assert reply["Location"] == f"/sessions/{session.pk}/talk/consent/"  # type: ignore[index]
    assert not TranscriptRow.rows.exists()


def test_a_consent_is_noted_with_all_that_was_said(browser_of_noor: Client, session: SessionRow) -> None:
    form = {"by": "guardian", "how": "said_recorded", "on": "2026-03-01", "whole_work": "on", "posted": "c"}
    reply = browser_of_noor.post(f"/sessions/{session.pk}/talk/consent/", form)
    assert reply["Location"] == f"/sessions/{session.pk}/talk/"
    row = ConsentRow.objects.get()
    assert (row.given_by, row.given_how, row.session, row.may_share) == (
        "guardian",
        "said_recorded",
        None,
        False,
    )
    assert "Consent by a parent or guardian, aloud, on the recording" in text_of(
        browser_of_noor.get(reply["Location"])
    )


@pytest.mark.parametrize(
    "wrong",
    [{"by": ""}, {"how": "guessed"}, {"on": "someday"}, {"on": "2999-01-01"}, {"until": "2020-01-01"}],
)
def test_a_consent_that_is_not_whole_comes_back(
    browser_of_noor: Client, session: SessionRow, wrong: dict[str, str]
) -> None:
    form = {"by": "client", "how": "signed", "on": "2026-03-01", **wrong}
    reply = browser_of_noor.post(f"/sessions/{session.pk}/talk/consent/", form)
    assert reply.status_code == 422
    assert "needs a look" in text_of(reply)
    assert not ConsentRow.objects.exists()


def test_a_zoom_file_leads_to_who_is_who_and_then_to_what_was_said(
    browser_of_noor: Client, session: SessionRow
) -> None:
    agreed(session)
    there = upload(browser_of_noor, session, ZOOM.read_bytes())["Location"]  # type: ignore[index]
    said = text_of(browser_of_noor.get(there))
    assert "Please check that Dana Reyes is the therapist." in said
    assert "Sam K, 3 turns" in said
    reply = browser_of_noor.post(there, {"who0": "therapist", "who1": "client", "posted": "r"})
    said = text_of(browser_of_noor.get(reply["Location"]))
    assert "Possible moments to listen to again" in said
    assert "You talked about the worksheet" in said
    assert "The client says something about you was not right for them." in said


def test_the_same_upload_sent_twice_is_one_transcript(browser_of_noor: Client, session: SessionRow) -> None:
    agreed(session)
    first, second = (upload(browser_of_noor, session, ZOOM.read_bytes()) for _ in range(2))
    assert first["Location"] == second["Location"]  # type: ignore[index]
    assert TranscriptRow.rows.count() == 1


def test_speakers_turned_round_by_the_person_are_taken_so(
    browser_of_noor: Client, session: SessionRow
) -> None:
    agreed(session)
    there = upload(browser_of_noor, session, ZOOM.read_bytes())["Location"]  # type: ignore[index]
    browser_of_noor.post(there, {"who0": "client", "who1": "therapist", "posted": "r"})
    assert transcripts.transcript_of(TranscriptRow.rows.get()).turns[0].speaker is Speaker.CLIENT


def test_without_a_client_the_page_asks_again(browser_of_noor: Client, session: SessionRow) -> None:
    agreed(session)
    there = upload(browser_of_noor, session, ZOOM.read_bytes())["Location"]  # type: ignore[index]
    reply = browser_of_noor.post(there, {"who0": "therapist", "who1": "unknown"})
    assert reply.status_code == 422
    assert "which speaker is your client" in text_of(reply)


def test_a_transcript_that_is_not_confirmed_shows_no_moments(
    browser_of_noor: Client, session: SessionRow
) -> None:
    agreed(session)
    row = transcripts.add(session, ZOOM.read_bytes(), "zoom.vtt", timezone.now())
    assert browser_of_noor.get(f"/talk/{row.pk}/")["Location"] == f"/talk/{row.pk}/speakers/"


HOSTILE = {
    "nothing": b"",
    "one line without an end": b"a" * 1_000_000,
    "nuls": b"\x00" * 5_000,
    "a zip that is none": b"PK\x03\x04" + b"\xff" * 400,
    "entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>',
    "deep json": b"[" * 20_000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "captions without words": b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\n",
    "too large": b"T: word\n" * 2_600_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence_and_leaves_nothing(
    browser_of_noor: Client, session: SessionRow, name: str
) -> None:
    agreed(session)
    reply = upload(browser_of_noor, session, HOSTILE[name], "x.vtt")
    assert reply.status_code == 422, name  # type: ignore[attr-defined]
    assert "Nothing was stored" in text_of(reply)
    assert not TranscriptRow.rows.exists()


def test_hostile_times_and_markup_are_shown_as_plain_words(
    browser_of_noor: Client, session: SessionRow
) -> None:
    data = (
        "WEBVTT\n\n00:00:09.000 --> 00:00:01.000\nT: <script>alert(1)</script> How was it?\n\n"
        "99:00:00.000 --> 99:00:01.000\nC: \u202eYou never listen <img src=x onerror=y>.\n"
    )
    row = kept(session, data.encode())
    page = browser_of_noor.get(f"/talk/{row.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "\u202e" not in page


def test_every_page_sends_no_store_and_names_no_word_in_title_or_address(
    browser_of_noor: Client, session: SessionRow
) -> None:
    row = kept(session)
    for path in ("", "speakers/", "delete/"):
        reply = browser_of_noor.get(f"/talk/{row.pk}/{path}")
        page = reply.content.decode()
        assert reply.status_code == 200
        title = re.search(r"<title>(.*?)</title>", page)
        assert title is not None
        assert "Sam" not in title.group(1)
        assert not re.search(r'href="[^"]*(?:worksheet|Sam)', page)


def test_j_goes_from_moment_to_moment_and_k_back(browser_of_noor: Client, session: SessionRow) -> None:
    row = kept(session)
    page = browser_of_noor.get(f"/talk/{row.pk}/").content.decode()
    seen = []
    while forward := re.search(r'data-key="j" href="([^"#]+)#turn-(\d+)"', page):
        seen.append(int(forward.group(2)))
        page = browser_of_noor.get(html.unescape(forward.group(1))).content.decode()
        assert f'id="turn-{forward.group(2)}"' in page
    assert len(seen) == 6
    assert seen == sorted(seen)
    assert 'data-key="k"' in page


def test_disagreement_is_kept_and_shown_and_can_be_taken_back(
    browser_of_noor: Client, session: SessionRow
) -> None:
    row = kept(session)
    [first, *_] = moments(browser_of_noor.get(f"/talk/{row.pk}/"))
    reply = browser_of_noor.post(
        f"/talk/{row.pk}/say/", {"moment": first, "view": "disagree", "word": MARKED, "posted": "s"}
    )
    said = text_of(browser_of_noor.get(reply["Location"].partition("#")[0]))
    assert "You say: it was something else. It no longer counts." in said
    assert MARKED in said
    browser_of_noor.post(f"/talk/{row.pk}/say/", {"moment": first, "view": "nothing", "posted": "t"})
    assert MARKED not in text_of(browser_of_noor.get(f"/talk/{row.pk}/"))


def test_a_wish_to_stop_coming_stands_among_the_few_however_many_moments_there_are(
    browser_of_noor: Client, session: SessionRow
) -> None:
    loud = "You never listen to me and you talked about the worksheet. This is a waste of time."
    lines = [f"T: And then, after week {n}?\nC: {loud}" for n in range(12)]
    lines[7] = "T: I am sorry. I may have missed something.\nC: I thought about not coming back."
    row = kept(session, "\n".join(lines).encode())
    page = browser_of_noor.get(f"/talk/{row.pk}/").content.decode()
    listed = page[page.index("data-rove") : page.index("</ol>", page.index("data-rove"))]
    assert 4 <= listed.count("<li") <= 6
    assert "Turn 16: thinks of not coming back" in listed


def test_a_threat_leads_to_the_safety_branch_first_unless_it_was_something_else(
    browser_of_noor: Client, session: SessionRow
) -> None:
    row = kept(session, b"T: How was it?\nC: I know where you live. I'm going to hurt you.\nT: I hear you.")
    page = browser_of_noor.get(f"/talk/{row.pk}/").content.decode()
    said = page[page.index("<h1>") :]
    assert said.index('href="/unsafe/"') < said.index("Possible moments to listen to again")
    assert "sound like a threat or hostility" in said
    for one in transcripts.held(row):
        transcripts.say(row, one.id, transcripts.Viewed(transcripts.View.DISAGREE))
    page = browser_of_noor.get(f"/talk/{row.pk}/").content.decode()
    assert "sound like a threat or hostility" not in page


def test_without_a_threat_the_page_does_not_speak_of_one(
    browser_of_noor: Client, session: SessionRow
) -> None:
    assert "sound like a threat" not in text_of(browser_of_noor.get(f"/talk/{kept(session).pk}/"))


def test_a_word_too_long_comes_back_with_a_sentence(browser_of_noor: Client, session: SessionRow) -> None:
    row = kept(session)
    [first, *_] = moments(browser_of_noor.get(f"/talk/{row.pk}/"))
    reply = browser_of_noor.post(f"/talk/{row.pk}/say/", {"moment": first, "word": "x" * 300})
    assert reply.status_code == 422
    assert "up to 200" in text_of(reply)


@pytest.mark.parametrize(
    "query",
    [
        "moment=nothing",
        "part=999",
        "part=-1",
        "part=%F0%9F%92%A5",
        "part=²",
        "all=1",
        "moment=" + "x" * 3_000,
    ],
)
def test_an_odd_address_shows_the_page_all_the_same(
    browser_of_noor: Client, session: SessionRow, query: str
) -> None:
    assert browser_of_noor.get(f"/talk/{kept(session).pk}/?{query}").status_code == 200


def test_a_moment_that_is_not_there_is_told(browser_of_noor: Client, session: SessionRow) -> None:
    reply = browser_of_noor.post(f"/talk/{kept(session).pk}/say/", {"moment": "x", "view": "agree"})
    assert reply.status_code == 404


def test_a_long_talk_comes_in_parts_and_a_moment_opens_its_own(
    browser_of_noor: Client, session: SessionRow
) -> None:
    lines = [f"{'TC'[n % 2]}: We went to place number {n} by bus." for n in range(400)]
    lines[351] = "C: You never listen to me, you only talk."
    row = kept(session, "\n".join(lines).encode())
    first = browser_of_noor.get(f"/talk/{row.pk}/").content.decode()
    assert 'id="turn-300"' in first
    assert 'id="turn-301"' not in first
    there = re.search(r'href="([^"]+)#turn-352"', first)
    assert there is not None
    assert 'id="turn-352"' in browser_of_noor.get(html.unescape(there.group(1))).content.decode()
    assert 'id="turn-400"' in browser_of_noor.get(f"/talk/{row.pk}/?part=2").content.decode()


def test_the_therapists_own_note_stands_beside_it(browser_of_noor: Client, session: SessionRow) -> None:
    note = hard.begin(hard.Length.NOTE, timezone.now())
    hard.keep(note, timezone.now(), {"what": f"She was angry with me. {MARKED}"})
    writings.belongs_to(note, alliance=session.alliance, session=session)
    said = text_of(browser_of_noor.get(f"/talk/{kept(session).pk}/"))
    assert MARKED in said[said.index("Compare with how it felt") :]
    assert "No rating from this session." in said


def test_deleting_asks_first_and_then_it_is_gone(browser_of_noor: Client, session: SessionRow) -> None:
    row = kept(session)
    assert "There is no undo." in text_of(browser_of_noor.get(f"/talk/{row.pk}/delete/"))
    assert TranscriptRow.rows.exists()
    browser_of_noor.post(f"/talk/{row.pk}/delete/", {"posted": "d"})
    assert not TranscriptRow.rows.exists()
    assert browser_of_noor.get(f"/talk/{row.pk}/").status_code == 404
    assert "Deleted, 7 turns, because you asked." in text_of(
        browser_of_noor.get(f"/sessions/{session.pk}/talk/")
    )


def test_a_consent_taken_back_takes_the_transcript_with_it(
    browser_of_noor: Client, session: SessionRow
) -> None:
    row = kept(session)
    reply = browser_of_noor.post(
        f"/consents/{row.consent_id}/take-back/", {"session": str(session.pk), "posted": "w"}
    )
    assert reply["Location"] == f"/sessions/{session.pk}/"
    assert not TranscriptRow.rows.exists()
    assert browser_of_noor.get(f"/sessions/{session.pk}/talk/")["Location"].endswith("/consent/")
    odd = browser_of_noor.post(f"/consents/{row.consent_id}/take-back/", {"session": "no session"})
    assert odd.status_code == 400


def test_the_list_of_changes_names_the_consent_and_never_a_transcript(
    browser_of_noor: Client, session: SessionRow
) -> None:
    kept(session)
    said = text_of(browser_of_noor.get("/changes/"))
    assert "Consent to a transcript, added" in said
    assert "transcriptrow" not in said


def test_opening_the_book_deletes_what_is_past_its_day(
    browser_of_noor: Client, session: SessionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goldseam.web.locked import opening

    kept(session)
    assert opening._first_page() == "/"
    assert TranscriptRow.rows.exists()
    monkeypatch.setattr(opening.timezone, "now", lambda: NOW + timedelta(days=32))
    opening._first_page()
    assert not TranscriptRow.rows.exists()


def test_the_talk_joins_the_witnesses_on_the_session_page(
    browser_of_noor: Client, session: SessionRow
) -> None:
    turns = [
        f"T: And after that?\nC: {'You never listen to me.' if n == 4 else 'We painted the kitchen.'}"
        for n in range(15)
    ]
    kept(session, "\n".join(turns).encode())
    note = hard.begin(hard.Length.NOTE, timezone.now())
    hard.keep(note, timezone.now(), {"what": "She went quiet after I interrupted her."})
    writings.belongs_to(note, alliance=session.alliance, session=session)
    said = text_of(browser_of_noor.get(f"/sessions/{session.pk}/"))
    assert "The talk" in said
    assert "You never listen" in said


def test_a_copy_is_looked_over_and_then_taken(browser_of_noor: Client, session: SessionRow) -> None:
    row = kept(session, b"T: How was it, Sam?\nC: I met Zara in Leeds at the heron club.\n", may_share=True)
    page = text_of(browser_of_noor.get(f"/talk/{row.pk}/copy/"))
    assert "No rule finds everything." in page
    reply = browser_of_noor.post(
        f"/talk/{row.pk}/copy/", {"also": "heron club", "keep": "place:leeds", "do": "take"}
    )
    assert reply["Content-Disposition"].startswith("attachment")
    said = reply.content.decode()
    assert "Leeds" in said
    assert not re.search("Sam|Zara|heron", said)


def test_no_copy_without_a_word_on_sharing_and_not_with_a_thousand_names(
    browser_of_noor: Client, session: SessionRow
) -> None:
    row = kept(session)
    assert "does not speak of sharing" in text_of(browser_of_noor.get(f"/talk/{row.pk}/copy/"))
    assert browser_of_noor.post(f"/talk/{row.pk}/copy/", {"do": "take"}).status_code == 422


def test_a_marked_word_is_on_the_page_and_in_no_file(
    browser_of_noor: Client, session: SessionRow, open_book: Path
) -> None:
    agreed(session)
    data = f"T: How was it?\nC: You never listen about the {MARKED}.\n".encode()
    there = upload(browser_of_noor, session, data, f"{MARKED}.txt")["Location"]  # type: ignore[index]
    browser_of_noor.post(there, {"who0": "therapist", "who1": "client", "posted": "r"})
    row = TranscriptRow.rows.get()
    page = browser_of_noor.get(f"/talk/{row.pk}/")
    assert MARKED in text_of(page)
    browser_of_noor.post(
        f"/talk/{row.pk}/say/", {"moment": moments(page)[0], "view": "agree", "word": MARKED, "posted": "s"}
    )
    assert scan([open_book.parent], [MARKED]) == []
    browser_of_noor.post(f"/talk/{row.pk}/delete/", {"posted": "d"})
    assert scan([open_book.parent], [MARKED]) == []


def told(*turns: Turn) -> Told:
    transcript = Transcript(turns)
    heard = listen(transcript)
    return Told("x", transcript, heard.facts.pauses, heard.moments)


A = Turn(1, "T", "How was it for you?", 0, 10, Speaker.THERAPIST)
B = Turn(2, "C", "You never listen to me.", 18, 40, Speaker.CLIENT)


def test_the_strip_says_in_words_what_it_shows() -> None:
    assert (
        sentence(told(A, B))
        == "Your client has 50 of 100 words, you have 50. The longest silence is 8 seconds, after turn 1."
    )
    drawn = str(figure(told(A, B)).drawing)
    assert 'role="img"' in drawn
    assert "The longest silence is 8 seconds" in drawn


def test_the_table_holds_the_same_part_by_part() -> None:
    later = Turn(2, "C", "You never listen to me.", 25, 40, Speaker.CLIENT)
    last = Turn(3, "T", "You are right.", 41, 60, Speaker.THERAPIST)
    first, second, third = table(told(A, later, last)).rows
    assert first[:4] == ("0:00", "0", "5", "15 s")
    assert second[:4] == ("0:20", "5", "0", "none")
    assert "turn 2, complains about you" in second[4]
    assert third[:4] == ("0:40", "0", "3", "none")


def test_a_file_without_times_says_so() -> None:
    plain = told(
        Turn(1, "T", "How was it?", speaker=Speaker.THERAPIST), Turn(2, "C", "Fine.", speaker=Speaker.CLIENT)
    )
    assert "The file has no times, so silences cannot be seen." in sentence(plain)
    assert table(plain).rows[0][0] == "1 of 2"


def test_words_in_the_strip_are_escaped() -> None:
    from dataclasses import replace

    one = told(A, B)
    nasty = replace(one, moments=tuple(replace(m, kind="<b>") for m in one.moments))
    assert "<b>" not in str(figure(nasty).drawing)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*talk*.html")), ids=lambda p: p.name)
def test_the_pages_keep_the_tone(path: Path) -> None:
    said = re.findall(r'{% translate "([^"]+)" %}', path.read_text(encoding="utf-8"))
    assert [one for text in said for one in complaints(text)] == []
