"""The therapist's guess beside the client's answer."""

from __future__ import annotations

import pytest

from goldseam.errors import BadInput
from goldseam.instruments.files import get
from goldseam.instruments.gaps import Gap, gaps
from goldseam.instruments.scoring import fill_in

FORM, MIRROR = get("session-check-in"), get("session-check-in-mirror")


def test_the_gap_is_guess_minus_answer_in_the_order_of_the_form() -> None:
    client = fill_in(FORM, {"strain": 6, "understood": 4})
    therapist = fill_in(MIRROR, {"understood": 8, "strain": 1, "pull": 9})
    found = gaps(FORM, client, MIRROR, therapist)
    assert found == (Gap("understood", 4, 8), Gap("strain", 6, 1))
    assert [one.gap for one in found] == [4, -5]


def test_an_item_one_of_them_left_blank_is_left_out() -> None:
    assert gaps(FORM, fill_in(FORM, {"honest": 4}), MIRROR, fill_in(MIRROR, {"worth": 4})) == ()


def test_the_mirror_repeats_the_clients_sentences_word_for_word() -> None:
    for item in MIRROR.items[:6]:
        assert item.text == FORM.item(item.id).text


def test_forms_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(BadInput, match="is not the mirror of"):
        gaps(get("repair-check"), fill_in(get("repair-check"), {}), MIRROR, fill_in(MIRROR, {}))
