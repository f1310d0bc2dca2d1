"""CSV in, CSV out: columns, odd files, bad rows, streams, exit codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from goldseam.corpus import Asked, Params, Summary, notice_csv, run
from goldseam.errors import BadInput
from goldseam.terms.scores import Better

HEAD = "client,session,score"
OUT = "p_rupture,usual_low,usual_high,status,alert,because"


def told(text: str, **asked: object) -> tuple[list[dict[str, str]], Summary]:
    sink = io.StringIO()
    summary = notice_csv(io.StringIO(text, newline=""), sink, Asked(0, 40, **asked))  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(sink.getvalue()))), summary


def course(*scores: object) -> str:
    return HEAD + "\n" + "".join(f"A.B.,{i},{score}\n" for i, score in enumerate(scores, start=1))


def test_one_row_comes_out_for_each_row_in_with_the_columns_promised() -> None:
    sink = io.StringIO()
    notice_csv(io.StringIO(course(36, 37, "", 36)), sink, Asked(0, 40))
    lines = sink.getvalue().splitlines()
    assert lines[0] == f"{HEAD},{OUT}"
    assert [line.split(",")[:3] for line in lines[1:]] == [
        ["A.B.", "1", "36"], ["A.B.", "2", "37"], ["A.B.", "3", ""], ["A.B.", "4", "36"],
    ]  # fmt: skip


def test_a_drop_is_an_alert_with_its_reason() -> None:
    rows, summary = told(course(36, 37, 36, 37, 36, 24))
    assert rows[-1]["alert"] == "true"
    assert rows[-1]["status"] == "strained"
    assert "worth asking" in rows[-1]["because"]
    assert float(rows[-1]["usual_low"]) > 24
    assert summary.alerts == 1


def test_other_columns_and_their_order_are_kept() -> None:
    rows, _ = told('note,score,client,session\n"said ""no"", twice",36,A,1\n')
    assert list(rows[0])[:4] == ["note", "score", "client", "session"]
    assert rows[0]["note"] == 'said "no", twice'


def test_an_earlier_reading_in_the_file_is_replaced() -> None:
    rows, _ = told(f"client,status,session,score,because\nA,old,1,36,old\n")  # noqa: F541
    assert list(rows[0]) == [*HEAD.split(","), *OUT.split(",")]
    assert rows[0]["status"] == "too_early"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffclient,session,score\r\nA,1,36\r\n",
        "Client ; SESSION ; Score\nA;1;36\n",
        "client\tsession\tscore\nA\t1\t36\n",
        "\n\nclient,session,score\n\nA,1,36\n",
        'client,session,score\n"A",1.0," 36 "\n',
    ],
    ids=["bom and crlf", "semicolons", "tabs", "blank lines", "quotes"],
)
def test_files_as_they_come_are_read(text: str) -> None:
    rows, summary = told(text)
    assert summary.read == 1
    assert float(rows[0]["p_rupture"]) < 0.2


def test_a_decimal_comma_is_read_where_commas_do_not_part_cells() -> None:
    rows, summary = told("client;session;score\nA;1;36,5\n")
    assert (summary.read, summary.left_aside) == (1, 0)
    assert rows[0]["score"] == "36,5"


@pytest.mark.parametrize("empty", ["", "NA", "n/a", "NaN", "null", "-"])
def test_an_empty_score_is_a_missed_form_never_a_drop(empty: str) -> None:
    rows, summary = told(course(36, 37, 36, empty))
    assert summary.missing == 1
    assert rows[-1]["alert"] == "false"
    assert float(rows[-1]["p_rupture"]) <= float(rows[-2]["p_rupture"])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,3,41", "outside 0 to 40"),
        ("A,3,abc", "is no number"),
        ("A,3,inf", "outside 0 to 40"),
        ("A,soon,36", "is no whole number"),
        ("A,,36", "is no whole number"),
        ("A,3.5,36", "is no whole number"),
        (",3,36", "names no client"),
        ("A,2,36", "came before"),
        ("A,1,36", "comes after session 2"),
        ("A,3", "has 2 cells where the first line has 3"),
        ("A,3,36,7", "has 4 cells"),
        ('A,3,"36', "quotes do not close"),
    ],
)
def test_a_bad_row_says_why_and_the_run_goes_on(row: str, reason: str) -> None:
    rows, summary = told(f"{HEAD}\nA,1,36\nA,2,37\n{row}\nA,4,36\n")
    assert len(rows) == 4
    assert reason in rows[2]["because"]
    assert rows[2]["p_rupture"] == rows[2]["status"] == ""
    assert summary.problems == [
        (4, rows[2]["because"].removeprefix("This row is left aside: ").removesuffix("."))
    ]
    assert rows[3]["status"] == "steady"


def test_a_bad_row_changes_no_other_reading() -> None:
    good, _ = told(f"{HEAD}\nA,1,36\nA,2,37\nA,3,24\n")
    with_bad, _ = told(f"{HEAD}\nA,1,36\nA,2,99\nA,2,37\nB,x,1\nA,3,24\n")
    assert [with_bad[i] for i in (0, 2, 4)] == good


def test_a_quoted_cell_may_hold_lines() -> None:
    rows, summary = told('client,session,score,note\nA,1,36,"one\ntwo"\nA,2,99,x\n')
    assert rows[0]["note"] == "one\ntwo"
    assert summary.problems[0][0] == 4


def test_a_stray_quote_spoils_its_own_line_only() -> None:
    text = f'{HEAD}\nA,1,36\nA,"2,37\n' + "".join(f"A,{t},36\n" for t in range(3, 90))
    rows, summary = told(text)
    assert (summary.rows, summary.left_aside) == (89, 1)
    assert rows[-1]["status"] == "steady"


def test_sessions_without_a_row_are_time_passed() -> None:
    near, _ = told(f"{HEAD}\nA,1,36\nA,2,37\nA,3,26\nA,4,27\n")
    far, _ = told(f"{HEAD}\nA,1,36\nA,2,37\nA,3,26\nA,9,27\n")
    assert near[-1]["p_rupture"] != far[-1]["p_rupture"]


def test_where_lower_is_better_a_rise_is_the_drop() -> None:
    up, _ = told(course(4, 3, 4, 3, 4, 16), better=Better.LOWER)
    down, _ = told(course(36, 37, 36, 37, 36, 24))
    assert up[-1]["p_rupture"] == down[-1]["p_rupture"]
    assert (float(up[-1]["usual_low"]), float(up[-1]["usual_high"])) == (0, 40 - float(down[-1]["usual_low"]))
    assert up[-1]["because"].startswith("Higher than 99 of 100")


def test_a_client_who_returns_after_long_is_still_known() -> None:
    others = "".join(f"C{i},1,36\n" for i in range(60))
    rows, summary = told(f"{HEAD}\nA,1,36\nA,2,37\nA,3,36\n{others}A,4,24\n", block_rows=10)
    together, _ = told(f"{HEAD}\nA,1,36\nA,2,37\nA,3,36\nA,4,24\n")
    assert rows[-1] == together[-1]
    assert (summary.rows, summary.clients, len(rows)) == (64, 61, 64)


def test_the_same_holds_for_a_stream_that_cannot_be_begun_again() -> None:
    lines = [f"{HEAD}\n", "A,1,36\n", "A,2,37\n", *(f"C{i},1,36\n" for i in range(60)), "A,3,24\n"]
    sink = io.StringIO()
    summary = notice_csv(iter(lines), sink, Asked(0, 40, block_rows=10))
    assert summary.rows == len(sink.getvalue().splitlines()) - 1 == 63


def test_the_example_file_has_one_rupture_that_comes_back() -> None:
    text = (Path(__file__).parents[3] / "examples" / "scores.csv").read_text(encoding="utf-8")
    rows, summary = told(text)
    one = [row for row in rows if row["client"] == "A.R."]
    assert [row["session"] for row in one if row["alert"] == "true"] == ["7"]
    assert one[8]["status"] == "mending"
    assert summary.left_aside == 0


@pytest.mark.parametrize("text", ["", "\n \n", "a,b\n1,2\n", "client,score\nA,36\n"])
def test_what_is_no_table_of_scores_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="client, session and score"):
        told(text)


def test_a_scale_that_cannot_be_is_refused() -> None:
    with pytest.raises(BadInput, match="--scale 0 40"):
        Asked(40, 0)


def files(folder: Path, text: str, **params: object) -> tuple[int, str, Path]:
    source, sink = folder / "in.csv", folder / "out.csv"
    source.write_bytes(text.encode("utf-8", "surrogateescape"))
    code, words = run(Params(str(source), 0, 40, out=str(sink), **params))  # type: ignore[arg-type]
    return code, words, sink


def test_a_run_ends_well_with_a_summary(tmp_path: Path) -> None:
    code, words, sink = files(tmp_path, course(36, 37, 99))
    assert code == 0
    assert words.startswith(
        "2 of 3 rows read, 1 client, 0 missed forms, 0 alerts. 1 row left aside:\n  line 4: "
    )
    assert len(sink.read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize("text", ["", "x\n", f"{HEAD}\n", f"{HEAD}\nA,1,99\n"])
def test_where_nothing_can_be_read_it_says_so_and_leaves_no_file(tmp_path: Path, text: str) -> None:
    code, words, sink = files(tmp_path, text)
    assert code == 2
    assert words.endswith(".\n")
    assert not list(tmp_path.glob("out*")), sink


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, words = run(Params(str(tmp_path / "none.csv"), 0, 40))
    assert (code, "none.csv" in words) == (2, True)


def test_bytes_that_are_no_utf8_come_out_as_they_went_in(tmp_path: Path) -> None:
    source, sink = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(b"client,session,score\nJos\xe9,1,36\n")
    assert run(Params(str(source), 0, 40, out=str(sink)))[0] == 0
    assert sink.read_bytes().splitlines()[1].startswith(b"Jos\xe9,1,36,0.")


def test_utf16_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    source, sink = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(course(36, 37).encode("utf-16"))
    assert run(Params(str(source), 0, 40, out=str(sink)))[0] == 0


def test_a_file_may_be_written_over_itself(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(course(36, 37), encoding="utf-8")
    assert run(Params(str(source), 0, 40, out=str(source)))[0] == 0
    assert source.read_text(encoding="utf-8").splitlines()[0] == f"{HEAD},{OUT}"


def test_streams_stand_in_for_files() -> None:
    sink = io.StringIO()
    code, _ = run(Params("-", 0, 40), io.StringIO(course(36, 37)), sink)
    assert (code, len(sink.getvalue().splitlines())) == (0, 3)


def test_a_rule_marks_what_it_marks_and_states_no_chance() -> None:
    sink = io.StringIO()
    code, words = run(
        Params("-", 0, 40, rule="tukey"), io.StringIO(course(36, 36, 37, "", 36, 37, 36, 20)), sink
    )
    rows = list(csv.DictReader(io.StringIO(sink.getvalue())))
    assert (code, rows[-1]["alert"], rows[-1]["p_rupture"]) == (0, "true", "")
    assert rows[0]["status"] == "too_early"
    assert "1 alert." in words


def test_an_unknown_rule_is_refused_with_the_names_there_are() -> None:
    code, words = run(Params("-", 0, 40, rule="nobody"), io.StringIO(course(36)), io.StringIO())
    assert code == 2
    assert "babl_2024" in words


def test_fitting_needs_clients_and_says_so() -> None:
    code, words = run(Params("-", 0, 40, fit=True), io.StringIO(course(36, 37)), io.StringIO())
    assert code == 0
    assert words.startswith("Fitting needs 20 clients with two scores or more; this file has 1.")


def test_fitting_to_a_clinic_reads_it_by_its_own_figures() -> None:
    rows = [f"C{i},{t},{20 + (i * 7) % 5 + (t * 3 + i) % 2}\n" for i in range(25) for t in range(1, 7)]
    text = HEAD + "\n" + "".join(rows) + "C0,7,12\n"
    plain, fitted = io.StringIO(), io.StringIO()
    run(Params("-", 0, 40), io.StringIO(text), plain)
    _, words = run(Params("-", 0, 40, fit=True), io.StringIO(text), fitted)
    p = [float(list(csv.DictReader(io.StringIO(s.getvalue())))[-1]["p_rupture"]) for s in (plain, fitted)]
    assert words.startswith("Constants fitted to 25 clients of this file.")
    assert p[1] > p[0]
