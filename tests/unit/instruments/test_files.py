"""The shipped instruments are found, also in a wheel; files of one's own are read with their examples."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import goldseam
from goldseam.errors import BadInstrument, NotFound
from goldseam.instruments import all_ids, get
from goldseam.instruments.files import all_instruments, open_file

Small = Callable[..., str]


def test_every_id_gives_its_instrument() -> None:
    assert tuple(form.id for form in all_instruments()) == all_ids()
    assert get("phq-9") is get("phq-9")


def test_an_unknown_id_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFound, match=r"'srs'\. Known here: session-check-in"):
        get("srs")


@pytest.mark.parametrize("path", ["../forms/phq-9", "/etc/passwd", ""])
def test_an_id_is_never_a_path(path: str) -> None:
    with pytest.raises(NotFound):
        get(path)


def test_the_instruments_are_found_in_a_zipped_package(tmp_path: Path) -> None:
    package = Path(goldseam.__file__).parent
    archive = tmp_path / "goldseam.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in [package / "errors.py", *package.glob("terms/*.py"), *package.rglob("instruments/**/*")]:
            if path.suffix in {".py", ".toml"}:
                zipped.write(path, path.relative_to(package.parent))
        zipped.writestr("goldseam/__init__.py", "")
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "from goldseam.instruments import all_ids, get, files\n"
        "assert '.zip' in files.__file__\n"
        "sys.exit(0 if all(get(id).id == id for id in all_ids()) else 1)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_file_of_ones_own_is_read(tmp_path: Path, small: Small) -> None:
    path = tmp_path / "small.toml"
    path.write_text(small(), encoding="utf-8")
    assert open_file(path).title == "Small form"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "small"', 'id = "phq-9"', "'phq-9' comes with goldseam"),
        ("scores = {total = 6}", "scores = {total = 7}", "total is written as 7 and comes out as 6"),
        ("answers = {a = 1", "answers = {a = 2", "the alerts are written as"),
        ("answers = {a = 1", "answers = {a = 9", "the answer 9 is not allowed"),
        ("scores = {total = 6}", 'scores = {total = "missing"}', "written as missing and comes out as 6"),
        ("[[example]]\nanswers = {a = 1, b = 2, c = 3}\nscores = {total = 6}", "", "there is no"),
    ],
)
def test_a_file_whose_example_disagrees_is_refused(
    tmp_path: Path, small: Small, old: str, new: str, said: str
) -> None:
    path = tmp_path / "small.toml"
    path.write_text(small((old, new)), encoding="utf-8")
    with pytest.raises(BadInstrument, match=said):
        open_file(path)


def test_a_band_that_disagrees_is_refused(tmp_path: Path, small: Small) -> None:
    bands = (
        "range = [0, 9], bands = [{lt = 5, label = 'low'}, {lt = 10, label = 'high'}], bands_source = 'us'"
    )
    text = small(("range = [0, 9]", bands), ("{total = 6}", "{total = 6}\nbands = {total = 'low'}"))
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInstrument, match="the band of total is written as 'low' and comes out as 'high'"):
        open_file(path)


def test_a_file_that_is_absent_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInstrument, match=r"none\.toml cannot be read"):
        open_file(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInstrument, match="not UTF-8"):
        open_file(tmp_path / "bytes.toml")
