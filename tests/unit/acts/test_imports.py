"""Past scores from a table: looked at first, good rows in, bad rows shown, nothing twice."""

from __future__ import annotations

import pytest

from cast import NOW
from goldseam.acts import episodes, imports, people
from goldseam.acts.imports import Mapping, own_scale
from goldseam.acts.series import main_series
from goldseam.errors import BadInput, NotFound
from goldseam.interop.tables import read_table
from goldseam.store.models import Draft, ScoreRow
from goldseam.terms.scores import Better

pytestmark = pytest.mark.usefixtures("open_book")
SCALE = own_scale("Weekly form", 0, 40, 1, Better.HIGHER)
COLUMNS = Mapping(client=0, session=1, score=2)
HEADER = "client,session,score\n"


def look(text: str, mapping: Mapping = COLUMNS) -> imports.Look:
    return imports.look(read_table("a.csv", (HEADER + text).encode()), mapping, SCALE)


def let_in(text: str) -> imports.Done:
    digest = imports.keep_file("a.csv", (HEADER + text).encode(), NOW)
    found = imports.look(imports.kept_table(digest), COLUMNS, SCALE, digest)
    return imports.let_in(found, COLUMNS, SCALE, digest, NOW)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A,1,41", "outside 0 to 40"),
        ("A,1,many", "not a number"),
        ("A,one,36", "not a number"),
        ("A,0,36", "from 1 to 5000"),
        (",1,36", "Give a code name"),
        ("A,,36", "no session number"),
    ],
)
def test_a_bad_row_stays_out_with_its_line_and_reason(row: str, why: str) -> None:
    found = look(f"B,1,30\n{row}\nB,2,31\n")
    assert [one.line for one in found.good] == [2, 4]
    [(line, said)] = found.bad
    assert line == 3
    assert why in said


def test_the_same_session_twice_is_told_with_both_lines() -> None:
    found = look("A,1,36\nA,1,35\n")
    assert found.bad == ((3, "This client and session stand in line 2 already."),)


def test_an_empty_score_is_a_missed_form() -> None:
    let_in("A,1,36\nA,2,\nA,3,NA\nA,4,35\n")
    series = main_series(people.alliance_of(people.clients()[0]))
    assert series is not None
    assert series.trajectory.scores == (36.0, None, None, 35.0)


def test_a_drop_in_past_scores_becomes_an_episode_with_its_reason() -> None:
    scores = (36, 37, 36, 38, 37, 36, 22, 30, 36, 37)
    done = let_in("".join(f"A,{n},{s}\n" for n, s in enumerate(scores, 1)))
    assert done.noticed == 1
    [one] = episodes.open_episodes()
    assert one.onset is not None
    assert one.onset.number == 7
    assert one.rows[0].because


def test_the_same_file_again_changes_nothing() -> None:
    text = "A,1,36\nA,2,35\n"
    assert (let_in(text).rows, let_in(text).rows) == (2, 0)
    assert ScoreRow.objects.count() == 2


def test_a_score_that_differs_from_the_book_is_kept_as_it_was_and_told() -> None:
    let_in("A,1,36\n")
    done = let_in("A,1,30\nA,2,31\n")
    assert done.rows == 1
    assert done.kept == ((2, "Session 1 has 36 in your book; the file says 30. Yours was kept."),)


def test_days_number_the_sessions_where_there_is_no_number() -> None:
    mapping = Mapping(client=0, day=1, score=2)
    found = look("A,2026-03-10,36\nA,3.3.2026,35\n", mapping)
    imports.let_in(found, mapping, SCALE, "", NOW)
    series = main_series(people.alliance_of(people.clients()[0]))
    assert series is not None
    assert series.trajectory.scores == (35.0, 36.0)


def test_the_waiting_table_is_sealed_and_goes_when_it_is_in() -> None:
    digest = imports.keep_file("a.csv", b"client,session,score\nMarigold,1,36\n", NOW)
    assert b"Marigold" not in bytes(Draft.objects.values_list("words", flat=True).get())
    found = imports.look(imports.kept_table(digest), COLUMNS, SCALE, digest)
    imports.let_in(found, COLUMNS, SCALE, digest, NOW)
    with pytest.raises(NotFound, match="Choose the file again"):
        imports.kept_table(digest)


def test_columns_are_guessed_by_their_names() -> None:
    table = read_table("a.csv", b"date,Patient code,SRS total,visit\n1.1.2026,A,3,1\n")
    assert imports.guess(table) == Mapping(client=1, score=2, session=3, day=0)


def test_a_scale_that_cannot_be_is_refused() -> None:
    with pytest.raises(BadInput, match="Swap"):
        own_scale("x", 5, 1, 1, Better.HIGHER)
