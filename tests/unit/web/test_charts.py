"""The charts: what is drawn, what is left open, and that nothing from outside becomes markup."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from conftest import web_settings
from goldseam.store.configure import configure_django
from goldseam.terms.rupture import EpisodeStatus, Reading, Standing
from goldseam.terms.scores import Better
from goldseam.web.charts.chart import Chart, Span, key, table
from goldseam.web.charts.figure import figure
from goldseam.web.charts.marks import BADGES, SHAPES, badge, shape
from goldseam.web.charts.sentence import Fall, falls, sentence
from goldseam.web.charts.strip import strip
from goldseam.web.charts.svg import element, picture
from goldseam.web.charts.trajectory import draw

SVG = "{http://www.w3.org/2000/svg}"
E, S, F, M = Standing.TOO_EARLY, Standing.STEADY, Standing.STRAINED, Standing.MENDING


@pytest.fixture(autouse=True, scope="module")
def _words() -> None:
    configure_django(**web_settings())


def reading(session: int, score: float | None, status: Standing = S, **more: object) -> Reading:
    band: dict[str, object] = {"usual_low": 40.0, "usual_high": 48.0}
    if status is E:
        band = {"usual_low": None, "usual_high": None}
    given = {"p_rupture": 0.1, "alert": False, "because": "", **band, **more}
    return Reading(session, score, status=status, **given)  # type: ignore[arg-type]


def course() -> tuple[Reading, ...]:
    """Six sessions: early, steady, no form, a fall with an alert, mending, steady."""
    return (
        reading(1, 44, E), reading(2, 45), reading(3, None), reading(4, 30, F, alert=True),
        reading(5, 36, M), reading(6, 45),
    )  # fmt: skip


def chart(**more: object) -> Chart:
    given = {"ref": "c", "title": "Connection", "readings": course(), "low": 0, "high": 50, **more}
    return Chart(**given)  # type: ignore[arg-type]


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def with_class(svg: str, name: str) -> list[ET.Element]:
    return [e for e in parsed(svg).iter() if e.get("class") == name]


def test_a_chart_is_an_image_named_and_described_for_those_who_hear_it() -> None:
    root = parsed(draw(chart()))
    named = {e.get("id"): e.text for e in root if e.tag in {SVG + "title", SVG + "desc"}}
    assert root.get("role") == "img"
    assert named[root.get("aria-labelledby")] == "Connection"
    assert named[root.get("aria-describedby")].startswith("Ratings fell at session 4 and came back by 6.")


def test_two_charts_on_one_page_share_no_id() -> None:
    ids = [e.get("id") for ref in ("a", "b") for e in parsed(draw(chart(ref=ref))).iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_a_missing_form_is_a_gap_in_the_line_and_a_cross_on_the_axis() -> None:
    svg = draw(chart())
    lines = [e.get("d") for e in with_class(svg, "c-line")]
    assert len(lines) == 2  # sessions 1-2 and 4-6: nothing is drawn across session 3
    crosses = [e for e in with_class(svg, "c-gap") if e.tag == SVG + "path"]
    assert len(crosses) == 1


def test_session_numbers_that_jump_leave_a_gap_too() -> None:
    svg = draw(chart(readings=(reading(1, 44), reading(2, 44), reading(7, 44), reading(8, 45))))
    assert len(with_class(svg, "c-line")) == 2
    assert len(with_class(svg, "c-band")) == 2


def test_each_standing_has_its_own_shape_and_not_only_a_colour() -> None:
    svg = draw(chart())
    strained, mending = with_class(svg, "c-strained"), with_class(svg, "c-mending")
    assert [e.tag for e in strained] == [SVG + "path"]
    assert [e.tag for e in mending] == [SVG + "circle"]
    radii = {e.get("r") for e in with_class(svg, "c-dot")} | {mending[0].get("r")}
    assert len(radii) == 2


def test_an_alert_drops_a_thread_to_its_session_number() -> None:
    (thread,) = with_class(draw(chart()), "c-alert")
    number = next(e for e in parsed(draw(chart())).iter() if e.tag == SVG + "text" and e.text == "4")
    assert thread.get("x1") == thread.get("x2") == number.get("x") == "59.4%"


def test_a_higher_score_lies_higher_and_the_ends_lie_on_the_frame() -> None:
    svg = draw(chart(readings=(reading(1, 0, E), reading(2, 25, E), reading(3, 50, E))))
    heights = [float(e.get("y")) for e in parsed(svg) if e.tag == SVG + "svg" and e.get("x")]
    assert heights == [182, 102, 22]


def test_a_scale_that_is_not_drawn_whole_says_so() -> None:
    described = next(e.text for e in parsed(draw(chart())) if e.tag == SVG + "desc")
    assert "The drawing shows 25 to 50 of a scale from 0 to 50." in described
    low = draw(chart(readings=(reading(1, 2), reading(2, 45))))
    assert "The drawing shows" not in low


def test_an_open_episode_is_dashed_to_the_last_session_and_a_mended_one_is_whole() -> None:
    spans = (Span(2, EpisodeStatus.MENDED, 4, (3,)), Span(5, EpisodeStatus.OPEN))
    mended, still_open = with_class(draw(chart(spans=spans)), "c-span")
    assert mended.get("stroke-dasharray") is None
    assert still_open.get("stroke-dasharray")
    assert (still_open.get("x1"), still_open.get("x2")) == ("78.2%", "97%")
    assert mended[0].text == "Episode from session 2 to session 4: mended."
    assert len(with_class(draw(chart(spans=spans)), "c-repair")) == 1


def test_the_table_twin_has_every_session_and_says_what_is_not_known() -> None:
    twin = table(chart())
    assert twin.head == ("Session", "Rating", "Usual", "Standing")
    assert twin.rows[0] == ("1", "44", "not known yet", "Too early to say")
    assert twin.rows[2] == ("3", "no form", "40 to 48", "Steady")
    assert twin.rows[3] == ("4", "30", "40 to 48", "Strained")
    assert len(twin.rows) == 6


def test_a_lower_is_better_form_shows_its_own_figures() -> None:
    band = {"usual_low": 18.0, "usual_high": 24.0}
    there = (reading(1, 20, **band), reading(2, 12, **band))
    turned = chart(readings=there, low=0, high=27, better=Better.LOWER)
    assert [row[1:3] for row in table(turned).rows] == [("7", "3 to 9"), ("15", "3 to 9")]


def test_a_form_that_noticing_does_not_read_is_drawn_plainly() -> None:
    unread = chart(readings=tuple(reading(n, 40 + n, E, informative=False) for n in (1, 2, 3)))
    assert table(unread).head == ("Session", "Rating")
    assert len(with_class(draw(unread), "c-dot")) == 3
    assert "Too early" not in draw(unread)


def test_the_key_names_only_what_is_drawn() -> None:
    plain = [words for _, words in key(chart(readings=(reading(1, 44, E),)))]
    assert plain == ["too early to say"]
    every = [words for _, words in key(chart(spans=(Span(4, EpisodeStatus.OPEN, None, (5,)),)))]
    assert every == [
        "a rating",
        "too early to say",
        "this client's usual",
        "strained",
        "mending",
        "no form",
        "an episode",
        "repair tried",
    ]


def test_no_ratings_and_one_rating_can_be_drawn() -> None:
    assert "Nothing yet" in draw(chart(readings=()))
    one = draw(chart(readings=(reading(9, 44, E),)))
    assert with_class(one, "c-line") == []
    assert 'x="50%"' in one


def test_words_from_outside_never_become_markup() -> None:
    nasty = '"><script>alert(1)</script>&'
    svg = draw(chart(title=nasty, ref='x"y'))
    assert "<script" not in svg
    assert parsed(svg).find(SVG + "title").text == nasty  # type: ignore[union-attr]
    assert "<script" not in strip("s", nasty, course(), 0, 50)
    assert "<script" not in element("text", x=nasty)


def test_a_drawing_carries_no_style_no_script_and_no_address() -> None:
    whole = figure(chart(spans=(Span(4, EpisodeStatus.OPEN, None, (5,)),)))
    for svg in (whole.drawing, strip("s", "Sam", course(), 0, 50), *(mark for mark, _ in whole.key)):
        assert " style=" not in svg
        assert "<script" not in svg
        assert "href" not in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "There are no ratings yet."),
        ((E,), "Too early to say: there is 1 rating so far."),
        ((E, E), "Too early to say: there are 2 ratings so far."),
        ((E, S, S), "Ratings stay within this client's usual."),
        ((S, S, F), "Ratings fell at session 3 and are still lower than usual."),
        ((S, F, M), "Ratings fell at session 2 and are coming back."),
        ((S, F, M, S), "Ratings fell at session 2 and came back by 4."),
        ((S, F, M, F, M, S), "Ratings fell at session 2 and came back by 6."),
        ((S, F, S, F), "Ratings fell at session 4 and are still lower than usual."),
    ],
)
def test_the_sentence_says_what_happened(statuses: tuple[Standing, ...], said: str) -> None:
    assert sentence(tuple(reading(n, 44, s) for n, s in enumerate(statuses, 1))) == said


def test_a_missing_form_neither_begins_nor_ends_a_fall() -> None:
    there = (reading(1, 44), reading(2, None, F), reading(3, 30, F), reading(4, None, S), reading(5, 31, F))
    assert falls(there) == (Fall(3, None, False),)


def test_a_witness_that_cannot_tell_speaks_for_itself() -> None:
    flat = reading(8, 50, S, informative=False, because="Every rating is at the top: it tells nothing.")
    assert sentence((reading(7, 50), flat)) == "Every rating is at the top: it tells nothing."


def test_the_strip_ends_in_the_shape_of_the_latest_rating() -> None:
    assert len(with_class(strip("s", "Sam", course()[:4], 0, 50), "c-strained")) == 1
    assert len(with_class(strip("s", "Sam", course(), 0, 50), "c-dot")) == 1
    assert with_class(strip("s", "Sam", (), 0, 50), "c-line") == []


def test_a_long_course_has_at_most_nine_numbers_under_it_and_stays_small() -> None:
    long = chart(readings=tuple(reading(n, 44) for n in range(1, 105)))
    svg = draw(long)
    under = [e for e in parsed(svg) if e.tag == SVG + "text" and e.get("text-anchor") == "middle"]
    assert [under[0].text, under[-1].text] == ["1", "104"]
    assert len(under) <= 9
    assert len(svg) < 25_000


def test_forty_two_clients_in_a_row_all_look_different() -> None:
    assert len({badge(n) for n in range(42)}) == 42
    assert len(BADGES) == 6


def test_every_mark_is_a_drawing_of_its_own() -> None:
    assert len({shape(name) for name in SHAPES}) == len(SHAPES)
    for name in SHAPES:
        assert parsed(shape(name)).get("aria-hidden") == "true"


def test_a_picture_needs_a_name() -> None:
    with pytest.raises(TypeError):
        picture("", ref="a", desc="b")  # type: ignore[call-arg]
