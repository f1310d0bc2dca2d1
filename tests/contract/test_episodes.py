"""Laws of episodes, over every sequence of facts: they never crash, undo is exact, joining is safe."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.repair.episodes import is_open, joins, onset, open_or_join, said_outcome, standing, status
from goldseam.repair.outcome import three_views
from goldseam.repair.plan import plan_for
from goldseam.terms.rupture import Episode, EpisodeStatus, Fact, FactKind, Judge, Outcome, Strategy

law = settings(deadline=None, max_examples=100, derandomize=True)

sessions = st.one_of(st.none(), st.integers(1, 40))
some_fact = st.builds(
    Fact,
    kind=st.sampled_from(FactKind),
    order=st.integers(-5, 50),
    session=sessions,
    judge=st.one_of(st.none(), st.sampled_from(Judge)),
    outcome=st.one_of(st.none(), st.sampled_from(Outcome)),
    strategies=st.lists(st.sampled_from(Strategy), max_size=3).map(tuple),
    on=st.one_of(st.none(), st.dates()),
    undone=st.booleans(),
)
life = st.lists(some_fact, max_size=12)
counted_life = life.map(lambda facts: [replace(f, order=n, undone=False) for n, f in enumerate(facts, 1)])


@law
@given(life)
def test_any_facts_in_any_order_have_a_status_a_plan_and_three_views(facts: list[Fact]) -> None:
    assert status(facts) in EpisodeStatus
    assert plan_for(facts)
    assert len(three_views(facts, None, (), onset(facts) or 1).rows) == 3


@law
@given(counted_life, some_fact)
def test_undoing_the_last_fact_gives_the_earlier_status_back(facts: list[Fact], last: Fact) -> None:
    before = status(facts)
    after = [*facts, replace(last, order=len(facts) + 1, undone=True)]
    assert status(after) is before
    assert said_outcome(after) is said_outcome(facts)


@law
@given(counted_life, st.randoms(use_true_random=False))
def test_the_order_comes_from_the_counter_not_from_the_list_nor_the_clock(facts: list[Fact], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = [replace(fact, on=date(2000 + chance.randrange(50), 1, 1)) for fact in facts]
    chance.shuffle(shuffled)
    assert status(shuffled) is status(facts)


@law
@given(counted_life)
def test_setting_down_closes_and_opening_again_opens(facts: list[Fact]) -> None:
    down = [*facts, Fact(FactKind.CLOSED, len(facts) + 1)]
    assert not is_open(status(down))
    assert is_open(status([*down, Fact(FactKind.REOPENED, len(facts) + 2)]))


@law
@given(counted_life, st.sampled_from([Judge.CLIENT, Judge.RATINGS]), st.sampled_from(Outcome))
def test_the_client_and_the_ratings_never_move_the_status(
    facts: list[Fact], judge: Judge, outcome: Outcome
) -> None:
    voice = Fact(FactKind.JUDGED, len(facts) + 1, judge=judge, outcome=outcome)
    assert status([*facts, voice]) is status(facts)


@law
@given(counted_life, sessions)
def test_a_new_sign_never_moves_a_status(facts: list[Fact], session: int | None) -> None:
    assert status([*facts, Fact(FactKind.NOTICED, len(facts) + 1, session=session)]) is status(facts)


@law
@given(counted_life, st.integers(1, 40))
def test_a_settled_episode_takes_in_nothing_at_its_last_session_or_later(
    facts: list[Fact], session: int
) -> None:
    last = max((f.session for f in standing(facts) if f.session is not None), default=0)
    if not is_open(status(facts)) and session >= last:
        assert not joins(facts, session)


@law
@given(counted_life, st.integers(1, 40))
def test_an_open_episode_takes_in_every_later_sign(facts: list[Fact], session: int) -> None:
    if is_open(status(facts)) and session >= (onset(facts) or 0):
        assert joins(facts, session)


@law
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 20)), max_size=8))
def test_no_sign_is_lost_and_two_alliances_never_mix(signs: list[tuple[str, int]]) -> None:
    known: dict[str, Episode] = {}
    for number, (alliance, session) in enumerate(signs):
        noticed = Fact(FactKind.NOTICED, 1, session=session, because=f"{alliance}{number}")
        found = open_or_join(list(known.values()), alliance, noticed, f"e{number}")
        known[found.id] = found
    kept = [(one.alliance, fact.because[0]) for one in known.values() for fact in one.facts]
    assert len(kept) == len(signs)
    assert all(alliance == letter for alliance, letter in kept)


@law
@given(st.integers(1, 40), st.integers(0, 20))
def test_the_same_sign_twice_is_kept_once(session: int, later: int) -> None:
    sign = Fact(FactKind.NOTICED, 1, session=session, because="lower than usual")
    first = open_or_join([], "a", sign, "e1")
    assert open_or_join([first], "a", replace(sign, on=date(2026, 1, 1 + later)), "e2") == first


@law
@given(counted_life)
def test_what_is_given_is_never_changed(facts: list[Fact]) -> None:
    episode = Episode("e", "a", tuple(facts))
    open_or_join([episode], "a", Fact(FactKind.NOTICED, 1, session=3), "new")
    assert episode.facts == tuple(facts)
