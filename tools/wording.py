"""Every sentence that people read, with where it stands, for a clinician to review: `make wording`.

One line a sentence: file, place, tab, text. It reads the sentences of the rooms (their
TOML files), the templates, and the strings that are translated, raised as an error a person can
mend, or look like a sentence. `python tools/wording.py WORD ...` prints only those that hold these words.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldseam import errors
from goldseam.growth import wording as growth
from goldseam.mirror import wording as mirror
from goldseam.repair import wording as repair
from goldseam.safety import wording as safety

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "goldseam"
ROOMS = {"repair": repair, "safety": safety, "mirror": mirror, "growth": growth}
# TOML files that hold rules and texts side by side: the keys whose texts are read by people.
COACH = {"because", "instead", "says", "there", "partly", "not_yet", "reason", "reading_aid"}
FORMS = {"title", "label", "stem", "closing", "note", "notice", "text", "help"}
TRANSLATED = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
IN_TEMPLATE = re.compile(
    r"{%\s*translate\s+(?P<q>['\"])(?P<translate>.*?)(?P=q)"
    r"|{%\s*blocktranslate[^%]*%}(?P<block>.*?){%\s*endblocktranslate\s*%}"
    r"|=_\((?P<p>['\"])(?P<passed>.*?)(?P=p)\)",
    re.DOTALL,
)
SENTENCE = re.compile(r"[A-Z{][^\n<>]*\s[^\n<>]*[.?:…](?: {[^}]*})?")
NO_PEOPLE_READ = {"store", "simulate"}  # SQL, invented course names


@dataclass(frozen=True)
class Said:
    """One text: the file it stands in, the place within it, what kind of place that is."""

    file: str
    place: str
    kind: str
    text: str


def everything() -> list[Said]:
    """Every text, in the order of files, each place once."""
    found = [*_rooms(), *_tomls(), *_templates(), *_program()]
    return sorted({(one.file, one.place, one.text): one for one in found}.values(), key=lambda one: one.file)


def _rooms() -> Iterator[Said]:
    for name, room in ROOMS.items():
        for place, text in room.all_sentences():
            file, _, inner = place.partition(":")
            yield Said(f"src/goldseam/{name}/{file}", inner.strip(), "room", text)


def _tomls() -> Iterator[Said]:
    for folder, keys in (("repair/coaching", COACH), ("instruments/forms", FORMS)):
        for path in sorted((SRC / folder).glob("*.toml")):
            for place, text in _texts(tomllib.loads(path.read_text(encoding="utf-8")), keys):
                yield Said(_name(path), place, "room", text)


def _texts(value: Any, keys: set[str], place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                if key in keys and inner:
                    yield f"{place}{key}", inner
            else:
                yield from _texts(inner, keys, f"{place}{key}.")
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            name = inner.get("name", number) if isinstance(inner, dict) else number
            yield from _texts(inner, keys, f"{place}{name}.")


def _templates() -> Iterator[Said]:
    for path in sorted((SRC / "web/templates").rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        for match in IN_TEMPLATE.finditer(source):
            text = match["translate"] or match["block"] or match["passed"] or ""
            line = source.count("\n", 0, match.start()) + 1
            for each in re.split(r"{%\s*plural\s*%}", text):
                yield Said(_name(path), f"line {line}", "template", _filled(each))


def _filled(text: str) -> str:
    return re.sub(r"{{\s*(\w+)[^}]*}}", r"{\1}", text).strip()


def _program() -> Iterator[Said]:
    for path in sorted(SRC.rglob("*.py")):
        room = path.relative_to(SRC).parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, kind, text in _of_module(tree, room):
            yield Said(_name(path), f"line {line}", kind, text)


def _of_module(tree: ast.Module, room: str) -> Iterator[tuple[int, str, str]]:
    told = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in TRANSLATED | ERRORS:
            kind = "translated" if _called(node) in TRANSLATED else "error"
            for given in node.args:
                text = _said(given)
                if text:
                    told |= {id(inner) for inner in ast.walk(given)}
                    yield node.lineno, kind, text
    for node in ast.walk(tree):
        text = "" if id(node) in told or room in NO_PEOPLE_READ else _said(node)
        if text and SENTENCE.fullmatch(text):
            told |= {id(inner) for inner in ast.walk(node)}
            yield getattr(node, "lineno", 0), "sentence", text


def _docstrings(tree: ast.Module) -> set[int]:
    """Docstrings, and the texts after them that only explain: they are for people who read the code."""
    bodies = [
        node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    ]
    return {
        id(line.value)
        for body in bodies
        for line in body.body
        if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
    }


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", None) or getattr(node.func, "attr", "")


def _said(node: ast.AST) -> str:
    """A text as it stands in the program; what is put in later stands in braces."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_said(part) for part in node.values)
    return "{" + ast.unparse(node.value) + "}" if isinstance(node, ast.FormattedValue) else ""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main(wanted: list[str]) -> int:
    """Print the texts, those that hold every word of `wanted`."""
    found = [one for one in everything() if all(word.lower() in one.text.lower() for word in wanted)]
    for one in found:
        text = " ".join(one.text.split())
        print(f"{one.file}, {one.place}\t{text}")
    print(f"{len(found)} texts in {len({one.file for one in found})} files.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
