"""Transcripts: consent first, sealed, with an end, never in journal or export, disagreement kept."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from cast import HARD, NOW, held, quiet_course, sam
from contract.canaries import scan
from goldseam.acts import (
    check_ins,
    comparing,
    consent,
    exporting,
    hard,
    people,
    redacting,
    transcripts,
    witnesses,
    writings,
)
from goldseam.acts.consent import By, Given, How, Why
from goldseam.acts.transcripts import View, Viewed
from goldseam.errors import BadInput, NotFound, Refused
from goldseam.store import journal, keyring
from goldseam.store.models import Change, ConsentRow, SessionRow, TalkLogRow, TranscriptRow
from goldseam.terms.talk import Speaker

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "transcripts"
ZOOM = (SAMPLES / "zoom.vtt").read_bytes()
MARKED = "marmalade lighthouse"
TODAY = NOW.date()
LATER = NOW + timedelta(days=31)
ROLES = {"Dana Reyes": Speaker.THERAPIST, "Sam K": Speaker.CLIENT}
pytestmark = pytest.mark.usefixtures("open_book")


def long_talk(hostile: bool = True) -> bytes:
    """Twenty-four turns; with or without a complaint to the therapist."""
    said = (
        "You never listen to me and this is a waste of time."
        if hostile
        else "We went to the market and bought fish."
    )
    turns = [
        f"T: And then, what came after that?\nC: {said if n == 5 else 'We painted the kitchen on Sunday.'}"
        for n in range(12)
    ]
    return "\n".join(turns).encode()


@pytest.fixture
def session(open_book: Path) -> SessionRow:
    return held(people.alliance_of(sam()), 3)


def agreed(session: SessionRow, **more: object) -> ConsentRow:
    """A consent, noted a second after the one before."""
    at = NOW + timedelta(seconds=ConsentRow.rows.count())
    return consent.record(session, Given(By.CLIENT, How.SIGNED, TODAY, **more), at)  # type: ignore[arg-type]


def kept(session: SessionRow, data: bytes = ZOOM, name: str = "zoom.vtt") -> TranscriptRow:
    agreed(session, may_share=True)
    return transcripts.add(session, data, name, NOW)


def confirmed(session: SessionRow, data: bytes = ZOOM, name: str = "zoom.vtt") -> TranscriptRow:
    row = kept(session, data, name)
    return transcripts.confirm(row, dict(transcripts.guess(row).roles), NOW)


def test_without_a_consent_nothing_is_stored(session: SessionRow) -> None:
    with pytest.raises(Refused, match="No consent is noted"):
        transcripts.add(session, ZOOM, "zoom.vtt", NOW)
    assert not TranscriptRow.rows.exists()


@pytest.mark.parametrize("end", ["over", "withdrawn", "undone", "of another session"])
def test_a_consent_that_does_not_hold_lets_nothing_in(session: SessionRow, end: str) -> None:
    row = agreed(session if end != "of another session" else held(session.alliance, 4), until=TODAY)
    if end == "withdrawn":
        consent.withdraw(row, NOW)
    if end == "undone":
        journal.undo(Change.objects.filter(row=row.pk).latest("id"), NOW)
    with pytest.raises(Refused):
        transcripts.add(session, ZOOM, "zoom.vtt", NOW + timedelta(days=end == "over"))


def test_a_consent_for_the_whole_work_covers_each_session(session: SessionRow) -> None:
    agreed(session, whole_work=True)
    assert transcripts.add(held(session.alliance, 8), ZOOM, "zoom.vtt", NOW).turns == 7


def test_another_clients_consent_covers_nothing(session: SessionRow) -> None:
    agreed(held(people.alliance_of(sam("Robin")), 1), whole_work=True)
    with pytest.raises(Refused):
        transcripts.add(session, ZOOM, "zoom.vtt", NOW)


def test_a_consent_given_tomorrow_or_over_yesterday_is_not_noted(session: SessionRow) -> None:
    for wrong in (
        Given(By.CLIENT, How.SAID, TODAY + timedelta(days=2)),
        Given(By.CLIENT, How.SAID, TODAY, TODAY - timedelta(days=2)),
    ):
        with pytest.raises(BadInput):
            consent.record(session, wrong, NOW)


def test_a_transcript_comes_back_as_it_went_in(session: SessionRow) -> None:
    turns = transcripts.transcript_of(kept(session)).turns
    assert (turns[1].label, turns[1].text) == ("Sam K", "It was fine. I don't really want to go into it.")
    assert (turns[1].start, turns[1].end) == (8.4, 12.1)
    assert {turn.speaker for turn in turns} == {Speaker.UNKNOWN}


def test_it_lasts_thirty_days_and_never_longer_than_its_consent(session: SessionRow) -> None:
    assert kept(session).expires_on == date(2026, 12, 22)
    agreed(session, until=TODAY + timedelta(days=3))
    assert transcripts.add(session, ZOOM, "zoom.vtt", NOW).expires_on == date(2026, 11, 25)
    with pytest.raises(BadInput, match="1 to 365"):
        transcripts.add(session, ZOOM, "zoom.vtt", NOW, days=9999)


def test_the_speakers_are_guessed_with_a_reason_and_confirmed(session: SessionRow) -> None:
    row = kept(session)
    guess = transcripts.guess(row)
    assert dict(guess.roles) == ROLES
    assert "Please check" in guess.because
    transcripts.confirm(row, ROLES, NOW)
    assert transcripts.transcript_of(TranscriptRow.rows.get()).turns[0].speaker is Speaker.THERAPIST


def test_without_a_client_nothing_is_confirmed(session: SessionRow) -> None:
    with pytest.raises(BadInput, match="which speaker is your client"):
        transcripts.confirm(kept(session), {"Dana Reyes": Speaker.THERAPIST}, NOW)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 99,
        b"PK\x03\x04nothing",
        b"\xff\xfe" + b"a" * 99,
        b"WEBVTT\n\n-->\n",
        b"[]",
        b"{" * 9999,
    ],
)
def test_a_file_that_is_no_transcript_gets_a_sentence_and_leaves_nothing(
    session: SessionRow, data: bytes
) -> None:
    agreed(session)
    with pytest.raises(BadInput):
        transcripts.add(session, data, "x.vtt", NOW)
    assert not TranscriptRow.rows.exists()


def test_more_turns_than_a_session_has_are_refused(session: SessionRow) -> None:
    agreed(session)
    with pytest.raises(BadInput, match="Give it in parts"):
        transcripts.add(
            session, b"\n".join(b"%c: word" % (b"TC"[n % 2]) for n in range(6_002)), "long.txt", NOW
        )


def test_every_moment_has_an_id_of_its_own_that_holds_no_word(session: SessionRow) -> None:
    moments = transcripts.held(confirmed(session))
    assert len({one.id for one in moments}) == len(moments) >= 6
    assert "worksheet" not in " ".join(one.id for one in moments)


def test_two_moments_of_a_kind_at_one_turn_have_two_ids(session: SessionRow) -> None:
    twice = [one.moment for one in transcripts.held(confirmed(session))][:1] * 2
    assert len(set(transcripts.ids_of(twice))) == 2


def test_disagreement_is_kept_with_a_word_and_can_be_taken_back(session: SessionRow) -> None:
    row = confirmed(session)
    key = transcripts.held(row)[0].id
    transcripts.say(row, key, Viewed(View.DISAGREE, MARKED))
    again = transcripts.held(TranscriptRow.rows.get())[0]
    assert again.is_refused
    assert again.viewed == Viewed(View.DISAGREE, MARKED)
    transcripts.say(row, key, Viewed(None))
    assert transcripts.held(TranscriptRow.rows.get())[0].viewed is None


def test_a_moment_that_is_not_there_and_too_many_words_are_told(session: SessionRow) -> None:
    row = confirmed(session)
    with pytest.raises(NotFound):
        transcripts.say(row, "999-nothing-0", Viewed(View.AGREE))
    with pytest.raises(BadInput, match="up to 200"):
        transcripts.say(row, transcripts.held(row)[0].id, Viewed(View.AGREE, "x" * 201))


def test_a_moment_one_disagrees_with_no_longer_counts_in_the_reading(session: SessionRow) -> None:
    row = confirmed(session, long_talk(), "t.txt")
    before = transcripts.reading(row).p_rupture
    for one in transcripts.held(row):
        transcripts.say(row, one.id, Viewed(View.DISAGREE))
    assert transcripts.reading(row).p_rupture < before
    assert transcripts.reading(row).p_rupture < 0.25


def test_the_talk_is_a_witness_of_its_session_once_confirmed(session: SessionRow) -> None:
    row = kept(session, long_talk(), "t.txt")
    assert "talk" not in {one.witness for one in witnesses.side_by_side(session).witnesses}
    transcripts.confirm(row, dict(transcripts.guess(row).roles), NOW)
    found = {one.witness: one.because for one in witnesses.side_by_side(session).witnesses}
    assert "You never listen" in found["talk"]


def test_deleted_it_is_gone_from_every_table_and_only_the_log_knows(session: SessionRow) -> None:
    row = confirmed(session)
    envelope = bytes(TranscriptRow.rows.values_list("body", flat=True).get())
    transcripts.delete(row, NOW)
    assert not TranscriptRow.rows.exists()
    [log] = consent.log_of(session)
    assert (log.what, log.why, log.by, log.turns, log.at) == ("deleted", "asked", "therapist", 7, NOW)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            cells = [cell for line in cursor.fetchall() for cell in line]
        assert not any(envelope[20:60] in bytes(c) for c in cells if isinstance(c, bytes | memoryview)), table
        assert not any(envelope.hex()[40:120] in c for c in cells if isinstance(c, str)), table


def test_what_is_deleted_is_overwritten_in_the_file(session: SessionRow) -> None:
    kept(session)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1


def test_the_journal_never_holds_a_transcript(session: SessionRow) -> None:
    row = confirmed(session)
    transcripts.say(row, transcripts.held(row)[0].id, Viewed(View.AGREE, MARKED))
    transcripts.delete(row, NOW)
    assert "transcriptrow" not in {change.table for change in Change.objects.all()}
    assert not Change.objects.filter(row=row.pk).exists()


def test_past_its_last_day_it_goes_by_itself(session: SessionRow) -> None:
    row = confirmed(session)
    assert transcripts.of(session, NOW + timedelta(days=30)) == [row]
    assert transcripts.of(session, LATER) == []
    assert [(log.why, log.by) for log in consent.log_of(session)] == [("expired", "program")]


def test_past_its_last_day_its_page_is_not_found(session: SessionRow) -> None:
    row = confirmed(session)
    with pytest.raises(NotFound, match="last day"):
        transcripts.one(row.pk, LATER)


def test_of_a_removed_client_no_transcript_is_shown_and_it_still_ends(session: SessionRow) -> None:
    row = confirmed(session)
    people.remove_client(session.alliance.client, NOW)
    with pytest.raises(NotFound):
        transcripts.one(row.pk, NOW)
    assert consent.delete_expired(LATER) == 1


def test_a_withdrawn_consent_takes_its_transcripts_with_it_at_once(session: SessionRow) -> None:
    row = confirmed(session)
    assert consent.withdraw(row.consent, NOW) == 1
    assert not TranscriptRow.rows.exists()
    assert TalkLogRow.objects.get().why == Why.WITHDRAWN.value


def test_a_consent_undone_in_the_journal_ends_them_too(session: SessionRow) -> None:
    row = confirmed(session)
    journal.undo(Change.objects.filter(row=row.consent_id).latest("id"), NOW)
    assert transcripts.of(session, NOW) == []


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_log_can_only_be_added_to(session: SessionRow, change: str) -> None:
    transcripts.delete(kept(session), NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        TalkLogRow.objects.all().delete() if change == "delete" else TalkLogRow.objects.update(turns=1)


def test_no_export_holds_a_transcript_a_view_or_a_consent(session: SessionRow) -> None:
    row = confirmed(session, long_talk().replace(b"kitchen", MARKED.encode()), "t.txt")
    transcripts.say(row, transcripts.held(row)[0].id, Viewed(View.DISAGREE, MARKED))
    packed = zipfile.ZipFile(io.BytesIO(exporting.export(NOW, with_notes=True)))
    whole = b"".join(packed.read(name) for name in packed.namelist())
    assert MARKED.encode() not in whole
    assert str(row.pk).encode() not in whole
    assert not {"transcripts", "consents"} & set(exporting.TABLES)


def test_a_marked_word_stands_in_no_file_of_the_open_book_and_not_after_deletion(
    session: SessionRow, open_book: Path
) -> None:
    row = confirmed(session, long_talk().replace(b"kitchen", MARKED.encode()), f"{MARKED}.txt")
    transcripts.say(row, transcripts.held(row)[0].id, Viewed(View.DISAGREE, MARKED))
    assert any(MARKED in turn.text for turn in transcripts.transcript_of(row).turns)
    assert scan([open_book], [MARKED]) == []
    transcripts.delete(row, NOW)
    assert scan([open_book], [MARKED]) == []


def test_it_is_sealed_with_the_key_of_talk_and_no_other(session: SessionRow) -> None:
    from goldseam.errors import BookDamaged
    from goldseam.store.keys import Compartment
    from goldseam.store.sealed import unseal

    row = kept(session)
    envelope = TranscriptRow.rows.values_list("body", flat=True).get()
    place = {"table": "store_transcriptrow", "row": str(row.pk), "column": "body"}
    assert "worksheet" in unseal(keyring.current().of(Compartment.TALK), envelope, **place)
    with pytest.raises(BookDamaged):
        unseal(keyring.current().of(Compartment.NOTES), envelope, **place)


def test_three_voices_stand_side_by_side_and_disagreement_is_said(session: SessionRow) -> None:
    alliance = people.alliance_of(sam("Robin"))
    quiet_course(alliance, 8)
    nine = held(alliance, 9)
    check_ins.record(nine, "session-check-in", HARD, NOW, way="handed")
    confirmed(nine, long_talk(hostile=False), "t.txt")
    found = comparing.compare(nine)
    assert [(one.witness, one.says.value) for one in found.voices] == [
        ("ratings", "strain"),
        ("note", "absent"),
        ("talk", "quiet"),
    ]
    assert found.together[0] == "The ratings speak for a strain; the talk does not."


def test_a_note_beside_the_talk_brings_its_own_words(session: SessionRow) -> None:
    note = hard.begin(hard.Length.NOTE, NOW)
    hard.keep(note, NOW, {"what": "She was angry with me. I interrupted her."})
    writings.belongs_to(note, alliance=session.alliance, session=session)
    confirmed(session, long_talk(), "t.txt")
    found = comparing.compare(session)
    assert found.voices[1].words == ("She was angry with me. I interrupted her.",)
    assert found.together == ("They agree: something was strained here.",)


def test_one_voice_alone_is_not_compared(session: SessionRow) -> None:
    assert comparing.compare(session).together == ("There is too little yet to compare.",)


def test_a_copy_has_stand_ins_and_the_same_name_the_same_one(session: SessionRow) -> None:
    row = confirmed(session, b"T: How was it, Sam?\nC: Zara rang. I met Zara in Leeds.\n", "t.txt")
    copy = redacting.review(row)
    assert copy.text == "T: How was it, [NAME 1]?\nC: [NAME 2] rang. I met [NAME 2] in [PLACE 1].\n"
    assert {one.words for one in copy.found} >= {"Sam", "Zara"}


def test_what_the_reviewer_leaves_in_stays_and_what_they_name_goes(session: SessionRow) -> None:
    row = confirmed(session, b"T: How was it, Sam?\nC: I told Zara about the heron club.\n", "t.txt")
    copy = redacting.review(row, also=["heron club"], keep=["name:zara"])
    assert "Zara" in copy.text
    assert "heron" not in copy.text


def test_without_a_word_on_sharing_there_is_no_copy_and_each_copy_is_logged(session: SessionRow) -> None:
    agreed(session)
    row = transcripts.add(session, ZOOM, "zoom.vtt", NOW)
    with pytest.raises(Refused, match="does not speak of sharing"):
        redacting.review(row)
    assert consent.log_of(session) == []
    row = confirmed(session)
    redacting.hand_out(row, [], [], NOW)
    assert [(log.what, log.why) for log in consent.log_of(session)] == [("copied", "shared")]
