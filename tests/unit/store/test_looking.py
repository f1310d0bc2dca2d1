"""What stands in a folder, seen without a key."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.unit.store.conftest import Made

from goldseam.store.looking import BookState, backups_near, look


def fake_backup(path: Path) -> Path:
    """A file with a backup's outside."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("backup.json", "book.json", "book.db"):
            archive.writestr(name, "{}")
    return path


def test_no_folder_and_an_empty_one_hold_no_book(tmp_path: Path) -> None:
    assert look(tmp_path / "nowhere").state is BookState.ABSENT
    assert look(tmp_path).state is BookState.ABSENT


def test_a_whole_book_is_ok(made: Made) -> None:
    assert look(made.folder).state is BookState.OK
    assert look(made.folder).because == ""


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "book.json").unlink(), "header (book.json) is missing"),
        (lambda folder: (folder / "book.json").write_text("{"), "header is damaged"),
        (lambda folder: (folder / "book.db").unlink(), "database is missing"),
        (lambda folder: (folder / "book.db").write_bytes(b"x" * 100), "cut short"),
    ],
)
def test_damage_is_named_with_the_backup_to_restore(made: Made, spoil: object, said: str) -> None:
    older = fake_backup(made.folder / "goldseam-20260101-100000-backup.goldseam-backup")
    newer = fake_backup(made.folder.parent / "goldseam-20260201-100000-backup.goldseam-backup")
    (made.folder / "zzz.goldseam-backup").write_bytes(b"not one")
    spoil(made.folder)  # type: ignore[operator]
    seen = look(made.folder)
    assert seen.state is BookState.DAMAGED
    assert said in seen.because
    assert seen.because.endswith(f"The newest backup here is {newer}.")
    assert seen.backups == (newer, older)


def test_without_a_backup_it_says_where_to_look(made: Made) -> None:
    (made.folder / "book.json").unlink()
    assert "No backup lies beside it. Look on your other disks" in look(made.folder).because


def test_looking_changes_nothing(made: Made) -> None:
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    look(made.folder)
    assert {path.name: path.read_bytes() for path in made.folder.iterdir()} == before


def test_backups_of_an_absent_folder_are_looked_for_above(tmp_path: Path) -> None:
    found = fake_backup(tmp_path / "a.goldseam-backup")
    assert backups_near(tmp_path / "nowhere") == (found,)
