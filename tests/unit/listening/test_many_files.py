"""Tables of turns, and folders of files: the contract, the journal, stop and resume."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from goldseam.corpus.listen_files import (
    MOMENT_COLUMNS,
    SCHEMA,
    listen_file,
    listen_files,
    transcript_files,
    write_csv,
    write_json,
)
from goldseam.corpus.listen_parquet import write_parquet
from goldseam.corpus.listen_turns import ADDED, listen_turns
from goldseam.errors import BadInput

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "transcripts"
TURNS = """conversation,turn,speaker,text,start,end,mine
a,1,therapist,"How was it, Sam?",0,2,x
a,2,client,"You never listen, ""Dana"".",3,5,y
b,1,client,Fine.,,,z
"""


def turned(text: str) -> list[dict[str, str]]:
    out = io.StringIO()
    listen_turns(io.StringIO(text), out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("zoom.vtt", "verbatim_T_C.txt", "whisperx.json"):
        shutil.copy(SAMPLES / name, tmp_path / name)
    (tmp_path / "broken.vtt").write_text("not a caption file")
    return tmp_path


def test_the_table_comes_back_with_its_columns_and_eight_more() -> None:
    rows = turned(TURNS)
    given = list(csv.DictReader(io.StringIO(TURNS)))
    assert [{key: row[key] for key in given[0]} for row in rows] == given
    assert list(rows[0])[-8:] == list(ADDED)
    assert all(0 <= float(row[name]) <= 1 for row in rows for name in ADDED[:-1])


def test_a_complaint_stands_out_and_says_why() -> None:
    rows = turned(TURNS)
    assert float(rows[1]["confrontation"]) > 0.5
    assert "You never listen" in rows[1]["because"]
    assert float(rows[0]["curiosity"]) > 0.5


def test_numbers_do_not_depend_on_how_many_conversations_stand_before() -> None:
    body = TURNS.split("\n", 1)[1]
    many = "".join(body.replace("a,", f"a{n},").replace("b,", f"b{n},") for n in range(900))
    assert (
        turned(TURNS.split("\n")[0] + "\n" + many)[-3:][1]["confrontation"]
        == turned(TURNS)[1]["confrontation"]
    )


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadInput, match="no column speaker"):
        listen_turns(io.StringIO("conversation,turn,text\na,1,hi\n"), io.StringIO())
    with pytest.raises(BadInput, match="no column"):
        listen_turns(io.StringIO(""), io.StringIO())


def test_other_speakers_nuls_and_odd_times_are_lived_with() -> None:
    out = io.StringIO()
    source = (
        "Conversation, Turn ,speaker,text,start,end\na,1,Somebody,He\x00llo,soon,-3\na,2,CLIENT,Hi,nan,1e999\n"
        "a,3,T,So?,,\n"
    )
    report = listen_turns(io.StringIO(source), out)
    assert report.rows == 3
    assert report.problems == ("1 turns have a speaker other than therapist or client.",)


TALK = (
    ("therapist", "How was the week with your mother?"),
    ("client", "You never listen to me, that is how it was."),
    ("therapist", "It sounds like I missed something."),
    ("client", "Fine."),
)


def table(
    talk: tuple[tuple[str, str], ...], numbers: tuple[object, ...] = (1, 2, 3, 4), name: str = "a"
) -> str:
    return "".join(f'{name},{n},{who},"{text}"\n' for n, (who, text) in zip(numbers, talk, strict=True))


def numbers_of(rows: list[dict[str, str]]) -> list[str]:
    return [row[name] for row in rows for name in ADDED[:-1]]


HEAD = "conversation,turn,speaker,text\n"


@pytest.mark.parametrize(
    ("therapist", "client"),
    [
        ("T", "C"),
        ("Therapist", "Client"),
        ("T1:", "C1:"),
        ("counsellor", "PATIENT"),
        ("Dr.", "[caller]"),
        ("The Social Worker", "help-seeker"),
        ("Anna", "Bo"),
        ("speaker 1", "speaker 2"),
    ],
)
def test_who_speaks_is_known_however_it_is_spelled(therapist: str, client: str) -> None:
    named = tuple((therapist if who == "therapist" else client, text) for who, text in TALK)
    assert numbers_of(turned(HEAD + table(named))) == numbers_of(turned(HEAD + table(TALK)))


def test_a_guess_of_who_speaks_is_reported() -> None:
    named = tuple(("Anna" if who == "therapist" else "Bo", text) for who, text in TALK)
    report = listen_turns(io.StringIO(HEAD + table(named)), io.StringIO())
    assert report.problems == ("1 conversations do not say who is the therapist: guessed from the talk.",)


def test_rows_out_of_order_and_between_each_other_are_heard_in_order_and_stay_where_they_are() -> None:
    first, second = (table(TALK, (7, 8, 9, 10), name).splitlines() for name in "ab")
    mixed = [line for pair in zip(reversed(first), second, strict=True) for line in pair]
    rows = turned(HEAD + "\n".join(mixed))
    assert [(row["conversation"], row["turn"]) for row in rows] == [
        tuple(line.split(",")[:2]) for line in mixed
    ]
    straight = numbers_of(turned(HEAD + table(TALK)))
    assert numbers_of(rows[::2][::-1]) == numbers_of(rows[1::2]) == straight


@pytest.mark.parametrize(
    "numbers", [(0, 1, 2, 3), (1, 1, 2, 2), ("1.0", "2.0", "3.0", "4.0"), ("", "", "", "")]
)
def test_turns_may_be_counted_from_anywhere_or_not_at_all(numbers: tuple[object, ...]) -> None:
    assert numbers_of(turned(HEAD + table(TALK, numbers))) == numbers_of(turned(HEAD + table(TALK)))


def test_turns_whose_numbers_start_again_stay_as_they_stand() -> None:
    twice = table(TALK) + table(TALK)
    rows = turned(HEAD + twice)
    as_one = turned(HEAD + table(TALK + TALK, tuple(range(8))))
    assert numbers_of(rows) == numbers_of(as_one)


@pytest.mark.parametrize("who", ["therapist", "client", ""])
def test_one_side_alone_one_turn_alone_and_nothing_said_are_heard(who: str) -> None:
    for talk in ((who, "You never listen."),), ((who, ""),), ((who, "hm"),) * 5:
        rows = turned(HEAD + table(talk, tuple(range(len(talk)))))
        assert len(rows) == len(talk)
        assert all(0 <= float(value) <= 1 for value in numbers_of(rows))


def test_a_conversation_taken_up_far_below_is_reported() -> None:
    far = "".join(table(TALK, name=f"x{n}") for n in range(600))
    report = listen_turns(io.StringIO(HEAD + table(TALK) + far + table(TALK)), io.StringIO())
    assert report.conversations == 601
    assert report.problems[0].startswith("1 conversations go on far below")


def test_a_table_without_rows_gives_a_header() -> None:
    assert turned("conversation,turn,speaker,text\n") == []


def test_a_folder_gives_its_transcripts_and_a_wrong_path_is_refused(folder: Path) -> None:
    assert [path.name for path in transcript_files([folder])] == [
        "broken.vtt",
        "verbatim_T_C.txt",
        "whisperx.json",
        "zoom.vtt",
    ]
    with pytest.raises(BadInput, match="not there"):
        transcript_files([folder / "nowhere"])


def test_json_holds_every_file_and_the_broken_one_says_why(folder: Path) -> None:
    lines: list[str] = []
    out = folder / "out" / "moments.json"
    out.parent.mkdir()
    report = listen_files(transcript_files([folder]), out, write_json, lines.append)
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert kept["schema"] == SCHEMA
    assert [bool(record["error"]) for record in kept["files"]] == [True, False, False, False]
    assert (report.listened, report.resumed, report.unread) == (4, 0, 1)
    assert len(lines) == 4
    assert lines[3].startswith("4/4 ")
    assert list(out.parent.iterdir()) == [out]


def test_a_stopped_run_goes_on_where_it_was(folder: Path) -> None:
    out = folder / "moments.json"

    def stop_at_two(line: str) -> None:
        if line.startswith("2/"):
            raise KeyboardInterrupt

    files = transcript_files([folder])
    with pytest.raises(KeyboardInterrupt):
        listen_files(files, out, write_json, stop_at_two)
    assert not out.exists()
    journal = out.with_name("moments.json.part")
    journal.write_bytes(journal.read_bytes() + b'{"key": "cut of')
    report = listen_files(files, out, write_json, lambda _line: None)
    assert (report.listened, report.resumed) == (2, 2)
    whole = folder / "whole.json"
    listen_files(files, whole, write_json, lambda _line: None)
    assert out.read_text() == whole.read_text()


def test_a_file_that_changed_is_listened_to_again(folder: Path) -> None:
    out = folder / "m.json"
    files = [folder / "verbatim_T_C.txt", folder / "zoom.vtt"]
    with pytest.raises(ZeroDivisionError):
        listen_files(files, out, write_json, lambda line: None if line.startswith("1/") else 1 / 0)  # type: ignore[arg-type, return-value]
    files[0].write_text("T: Hello.\nC: Hi there, how are you?\n")
    assert listen_files(files, out, write_json, lambda _line: None).listened == 1


def test_csv_has_a_row_a_moment_and_runs_no_formula(tmp_path: Path) -> None:
    risky = tmp_path / "=cmd.txt"
    risky.write_text("T: How was it?\nC: You never listen.\n")
    out = tmp_path / "m.csv"
    record = {"key": "k", **listen_file(risky.read_bytes(), "=cmd.txt")}
    write_csv(iter([record]), out)
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert tuple(rows[0]) == MOMENT_COLUMNS
    assert rows[0]["file"] == "'=cmd.txt"


def test_parquet_holds_the_same_rows_as_csv(folder: Path) -> None:
    listen_files([folder / "zoom.vtt"], folder / "m.csv", write_csv, lambda _line: None)
    listen_files([folder / "zoom.vtt"], folder / "m.parquet", write_parquet, lambda _line: None)
    table = pq.read_table(folder / "m.parquet").to_pylist()
    with (folder / "m.csv").open(encoding="utf-8") as stream:
        assert [row["kind"] for row in csv.DictReader(stream)] == [row["kind"] for row in table]


def test_a_pipe_is_read_where_the_file_is_a_dash(tmp_path: Path) -> None:
    out = tmp_path / "m.json"
    said = io.BytesIO(b"T: How was it?\nC: You never listen.\n")
    listen_files([Path("-")], out, write_json, lambda _line: None, pipe=said)
    assert json.loads(out.read_text())["files"][0]["facts"]["turns"] == 2
