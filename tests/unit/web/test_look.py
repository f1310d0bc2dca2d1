"""The look: contrast, weight, no strangers, words before colour, forms that tie label, hint and error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.template.loader import get_template, render_to_string

import goldseam.web
from conftest import web_settings
from goldseam.store.configure import configure_django
from goldseam.terms.people import Attendance, Ending
from goldseam.terms.rupture import EpisodeStatus, FactKind, Judge, Marker, Outcome, Standing
from goldseam.web import look, wording
from goldseam.web.charts.marks import SHAPES
from goldseam.web.templatetags import goldseam as tags

WEB = Path(goldseam.web.__file__).parent
STATIC, TEMPLATES = WEB / "static" / "goldseam", WEB / "templates"
CSS = (STATIC / "goldseam.css").read_text(encoding="utf-8")
JS = (STATIC / "goldseam.js").read_text(encoding="utf-8")
PAGES = sorted(TEMPLATES.rglob("*.html"))
TOKENS = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", CSS)
LIGHT = {name: light for name, light, _ in TOKENS}
DARK = {name: dark for name, _, dark in TOKENS}
GROUNDS = ("paper", "card", "well", "wash")
HUES = tuple(f"hue-{n}" for n in range(7))


@pytest.fixture(autouse=True, scope="module")
def _words() -> None:
    configure_django(**web_settings())


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0..1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1..21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_agrees_with_the_known_ends() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["ink", "soft", "gold-ink", "steady", "strained"])
def test_every_ink_can_be_read_on_every_ground(theme: dict[str, str], ground: str, ink: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_a_button_and_clients_badges_can_be_read(theme: dict[str, str]) -> None:
    assert contrast(theme["on-button"], theme["button"]) >= 4.5
    assert contrast(theme["ink"], theme["band"]) >= 4.5
    for hue in HUES:
        assert contrast(theme[hue], theme["card"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_gold_lines_can_be_seen(theme: dict[str, str]) -> None:
    for line in ("edge", "gold"):
        for ground in GROUNDS:
            assert contrast(theme[line], theme[ground]) >= 3


def test_gold_is_a_line_and_never_the_colour_of_words() -> None:
    worn = re.findall(r"[^-]color: var\(--gold\)", CSS.replace("border-left-color", "border"))
    signs = re.findall(r'content: "[^"]*"; color: var\(--gold\)', CSS)
    assert len(worn) == len(signs) == 2  # the back arrow and the diamond of a hint: signs, not words


def test_no_token_is_named_or_mixed_red() -> None:
    for colour in (*LIGHT.values(), *DARK.values()):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert not (red > 150 and green < 70 and blue < 70), colour


def test_stylesheet_script_and_icon_stay_small() -> None:
    assert len(CSS.encode()) <= 21_000
    assert len(JS.encode()) <= 11_000
    assert (STATIC / "icon.svg").stat().st_size <= 1_000
    assert sorted(p.name for p in STATIC.iterdir()) == ["goldseam.css", "goldseam.js", "icon.svg"]


def test_every_variable_that_is_used_exists() -> None:
    assert set(re.findall(r"var\(--([\w-]+)", CSS)) - set(re.findall(r"--([\w-]+):", CSS)) == set()


@pytest.mark.parametrize("path", [*PAGES, *STATIC.iterdir()], ids=lambda p: p.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(?:https?:)?//[\w-]+\.\w|@import|url\(|data:image", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_templates_carry_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert "|safe" not in text
    assert "autoescape off" not in text


def test_the_script_makes_no_markup_and_runs_no_text() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|localStorage", JS
    )


@pytest.mark.parametrize("path", sorted((TEMPLATES / "goldseam").rglob("*.html")), ids=lambda p: p.name)
def test_every_class_in_the_kit_has_a_rule(path: Path) -> None:
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text(encoding="utf-8"))
    used = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    known = set(re.findall(r"\.([a-z][\w-]*)", CSS))
    assert used - known - {"t-", "twin", "low"} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_template_compiles(path: Path) -> None:
    get_template(str(path.relative_to(TEMPLATES)))


ENUMS = (Standing, EpisodeStatus, Outcome, Judge, Attendance, Ending, Marker, FactKind)


def test_every_state_has_words_a_shape_and_a_tone() -> None:
    for state in (member for family in ENUMS for member in family):
        said = wording.worded(state)
        assert said.label
        assert said.mark in SHAPES
        assert f".t-{said.tone} " in CSS


@pytest.mark.parametrize("family", [Standing, EpisodeStatus, Outcome, Attendance], ids=lambda f: f.__name__)
def test_states_that_stand_side_by_side_differ_in_words_and_in_shape(family: type) -> None:
    said = [wording.worded(state) for state in family]  # type: ignore[attr-defined]
    assert len({one.label for one in said}) == len(said)
    assert len({one.mark for one in said}) == len(said)


def test_no_state_blames_or_shouts() -> None:
    for said in wording.WORDS.values():
        text = f"{said.label} {said.hint}".lower()
        assert not re.search(r"fail|should|must|!|wrong|bad\b|unsuccessful", text), text
        assert all(len(sentence.split()) <= 15 for sentence in re.split(r"[.:]", said.hint))


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1, "very likely"), (0.9, "very likely"), (0.89, "likely"), (0.66, "likely"),
     (0.65, "about as likely as not"), (0.33, "about as likely as not"), (0.32, "not likely"),
     (0.1, "not likely"), (0.09, "very unlikely"), (0, "very unlikely")],
)  # fmt: skip
def test_how_sure_is_said_in_words(probability: float, said: str) -> None:
    assert wording.how_sure(probability) == said


def test_a_state_is_shown_as_shape_and_word() -> None:
    shown = tags.state(Standing.STRAINED)
    assert shown.startswith('<span class="state t-strained"><svg')
    assert shown.endswith("Strained</span>")
    assert tags.ending("client_left") == tags.state(Ending.CLIENT_LEFT)


def test_a_clients_code_cannot_become_markup() -> None:
    assert "&lt;b&gt;" in tags.client_badge("<b>", 3)
    assert 'class="badge hue-3"' in tags.client_badge("<b>", 3)


class Sample(look.Form):
    """One field of each kind."""

    happened = forms.CharField(label="What happened", help_text="A line is enough.", widget=forms.Textarea)
    chips = forms.MultipleChoiceField(choices=[("q", "went quiet")], widget=look.Chips, required=False)
    pull = forms.ChoiceField(
        choices=[(n, n) for n in range(11)], widget=look.Scale("not at all", "completely")
    )
    mood = forms.ChoiceField(choices=[("a", "Worse"), ("b", "Settled")], widget=look.Scale())
    safe = forms.BooleanField(label="I am safe", required=False)


def test_a_plain_form_ties_label_hint_and_error_to_the_field() -> None:
    html = str(Sample({}))
    assert '<label for="id_happened">What happened' in html
    assert 'id="id_happened_helptext">A line is enough.' in html
    assert 'aria-describedby="id_happened_helptext id_happened_error"' in html
    assert '<ul class="errors" id="id_happened_error"><li>This is still empty.' in html


def test_the_summary_leads_to_each_field_that_needs_a_look() -> None:
    html = str(Sample({}))
    targets = re.findall(r'<a href="#([^"]+)">', html)
    assert targets == ["id_happened", "id_pull_0", "id_mood_0"]
    assert all(f'id="{target}"' in html for target in targets)
    assert "needs a look" not in str(Sample())


def test_a_scale_is_a_group_of_radios_whose_ends_are_heard_too() -> None:
    html = str(Sample()["pull"].as_field_group())
    assert html.count('type="radio"') == 11
    assert html.startswith("<fieldset")
    assert 'class="scale eleven"' in html
    assert html.count('<span class="hide">, not at all</span>') == 1
    assert html.count('<span class="hide">, completely</span>') == 1
    assert 'class="scale worded"' in Sample()["mood"].as_field_group()


def test_optional_is_said_only_where_some_fields_are_and_some_are_not() -> None:
    class AllOptional(look.Form):
        one = forms.CharField(required=False)

    assert str(Sample()).count('class="optional"') == 1  # the chips; a checkbox says it by being one
    assert "optional" not in str(AllOptional())


def test_hints_and_choices_are_escaped() -> None:
    class Nasty(look.Form):
        one = forms.ChoiceField(help_text="<b>", choices=[("<i>", "<i>")], widget=look.OneChip)

    assert "<b>" not in str(Nasty())
    assert "<i>" not in str(Nasty())


def test_steps_say_where_one_is_in_words_too() -> None:
    template = engines["django"].from_string("{% load goldseam %}{% steps 2 3 %}")
    html = template.render()
    assert 'aria-label="Step 2 of 3"' in html
    assert html.count('class="done"') == html.count('class="here"') == 1


def test_the_base_page_has_a_skip_link_landmarks_and_a_lock_that_needs_no_script() -> None:
    html = render_to_string("goldseam/base.html", {"here": "door"})
    assert html.index('class="skip"') < html.index("<header")
    assert 'href="#main"' in html
    assert '<main id="main" tabindex="-1">' in html
    assert re.search(r'<form method="post" action="[^"]*lock" data-lock-form>', html)
    assert html.count('aria-current="page"') == 1
    assert "<script src=" in html


def test_the_clients_page_holds_no_way_into_the_book() -> None:
    html = render_to_string("goldseam/handover.html", {"leave_url": "/stop"})
    assert "<nav" not in html
    assert re.findall(r'href="([^"#]+)"', html.split("</head>")[1]) == ["/stop"]


def test_a_bar_that_sticks_leaves_room_for_what_has_the_focus() -> None:
    # Only the root's scroll-padding counts when a page scrolls to the focus; on the body it does nothing.
    assert re.search(r"html:has\(\.with-nav\) { scroll-padding-bottom", CSS)
    assert not re.search(r"^\s*\.with-nav { scroll-padding", CSS, re.MULTILINE)
