"""The command line, as a person runs it: help, notice, backup, restore, export, doctor, plain errors."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "four quiet grey herons"
MAKE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from goldseam.acts.home import home
from goldseam.web import settings
settings.configure(8765, home(sys.argv[1]))
from goldseam.acts import book
from goldseam.store.kdf import SMALLEST
now = datetime.now(UTC)
words = book.make_book(Path(sys.argv[1]) / "book", sys.argv[2], now, params=SMALLEST)
from goldseam.acts import demo
demo.fill_with_invented_people(now)
book.lock_book(Path(sys.argv[1]) / "book")
print(words)
"""


def goldseam(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "goldseam", *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with a book of invented people, and the words of its kit."""
    folder = tmp_path_factory.mktemp("cli")
    done = subprocess.run(
        [sys.executable, "-c", MAKE, str(folder), PASSPHRASE], capture_output=True, text=True, check=True
    )
    return folder, done.stdout.strip()


def test_help_names_every_command() -> None:
    said = goldseam("--help").stdout
    for command in ("serve", "notice", "coach", "backup", "restore", "export", "doctor"):
        assert command in said


def test_notice_gives_a_row_for_each_row_and_a_summary() -> None:
    done = goldseam("notice", str(ROOT / "examples/scores.csv"), "--scale", "0", "40")
    rows = done.stdout.splitlines()
    assert rows[0] == "client,session,score,p_rupture,usual_low,usual_high,status,alert,because"
    assert len(rows) == len((ROOT / "examples/scores.csv").read_text().splitlines())
    assert done.returncode == 0
    assert "rows read" in done.stderr


def test_notice_reports_a_bad_line_and_goes_on() -> None:
    done = goldseam(
        "notice", "-", "--scale", "0", "40", given="client,session,score\nA,1,36\nA,2,many\nA,3,35\n"
    )
    assert done.returncode == 0
    assert "line 3" in done.stderr
    assert len(done.stdout.splitlines()) == 4


@pytest.mark.parametrize("name", ["own_mean_2sd", "list"])
def test_published_rules_run_by_name(name: str) -> None:
    listed = goldseam("notice", "-", "--scale", "0", "40", "--rule", "list").stdout
    assert len(listed.splitlines()) >= 12
    assert "reconstructed" in listed
    assert "verified" in listed
    first = listed.split()[0]
    done = goldseam("notice", str(ROOT / "examples/scores.csv"), "--scale", "0", "40", "--rule", first)
    assert done.returncode == 0, name


def test_nothing_usable_is_exit_code_two_and_a_sentence() -> None:
    done = goldseam("notice", "no-such-file.csv", "--scale", "0", "40")
    assert done.returncode == 2
    assert "no-such-file.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_comes_back_with_the_passphrase_and_with_the_kit(
    home: tuple[Path, str], tmp_path: Path
) -> None:
    folder, words = home
    done = goldseam("backup", "--home", str(folder), "--to", str(tmp_path), given=PASSPHRASE + "\n")
    assert done.returncode == 0, done.stderr
    [packed] = tmp_path.glob("*.goldseam-backup")
    for name, secret, more in (("a", PASSPHRASE, ()), ("b", words, ("--kit",))):
        back = goldseam("restore", str(packed), str(tmp_path / name), *more, given=secret + "\n")
        assert back.returncode == 0, back.stderr
        assert (tmp_path / name / "book.db").stat().st_size > 0


def test_a_wrong_passphrase_saves_nothing_and_says_so(home: tuple[Path, str], tmp_path: Path) -> None:
    done = goldseam("backup", "--home", str(home[0]), "--to", str(tmp_path), given="wrong wrong\n")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_export_holds_tables_json_and_the_schema_it_keeps_to(
    home: tuple[Path, str], tmp_path: Path
) -> None:
    there = tmp_path / "out.zip"
    done = goldseam("export", str(there), "--home", str(home[0]), given=PASSPHRASE + "\n")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(there) as packed:
        body = json.loads(packed.read("goldseam.json"))
        schema = json.loads(packed.read("schema.json"))
        assert "sessions.csv" in packed.namelist()
    assert len(body["clients"]) == 12
    assert set(schema["required"]) == set(body)
    for table in ("clients", "sessions", "scores", "episode_facts"):
        assert set(body[table][0]) == set(schema["properties"][table]["items"]["required"])


def test_an_export_overwrites_nothing(home: tuple[Path, str], tmp_path: Path) -> None:
    there = tmp_path / "out.zip"
    there.write_text("mine")
    done = goldseam("export", str(there), "--home", str(home[0]), given=PASSPHRASE + "\n")
    assert done.returncode == 1
    assert there.read_text() == "mine"


def test_the_doctor_looks_at_the_book(home: tuple[Path, str]) -> None:
    done = goldseam("doctor", "--home", str(home[0]))
    assert done.returncode == 0, done.stdout
    assert "Your book" in done.stdout
