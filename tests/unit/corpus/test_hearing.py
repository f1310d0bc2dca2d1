"""`goldseam listen`: files, folders, pipes, the judged table, wrong requests, and no web framework."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import goldseam
from goldseam.corpus.hearing import hear_files, hear_to_lines, hear_turns
from goldseam.errors import BadInput

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "transcripts"
TABLE = "conversation,turn,speaker,text\na,1,therapist,How was it?\na,2,client,You never listen.\n"
NEW = (
    "withdrawal",
    "confrontation",
    "hostility",
    "resistance",
    "curiosity",
    "empathy",
    "defensive",
    "because",
)


def run(*words: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "goldseam", "listen", *map(str, words)]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=120)


def quiet(_: str) -> None:
    """Take a line of progress."""


def test_a_table_of_turns_goes_in_and_comes_out_with_seven_numbers_and_a_reason(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    done = run("--turns", tmp_path / "in.csv", "--out", tmp_path / "out.csv")
    assert (done.returncode, done.stdout) == (0, b"")
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert tuple(rows[0]) == ("conversation", "turn", "speaker", "text", *NEW)
    assert all(0 <= float(row[name]) <= 1 for row in rows for name in NEW[:-1])
    assert "You never listen" in rows[1]["because"]


def test_a_table_through_a_pipe_is_the_same(tmp_path: Path) -> None:
    out = io.StringIO()
    hear_turns("-", "-", io.StringIO(TABLE), out)
    hear_turns("-", str(tmp_path / "o.csv"), io.StringIO(TABLE), io.StringIO())
    assert (tmp_path / "o.csv").read_text(encoding="utf-8") == out.getvalue()


def test_a_table_in_another_encoding_or_with_a_mark_is_still_read(tmp_path: Path) -> None:
    for data in (b"\xef\xbb\xbf" + TABLE.encode(), TABLE.replace("listen", "h\xf6rst").encode("cp1252")):
        (tmp_path / "in.csv").write_bytes(data)
        assert hear_turns(str(tmp_path / "in.csv"), "-", io.StringIO(), io.StringIO()).rows == 2


def test_a_table_that_lacks_a_column_leaves_no_output_behind(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("speaker,text\nclient,Fine.\n")
    done = run("--turns", tmp_path / "in.csv", "--out", tmp_path / "out.csv")
    assert done.returncode == 2
    assert b"has no column conversation, turn" in done.stderr
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_files_give_a_line_of_progress_each_on_standard_error(tmp_path: Path) -> None:
    done = run(SAMPLES / "zoom.vtt", SAMPLES / "plain.srt", "--out", tmp_path / "m.json")
    lines = done.stderr.decode().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["1/2", "2/2", "2"]
    assert done.stdout == b""
    assert len(json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["files"]) == 2


def test_a_pipe_gives_one_object_a_line() -> None:
    done = run("-", given=(SAMPLES / "zoom.vtt").read_bytes())
    [line] = done.stdout.decode().splitlines()
    assert json.loads(line)["moments"][0]["turns"] == [1]


def test_where_nothing_can_be_read_the_exit_code_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text("not a caption file")
    assert run(tmp_path).returncode == 2
    (tmp_path / "b.txt").write_text("T: Hello there.\nC: Hi.\n")
    assert run(tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "not neither"),
        (("a.vtt", "--turns", "b.csv"), "not both"),
        (("nowhere.vtt",), "not there"),
        ((str(SAMPLES / "zoom.vtt"), "--out", "m.xlsx"), ".json, .csv or .parquet"),
        ((str(SAMPLES / "zoom.vtt"), "--out", "no-such-folder/m.json"), "no-such-folder is not there"),
        (("--turns", "nowhere.csv"), "cannot be opened"),
        (("--turns", str(SAMPLES)), "cannot be opened"),
        (("--turns", str(SAMPLES / "dialogue.csv"), "--out", "no-such-folder/o.csv"), "cannot be written"),
    ],
)
def test_a_wrong_request_gets_a_sentence(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    code = "import sys; from goldseam.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "listen", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_goes_on_and_reads_no_file_twice(tmp_path: Path) -> None:
    out = tmp_path / "m.csv"
    for name in ("a.vtt", "b.vtt"):
        shutil.copy(SAMPLES / "zoom.vtt", tmp_path / name)
    words = [
        str(tmp_path / "a.vtt"),
        str(tmp_path / "b.vtt"),
        "-",
    ]  # it waits at the pipe, and is killed there
    command = [sys.executable, "-m", "goldseam", "listen", *words, "--out", str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert [process.stderr.readline()[:3] for _ in "ab"] == [b"1/3", b"2/3"]
        process.kill()
    assert not out.exists()
    again = run(*words, "--out", out, given=(SAMPLES / "zoom.vtt").read_bytes())
    assert again.stderr.decode().splitlines()[-1].startswith("1 listened to, 2 from an earlier run, 0 could")
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert len({row["file"] for row in rows}) == 3
    assert [path.name for path in tmp_path.iterdir() if path.suffix not in {".vtt", ".csv"}] == []


def test_listening_needs_no_web_framework(tmp_path: Path) -> None:
    code = (
        "import sys, goldseam; from goldseam.cli import main\n"
        f"main(['listen', {str(SAMPLES / 'zoom.vtt')!r}]); goldseam.read_transcript\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in {'django', 'sqlcipher3', 'cryptography', 'pyarrow'}]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_front_door_listens_and_stays_small() -> None:
    talk = goldseam.read_transcript(SAMPLES / "verbatim_T_C.txt")
    assert goldseam.listen(talk).facts.turns == 7
    assert len(goldseam.__all__) <= 30
    with pytest.raises(AttributeError):
        goldseam.nothing_of_the_kind  # noqa: B018


def test_importing_the_library_loads_nothing_that_reads_talk() -> None:
    code = "import sys, goldseam; assert not [m for m in sys.modules if m.startswith(('goldseam.noticing.listen', 'goldseam.transcripts'))]"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_lines_keep_the_order_of_the_files() -> None:
    said: list[str] = []
    hear_to_lines([str(SAMPLES / "zoom.vtt"), str(SAMPLES / "names.txt")], quiet, io.BytesIO(), said.append)
    assert [Path(json.loads(line)["file"]).name for line in said] == ["zoom.vtt", "names.txt"]


def test_an_output_that_cannot_be_a_table_is_told_before_any_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ending may be"):
        hear_files([str(SAMPLES / "zoom.vtt")], str(tmp_path / "m.pdf"), quiet, io.BytesIO())


def _turns(tmp_path: Path, given: bytes) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(given)
    report = hear_turns(str(source), str(out), io.StringIO(), io.StringIO())
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream)), report.problems


def test_a_coders_own_column_is_kept_beside_the_number(tmp_path: Path) -> None:
    rows, problems = _turns(
        tmp_path, b"conversation,turn,speaker,text,withdrawal,because\na,1,client,Fine.,1,mine\n"
    )
    assert (rows[0]["withdrawal_given"], rows[0]["because_given"]) == ("1", "mine")
    assert 0 <= float(rows[0]["withdrawal"]) < 1
    assert any("withdrawal_given" in one for one in problems)


@pytest.mark.parametrize("between", [";", "\t"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-16", "cp1252"])
def test_a_table_from_any_spreadsheet_is_read(tmp_path: Path, between: str, letters: str) -> None:
    lines = ("conversation,turn,speaker,text", "a,1,client,I went to the caf\u00e9.")
    given = "\n".join(line.replace(",", between) for line in lines).encode(letters)
    rows, _ = _turns(tmp_path, given)
    assert rows[0]["text"] == "I went to the caf\u00e9."


def test_rows_that_lose_something_are_told(tmp_path: Path) -> None:
    many = "\n".join(f"a,{n},client,Fine." for n in range(2, 30))
    given = f'conversation,turn,speaker,text\na,1,client,Fine.,more\na,1,client,"Fine.\n{many}\n'.encode()
    _, problems = _turns(tmp_path, given)
    assert any("more cells" in one for one in problems)
    assert any("not closed" in one for one in problems)
