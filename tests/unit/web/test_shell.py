"""Errors as pages, uploads in memory, files under hashed names, forms that carry their one-time word."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory

from goldseam.errors import BadInput, BookError, NotFound, Refused
from goldseam.web import context, files, middleware
from goldseam.web.idle import IDLE
from goldseam.web.middleware import PlainErrorMiddleware
from goldseam.web.place import PLACE
from shell import PASSPHRASE, Browser


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (NotFound("That client is not in this book."), 404),
        (Refused("A licence is missing."), 403),
        (BadInput("The score 41 lies outside 0 to 40."), 400),
        (BookError("The disk is full. Free some space, then save again."), 409),
    ],
)
def test_what_a_person_can_mend_is_a_page_with_its_sentence(
    rf: RequestFactory, problem: Exception, status: int
) -> None:
    reply = PlainErrorMiddleware(lambda request: HttpResponse()).process_exception(rf.get("/"), problem)
    assert reply is not None and reply.status_code == status
    assert str(problem) in reply.content.decode()


def test_our_own_mistakes_are_not_dressed_up(rf: RequestFactory) -> None:
    own = PlainErrorMiddleware(lambda request: HttpResponse())
    assert own.process_exception(rf.get("/"), ZeroDivisionError("Sam cried")) is None


@pytest.fixture
def rf() -> RequestFactory:
    return RequestFactory(headers={"Host": "localhost:8765"})


def test_our_mistake_gives_a_warm_page_and_a_log_without_words(
    own_book: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def breaks(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError("Sam said that nothing helps")

    from goldseam.web.locked import urls

    monkeypatch.setattr(urls.urlpatterns[0], "callback", breaks)
    browser.raise_request_exception = False
    reply = browser.get("/?find=Sam")
    assert reply.status_code == 500
    assert "This is our mistake, not yours" in reply.content.decode()
    logged = capfd.readouterr().err
    assert "ZeroDivisionError" in logged
    assert "Sam" not in logged


def test_an_upload_is_held_in_memory_and_never_in_a_temporary_file(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a temporary file was asked for")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    file = io.BytesIO(b"client,session,score\n" + b"Sam,1,40\n" * 1_000_000)
    file.name = "scores.csv"
    given = rf.post("/imports/", {"file": file}).FILES["file"]
    assert isinstance(given, InMemoryUploadedFile)
    assert given.size == 9_000_021


def test_only_the_memory_handler_is_set() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > 20_000_000


def test_no_debug_page_can_appear() -> None:
    assert settings.DEBUG is False
    assert settings.ALLOWED_HOSTS == ["localhost"]


def test_without_a_decision_the_routes_are_the_locked_ones() -> None:
    assert settings.ROOT_URLCONF == "goldseam.web.locked.urls"


def test_the_name_of_a_file_changes_with_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FOLDER", tmp_path)
    names = []
    for content in ("a", "b", "a"):
        (tmp_path / "x.css").write_text(content)
        files.hashed_url.cache_clear()
        names.append(files.hashed_url("x.css"))
    files.hashed_url.cache_clear()
    # SHA-256 of "a" begins ca978112ca1bbdca
    assert names[0] == names[2] == "/static/x.ca978112ca1bbdca.css"
    assert names[1] != names[0]


def test_pages_name_their_files_by_hash(home: Any, browser: Browser) -> None:
    page = browser.get("/").content.decode()
    assert re.search(r'href="/static/goldseam/goldseam\.[0-9a-f]{16}\.css"', page)


def test_no_path_leads_out_of_the_static_folder() -> None:
    def missing(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        return [b"passed on"]

    served = files.with_files(missing)  # type: ignore[arg-type]
    for path in (
        "/static/../settings.py",
        "/static/goldseam/../../settings.py",
        "/static/%2e%2e/settings.py",
        "/static//etc/passwd",
    ):
        environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
        assert list(served(environ, lambda *_: None)) == [b"passed on"]  # type: ignore[arg-type,return-value]


def test_each_form_carries_a_one_time_word_of_its_own() -> None:
    template = engines["django"].from_string("{% load goldseam %}{% posted %}{% posted %}")
    words = re.findall(r'name="posted" value="([\w-]+)"', template.render())
    assert len(set(words)) == 2
    assert min(map(len, words)) >= 20


def test_a_poll_does_not_keep_the_book_open_and_a_person_does(
    own_book: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    touched: list[bool] = []
    monkeypatch.setattr(IDLE, "touch", lambda: touched.append(True))
    browser.get("/help/", headers={"X-Goldseam": middleware.POLL})
    assert touched == []
    browser.get("/help/")
    assert touched == [True]


def test_pages_know_the_state_the_look_and_the_minutes(own_book: Path, browser: Browser) -> None:
    from goldseam.acts import settings as acts_settings

    browser.send("/open", passphrase=PASSPHRASE)
    acts_settings.change(idle_minutes=3, look="dark")
    assert 'class="theme-dark"' in browser.get("/help/").content.decode()
    known = context.shell(RequestFactory().get("/"))
    assert (known["place"], known["idle_seconds"], known["invented"]) == ("open", 180, False)
    acts_settings.change(idle_minutes=10)
    browser.get("/help/")
    assert IDLE.seconds == 600


def test_an_address_that_is_not_there_is_said_so_in_the_open_book(own_book: Path, browser: Browser) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    reply = browser.get("/nowhere/")
    assert reply.status_code == 404
    assert "There is nothing at this address" in reply.content.decode()


def test_the_lock_is_a_post_only(own_book: Path, browser: Browser) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    assert browser.get("/lock").status_code == 405
    assert PLACE.here.seat != ""
