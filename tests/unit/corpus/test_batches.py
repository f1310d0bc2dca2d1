"""Arrow batches give the readings of CSV."""

from __future__ import annotations

import csv
import io

import pytest

from goldseam.corpus import Asked, notice_csv
from goldseam.corpus.asked import Summary
from goldseam.errors import BadInput

pa = pytest.importorskip("pyarrow")
SCORES = [36.0, 37.0, None, 36.0, 37.0, 24.0, 36.0]


def batch(**columns: object):  # type: ignore[no-untyped-def]
    return pa.RecordBatch.from_pydict(columns)


def noticed(batches: list, told: Summary | None = None) -> list[dict[str, object]]:  # type: ignore[type-arg]
    from goldseam.corpus.batches import notice_batches

    return [row for one in notice_batches(batches, Asked(0, 40), told) for row in one.to_pylist()]


def test_a_batch_reads_as_the_same_csv() -> None:
    rows = noticed([batch(client=["A"] * 7, session=list(range(1, 8)), score=SCORES, site=["x"] * 7)])
    text = "client,session,score\n" + "".join(
        f"A,{i + 1},{'' if s is None else s}\n" for i, s in enumerate(SCORES)
    )
    sink = io.StringIO()
    notice_csv(io.StringIO(text), sink, Asked(0, 40))
    for row, line in zip(rows, csv.DictReader(io.StringIO(sink.getvalue())), strict=True):
        assert row["p_rupture"] == float(line["p_rupture"])
        assert (row["status"], row["because"]) == (line["status"], line["because"])
        assert row["alert"] is (line["alert"] == "true")
        assert row["site"] == "x"


def test_how_a_table_is_cut_into_batches_changes_nothing() -> None:
    whole = batch(client=["A"] * 7, session=list(range(1, 8)), score=SCORES)
    assert noticed([whole]) == noticed([whole.slice(0, 3), whole.slice(3, 1), whole.slice(4)])


def test_bad_rows_are_told_and_left_aside() -> None:
    told = Summary()
    rows = noticed(
        [batch(client=["A", "A", None, "A"], session=[1.0, 1.5, 2.0, 2.0], score=[36.0, 36.0, 36.0, 99.0])],
        told,
    )
    assert [row["status"] for row in rows] == ["too_early", None, None, None]
    assert [line for line, _ in told.problems] == [2, 3, 4]


def test_a_batch_without_the_columns_is_refused() -> None:
    with pytest.raises(BadInput, match="session, score cannot be found"):
        noticed([batch(client=["A"])])
