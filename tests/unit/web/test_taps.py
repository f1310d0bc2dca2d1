"""What is tapped about oneself after a hard hour lies in the vault, once, and not in the client's note."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from cast import NOW, sam
from goldseam.acts import hard, patterns, reflections, taps, vault, writings
from goldseam.acts.vault import Kind
from goldseam.store.models import WritingRow


def text_of(reply: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))  # type: ignore[attr-defined]


@pytest.fixture
def there(browser_of_noor: Client) -> str:
    """The first page of a three-minute note about Heron who went quiet."""
    client = sam("Heron")
    there = str(browser_of_noor.post("/hard/", {"length": "think"})["Location"])
    browser_of_noor.post(there, {"chips": ["quiet"], "client": str(client.pk)})
    return there


def tagged() -> list[str]:
    return [tag for row in vault.pages(Kind.REFLECTION) for tag in vault.body_of(row)["tags"]]


def test_one_tap_on_the_later_pages_is_a_page_of_the_mirror(browser_of_noor: Client, there: str) -> None:
    part, where = there.replace("/what/", "/part/"), there.replace("/what/", "/where/")
    assert "What did you do with that feeling?" in text_of(browser_of_noor.get(part))
    browser_of_noor.post(part, {"default": ["default:explain"], "my_part": "I filled the gap."})
    browser_of_noor.post(where, {"where": "private", "after": ["after:heavy"], "helped": ["helped:walked"]})
    assert tagged() == ["moment:quiet", "helped:walked", "default:explain", "after:heavy"]
    [entry] = reflections.entries()
    assert entry.client == "Heron"


def test_none_of_it_stands_in_the_clients_note_and_no_word_of_the_note_in_the_mirror(
    browser_of_noor: Client, there: str
) -> None:
    browser_of_noor.post(
        there.replace("/what/", "/part/"), {"default": ["default:explain"], "my_part": "a marzipan trombone"}
    )
    [note] = WritingRow.objects.all()
    assert "explain" not in json.dumps(writings.body_of(note))
    [page] = vault.pages(Kind.REFLECTION)
    assert "marzipan" not in json.dumps(vault.body_of(page))


def test_what_was_tapped_stands_there_again_and_can_be_taken_back(
    browser_of_noor: Client, there: str
) -> None:
    part = there.replace("/what/", "/part/")
    browser_of_noor.post(part, {"default": ["default:fix"]}, headers={"X-Goldseam": "autosave"})
    assert re.search(r'value="default:fix"[^>]*checked', browser_of_noor.get(part).content.decode())
    browser_of_noor.post(part, {})
    assert tagged() == ["moment:quiet"]


def test_a_feeling_alone_makes_a_page_and_a_moment_alone_does_not(
    browser_of_noor: Client, there: str
) -> None:
    assert vault.pages(Kind.REFLECTION) == []
    browser_of_noor.post(there.replace("/what/", "/arrive/"), {"feelings": ["ashamed"]})
    assert tagged() == ["moment:quiet", "feeling:ashamed"]


def test_a_second_look_at_the_first_page_changes_the_moment_and_nothing_else(
    browser_of_noor: Client, there: str
) -> None:
    browser_of_noor.post(there.replace("/what/", "/part/"), {"default": ["default:explain"]})
    browser_of_noor.post(there, {"chips": ["angry"]})
    assert sorted(tagged()) == ["default:explain", "moment:angry"]


def test_writing_on_for_the_mirror_takes_up_the_same_page(browser_of_noor: Client, there: str) -> None:
    browser_of_noor.post(there.replace("/what/", "/arrive/"), {"feelings": ["ashamed"]})
    closed = browser_of_noor.post(there, {"chips": ["quiet"], "go": "stop"}, follow=True)
    assert "lies in your mirror, for you alone" in text_of(closed)
    [note] = WritingRow.objects.all()
    for _ in range(2):
        browser_of_noor.post("/mirror/begin/", {"hour": str(note.pk)})
    assert len(vault.pages(Kind.REFLECTION)) == 1
    assert "Tapped: a client goes quiet, ashamed" in text_of(browser_of_noor.get("/mirror/"))


def test_a_note_about_no_one_keeps_its_taps_too(browser_of_noor: Client) -> None:
    note = hard.begin(hard.Length.THINK, NOW)
    page = taps.keep(note, {"default": ["default:withdraw"]}, NOW)
    assert page is not None
    assert (vault.body_of(page)["tags"], vault.body_of(page)["alias"]) == (["default:withdraw"], "")
    assert taps.of(note)["default"] == ["default:withdraw"]


def test_taps_of_hard_notes_alone_are_enough_for_a_pattern(browser_of_noor: Client) -> None:
    ways = [("quiet", "default:explain"), ("angry", "default:withdraw"), ("yes_but", "default:fix")]
    for week in range(30):
        chip, own = ways[week % 3]
        then = NOW - timedelta(weeks=30 - week)
        note = hard.begin(hard.Length.THINK, then)
        hard.keep(note, then, {"chips": [chip]})
        taps.keep(note, {"default": [own]}, then)
    assert "moment:quiet+default:explain" in {one.pattern.key for one in patterns.look().shown}
    assert "When a client goes quiet, you often explain" in text_of(browser_of_noor.get("/mirror/patterns/"))
