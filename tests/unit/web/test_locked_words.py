"""Every sentence of the shell keeps the tone: short, plain, blaming nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import goldseam.web
from goldseam.web.locked.strength import Strength
from goldseam.web.replies import Refusal
from tone import complaints

TEMPLATES = Path(goldseam.web.__file__).parent / "templates"
PAGES = sorted([*(TEMPLATES / "locked").glob("*.html"), *TEMPLATES.glob("*.html")])
SAID = re.compile(
    r"{% translate ['\"](.+?)['\"] ?(?:%}|as)|{% blocktranslate[^%]*%}(.*?){% endblocktranslate", re.DOTALL
)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_says_short_plain_sentences(page: Path) -> None:
    said = [re.sub(r"{{.*?}}", "{x}", "".join(one)) for one in SAID.findall(page.read_text(encoding="utf-8"))]
    assert said
    assert [wrong for one in said for wrong in complaints(one)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_sentence_of_a_page_escapes_translation(page: Path) -> None:
    text = re.sub(
        r"{% blocktranslate.*?endblocktranslate %}|{%.*?%}|{{.*?}}|<[^>]*>",
        "",
        page.read_text(),
        flags=re.DOTALL,
    )
    left = set(re.findall(r"[A-Za-z]{3,}", text)) - {"goldseam", "restore"}
    assert left == set()


@pytest.mark.parametrize("refusal", list(Refusal), ids=lambda one: one.name)
def test_a_refusal_says_what_happened_and_what_to_do(refusal: Refusal) -> None:
    page = refusal.value
    assert complaints(f"{page.title}\n{page.text}") == []
    assert re.match(r"4\d\d ", page.status)


def test_strength_is_said_without_blame() -> None:
    assert [wrong for one in Strength for wrong in complaints(one.value)] == []
