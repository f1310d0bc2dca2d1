"""How long one 50-minute session takes: `python benchmarks/listening_speed.py`.

A made-up session of 600 turns and about 8,000 words (seeded), read cold (a fresh Python that
imports, loads the layers and listens) and warm (the same process again). ConvoKit and spaCy are
timed on the same turns where they are installed, and said to be absent where not.
"""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import time
from collections.abc import Callable

COMMON = """i you the a to and it of that was in my me is for not but have this with on he she they what so just like
know think feel really about when would could because home work mother week want people said time going much maybe
always never tired angry sad better worse hard help talk listen homework sleep"""
WORDS = COMMON.split()
GOAL_WARM, GOAL_COLD = 1.5, 4.0


def session(turns: int = 600, words: int = 8000, seed: int = 0) -> list[tuple[str, str, float, float]]:
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


def as_csv(rows: list[tuple[str, str, float, float]]) -> bytes:
    lines = [f'{who},{start:.2f},{end:.2f},"{text}"' for who, text, start, end in rows]
    return ("speaker,start,end,text\n" + "\n".join(lines)).encode()


def listen_once(data: bytes) -> int:
    from goldseam.noticing.listen import listen
    from goldseam.transcripts import read

    return len(listen(read(data, "session.csv")).moments)


def timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def cold() -> float:
    """A fresh process, from start to the end of listening."""
    here = __file__
    return timed(lambda: subprocess.run([sys.executable, here, "--once"], check=True, capture_output=True))


def spacy_time(rows: list[tuple[str, str, float, float]]) -> str:
    if importlib.util.find_spec("spacy") is None:
        return "not installed here"
    import spacy

    if not spacy.util.is_package("en_core_web_sm"):
        return "installed, its English model is not"
    nlp = spacy.load("en_core_web_sm")
    return f"{timed(lambda: list(nlp.pipe([row[1] for row in rows]))):.2f} s warm"


def convokit_time(rows: list[tuple[str, str, float, float]]) -> str:
    if importlib.util.find_spec("convokit") is None:
        return "not installed here"
    from convokit import Corpus, Speaker, TextParser, Utterance

    people = {who: Speaker(id=who) for who in "TC"}
    said = [
        Utterance(id=str(n), speaker=people[row[0]], conversation_id="0", text=row[1])
        for n, row in enumerate(rows)
    ]
    corpus = Corpus(utterances=said)
    return f"{timed(lambda: TextParser().transform(corpus)):.2f} s warm"


def main() -> None:
    data = as_csv(session())
    if "--once" in sys.argv:
        listen_once(data)
        return
    listen_once(data)
    warm = min(timed(lambda: listen_once(data)) for _ in range(5))
    fresh = min(cold() for _ in range(3))
    count = sum(len(row[1].split()) for row in session())
    print(f"600 turns, {count:,} words")
    print(f"goldseam  warm {warm:.2f} s (goal {GOAL_WARM})   cold {fresh:.2f} s (goal {GOAL_COLD})")
    print(f"spaCy     {spacy_time(session())}")
    print(f"ConvoKit  {convokit_time(session())}")


if __name__ == "__main__":
    main()
