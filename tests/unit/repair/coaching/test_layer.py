"""The small layer: its table, what it says of a sentence, and how it goes with the rules."""

from __future__ import annotations

from goldseam.repair.coach import coach
from goldseam.repair.coaching.kinds import Kind
from goldseam.repair.coaching.layer import KINDS, look, pieces, weights
from goldseam.repair.coaching.rules import find, groups, named
from goldseam.repair.coaching.scopes import covered
from goldseam.repair.coaching.tokens import Draft, read
from goldseam.repair.coaching.weigh import against, likely, weighed


def chance(text: str, kind: Kind) -> float:
    return look(read(text))[0].chance[kind]


def test_the_table_holds_a_start_for_every_kind_and_small_weights() -> None:
    assert [kind for kind, _ in weights()[""]] == list(range(len(KINDS)))
    assert len(weights()) > 2_000
    assert all(abs(weight) < 8 for pairs in weights().values() for _, weight in pairs)


def test_pieces_are_words_pairs_beginnings_classes_and_the_place() -> None:
    found = pieces(("i", "rushed"), 2, 3, {"rushed": ["{slip}"]})
    assert {"i", "i rushed", "^ i", "rushed $", "i _ $", "rush*", "i {slip}", "{slip} $", "[last]"} <= found
    assert "[first]" not in found


def test_a_single_sentence_is_neither_first_nor_last() -> None:
    assert not {"[first]", "[last]"} & pieces(("i", "rushed"), 0, 1, {})


def test_a_question_about_them_invites_and_a_plain_one_less() -> None:
    assert chance("What was that like for you?", Kind.INVITES) > 0.8
    assert chance("The room is on the left.", Kind.INVITES) < 0.2


def test_it_knows_no_word_of_the_draft_afterwards() -> None:
    before = len(weights())
    coach("I said xyzzyplugh to you.")
    assert len(weights()) == before
    assert "xyzzyplugh" not in weights()


def both(text: str) -> tuple[Draft, set[Kind], set[Kind]]:
    draft = read(text)
    ruled = find(draft, covered(draft))
    return draft, {one.kind for one in ruled}, {one.kind for one in weighed(draft, ruled)}


def test_a_doubted_mark_goes_and_a_likely_one_comes_on_every_labelled_kind() -> None:
    for text in (
        "I imagine that felt cold.",
        "You took it the wrong way.",
        "The bus was late and it rained.",
    ):
        draft, ruled, kept = both(text)
        for sentence in look(draft):
            for kind, chance_of in sentence.chance.items():
                assert kind in kept or chance_of <= likely(kind)
                assert kind not in kept - ruled or chance_of > likely(kind)
                assert kind not in ruled or kind in kept or sentence.pull[kind] < against(kind)


def test_every_kind_has_a_reason_for_what_only_the_layer_sees() -> None:
    assert all(named(f"weighed_{kind.value}").because for kind in KINDS)
    assert len({group.name for group in groups()}) == len(groups())


def test_a_mark_of_the_layer_says_which_words_told_it() -> None:
    draft = read("What was that like for you?")
    found = weighed(draft, [])
    assert [one.kind for one in found] == [Kind.INVITES]
    assert all(word in "what was that like for you" for word in found[0].telling)
    assert 1 <= len(found[0].telling) <= 2
