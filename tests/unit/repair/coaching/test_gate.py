"""What stops the coaching, by ground; and what sounds like it and does not."""

from __future__ import annotations

import pytest

from goldseam.repair.coach import coach
from goldseam.repair.coaching.gate import stop, stops
from goldseam.repair.coaching.scopes import covered
from goldseam.repair.coaching.tokens import read

# One sentence each, said in a roundabout way: what was done, with no word like "breach" in it.
ROUNDABOUT = [
    "Coming by your flat last night was wrong of me.",
    "When I put my arm around your waist, you froze.",
    "I shouldn't have texted you at midnight to say I was thinking about your body.",
    "The money you lent me, I know I said Friday.",
    "I let your employer know you had missed two sessions, without asking you.",
    "If this reaches the board, I can't protect what's in your file.",
    "When you waited by my car on Tuesday I was frightened.",
    "You said you know which school my daughter goes to.",
    "I've been looking at your Instagram most nights.",
    "The other evening, when we had wine at my place, I went too far.",
    "I stroked your hair while you were crying.",
    "You sent me forty emails over the weekend and then turned up at my home.",
    "I mentioned your affair to your wife on the phone.",
    "I showed my husband your letter.",
    "I haven't paid you back the 400 euro yet.",
    "You said that if I end the therapy you will make sure I never work again.",
    "You picked up the letter opener and pointed it at me.",
    "I kept the necklace you gave me, and I asked you for the earrings too.",
    "I know I suggested we could see each other as friends, and then as more.",
    "My hand on your knee stayed there far too long.",
    "I followed you into the car park because I was worried.",
    "I used what you told me to warn my brother off the deal.",
    "I drove by to see whether your lights were on.",
    "If you write that review, I may have to speak to your probation officer.",
    "You told me you had a gun and that I should think about that.",
    "Falling in love with you is not something I planned.",
    "I invited you to invest in my clinic.",
    "I read your diary while you were in the bathroom.",
    "You wrote that you will burn down the practice.",
    "I gave you a lift home and we kissed in the car.",
    "I told the group what you had said to me in private about your HIV status.",
    "I hired you to redo my kitchen and now I owe you for it.",
    "You grabbed my wrist and would not let go.",
    "I slapped your hand away.",
    "I undressed you with my eyes and you noticed.",
    "I held you down.",
    "I recorded our sessions and you didn't know.",
    "I asked your brother for news of you.",
    "I waited outside your office until you came out.",
    "I turned up drunk.",
    "You left a note on my windscreen saying you'd be watching.",
    "I met you for dinner and said it wasn't a date.",
    "I hugged you though you had said no.",
]
# The same words for something harmless, or for what somebody else did.
HARMLESS = [
    "You told me how your uncle touched you and I looked at my notes.",
    "You asked me for a hug and I said no too quickly.",
    "I raised the fee without warning and that was clumsy.",
    "I had to report what you told me to the safeguarding team, as we had discussed at the start, and I did it coldly.",
    "When you said your husband had a gun, I went straight to the checklist.",
    "I walked past you in the supermarket without saying hello.",
    "You joked that you'd kill me if I mentioned homework again, and I didn't laugh.",
    "I sent you the invoice twice.",
    "You asked to be my friend on Facebook and I never explained why I said no.",
    "I touched on your divorce too early.",
    "Your ex followed you home and I asked about the time of day.",
    "I moved my chair closer and you pulled back.",
    "You brought me a gift and I refused it stiffly.",
    "I held up my hand to stop you.",
    "I told your psychiatrist about the dose as you asked, and I forgot to tell you.",
    "You said you wanted to hit something and I tensed up.",
    "I spoke about my holiday while you were in pain.",
    "I kept looking at your file instead of you.",
    "I emailed you late at night about the appointment.",
    "You owe nothing to me for the missed session.",
    "You told me your father beat you and I said nothing.",
    "I followed your lead.",
    "I watched the clock.",
    "The kiss you told me about with your colleague: I smirked.",
    "I shared too much about my own divorce.",
    "You were afraid he would come to your house.",
    "I pushed you to talk about the assault.",
    "I was late again and you sat outside my office in the cold.",
    "I hit a nerve, and I kept hitting it.",
    "I promised to call on Friday and did not.",
    "Your ex has threatened to kill you, and I talked about breathing.",
    "I told you that you were threatening me with silence.",
    "I forgot the money question you raised.",
    "You asked me for money for the bus and I said no without a word of why.",
    "I read your letter aloud too fast.",
]


def ground(text: str) -> str:
    draft = read(text)
    found = stop(draft, covered(draft))
    return found.name if found else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("You said you would kill me.", "threat"),
        ('You texted me "I will find you".', "threat"),
        ("I drove past your house again on Sunday.", "stalking"),
        ("When I kissed you in the corridor, I went too far.", "sexual"),
        ("I borrowed the two thousand from you and did not pay it back.", "money"),
        ("I told your sister what you said in here.", "confidence"),
    ],
)
def test_a_breach_or_a_threat_stops_the_coaching(text: str, name: str) -> None:
    assert ground(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "You told me how your father hit you, and I looked at my notes.",
        "When you asked for a hug, I said no, and I said it coldly.",
        "The fee went up and I told you by email. That was curt of me.",
        "In your dream I kissed you, and I laughed when you told it.",
        "You told me he said he would kill you, and I changed the subject.",
        "I never touched you.",
    ],
)
def test_what_only_sounds_like_it_does_not(text: str) -> None:
    assert ground(text) == ""


def test_each_reason_is_plain_and_leads_to_someone_to_talk_with() -> None:
    for one in stops():
        assert "talk with" in one.reason.lower()
        assert all(len(sentence.split()) <= 15 for sentence in one.reason.split(". "))


def test_a_stopped_draft_shows_the_reason_and_marks_nothing() -> None:
    read = coach("I drove past your house again on Sunday. You took it the wrong way.")
    assert read.gate
    assert read.spans == ()


@pytest.mark.parametrize("text", ROUNDABOUT)
def test_a_roundabout_wording_stops_it_too(text: str) -> None:
    assert ground(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_things_in_such_words_pass(text: str) -> None:
    assert ground(text) == ""
