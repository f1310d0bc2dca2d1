"""The public sets behind the listening benchmarks: where they lie and how each is read.

None of them is in this repository. They are looked for in GOLDSEAM_DATA, else in `../shared/data`
beside the repository; a benchmark says in one line that it skips where they are absent.
"""

from __future__ import annotations

import csv
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from goldseam.noticing.words import tokens

csv.field_size_limit(10_000_000)
ROOT = Path(os.environ.get("GOLDSEAM_DATA", Path(__file__).resolve().parents[1].parent / "shared" / "data"))


@dataclass(frozen=True)
class Turns:
    """Turns of many conversations in order, and a label a row (-1 where it has none)."""

    texts: list[str]
    speaker: np.ndarray  # "therapist" or "client"
    conversation: np.ndarray
    group: np.ndarray
    label: np.ndarray

    @property
    def first(self) -> np.ndarray:
        return np.append(True, self.conversation[1:] != self.conversation[:-1])


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def present() -> bool:
    return (ROOT / "annomi.csv").exists()


def _group(text: str) -> str:
    """Copies of one text stay in one fold."""
    return " ".join(text.lower().split())[:300]


def singles(texts: list[str], labels: np.ndarray, speaker: str, groups: list[str] | None = None) -> Turns:
    """One-turn conversations."""
    ids = np.arange(len(texts)).astype(str)
    group = np.array(groups if groups is not None else [_group(t) for t in texts])
    return Turns(texts, np.full(len(texts), speaker), ids, group, labels)


def annomi(label: str) -> Turns:
    """AnnoMI once a turn (several coders repeat rows); grouped by video, since videos come twice."""
    kept: dict[tuple[str, int], dict[str, str]] = {}
    for row in rows("annomi.csv"):
        kept.setdefault((row["transcript_id"], int(float(row["utterance_id"]))), row)
    ordered = [kept[key] for key in sorted(kept, key=lambda k: (int(float(k[0])), k[1]))]
    labels = np.array([_annomi_label(row, label) for row in ordered])
    return Turns(
        [row["utterance_text"] for row in ordered],
        np.array([row["interlocutor"] for row in ordered]),
        np.array([row["transcript_id"] for row in ordered]),
        np.array([row["video_url"].split("&")[0] for row in ordered]),
        labels,
    )


def _annomi_label(row: dict[str, str], label: str) -> int:
    client = row["interlocutor"] == "client"
    if label in {"sustain", "change", "neutral"}:
        return int(row["client_talk_type"] == label) if client and row["client_talk_type"] else -1
    if label == "low":
        return -1 if client else int(row["mi_quality"] == "low")
    return (
        int(row["main_therapist_behaviour"] == label)
        if not client and row["main_therapist_behaviour"]
        else -1
    )


def esconv() -> tuple[Turns, np.ndarray]:
    """Rated peer-support chats: low (1 or 2) rating of the helper at a seeker's turn; the ratings."""
    data = rows("failed_esconv_turns.csv")
    given = np.array([float(r["feedback"]) if r["feedback"] else np.nan for r in data])
    label = np.where(np.isnan(given), -1, given <= 2).astype(int)
    conversations = np.array([r["conv_id"] for r in data])
    speaker = np.array(["client" if r["role"] == "seeker" else "therapist" for r in data])
    return Turns([r["text"] for r in data], speaker, conversations, conversations, label), given


def epitome(name: str) -> Turns:
    """Replies to a post: whether the reply shows the mechanism at all; grouped by post."""
    data = rows(f"epitome_{name}.csv")
    labels = np.array([int(int(r["level"]) > 0) for r in data])
    return singles([r["response_post"] for r in data], labels, "therapist", [r["sp_id"] for r in data])


def receptiveness() -> Turns:
    data = rows("receptiveness.csv")
    return singles([r["text"] for r in data], np.array([float(r["receptive_z"]) for r in data]), "therapist")


def surge() -> Turns:
    data = rows("surge_toxicity.csv")
    return singles(
        [r["text"] for r in data], np.array([int(r["is_toxic"] == "Toxic") for r in data]), "client"
    )


def ucc(column: str) -> Turns:
    data = rows("ucc/val.csv")
    return singles([r["comment"] for r in data], np.array([int(r[column]) for r in data]), "client")


def feedback(area: str) -> Turns:
    """Helper turns: 'imperfect', or the weakness `area` named by the judges; grouped by conversation."""
    data = rows("feedback_esconv.csv")
    bad = [
        int(area in r["badareas"].split("|")) if area != "imperfect" else int(r["perfect"] == "0")
        for r in data
    ]
    return singles(
        [r["helper_response"] for r in data], np.array(bad), "therapist", [r["conv_index"] for r in data]
    )


def hlqc() -> Turns:
    """Counselling volleys of high and low quality; label on the counsellor's turns.

    Conversations that share a tenth of their six-word runs with an AnnoMI session are left out: they
    are the same videos, and AnnoMI trained what ships.
    """
    session, known = annomi("low"), set[str]()
    for name in dict.fromkeys(session.conversation.tolist()):
        known |= _runs([t for t, c in zip(session.texts, session.conversation, strict=True) if c == name])
    by_talk: dict[str, list[dict[str, str]]] = {}
    for row in rows("hlqc.csv"):
        by_talk.setdefault(row["conv_id"], []).append(row)
    data = [row for talk in by_talk.values() if not _copied(talk, known) for row in talk]
    speaker = np.array(["client" if r["speaker"] == "client" else "therapist" for r in data])
    label = np.array([int(r["quality"] == "low") for r in data])
    conversation = np.array([r["conv_id"] for r in data])
    return Turns(
        [r["vol_text"] for r in data],
        speaker,
        conversation,
        conversation,
        np.where(speaker == "client", -1, label),
    )


def _copied(talk: list[dict[str, str]], known: set[str]) -> bool:
    mine = _runs([row["vol_text"] for row in talk])
    return len(mine & known) > 0.1 * len(mine)


def _runs(texts: list[str]) -> set[str]:
    """Six words in a row."""
    words = [word for text in texts for word in tokens(text) if word.isalpha()]
    return {" ".join(words[at : at + 6]) for at in range(len(words) - 5)}


def casino() -> Turns:
    """Negotiations: somebody dissatisfied or disliked, on the first turn of each; text is the whole talk."""
    data = rows("casino/dialogues.csv")
    bad = ("dissatisfied", "dislike")
    label = np.array(
        [int(any(b in (r["sat1"] + r["sat2"] + r["like1"] + r["like2"]).lower() for b in bad)) for r in data]
    )
    return singles([r["text"] for r in data], label, "client", [r["dialogue_id"] for r in data])


def goemotions() -> tuple[list[str], np.ndarray, list[str]]:
    """Texts, (texts, 28) labels, names."""
    names = (ROOT / "goemotions" / "emotions.txt").read_text().split()
    texts, labels = [], []
    for part in ("train", "dev", "test"):
        for line in (ROOT / "goemotions" / f"{part}.tsv").read_text(encoding="utf-8").splitlines():
            text, ids, *_ = line.split("\t")
            texts.append(text)
            labels.append(np.isin(np.arange(28), [int(i) for i in ids.split(",")]))
    return texts, np.array(labels, dtype=int), names


def davidson() -> tuple[list[str], np.ndarray]:
    """Tweets and class: 0 hate, 1 offensive, 2 neither."""
    data = rows("davidson_hate_offensive/labeled_data.csv")
    return [r["tweet"] for r in data], np.array([int(r["class"]) for r in data])


CLIENT, THERAPIST = "CHWN", "DT"


def own_lines(kinds: str = CLIENT) -> tuple[list[str], np.ndarray]:
    """Invented lines of our own (CC0), in order, of these kinds.

    A client's: C confronts the helper, H with hostility or threat, W withdraws, N neither. A therapist's: D defends, T does not.
    """
    path = Path(__file__).with_name("listening_own_lines.tsv")
    pairs = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    chosen = [(text, kind) for kind, text in pairs if kind in kinds]
    return [text for text, _ in chosen], np.array([kind for _, kind in chosen])


DRAFTS = ("drafts", "fresh", "fresh2", "blind_a", "blind_b", "blind_c", "blind_d", "blind_f", "blind_g")
DEFENDS = ("justification", "blame", "conditional_apology")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def own_drafts() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Invented drafts to a client (CC0) and their sentences: 1 where one defends; file; whole (1) or sentence."""
    folder = Path(__file__).resolve().parents[1] / "tests" / "samples" / "coach"
    found = []
    for name in DRAFTS:
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            draft = json.loads(line)
            if draft["class"] not in {"near_miss", "gated"}:
                found += [(text, hit, name, whole) for text, hit, whole in _parts(draft)]
    texts, hits, names, wholes = zip(*found, strict=True)
    return list(texts), np.array(hits).astype(int), np.array(names), np.array(wholes)


def _parts(draft: dict[str, Any]) -> list[tuple[str, bool, bool]]:
    """A draft, then its sentences, each with whether words marked as defending stand in it."""
    text = draft["text"]
    marked = [e["words"] for e in draft["expected"] if e["kind"] in DEFENDS]
    places = [(text.find(words), text.find(words) + len(words)) for words in marked]
    sentences = [m for m in _SENTENCE.finditer(text) if len(m.group().split()) > 1]
    cut = [
        (m.group().strip(), any(a < m.end() and b > m.start() for a, b in places), False) for m in sentences
    ]
    return [(text, bool(marked), True), *cut]


# Our own reading of the rated chats: rows (0 = first) where the seeker confronts the helper.
CONFRONTS = tuple(
    int(row)
    for row in [
        "305",
        "308",
        "310",
        "311",
        "313",
        "314",
        "316",
        "357",
        "588",
        "591",
        "791",
        "792",
        "796",
        "1275",
        "1380",
        "1389",
        "1392",
        "1394",
        "1492",
        "1599",
        "1601",
        "1605",
        "1724",
        "1727",
        "1758",
        "2075",
        "2087",
        "2165",
        "2476",
        "2478",
        "2480",
        "2482",
        "2484",
        "2486",
        "2491",
        "2502",
        "2521",
        "2577",
        "2850",
        "2854",
        "2856",
        "2858",
        "2875",
        "2876",
        "2877",
        "2878",
        "2896",
        "2898",
        "2902",
        "2904",
        "3070",
        "3071",
        "3102",
    ]
)
