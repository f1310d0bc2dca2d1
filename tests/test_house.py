"""The house: which way imports point, how long modules and functions may be, where words live."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "goldseam"
ROOMS = {
    "instruments", "transcripts", "noticing", "repair", "safety", "mirror", "growth", "simulate", "interop",
}  # fmt: skip
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "terms": {"errors"},
    **{room: {"errors", "terms"} for room in ROOMS},
    "corpus": {"errors", "terms"} | ROOMS,
    "store": {"errors", "terms"},
    "acts": {"errors", "terms", "store", "corpus"} | ROOMS,
    "web": {"errors", "terms", "acts", "corpus"} | ROOMS,
    "cli": {"errors", "terms", "acts", "corpus", "web"} | ROOMS,
    "__init__": {"errors", "terms", "corpus"} | ROOMS,
    "__main__": {"cli"},
}
ONE_DOOR = {  # foreign library -> the only places that may import it
    "django": {"store", "web", "acts"},
    "cryptography": {"store"},
    "argon2": {"store"},
    "sqlcipher3": {"store"},
    "pyarrow": {"corpus"},
    "waitress": {"web"},
    "whitenoise": {"web"},
    "typst": {"web"},
    "openpyxl": {"interop"},
    "mnemonic": {"store"},
    "pyrage": {"store"},
    "fsrs": {"growth"},
    "faster_whisper": {"transcripts"},
    "av": {"transcripts"},
    "webvtt": set(),
    "srt": set(),
}
MODULES = sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts)


def room_of(path: Path) -> str:
    """The top-level room a module lives in."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Absolute names a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write it absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_point_the_right_way(path: Path) -> None:
    here = room_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "goldseam" and len(parts) > 1 and parts[1] != here and parts[1] != "__version__":
            assert parts[1] in MAY_IMPORT[here], f"{here} may not import {name}"
        if parts[0] in ONE_DOOR:
            assert here in ONE_DOOR[parts[0]], f"{parts[0]} has its door elsewhere than {here}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "over 400 lines: two ideas live here"
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says its one idea in a docstring"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is over 60 lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_nobody_swallows_or_prints(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, "a bare except hides bugs"
            assert getattr(node.type, "id", "") not in {"Exception", "BaseException"}
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            assert path.name == "cli.py", "only the command line prints"


def test_the_library_and_notice_need_no_web_framework() -> None:
    code = (
        "import sys, goldseam, goldseam.cli, goldseam.corpus\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in {'django', 'sqlcipher3', 'cryptography'}]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_names_this_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in {".png", ".woff2", ".ico", ".npz"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for word in ("/" + "work/", "/root" + "/"):
            assert word not in text, f"{name} names a path of one machine: {word}"
