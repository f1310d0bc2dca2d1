"""The documents stay true: the glossary knows every word, links lead somewhere, examples run."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def words_of_terms() -> set[str]:
    """Every public class in terms/."""
    found = set()
    for path in (ROOT / "src/goldseam/terms").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    return found


def test_the_glossary_knows_every_word_of_terms() -> None:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    entries = set(re.findall(r"\*\*([A-Za-z]+)\*\*", text))
    assert words_of_terms() == entries


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_within_the_house_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name}: {target} leads nowhere"


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.py")), ids=lambda p: p.name)
def test_every_example_runs_or_says_how(example: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(example), "--help"] if "argparse" in example.read_text() else [sys.executable, str(example)],
        capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode in (0, 2), done.stderr
