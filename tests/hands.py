"""Two hands for the same steps: a finger or pointer, and a keyboard alone.

A journey is written once, with `hard_evening.Walk`, and run with either. The keyboard reaches everything with
Tab, as a person does; at each stop it sees that the focus shows and is not hidden under a bar (WCAG 2.2, 2.4.7
and 2.4.11).
"""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator, Page

FARTHEST = 150  # more Tab presses than any page of an evening needs
# What is seen of the element that has the focus: whether it is the one looked for, where it lies in the page,
# whether something shows the focus, whether at least a part of it can be seen.
STOP = """wanted => {
  const at = document.activeElement;
  if (!at || at === document.body) return { here: false, away: 1, shows: true, seen: true, name: "" };
  const group = (one) => one.type === "radio" ? one.name + (one.form ? "" : "?") : "";
  const box = [at, at.closest("label"), at.parentElement].find((one) => {
    const size = one && one.getBoundingClientRect();
    return size && size.width > 8 && size.height > 8;
  }) || at;
  const outlined = [at, at.closest("label"), at.parentElement].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
  const size = box.getBoundingClientRect();
  const points = [0.15, 0.5, 0.85].map((part) => [size.left + size.width / 2, size.top + size.height * part]);
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (box.contains(top) || top.contains(box));
  });
  const same = at === wanted || (group(at) && group(at) === group(wanted) && at.form === wanted.form);
  const away = at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
  // The browser itself marks which part of a day or an hour has the focus.
  const shows = outlined || ["date", "time"].includes(at.type) || at.id === "main" || at.tabIndex === -1;
  return { here: same, away, shows, seen,
           name: (at.labels && at.labels[0] ? at.labels[0].innerText : at.innerText || at.name || at.tagName).trim() };
}"""


class Finger:
    """Taps and clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        """Press a button, a link, a fold; what it sets off has then arrived whole."""
        target.click()
        self.page.wait_for_load_state()

    def tick(self, target: Locator) -> None:
        """Tap a chip or a choice, so that it is on."""
        target.check()

    def write(self, target: Locator, text: str) -> None:
        """Replace what stands in a field."""
        target.fill(text)

    def day(self, target: Locator, on: date) -> None:
        """Give a day."""
        target.fill(str(on))

    def pick(self, target: Locator, option: str) -> None:
        """Choose from a list by the option's words."""
        target.select_option(label=option)


class Keyboard(Finger):
    """Keys alone. `pressed` counts all but the letters that are typed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.pressed = 0

    def key(self, name: str) -> None:
        """One key."""
        self.page.keyboard.press(name)
        self.pressed += 1

    def reach(self, target: Locator) -> None:
        """Tab, or Shift and Tab, until the target has the focus; a group of choices counts as one stop."""
        target.wait_for(state="attached")
        wanted = target.element_handle()
        for _ in range(FARTHEST):
            stop = self.page.evaluate(STOP, wanted)
            assert stop["shows"], f"the focus on {stop['name']!r} does not show"
            assert stop["seen"], f"{stop['name']!r} has the focus and is hidden under something"
            if stop["here"]:
                return
            self.key("Tab" if stop["away"] > 0 else "Shift+Tab")
        raise AssertionError(f"{target} is not reached with the Tab key")

    def press(self, target: Locator) -> None:
        self.reach(target)
        if target.evaluate("one => one.tagName === 'SUMMARY'"):
            self.key("Enter")
            return
        with self.page.expect_navigation():  # a key, unlike a click, does not wait for what it sets off
            self.key("Enter")

    def tick(self, target: Locator) -> None:
        self.reach(target)
        wanted = target.element_handle()
        if target.get_attribute("type") == "radio":
            for _ in range(20):
                if self.page.evaluate("one => document.activeElement === one", wanted):
                    break
                self.key("ArrowDown")
        if not target.is_checked():
            self.key("Space")
        assert target.is_checked()

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.key("Control+a")
        self.page.keyboard.type(text)
        assert target.input_value() == text

    def day(self, target: Locator, on: date) -> None:
        """Month, day, year, as this browser asks for them. Reached from above, the month has the focus."""
        self.reach(target)
        self.page.keyboard.type(f"{on:%m%d%Y}")
        assert target.input_value() == str(on)

    def pick(self, target: Locator, option: str) -> None:
        self.reach(target)
        self.page.keyboard.type(option)
        assert target.locator("option:checked").inner_text().strip() == option


def arrived_well(page: Page) -> bool:
    """Whether a fresh page leaves the focus at its top or in its own part, never lost in the bars."""
    return bool(
        page.evaluate("(at => !at || at === document.body || !!at.closest('main'))(document.activeElement)")
    )
