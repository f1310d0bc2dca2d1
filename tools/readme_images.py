"""Take the pictures that README shows, from the demo book: `python tools/readme_images.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

from screenshots import MAKING_MS, desk, serving  # noqa: E402

OUT = ROOT / "docs" / "images"


def main() -> None:
    """Four pictures: the door, a client, an episode, a check-in in a client's hands."""
    OUT.mkdir(parents=True, exist_ok=True)
    with serving() as address, desk() as page:
        origin = address.split("/?")[0]
        page.set_viewport_size({"width": 900, "height": 700})
        page.goto(address)
        page.get_by_text("Look around with invented people").click(timeout=MAKING_MS)
        page.get_by_role("heading", name="Hard one?").wait_for(timeout=MAKING_MS)
        page.screenshot(path=OUT / "door.png")
        page.goto(origin + "/caseload/")
        page.get_by_role("link", name="Heron").click()
        page.screenshot(path=OUT / "client.png")
        page.goto(origin + "/caseload/")
        page.get_by_role("link", name="Otter").click()
        page.get_by_role("link", name="Session 11", exact=True).first.click()
        page.set_viewport_size({"width": 900, "height": 1000})
        page.screenshot(path=OUT / "episode.png")
        page.goto(origin + "/caseload/")
        page.get_by_role("link", name="Heron").click()
        page.get_by_role("link", name="Session 34", exact=True).click()
        page.get_by_role("button", name="Hand over").first.click()
        page.get_by_role("link", name="One at a time").click()
        page.set_viewport_size({"width": 390, "height": 700})
        page.screenshot(path=OUT / "checkin.png")


if __name__ == "__main__":
    main()
