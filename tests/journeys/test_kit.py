"""What the script adds, in a real browser: hiding, saving, keys, parts; and that axe finds nothing."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
SAID = "She looked at the clock."


@pytest.fixture(scope="module")
def kit() -> Iterator[str]:
    """The address of the kit, served with the strict policy of the real pages."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, str(ROOT / "tools" / "kit.py"), str(port)])
    address = f"http://localhost:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait()


@pytest.fixture
def page(browser: Any, kit: str) -> Iterator[Any]:
    """The kit page on a desk; a broken policy or a script error ends the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=kit)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
    opened.goto("/")
    yield opened
    opened.unroute_all(behavior="ignoreErrors")  # a reply that is never given would hold the browser up
    context.close()
    assert wrong == []


def blank(page: Any) -> bool:
    return bool(page.evaluate("!document.body.innerText.trim() && document.title === 'goldseam'"))


def test_esc_esc_hides_the_page_while_the_network_still_hangs(page: Any) -> None:
    asked: list[Any] = []
    page.route("**/lock", lambda route: asked.append(route.request))  # never answered
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert blank(page)
    page.wait_for_timeout(50)
    assert [(one.method, bool(one.headers["x-csrftoken"])) for one in asked] == [("POST", True)]


def test_after_hiding_the_book_locks_and_back_shows_nothing_of_before(page: Any) -> None:
    locked: list[str] = []
    page.route("**/lock", lambda route: (locked.append(route.request.method), route.fulfill(status=204)))
    page.goto("/?second")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: address.endswith("/"))
    assert locked == ["POST"]


def test_two_slow_escapes_hide_nothing(page: Any) -> None:
    page.keyboard.press("Escape")
    page.wait_for_timeout(800)
    page.keyboard.press("Escape")
    assert not blank(page)


def test_words_being_written_are_kept_before_the_book_locks(page: Any) -> None:
    order: list[str] = []

    def keep(route: Any) -> None:
        order.append("kept" if SAID in (route.request.post_data or "") else "lost")
        route.fulfill(status=204)

    page.route("**/nowhere", keep)
    page.route("**/lock", lambda route: (order.append("locked"), route.fulfill(status=204)))
    page.fill("#id_happened", SAID)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: address.endswith("/"))
    page.wait_for_timeout(100)
    assert order == ["kept", "locked"]


def test_a_form_saves_itself_once_after_a_burst_and_says_so(page: Any) -> None:
    bodies: list[str] = []
    page.route(
        "**/nowhere", lambda route: (bodies.append(route.request.post_data), route.fulfill(status=204))
    )
    page.locator("#id_happened").press_sequentially(SAID, delay=5)
    page.get_by_text("Saved on this computer,").wait_for()
    assert len(bodies) == 1
    assert SAID in bodies[0]


def test_words_that_cannot_be_saved_stay_and_are_tried_again(page: Any) -> None:
    tries: list[int] = []

    def answer(route: Any) -> None:
        tries.append(1)
        route.abort() if len(tries) == 1 else route.fulfill(status=204)

    page.route("**/nowhere", answer)
    page.fill("#id_happened", SAID)
    page.get_by_text("Not saved yet. Your words stay on this page. Trying again.").wait_for()
    assert page.input_value("#id_happened") == SAID
    page.get_by_text("Saved on this computer,").wait_for()
    assert len(tries) == 2


def test_a_refusal_is_not_called_saved(page: Any) -> None:
    page.route("**/nowhere", lambda route: route.fulfill(status=422))
    page.fill("#id_happened", SAID)
    page.get_by_text("Not saved yet. Use the button below to see why.").wait_for()


def test_keys_find_note_and_help(page: Any) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("n/?")
    assert page.input_value("#find") == "n/?"  # while someone writes, keys are letters
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    page.wait_for_url("**/note")
    page.keyboard.press("?")
    page.wait_for_url("**/help")


def test_keys_can_be_switched_off(page: Any) -> None:
    page.evaluate("document.body.dataset.keys = 'off'")
    page.keyboard.press("n")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "main" or not page.url.endswith("note")
    assert page.evaluate("document.activeElement.id") != "find"


def test_a_part_is_exchanged_without_leaving_the_page(page: Any) -> None:
    page.evaluate("window.stayed = true")
    page.fill("#said", "<b>hello</b>")
    page.get_by_role("button", name="Say it").click()
    page.get_by_text("Said: <b>hello</b>").wait_for()
    assert page.evaluate("window.stayed") is True
    page.fill("#said", "again")
    page.get_by_role("button", name="Say it").click()
    page.get_by_text("Said: again").wait_for()


def test_a_page_left_alone_hides_itself(browser: Any, kit: str) -> None:
    context = browser.new_context(base_url=kit)
    page = context.new_page()
    page.clock.install()
    page.route("**/lock", lambda route: None)
    page.goto("/check-in?idle=60")
    page.clock.fast_forward(50_000)
    page.keyboard.press("a")
    page.clock.fast_forward(50_000)
    assert not blank(page)
    with page.expect_navigation():
        page.clock.fast_forward(70_000)
    page.unroute_all(behavior="ignoreErrors")
    context.close()


def test_without_script_forms_and_links_still_work(browser: Any, kit: str) -> None:
    context = browser.new_context(base_url=kit, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#said", "plain")
    page.get_by_role("button", name="Say it").click()
    playwright.expect(page.get_by_text("Said: plain")).to_be_visible()
    page.goto("/")
    page.get_by_text("The figures").first.click()
    playwright.expect(page.get_by_role("cell", name="31").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("size", "scheme"), [((390, 844), "light"), ((1280, 900), "dark")], ids=["phone-light", "desk-dark"]
)
@pytest.mark.parametrize("where", ["/", "/check-in", "/locked"])
def test_axe_finds_nothing(browser: Any, kit: str, where: str, size: tuple[int, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, base_url=kit, bypass_csp=True
    )
    page = context.new_page()
    page.goto(where)
    found = axe.Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("where", ["/", "/check-in", "/locked"])
def test_nothing_is_cut_off_at_four_hundred_per_cent(browser: Any, kit: str, where: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256}, base_url=kit)
    page = context.new_page()
    page.goto(where)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_targets_are_large_enough_for_a_thumb(browser: Any, kit: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, base_url=kit)
    page = context.new_page()
    small = []
    for where in ("/", "/check-in"):
        page.goto(where)
        small += page.evaluate(
            """[...document.querySelectorAll('button, .button, .nav a, .chips label, .scale label, .choice, summary, .back')]
               .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
        )
    context.close()
    assert small == []


def test_a_page_asks_for_at_most_five_things(browser: Any, kit: str) -> None:
    context = browser.new_context(base_url=kit)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    context.close()
    assert len(asked) <= 5
    assert all(url.startswith(kit) for url in asked)
