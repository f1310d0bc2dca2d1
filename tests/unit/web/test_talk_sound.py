"""Pages around a recording: consent, the file, how far it is, who is who; and the place for a model."""

from __future__ import annotations

import html
import io
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from cast import held, sam
from goldseam.acts import consent, people, recordings, settings
from goldseam.acts.consent import By, Given, How
from goldseam.store.models import SessionRow, TranscriptRow
from goldseam.transcripts.speech import Heard
from goldseam.web.launch import host, origin
from goldseam.web.replies import MOST_BODY, Refusal, most_body
from goldseam.web.serving import Capped
from goldseam.web.strangers import refusal
from spoken import SAID, dialogue, reads_from_a_script, wav


def text_of(reply: object) -> str:
    body = re.sub(r"<[^>]+>", " ", reply.content.decode())  # type: ignore[attr-defined]
    return " ".join(html.unescape(body).split())


@pytest.fixture
def session(browser_of_noor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionRow]:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("model.bin", "config.json"):
        (folder / name).touch()
    monkeypatch.setattr(recordings, "_is_installed", lambda: True)
    monkeypatch.setattr(recordings, "whisper", lambda _folder: reads_from_a_script)
    settings.change(speech_model=str(folder))
    yield held(people.alliance_of(sam()), 3)
    recordings._readings.clear()


def agreed(session: SessionRow) -> None:
    consent.record(session, Given(By.CLIENT, How.SIGNED, timezone.localdate()), timezone.now())


def hand_in(client: Client, session: SessionRow, data: bytes = b"") -> object:
    file = io.BytesIO(data or wav(dialogue()))
    file.name = "talk.wav"
    return client.post(f"/sessions/{session.pk}/talk/sound/", {"file": file, "days": "7"})


def wait() -> None:
    for thread in threading.enumerate():
        if "_read" in thread.name:
            thread.join(30)


def test_consent_comes_before_a_recording(browser_of_noor: Client, session: SessionRow) -> None:
    there = f"/sessions/{session.pk}/talk/sound/"
    for reply in (browser_of_noor.get(there), hand_in(browser_of_noor, session)):
        assert reply["Location"] == f"/sessions/{session.pk}/talk/consent/"  # type: ignore[index]
    assert recordings.of(session) is None


def test_a_recording_leads_by_its_progress_to_who_is_who(
    browser_of_noor: Client, session: SessionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, halfway = threading.Event(), threading.Event()

    def waits(sound: object, rate: int) -> Iterable[Heard]:
        for n, piece in enumerate(reads_from_a_script(sound, rate)):  # type: ignore[arg-type]
            yield piece
            if n == 3:
                halfway.set()
                go.wait(20)

    monkeypatch.setattr(recordings, "whisper", lambda _folder: waits)
    agreed(session)
    there = f"/sessions/{session.pk}/talk/sound/"
    assert hand_in(browser_of_noor, session)["Location"] == there  # type: ignore[index]
    assert halfway.wait(20)
    page = browser_of_noor.get(there)
    assert "48 of 100 parts are done." in text_of(page)
    assert "data-poll" in page.content.decode()
    assert 'href="' + there in page.content.decode()  # to look again without script
    go.set()
    wait()
    row = TranscriptRow.rows.get()
    for _ in range(2):  # a script may look, and takes nothing away
        assert browser_of_noor.get(there, headers={"X-Goldseam": "poll"}).status_code == 204
    assert browser_of_noor.get(there)["Location"] == f"/talk/{row.pk}/speakers/"
    said = text_of(browser_of_noor.get(f"/talk/{row.pk}/speakers/"))
    assert "Voice 1, 4 turns" in said
    assert SAID[0] in said


def test_a_file_that_is_no_recording_gets_a_sentence_once(
    browser_of_noor: Client, session: SessionRow
) -> None:
    agreed(session)
    there = f"/sessions/{session.pk}/talk/sound/"
    hand_in(browser_of_noor, session, b"T: These are words, no sound.")
    wait()
    said = text_of(browser_of_noor.get(there))
    assert "Nothing was stored" in said
    assert "talk.wav" in said
    assert "Nothing was stored" not in text_of(browser_of_noor.get(there))
    assert not TranscriptRow.rows.exists()


def test_an_empty_form_asks_for_a_file(browser_of_noor: Client, session: SessionRow) -> None:
    agreed(session)
    reply = browser_of_noor.post(f"/sessions/{session.pk}/talk/sound/", {"days": "7"})
    assert reply.status_code == 422
    assert "This is still empty." in text_of(reply)


def test_without_a_model_the_page_for_transcripts_says_where_to_set_one(
    browser_of_noor: Client, session: SessionRow
) -> None:
    agreed(session)
    there = f"/sessions/{session.pk}/talk/"
    assert "I have a recording instead" in text_of(browser_of_noor.get(there))
    settings.change(speech_model="")
    assert 'href="/settings/speech/"' in browser_of_noor.get(there).content.decode()
    assert browser_of_noor.get(there + "sound/")["Location"] == there


def test_a_folder_without_a_model_is_told_in_the_settings(
    browser_of_noor: Client, session: SessionRow
) -> None:
    reply = browser_of_noor.post("/settings/speech/", {"folder": "tiny.en"})
    assert reply.status_code == 422
    assert "tiny.en was given as a speech model" in text_of(reply)
    folder = settings.preferences().speech_model
    assert browser_of_noor.post("/settings/speech/", {"folder": folder})["Location"] == "/settings/"


@pytest.mark.parametrize(
    ("path", "large"),
    [
        ("/sessions/x/talk/sound/", True),
        ("/sessions/x/talk/", False),
        ("/talk/sound", False),
        ("/", False),
    ],
)
def test_a_large_body_is_taken_at_one_address_only(path: str, large: bool) -> None:
    assert (most_body(path) > MOST_BODY) == large


def test_the_guard_and_the_server_hold_to_that() -> None:
    asked = {
        "REQUEST_METHOD": "POST",
        "REQUEST_URI": "/",
        "HTTP_HOST": host(8765),
        "HTTP_ORIGIN": origin(8765),
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": "100000000",
    }
    assert refusal({**asked, "PATH_INFO": "/sessions/x/talk/sound/"}, 8765) is None
    assert refusal({**asked, "PATH_INFO": "/sessions/x/talk/"}, 8765) is Refusal.TOO_LARGE
    more = {**asked, "PATH_INFO": "/sessions/x/talk/sound/", "CONTENT_LENGTH": "152000000"}
    assert refusal(more, 8765) is Refusal.TOO_LARGE
    body = Capped()
    body.most = 10
    body.append(b"x" * 11)
    assert (body.read(), len(body)) == (b"", 11)
