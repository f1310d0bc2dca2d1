"""Every sentence people read is printed by `make wording`, and what stands on a page keeps the tone."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from tone import complaints

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "src/goldseam/web/templates").rglob("*.html"))
# What may stand in a page without being translated: the name, keys, figures, marks.
NOT_WORDS = re.compile(r"goldseam|Esc|A4|PDF|&\w+;|[^A-Za-z]+")


@cache
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wording_tool", ROOT / "tools/wording.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


@cache
def texts() -> list[tuple[str, str, str]]:
    return [(one.file, one.kind, one.text) for one in tool().everything()]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("src/goldseam/web/templates/pages/door.html", "Hard one?"),
        ("src/goldseam/safety/sentences/ending.toml", "Write once, warmly. Then stop."),
        ("src/goldseam/web/pages/hard_forms.py", "Curious, not defensive"),
        ("src/goldseam/acts/hard.py", "went quiet"),
        ("src/goldseam/repair/coaching/coach_criteria.toml", "Names the moment"),
        ("src/goldseam/instruments/forms/repair-check.toml", "My therapist owned their part."),
        ("src/goldseam/noticing/wording.py", "{score} lies within this client's usual {band}."),
        ("src/goldseam/web/wording.py", "Ended without repair"),
    ],
)
def test_a_sentence_is_found_where_it_stands(file: str, text: str) -> None:
    assert text in {said for where, _, said in texts() if where == file}


def test_an_error_stands_as_a_person_reads_it_with_what_is_put_in_later_in_braces() -> None:
    errors = {said for where, kind, said in texts() if kind == "error" and where.endswith("acts/settings.py")}
    assert "{new.idle_minutes} minutes were given. Choose 1 to 60 minutes before locking." in errors


def test_no_sentence_of_a_template_is_left_out() -> None:
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        marked = len(re.findall(r"{%\s*(?:translate|blocktranslate)\b|=_\(", source)) + source.count(
            "{% plural %}"
        )
        name = path.relative_to(ROOT).as_posix()
        found = sum(1 for where, _, _ in tool_lines(name))
        assert found == marked, name


def tool_lines(name: str) -> list[tuple[str, str, str]]:
    return [(one.file, one.place, one.text) for one in tool()._templates() if one.file == name]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_says_a_word_that_is_not_marked(path: Path) -> None:
    if path.name.startswith("kit"):  # the page of components, for development
        return
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"{% block body_\w+ %}.*{% endblock %}$", "", source, flags=re.MULTILINE)
    source = re.sub(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", "", source, flags=re.DOTALL)
    source = re.sub(
        r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL
    )
    source = re.sub(r"<kbd>.*?</kbd>|<code>.*?</code>|<pre.*?</pre>", "", source, flags=re.DOTALL)
    source = re.sub(r"<!--.*?-->|<svg.*?</svg>|<[^>]*>", "", source, flags=re.DOTALL)
    assert NOT_WORDS.sub("", source) == ""


def test_what_stands_on_a_page_keeps_the_tone() -> None:
    amiss = {
        f"{file}: {said}": complaints(said)
        for file, kind, said in texts()
        if kind in {"template", "translated"} and "kit" not in file and complaints(said)
    }
    assert amiss == {}


def test_it_prints_one_line_a_sentence_and_can_be_asked_for_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert tool().main(["lay", "blame"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(
        line.endswith("\tMore than one can be true. Saying where it lay is no blame.") for line in lines
    )
    assert all("lay" in line.lower() for line in lines)
