"""What leaves in an export: the record, in open formats, and nothing that only the ratings noticed."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from cast import HARD, NOW, held, quiet_course, sam
from goldseam.acts import check_ins, episodes, exporting, hard, people

pytestmark = pytest.mark.usefixtures("open_book")
MARKED = "marmalade lighthouse"


def body(with_notes: bool = False) -> dict[str, list[dict[str, object]]]:
    with zipfile.ZipFile(io.BytesIO(exporting.export(NOW, with_notes=with_notes))) as packed:
        return json.loads(packed.read("goldseam.json"))  # type: ignore[no-any-return]


def test_a_notice_of_the_ratings_alone_stays_and_goes_once_confirmed() -> None:
    alliance = people.alliance_of(sam())
    quiet_course(alliance, 8)
    quiet_fall = {**HARD, "strain": 0}
    check_ins.record(held(alliance, 9), "session-check-in", quiet_fall, NOW, way="handed")
    assert body()["episode_facts"] == []
    episodes.confirm(episodes.open_episodes()[0].row, NOW)
    assert [row["kind"] for row in body()["episode_facts"]] == ["noticed", "confirmed"]


def test_removed_clients_stay_out() -> None:
    client = sam()
    people.remove_client(client, NOW)
    assert body()["clients"] == []


def test_hard_session_notes_never_leave() -> None:
    note = hard.begin(hard.Length.NOTE, NOW)
    hard.keep(note, NOW, {"what": MARKED})
    assert MARKED.encode() not in exporting.export(NOW, with_notes=True)


def test_a_code_that_a_spreadsheet_would_run_is_made_still() -> None:
    people.add_client("=HYPERLINK(1)", NOW)
    with zipfile.ZipFile(io.BytesIO(exporting.export(NOW))) as packed:
        assert b"'=HYPERLINK(1)" in packed.read("clients.csv")
