"""The pages of the open book: each answers, says what it knows, and does its one act once."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from django.test import Client

from cast import HARD, NOW, held, quiet_course, sam
from goldseam.acts import check_ins, demo, episodes, people, risk
from goldseam.store.models import ClientRow, EpisodeFactRow, EpisodeRow, SessionRow

MARKED = "marmalade lighthouse"


def text_of(reply: object) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


def one_word_form(client: Client, url: str, **data: str) -> object:
    return client.post(url, {"posted": "once-" + url, **data}, follow=True)


@pytest.fixture
def hard(browser_of_noor: Client) -> episodes.View:
    """Sam after eight good sessions and a hard one, with the episode it opened."""
    alliance = people.alliance_of(sam())
    quiet_course(alliance, 8)
    check_ins.record(held(alliance, 9), "session-check-in", HARD, NOW, way="handed", words=MARKED)
    return episodes.episodes_of(alliance)[0]


def test_every_page_of_the_demo_book_answers(browser_of_noor: Client) -> None:
    demo.fill_with_invented_people(NOW)
    addresses = [
        "/",
        "/caseload/",
        "/imports/",
        "/changes/",
        "/questionnaires/",
        "/settings/",
        "/keeping/",
        "/help/",
    ]
    addresses += [f"/clients/{row.pk}/" for row in ClientRow.objects.all()]
    addresses += [f"/episodes/{row.pk}/" for row in EpisodeRow.objects.all()]
    addresses += [f"/sessions/{row.pk}/" for row in SessionRow.objects.order_by("?")[:8]]
    for address in addresses:
        assert browser_of_noor.get(address).status_code == 200, address


@pytest.mark.parametrize("place", ["clients", "sessions", "episodes", "risk"])
def test_what_is_not_there_says_so(browser_of_noor: Client, place: str) -> None:
    reply = browser_of_noor.get(f"/{place}/{uuid4()}/")
    assert reply.status_code == 404
    assert "not in this book" in text_of(reply)


def test_a_client_is_added_once_however_often_the_form_arrives(browser_of_noor: Client) -> None:
    for _ in range(2):
        one_word_form(browser_of_noor, "/clients/add/", code="Sam")
    assert [row.code for row in ClientRow.objects.all()] == ["Sam"]


def test_a_taken_code_comes_back_with_a_sentence(browser_of_noor: Client) -> None:
    sam()
    reply = browser_of_noor.post("/clients/add/", {"code": "Sam", "posted": "a"})
    assert "There is a client called Sam already" in text_of(reply)


def test_the_client_page_says_what_happened_in_one_sentence(
    browser_of_noor: Client, hard: episodes.View
) -> None:
    reply = browser_of_noor.get(f"/clients/{hard.row.alliance.client_id}/")
    assert "Ratings fell at session 9 and are still lower than usual." in text_of(reply)
    assert "<table" in reply.content.decode()
    assert "<svg" in reply.content.decode()


def test_no_code_stands_in_a_title_or_an_address(browser_of_noor: Client, hard: episodes.View) -> None:
    reply = browser_of_noor.get(f"/clients/{hard.row.alliance.client_id}/")
    title = re.search(r"<title>(.*?)</title>", reply.content.decode())
    assert title is not None
    assert "Sam" not in title.group(1)
    assert not re.search(r'href="[^"]*Sam', reply.content.decode())


def test_the_episode_page_gives_the_reason_before_the_plan(
    browser_of_noor: Client, hard: episodes.View
) -> None:
    said = text_of(browser_of_noor.get(f"/episodes/{hard.row.pk}/"))
    why = said.index("Why this is here")
    assert why < said.index("Session 9", why) < said.index("For the next session")
    assert said.index("See why it makes sense") < said.index("Own your part") < said.index("Ask, and mean it")


def test_an_episode_goes_from_noticed_to_mended_by_its_pages(
    browser_of_noor: Client, hard: episodes.View
) -> None:
    base, session = f"/episodes/{hard.row.pk}/", str(hard.onset.pk)  # type: ignore[union-attr]
    one_word_form(browser_of_noor, base + "confirm/", words="I hurried.")
    one_word_form(browser_of_noor, base + "plan/", strategies="validate_defensive_posture", words="Slowly.")
    one_word_form(
        browser_of_noor, base + "attempt/", session=session, strategies="acknowledge_contribution", words=""
    )
    one_word_form(browser_of_noor, base + "judge/", outcome="mended", words="")
    assert episodes.view(hard.row).status.value == "mended"


def test_a_judgement_without_a_choice_comes_back_and_keeps_the_words(
    browser_of_noor: Client, hard: episodes.View
) -> None:
    reply = browser_of_noor.post(f"/episodes/{hard.row.pk}/judge/", {"words": MARKED, "posted": "x"})
    assert MARKED in reply.content.decode()
    assert not EpisodeFactRow.objects.filter(kind="judged").exists()


def test_a_step_posted_twice_is_one_step(browser_of_noor: Client, hard: episodes.View) -> None:
    for _ in range(2):
        one_word_form(browser_of_noor, f"/episodes/{hard.row.pk}/confirm/", words="I hurried.")
    assert EpisodeFactRow.objects.filter(kind="confirmed").count() == 1


def test_a_session_in_the_future_is_asked_about(browser_of_noor: Client) -> None:
    client = sam()
    form = {"number": "1", "held_on": "2999-01-01", "attendance": "held", "posted": "f"}
    reply = browser_of_noor.post(f"/clients/{client.pk}/sessions/add/", form)
    assert "This day lies ahead" in text_of(reply)
    browser_of_noor.post(f"/clients/{client.pk}/sessions/add/", {**form, "sure": "1"})
    assert SessionRow.objects.count() == 1


def test_a_paper_form_is_typed_in_and_a_risk_answer_leads_to_the_review(browser_of_noor: Client) -> None:
    session = held(people.alliance_of(sam()), 1)
    reply = browser_of_noor.post(
        f"/sessions/{session.pk}/forms/phq-9/type/",
        {"posted": "p", "q9": "1", **{f"q{n}": "0" for n in range(1, 9)}},
    )
    [review] = risk.open_reviews()
    assert reply["Location"] == f"/risk/{review.row.pk}/"
    said = text_of(browser_of_noor.get(reply["Location"]))
    assert "not a rating" in said.lower() or "no rating" in said.lower()


def test_an_import_shows_bad_rows_with_reasons_and_lets_the_good_in(browser_of_noor: Client) -> None:
    file = io.BytesIO("client,session,score\nSam,1,36\nSam,2,99\nZoë,1,\n".encode())
    file.name = "scores.csv"
    there = browser_of_noor.post("/imports/", {"file": file})["Location"]
    columns = {"client": "0", "session": "1", "day": "-1", "score": "2"}
    scale = {"scale": "own", "title": "Weekly", "low": "0", "high": "40", "step": "1", "better": "higher"}
    said = text_of(browser_of_noor.post(there, {**columns, **scale, "do": "look"}))
    assert "2 rows can go in" in said
    assert "The score 99 lies outside 0 to 40." in said
    assert "2 scores went in" in text_of(browser_of_noor.post(there, {**columns, **scale, "do": "let_in"}))


def test_removing_a_client_leads_to_undo(browser_of_noor: Client) -> None:
    client = sam()
    said = text_of(one_word_form(browser_of_noor, f"/clients/{client.pk}/remove/"))
    assert "removed" in said
    change = re.search(r"/changes/(\d+)/undo/", browser_of_noor.get("/changes/").content.decode())
    assert change is not None
    browser_of_noor.post(change.group(0))
    assert people.client(client.pk).code == "Sam"


def test_a_search_comes_by_post_and_finds(browser_of_noor: Client) -> None:
    sam()
    sam("Robin")
    said = text_of(browser_of_noor.post("/caseload/", {"find": "rob"}))
    assert "Robin" in said
    assert "Sam" not in said


def test_key_only_questionnaires_show_no_words_until_a_licence_is_noted(browser_of_noor: Client) -> None:
    reply = browser_of_noor.get("/questionnaires/wai-sr/")
    assert "Bring your own licence" in text_of(reply)
    session = held(people.alliance_of(sam()), 1)
    said = text_of(browser_of_noor.get(f"/sessions/{session.pk}/forms/wai-sr/type/"))
    assert "Item 1" in said


def test_settings_are_kept_and_a_wrong_one_is_told(browser_of_noor: Client) -> None:
    good = {
        "idle_minutes": "5", "crisis_contacts": "Crisis line 000", "quiet_sessions_per_false_alert": "20",
        "look": "dark", "paper": "letter",
    }  # fmt: skip
    assert browser_of_noor.post("/settings/", good).status_code == 302
    assert 'class="theme-dark"' in browser_of_noor.get("/settings/").content.decode()
    assert browser_of_noor.post("/settings/", {**good, "idle_minutes": "99"}).status_code == 200


def test_an_export_downloads_as_a_zip_without_words_unless_asked(
    browser_of_noor: Client, hard: episodes.View
) -> None:
    import zipfile

    def words_in(reply: object) -> bool:
        packed = zipfile.ZipFile(io.BytesIO(reply.content))  # type: ignore[attr-defined]
        return any(MARKED.encode() in packed.read(name) for name in packed.namelist())

    assert not words_in(browser_of_noor.post("/keeping/export/"))
    assert words_in(browser_of_noor.post("/keeping/export/", {"with_notes": "on"}))


def test_sessions_page_names_the_reading_and_the_forms(browser_of_noor: Client, hard: episodes.View) -> None:
    said = text_of(browser_of_noor.get(f"/sessions/{hard.onset.pk}/"))  # type: ignore[union-attr]
    assert MARKED in said
    assert "connection" in said
