"""The words people are shown are pinned: a changed hash means a changed questionnaire.

A wording is changed on purpose only: a new version in the file, the source in its evidence, and
the new hash here (`goldseam.instruments.licence.text_hash`).
"""

from __future__ import annotations

import pytest

from goldseam.instruments.files import all_instruments, get
from goldseam.instruments.licence import text_hash

PINNED = {
    "session-check-in": ("0.1.en.1", "0ea67d02ddb4ce5ddce760a0f0415637e82d6970d3fcd5391d2cc2bc4f36de64"),
    "session-check-in-mirror": ("0.1.en.1", "70e580861f42ecf8c6a6e1dfb7386df17102d99fbcdb4e5c892f6e80a6c1fbef"),
    "repair-check": ("0.1.en.1", "7228d1e522efda0130d22d0e04a601886b8997f1c7fc5a2d231af178f40b498c"),
    "mirror-check": ("0.1.en.1", "cfae0c191e446b665a23f8af0a21f2d8f1e6a4e164fe26554ef051e4351beb35"),
    "supervision-check-in": ("0.1.en.1", "1e5cbffe40773f7815a70883277f94d129fea4e9f4f2e17404346a670b81843c"),
    "goal-tracker": ("0.1.en.1", "439b937282f27d0c102e09340db6862b8e2cb1dab5610cd4638a0d16599969c1"),
    "sparq-risq": ("2023.en.1", "19f80c2bee95bbd7691efb6c59e8782f2e99952a746ea8169542b717f8e99cc5"),
    "phq-9": ("1999.en.1", "2707e2b1c985f480f55417a81e7568f6052ed67e28478900b811e0104fc370f4"),
    "gad-7": ("2006.en.1", "604db4646e130e3e6f4925efd978f6b2c58ab45affd4994e4206219d491ae4dc"),
    "k6": ("2003.en.1", "726734496a65e8cfdf2be3c1a0e153ee1eefa549a13d7b838a49bbb975174f7b"),
    "k10": ("2002.en.1", "bba5bb763919fba2dcfca071b169bf7d83d0b30b6efcd04043dd4c1efca788f5"),
    "asq": ("2017.en.1", "36604d69192f7158d72617a7d7f9d5c7f3652dfe3e934d92cd94d558aa5f464f"),
}  # fmt: skip


@pytest.mark.parametrize("id", PINNED)
def test_the_wording_is_the_pinned_one(id: str) -> None:
    form = get(id)
    assert (form.version, text_hash(form)) == PINNED[id]


def test_every_form_with_words_is_pinned() -> None:
    assert set(PINNED) == {form.id for form in all_instruments() if form.has_text()}


@pytest.mark.parametrize(
    ("id", "item", "words"),
    [
        # The traps: terminology files carry other words for these two (see the notes in the files).
        ("gad-7", "q2", "Not being able to stop or control worrying"),
        ("phq-9", "q2", "Feeling down, depressed, or hopeless"),
        ("session-check-in", "honest", "I could say what was really on my mind."),
        ("asq", "q3", "In the past week, have you been having thoughts about killing yourself?"),
    ],
)
def test_some_words_spelled_out(id: str, item: str, words: str) -> None:
    assert get(id).item(item).text == words


@pytest.mark.parametrize("id", ["phq-9", "gad-7"])
def test_the_four_answers_are_the_publishers(id: str) -> None:
    answers = [choice.text for choice in get(id).item("q1").choices]
    assert answers == ["Not at all", "Several days", "More than half the days", "Nearly every day"]
