"""Large files in two processes give what one process gives, byte for byte."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from goldseam.corpus.asked import Asked, Summary
from goldseam.corpus.parallel import notice_large
from goldseam.corpus.stream import notice_csv

HEAD = "client,session,score\n"


def course(client: str, drop: int) -> str:
    return "".join(f"{client},{t},{36 + t % 3 - (12 if t == drop else 0)}\n" for t in range(1, 9))


def both(tmp_path: Path, text: str) -> tuple[tuple[str, Summary], tuple[str, Summary]]:
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8", newline="")
    out = []
    for large in (True, False):
        sink = io.StringIO()
        with path.open(encoding="utf-8-sig", newline="") as source:
            asked = Asked(0, 40)
            told = (
                notice_large(str(path), source, sink, asked, tmp_path, part=900)
                if large
                else notice_csv(source, sink, asked)
            )
        out.append((sink.getvalue(), told))
    return out[0], out[1]


def test_parts_join_to_the_whole_with_true_line_numbers(tmp_path: Path) -> None:
    courses = [course(f"C{i}", 4 + i % 4) for i in range(30)]
    courses[25] = "C25,1,99\n" + course("C25", 5)
    large, whole = both(tmp_path, HEAD + "".join(courses))
    assert large == whole
    assert large[1].problems == [(25 * 8 + 2, "its score 99 lies outside 0 to 40")]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "".join(course(f"C{i}", 5) for i in range(20)) + "C0,9,20\n",
        HEAD + "".join(course(f"C{i}", 5) for i in range(20)) + 'X,1,"36\n' + course("Y", 3),
        "\n" + HEAD + "".join(course(f"C{i}", 5) for i in range(20)),
    ],
    ids=["a client returns", "a stray quote", "a blank first line"],
)
def test_what_cannot_be_cut_is_read_whole(tmp_path: Path, text: str) -> None:
    large, whole = both(tmp_path, text)
    assert large == whole


def test_nothing_is_left_beside_the_output(tmp_path: Path) -> None:
    both(tmp_path, HEAD + "".join(course(f"C{i}", 5) for i in range(20)))
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
