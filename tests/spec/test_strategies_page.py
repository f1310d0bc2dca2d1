"""The reference page of strategies is the TOML, word for word."""

from __future__ import annotations

from goldseam.repair.guide import all_questions
from goldseam.repair.plan import all_cards
from spec.strategies_page import PAGE, page


def test_the_strategies_page_is_the_toml() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tests/spec/strategies_page.py"


def test_every_strategy_and_question_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    missing = [one.strategy.value for one in all_cards() if f"`{one.strategy.value}`" not in text]
    assert missing + [one.id for one in all_questions() if f"`{one.id}`" not in text] == []
