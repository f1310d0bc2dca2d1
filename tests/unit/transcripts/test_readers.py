"""Readers one by one: what each layout has that the others have not."""

from __future__ import annotations

import io

import docx
import pytest
import srt
import webvtt

from goldseam.errors import BadInput
from goldseam.terms.talk import Speaker, Transcript, Turn
from goldseam.transcripts import guess_roles, read, with_roles
from goldseam.transcripts.cues import Cue, split_labels, to_transcript


def texts(data: str, name: str = "x") -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in read(data.encode(), name).turns]


def test_neighbouring_cues_of_one_speaker_are_one_turn_until_two_seconds_of_silence() -> None:
    cues = [Cue("a", "T", 0, 1), Cue("b", "T", 1.5, 2), Cue("c", "T", 4, 5), Cue("d", "C", 6, 7)]
    turns = to_transcript(cues).turns
    assert [(t.text, t.start, t.end) for t in turns] == [("a b", 0, 2), ("c", 4, 5), ("d", 6, 7)]


def test_two_voices_in_one_cue_are_two_turns() -> None:
    vtt = (
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Dana>How was it?</v> <v.loud Sam>Fine &amp; <i>done</i>.</v>\n"
    )
    assert texts(vtt) == [("Dana", "How was it?"), ("Sam", "Fine & done.")]


def test_notes_styles_and_settings_of_webvtt_are_not_speech() -> None:
    vtt = "WEBVTT - x\n\nSTYLE\n::cue { color: red }\n\nNOTE hidden\n\n00:01.000 --> 00:02.000 align:start\nSam: Yes.\n\n00:03.000 --> 00:04.000\nSam: No.\n"
    assert texts(vtt) == [("Sam", "Yes. No.")]


def test_a_broken_time_costs_the_time_and_not_the_words() -> None:
    transcript = read(
        b"WEBVTT\n\n00:0x --> 00:02.000\nStill said.\n\n00:03.000 --> 00:04.000\nAnd this.\n", "x.vtt"
    )
    assert [t.text for t in transcript.turns] == ["Still said.", "And this."]
    assert transcript.turns[0].start is None
    assert transcript.problems


def test_a_colon_in_speech_is_not_a_speaker() -> None:
    cues = [Cue("Remember: breathe."), Cue("the thing is: no"), Cue("Dana: Hello."), Cue("Dana: Go on.")]
    assert [cue.label for cue in split_labels(cues)] == ["", "", "Dana", "Dana"]


def test_numbered_turns_are_one_speaker_and_numbered_speakers_stay_two() -> None:
    assert [t[0] for t in texts("T1: Hi.\nC1: Hi.\nT2: So?\nC2: Well.")] == ["T", "C", "T", "C"]
    assert [t[0] for t in texts("S1: Hi.\nS2: Hi.\nS1: So?\nS2: Well.")] == ["S1", "S2", "S1", "S2"]


def test_lines_without_a_label_go_on_with_the_turn_above() -> None:
    assert texts("Therapist: One\ntwo.\n\nClient: Three.") == [
        ("Therapist", "One two."),
        ("Client", "Three."),
    ]


def test_rev_like_times_may_stand_before_or_after_the_name() -> None:
    assert texts("[00:00:03] Dana: Hi.\n[00:00:09] Sam: Hello.") == [("Dana", "Hi."), ("Sam", "Hello.")]
    assert texts("Speaker 1 (00:03):\nHi.\nSpeaker 2 (00:09):\nHello.") == [
        ("Speaker 1", "Hi."),
        ("Speaker 2", "Hello."),
    ]


def test_praat_quotes_and_both_layouts() -> None:
    short = 'File type = "ooTextFile"\n"TextGrid"\n0\n4\n<exists>\n1\n"IntervalTier"\n"T"\n0\n4\n2\n0\n1\n""\n1\n4\n"He said ""no"" [3] 5 times"\n'
    assert texts(short, "x.TextGrid") == [("T", 'He said "no" [3] 5 times')]


def test_a_cut_textgrid_gives_what_is_there() -> None:
    cut = 'File type = "ooTextFile"\n"TextGrid"\n0\n4\n<exists>\n2\n"IntervalTier"\n"T"\n0\n4\n5\n0\n1\n"Hello."\n1'
    transcript = read(cut.encode(), "x.TextGrid")
    assert [t.text for t in transcript.turns] == ["Hello."]
    assert "cut off" in transcript.problems[0]


def test_chat_marks_are_not_speech() -> None:
    cha = "@UTF8\n@Begin\n*PAR:\twell <I went> [/] I went (.) &=laughs (be)cause xxx it's@s fine . \x15100_900\x15\n@End\n"
    assert texts(cha, "x.cha") == [("PAR", "well I went I went because it's fine.")]


def test_aws_older_layout_takes_speakers_from_segments() -> None:
    old = (
        '{"results": {"speaker_labels": {"segments": [{"speaker_label": "spk_1", "items": [{"start_time": "1.0"}]}]},'
        '"items": [{"type": "pronunciation", "start_time": "1.0", "end_time": "1.4", "alternatives": [{"content": "Yes"}]},'
        '{"type": "punctuation", "alternatives": [{"content": "."}]}]}}'
    )
    assert texts(old, "x.json") == [("spk_1", "Yes.")]


def test_google_without_speakers_keeps_the_sentences() -> None:
    plain = '{"results": [{"alternatives": [{"transcript": "Hello there.", "words": [{"startTime": "1s", "endTime": "2s", "word": "Hello"}]}]}]}'
    assert texts(plain, "x.json") == [("", "Hello there.")]


def test_a_word_table_of_two_columns_is_a_transcript() -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for row, (who, said) in zip(
        table.rows, [("Therapist", "How are you?"), ("Client", "Tired.")], strict=True
    ):
        row.cells[0].text, row.cells[1].text = who, said
    packed = io.BytesIO()
    made.save(packed)
    turns = read(packed.getvalue(), "x.docx").turns
    assert [(t.label, t.text) for t in turns] == [("Therapist", "How are you?"), ("Client", "Tired.")]


def test_our_captions_agree_with_the_field_libraries() -> None:
    captions = [(1.0, 2.5, "One."), (3.0, 4.0, "Two."), (5.25, 6.0, "Three.")]
    blocks = [
        srt.Subtitle(n, srt.timedelta(seconds=s), srt.timedelta(seconds=e), t)
        for n, (s, e, t) in enumerate(captions, 1)
    ]
    written = srt.compose(blocks)
    assert [(t.start, t.end, t.text) for t in read(written.encode(), "x.srt").turns] == captions
    vtt = webvtt.from_string("WEBVTT\n\n" + written.replace(",", "."))
    ours = read(("WEBVTT\n\n" + written.replace(",", ".")).encode(), "x.vtt").turns
    assert [t.text for t in ours] == [caption.text for caption in vtt]
    assert [t.start for t in ours] == [
        caption.start_in_seconds + caption.start_time.milliseconds / 1000 for caption in vtt
    ]


def test_roles_can_be_put_right_by_the_person() -> None:
    talk = Transcript((Turn(1, "A", "Hello."), Turn(2, "B", "Hi."), Turn(3, "X", "Door.")))
    right = with_roles(talk, (("A", Speaker.CLIENT), ("B", Speaker.THERAPIST)))
    assert [t.speaker for t in right.turns] == [Speaker.CLIENT, Speaker.THERAPIST, Speaker.UNKNOWN]


def test_one_speaker_is_not_guessed_at() -> None:
    guess = guess_roles(Transcript((Turn(1, "A", "Hello."),)))
    assert guess.roles == ()
    assert guess.sure == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("T", "C"), ("T1", "C1"), ("Dr. Vega", "Patient"), ("therapist_2", "CLIENT2"), ("INV", "PAR")],
)
def test_a_label_that_names_a_role_is_believed(one: str, other: str) -> None:
    guess = guess_roles(Transcript((Turn(1, other, "How was the week?"), Turn(2, one, "My week was long."))))
    assert dict(guess.roles) == {one: Speaker.THERAPIST, other: Speaker.CLIENT}


def test_an_initial_in_a_name_names_no_role() -> None:
    turns = (
        Turn(1, "Anna C.", "How was the week for you?"),
        Turn(2, "Bo T.", "My week was long, and I slept badly."),
    )
    assert dict(guess_roles(Transcript(turns)).roles)["Anna C."] is Speaker.THERAPIST


def test_a_table_without_names_says_what_to_give() -> None:
    with pytest.raises(BadInput, match="no transcript format"):
        read(b"a,b\n1,2\n", "x.csv")


def test_an_empty_file_says_that_it_is_empty() -> None:
    for nothing in (b"", b" \n\n"):
        with pytest.raises(BadInput, match="empty"):
            read(nothing, "x.txt")


def test_a_third_speaker_is_named_as_neither() -> None:
    turns = (
        Turn(1, "Anna", "How was the week for you two?"),
        Turn(2, "Tom", "I worked and I slept. I did my best."),
        Turn(3, "Jo", "He worked."),
    )
    assert "Jo is taken for neither" in guess_roles(Transcript(turns)).because


def test_a_reason_for_a_role_says_only_what_is_so() -> None:
    turns = (Turn(1, "Speaker 1", "and then the shops were shut"), Turn(2, "Speaker 2", "right ok"))
    guess = guess_roles(Transcript(turns))
    assert guess.because.startswith("There is too little talk")
    assert guess.sure <= 0.5


def test_no_space_after_the_colon_is_needed() -> None:
    found = read(b"T:How was the week?\nC:Long. http://x.example and 10:30 and so on.\nT:Tell me.\n", "a.txt")
    assert [turn.label for turn in found.turns] == ["T", "C", "T"]
    assert found.turns[0].text == "How was the week?"
    named = read(b"Anna:How was it?\nBo:Fine.\nAnna:Tell me.\nBo:At 10:30 I left.\n", "a.txt")
    assert [turn.text for turn in named.turns][-1] == "At 10:30 I left."


def test_where_only_the_therapist_is_named_the_one_who_says_most_is_the_client() -> None:
    turns = (
        Turn(1, "Therapist", "How was it?"),
        Turn(2, "Heron", "I was tired and I slept all Sunday."),
        Turn(3, "Jo", "He did."),
    )
    guess = guess_roles(Transcript(turns))
    assert dict(guess.roles) == {"Therapist": Speaker.THERAPIST, "Heron": Speaker.CLIENT}
    assert "Jo is taken for neither" in guess.because
