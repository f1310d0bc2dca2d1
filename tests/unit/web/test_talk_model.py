"""Pages around a local model: a setting with a plain warning, a button, places that can be taken away."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from cast import held, sam
from fake_model import Fake, fake_model, nobody_there
from goldseam.acts import consent, people, settings, suggesting, transcripts
from goldseam.acts.consent import By, Given, How
from goldseam.store.models import TranscriptRow

TALK = b"T: What was last week like?\nC: You never listen about the <b>boat</b>.\nT: You are right.\nC: Well, fine."


def text_of(reply: object) -> str:
    body = re.sub(r"<[^>]+>", " ", reply.content.decode())  # type: ignore[attr-defined]
    return " ".join(html.unescape(body).split())


@pytest.fixture
def row(browser_of_noor: Client) -> TranscriptRow:
    session = held(people.alliance_of(sam()), 3)
    consent.record(session, Given(By.CLIENT, How.SIGNED, timezone.localdate()), timezone.now())
    kept = transcripts.add(session, TALK, "t.txt", timezone.now())
    return transcripts.confirm(kept, dict(transcripts.guess(kept).roles), timezone.now())


@pytest.fixture
def model() -> Iterator[Fake]:
    said = {"moments": [{"turn": 2, "kind": "complains about you", "quote": "You never listen"}]}
    with fake_model(Fake(says=lambda _asked: json.dumps(said))) as fake:
        yield fake


def switched_on(client: Client, address: str, **more: str) -> object:
    return client.post("/settings/model/", {"on": "on", "address": address, "name": "small", **more})


def test_the_settings_lead_to_it_and_it_is_off(browser_of_noor: Client, row: TranscriptRow) -> None:
    assert 'href="/settings/model/"' in browser_of_noor.get("/settings/").content.decode()
    page = browser_of_noor.get("/settings/model/").content.decode()
    assert not re.search(r"checkbox[^>]*checked", page)
    assert "local model" not in text_of(browser_of_noor.get(f"/talk/{row.pk}/"))


def test_an_address_beyond_this_computer_needs_the_override_and_its_warning(browser_of_noor: Client) -> None:
    refused = switched_on(browser_of_noor, "http://192.168.0.7:11434/v1")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    said = text_of(refused)
    assert "192.168.0.7 is not an address on this computer" in said
    assert "Your client's words then leave this computer." in said
    assert not settings.preferences().model_on
    assert (
        switched_on(browser_of_noor, "http://192.168.0.7:11434/v1", elsewhere="on")["Location"]
        == "/settings/"
    )  # type: ignore[index]
    assert settings.preferences().model_elsewhere


def test_asked_it_adds_places_apart_from_the_rules_and_each_can_go(
    browser_of_noor: Client, row: TranscriptRow, model: Fake
) -> None:
    switched_on(browser_of_noor, model.address)
    before = text_of(browser_of_noor.get(f"/talk/{row.pk}/"))
    assert "Ask your local model" in before
    reply = browser_of_noor.post(f"/talk/{row.pk}/ask/", {"posted": "a"})
    assert reply["Location"] == f"/talk/{row.pk}/#suggested"
    page = browser_of_noor.get(f"/talk/{row.pk}/")
    section = page.content.decode().partition('id="suggested"')[2].partition("</section>")[0]
    assert "You never listen" in section
    assert "Suggested by your local model" in section
    assert f'href="/talk/{row.pk}/#turn-2"' in section
    assert "Ask" not in section  # it has read it all
    which = re.search(r'name="which" value="(2-[^"]+)"', section)
    assert which is not None
    browser_of_noor.post(f"/talk/{row.pk}/suggested/", {"which": which[1], "posted": "b"})
    said = text_of(browser_of_noor.get(f"/talk/{row.pk}/"))
    assert "It has read up to turn 4 and suggests nothing." in said


def test_switched_off_again_its_places_stay_until_they_are_taken_away(
    browser_of_noor: Client, row: TranscriptRow, model: Fake
) -> None:
    switched_on(browser_of_noor, model.address)
    browser_of_noor.post(f"/talk/{row.pk}/ask/", {"posted": "a"})
    suggesting.set_model(False, model.address, "small", False)
    said = text_of(browser_of_noor.get(f"/talk/{row.pk}/"))
    assert "Take all of them away" in said
    assert "Ask it" not in said
    browser_of_noor.post(f"/talk/{row.pk}/suggested/", {"which": "all", "posted": "b"})
    assert "local model" not in text_of(browser_of_noor.get(f"/talk/{row.pk}/"))


def test_a_model_that_is_not_there_is_told_on_the_page(browser_of_noor: Client, row: TranscriptRow) -> None:
    switched_on(browser_of_noor, f"http://localhost:{nobody_there()}/v1")
    browser_of_noor.post(f"/talk/{row.pk}/ask/", {"posted": "a"})
    said = text_of(browser_of_noor.get(f"/talk/{row.pk}/"))
    assert "Nothing answers at the model's address." in said
    assert "Possible moments to listen to again" in said


def test_beyond_this_computer_the_page_asks_whether_the_client_agreed(
    browser_of_noor: Client, row: TranscriptRow
) -> None:
    suggesting.set_model(True, "http://192.168.0.7:11434/v1", "m", True)
    said = text_of(browser_of_noor.get(f"/talk/{row.pk}/"))
    assert "This model is not on this computer. What was said would leave it, names and all." in said
    assert "My client has agreed to that" in said
    reply = browser_of_noor.post(f"/talk/{row.pk}/ask/", {"posted": "a"})
    assert reply.status_code == 403
    assert "The consent speaks of this computer only." in text_of(reply)


def test_markup_in_a_quote_is_plain_words(browser_of_noor: Client, row: TranscriptRow, model: Fake) -> None:
    said = {"moments": [{"turn": 2, "kind": "complains about you", "quote": "about the ‹b›boat‹/b›"}]}
    model.says = lambda _asked: json.dumps(said)
    switched_on(browser_of_noor, model.address)
    browser_of_noor.post(f"/talk/{row.pk}/ask/", {"posted": "a"})
    page = browser_of_noor.get(f"/talk/{row.pk}/").content.decode()
    assert "about the &lt;b&gt;boat&lt;/b&gt;" in page
    assert "<b>boat" not in page
