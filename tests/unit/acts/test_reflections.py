"""Reflections in the vault: by alias only, by id only, sealed, compared in memory, and taken along on request."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cast import NOW, held, sam
from goldseam.acts import episodes, hard, people, reflections, vault
from goldseam.acts.reflections import Typed
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, NotFound
from goldseam.store import keyring
from goldseam.store.keys import Compartment
from goldseam.store.models import VaultRow
from goldseam.store.sealed import unseal

pytestmark = pytest.mark.usefixtures("open_book")


def written(words: str, days_ago: int = 0) -> VaultRow:
    row = reflections.begin("free", NOW - timedelta(days=days_ago))
    return reflections.keep(row, Typed({"free": words}), NOW)


def test_a_page_opens_with_the_vaults_key_and_with_no_other() -> None:
    row = written("It hurt.")
    sealed = VaultRow.objects.values_list("body", flat=True).get()
    place = {"table": "store_vaultrow", "row": str(row.pk), "column": "body"}
    assert "It hurt." in unseal(keyring.current().of(Compartment.VAULT), sealed, **place)
    for other in set(Compartment) - {Compartment.VAULT}:
        with pytest.raises(Exception, match="altered"):
            unseal(keyring.current().of(other), sealed, **place)


def test_a_client_who_is_removed_leaves_the_entry_and_takes_the_name() -> None:
    client = sam("Heron")
    row = reflections.begin("free", NOW, reflections.about_client(client))
    reflections.keep(row, Typed({"free": "It hurt."}), NOW)
    assert reflections.entry(row.pk).client == "Heron"
    people.remove_client(client, NOW)
    assert reflections.entry(row.pk).client == ""
    assert reflections.entry(row.pk).reflection.alias == client.alias


def test_an_episode_that_is_gone_is_no_link_any_more() -> None:
    client = sam("Heron")
    alliance = people.alliance_of(client)
    view = episodes.notice(alliance, held(alliance, 3), "therapist", "", NOW)
    row = reflections.begin("free", NOW, reflections.about_client(client, view.row))
    reflections.keep(row, Typed({"free": "It hurt."}), NOW)
    assert [one.row.pk for one in reflections.entries_about(view.row)] == [row.pk]
    people.remove_client(client, NOW)
    assert reflections.linked_episode(reflections.entry(row.pk)) is None


def test_a_hard_note_gives_its_taps_and_its_alias_and_none_of_its_words() -> None:
    client = sam("Heron")
    note = hard.begin(hard.Length.NOTE, NOW, client)
    hard.keep(note, NOW, {"chips": ["quiet"], "feelings": ["ashamed"], "what": "She left early."})
    row = reflections.begin_from_hour(note, NOW)
    body = vault.body_of(row)
    assert (body["alias"], body["tags"]) == (client.alias, ["moment:quiet", "feeling:ashamed"])
    assert "left early" not in json.dumps(body)


def test_the_local_evening_is_kept_with_an_entry() -> None:
    one = reflections.entry(written("It hurt.").pk)
    here = NOW.astimezone()
    assert one.reflection.at is not None
    assert (one.reflection.on, one.reflection.at.hour) == (here.date(), here.hour)


def test_an_empty_page_is_not_listed_and_a_tapped_one_is() -> None:
    written("  ")
    assert reflections.entries() == []
    row = reflections.begin("free", NOW)
    reflections.keep(row, Typed({}, ["feeling:sad"]), NOW)
    assert len(reflections.entries()) == 1


def test_an_unknown_prompt_is_refused_and_what_was_kept_stays() -> None:
    row = written("It hurt.")
    with pytest.raises(BadInput, match="no prompt"):
        reflections.keep(row, Typed({"what": "Other."}), NOW)
    assert reflections.entry(row.pk).reflection.text == "It hurt."


def test_questions_of_earlier_evenings_come_last() -> None:
    first = reflections.next_question()
    assert first is not None
    reflections.begin("free", NOW - timedelta(days=1), question=first.id)
    second = reflections.next_question()
    assert second is not None
    assert second.id != first.id
    row = reflections.begin("free", NOW, question=second.id)
    reflections.another_question(row, NOW)
    third = reflections.question_of(row)
    assert third is not None
    assert third.theme is not second.theme


def test_what_reminds_is_forgotten_when_it_is_removed() -> None:
    words = "I explained the worksheet while she looked at the floor."
    old = written(words, 40)
    new = reflections.entry(written("Again I explained a worksheet; he looked at the floor.").pk)
    assert [one.entry.id for one in reflections.reminds_of(new).found] == [str(old.pk)]
    vault.remove(old, NOW)
    assert reflections.reminds_of(new).found == ()


def test_names_of_clients_in_an_entry_are_pointed_out() -> None:
    sam("Heron")
    [line] = reflections.names_in(reflections.entry(written("Heron went quiet.").pk))
    assert "Heron" in line


def test_the_mirror_check_refuses_what_the_scale_does_not_hold() -> None:
    with pytest.raises(BadInput):
        reflections.mirror_check({"older": 11}, NOW)
    with pytest.raises(BadInput, match="Nothing was answered"):
        reflections.mirror_check({}, NOW)
    assert vault.pages(Kind.MIRROR_CHECK) == []


def test_ones_own_copy_holds_every_page() -> None:
    written("It hurt.")
    reflections.what_if("I had rung her?", NOW)
    kinds = {one["kind"] for one in json.loads(reflections.own_copy(NOW))["pages"]}
    assert kinds == {"reflection", "what_if"}


def test_a_page_of_another_kind_is_not_found() -> None:
    row = reflections.what_if("I had rung her?", NOW)
    with pytest.raises(NotFound, match="not in your vault"):
        reflections.entry(row.pk)
