"""The tone of every sentence the program says to a person, checked by rules one can read.

Use it on your own texts: `assert not complaints(text)`. It holds the letter of the tone (length, forbidden
words), never its spirit; a person still reads the sentences aloud.
"""

from __future__ import annotations

import re

MOST_WORDS = 15
# Word -> why it is not said here.
NOT_SAID = {
    r"should(n't)?|ought|must": "it orders a person about",
    r"fail(s|ed|ing|ure|ures)?|unsuccessful(ly)?": "say still open, partly mended, ended without repair",
    r"amazing|awesome|congratulations|well done|great job|proud of you|perfect": "it inflates praise",
    r"your fault|to blame|you caused|you forgot|stupid|careless|incompetent": "it blames",
    r"streaks?|badges?|leaderboards?|rankings?": "nothing is counted for show here",
    r"simply|obviously|just (do|be|stop)|of course": "it makes a hard thing sound easy",
}
_END = re.compile(r"(?<=[.?!…])[\"”’)]*\s+|\n+")


def sentences(text: str) -> list[str]:
    """Split a text into sentences at `. ? ! …` and at line ends.

    >>> sentences("You can stop now. Or go on?")
    ['You can stop now.', 'Or go on?']
    """
    return [one.strip() for one in _END.split(text) if one.strip()]


def count_words(sentence: str) -> int:
    """Count words; a {name} in braces counts as one, a lone dash as none.

    >>> count_words("You said so at session {session}.")
    6
    """
    filled = re.sub(r"\{[^}]*\}", "x", sentence)
    return len([word for word in filled.split() if re.search(r"\w", word)])


def complaints(text: str, most: int = MOST_WORDS) -> list[str]:
    """Say what in a text breaks the tone; an empty list where nothing does.

    >>> complaints("You should call now!")
    ["'should': it orders a person about", 'an exclamation mark: You should call now!']
    """
    found = []
    for pattern, why in NOT_SAID.items():
        said = re.search(rf"\b({pattern})\b", text, re.IGNORECASE)
        if said:
            found.append(f"{said.group(0)!r}: {why}")
    for one in sentences(text):
        if "!" in one:
            found.append(f"an exclamation mark: {one}")
        if count_words(one) > most:
            found.append(f"{count_words(one)} words: {one}")
    return found
