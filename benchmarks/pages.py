"""How quick and light the pages are: cold first page, a client's page, its weight.

    python benchmarks/pages.py [--quick]

Prints one table: ours, the goal of docs/decisions, and what two local web applications of the same kind
took (fava 1.30 and datasette 0.65, measured once on another evening of the same machine; start them
yourself to compare on yours). CPU seconds, medians; machines are noisy, so read ratios.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

WORKER = """
import sys, time, resource
from pathlib import Path
from goldseam.acts.home import home
from goldseam.web import settings
settings.configure(8765, home(sys.argv[1]))
from django.test import Client
from goldseam.web.place import PLACE
client = Client(headers={"host": "localhost:8765"})
assert client.get("/").status_code == 200
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def first_page(runs: int) -> tuple[float, float]:
    """CPU seconds and MB until the locked page is there, medians over fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "OMP_NUM_THREADS": "1"}
        found = [
            subprocess.run(
                [sys.executable, "-c", WORKER, folder],
                capture_output=True,
                text=True,
                check=True,
                env=environ,
            ).stdout.split()
            for _ in range(runs)
        ]
    cpu, memory = zip(*((float(a), float(b)) for a, b in found), strict=True)
    return statistics.median(cpu), statistics.median(memory)


def client_page(runs: int) -> dict[str, float]:
    """Milliseconds (CPU and wall) and kilobytes of the demo book's client pages."""
    from goldseam.acts.home import home
    from goldseam.store.kdf import SMALLEST
    from goldseam.web import files, settings

    folder = Path(tempfile.mkdtemp())
    settings.configure(8765, home(folder))
    from goldseam.acts import book, demo

    now = datetime.now(UTC)
    book.make_book(folder / "book", "four quiet grey herons", now, params=SMALLEST)
    demo.fill_with_invented_people(now)
    from django.test import Client

    from goldseam.acts import people
    from goldseam.web.guard import seat_cookie
    from goldseam.web.place import PLACE

    browser = Client(headers={"host": "localhost:8765"})
    browser.cookies[seat_cookie(8765)] = PLACE.open_book(folder / "book").seat
    addresses = [f"/clients/{one.pk}/" for one in people.clients()]
    pages = [browser.get(address) for address in addresses]
    wall, cpu = [], []
    for _ in range(runs):
        for address in addresses:
            began, used = time.perf_counter(), time.process_time()
            browser.get(address)
            wall.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - used))
    assets = sum(path.stat().st_size for path in files.FOLDER.rglob("*") if path.is_file())
    linked = max(len(set(re.findall(r"/static/[^\"]+", page.content.decode()))) for page in pages)
    return {
        "p95": sorted(wall)[int(len(wall) * 0.95)],
        "cpu": statistics.median(cpu),
        "weight": (max(len(page.content) for page in pages) + assets) / 1000,
        "requests": linked + 1,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    cpu, memory = first_page(3 if quick else 9)
    page = client_page(2 if quick else 20)
    rows = [
        ("first page, cold, CPU s (without Argon2id)", f"{cpu:.2f}", "0.60", "fava .83, datasette .84"),
        ("memory at the first page, MB", f"{memory:.0f}", "90", "fava 57, datasette 48 to 55"),
        ("client page, p95 ms, one quiet user", f"{page['p95']:.0f}", "60", "-"),
        ("client page, median CPU ms", f"{page['cpu']:.0f}", "-", "-"),
        ("client page with assets, heaviest, kB", f"{page['weight']:.0f}", "60", "fava 523, datasette 217"),
        ("requests for it", f"{page['requests']:.0f}", "5", "fava 4, datasette 7"),
    ]
    for row in (("what", "ours", "goal", "others"), *rows):
        met = "" if row[2] in {"goal", "-"} else ("met" if float(row[1]) <= float(row[2]) else "MISSED")
        print(f"{row[0]:48}{row[1]:>8}{row[2]:>8}  {met:8}{row[3]}")


if __name__ == "__main__":
    sys.exit(main())
