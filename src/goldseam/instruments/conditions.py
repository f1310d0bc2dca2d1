"""The tiny language of `show_if` and `when`: comparisons, and, or, not, is missing, any(...).

    condition := both ("or" both)*          both := single ("and" single)*
    single    := "not" single | "(" condition ")" | test
    test      := NAME OP NUMBER | NAME "is" ["not"] "missing" | "any" "(" names ")" OP NUMBER
    names     := NAME [".." NAME] ("," NAME [".." NAME])*       OP := < <= > >= == !=

A blank answer makes every comparison false. Nothing is ever evaluated as Python: own tokens, own
descent, limits on length and depth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NoReturn, TypeAlias

from goldseam.errors import BadInstrument

LONGEST = 400  # characters
DEEPEST = 20  # parentheses and nots inside each other
WORDS = frozenset({"and", "or", "not", "is", "missing", "any"})
# ASCII only: \d and \w would let in digits and letters that int() and item ids do not know.
TOKEN = re.compile(r"[ \t\n]*([a-z][a-z0-9_]*|-?[0-9]+|\.\.|<=|>=|==|!=|[<>(),])")
NAME = re.compile(r"[a-z][a-z0-9_]*")
NUMBER = re.compile(r"-?[0-9]+")
OPERATORS = frozenset({"<", "<=", ">", ">=", "==", "!="})
Values: TypeAlias = Mapping[str, float | None]


@dataclass(frozen=True)
class Compare:
    """True where any of the named values is there and compares so."""

    names: tuple[str, ...]
    op: str
    number: int


@dataclass(frozen=True)
class IsMissing:
    """True where the answer was left blank."""

    name: str


@dataclass(frozen=True)
class Not:
    """Turns a condition round."""

    inside: Condition


@dataclass(frozen=True)
class Every:
    """True where all parts are."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Some:
    """True where at least one part is."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = Compare | IsMissing | Not | Every | Some


@lru_cache(maxsize=512)
def parse(text: str, order: tuple[str, ...]) -> Condition:
    """Read a condition; `order` lists the item ids, in the order that `q1..q9` runs through.

    Names outside `order` are left for the caller to check. Errors: BadInstrument says where.

    >>> parse("any(q1..q3) > 0 and q2 is missing", ("q1", "q2", "q3")).parts[0]
    Compare(names=('q1', 'q2', 'q3'), op='>', number=0)
    """
    if len(text) > LONGEST:
        raise BadInstrument(f"This condition has {len(text)} characters. Allowed: up to {LONGEST}.")
    descent = _Descent(text, order)
    condition = descent.condition(0)
    if descent.left():
        descent.refuse("Expected 'and', 'or' or the end.")
    return condition


def holds(condition: Condition, values: Values, *, finished: bool = True) -> bool:
    """Say whether a condition is true of these answers; an absent name counts as blank.

    While a form is not `finished`, a blank may yet be answered: then only what no further answer
    can undo is true (Kleene's logic of three values).

    >>> holds(parse("strain >= 5", ("strain",)), {"strain": 6.0})
    True
    >>> blank = parse("strain is missing", ("strain",))
    >>> holds(blank, {}), holds(blank, {}, finished=False)
    (True, False)
    """
    return _truth(condition, values, finished) is True


def names_in(condition: Condition) -> frozenset[str]:
    """Every name a condition asks about.

    >>> sorted(names_in(parse("a > 1 or not b is missing", ("a", "b"))))
    ['a', 'b']
    """
    match condition:
        case Compare():
            return frozenset(condition.names)
        case IsMissing():
            return frozenset({condition.name})
        case Not():
            return names_in(condition.inside)
        case Every() | Some():
            return frozenset().union(*(names_in(part) for part in condition.parts))


def _truth(condition: Condition, values: Values, finished: bool) -> bool | None:
    """True, False, or None where an answer still to come decides."""
    match condition:
        case Compare():
            blank = False if finished else None
            found = [values.get(name) for name in condition.names]
            return _some(
                [
                    blank if value is None else _compares(value, condition.op, condition.number)
                    for value in found
                ]
            )
        case IsMissing():
            return False if values.get(condition.name) is not None else (True if finished else None)
        case Not():
            return _not(_truth(condition.inside, values, finished))
        case Every():
            return _not(_some([_not(_truth(part, values, finished)) for part in condition.parts]))
        case Some():
            return _some([_truth(part, values, finished) for part in condition.parts])


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _some(truths: Sequence[bool | None]) -> bool | None:
    if True in truths:
        return True
    return None if None in truths else False


def _compares(value: float, op: str, number: int) -> bool:
    match op:
        case "<":
            return value < number
        case "<=":
            return value <= number
        case ">":
            return value > number
        case ">=":
            return value >= number
        case "==":
            return value == number
        case _:
            return value != number


class _Descent:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str, order: tuple[str, ...]) -> None:
        self.text = text
        self.order = order
        self.tokens = _tokens(text)
        self.at = 0

    def left(self) -> bool:
        return self.at < len(self.tokens)

    def peek(self) -> str:
        return self.tokens[self.at] if self.left() else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def accept(self, token: str) -> bool:
        if self.peek() != token:
            return False
        self.at += 1
        return True

    def refuse(self, expected: str) -> NoReturn:
        found = f"'{self.peek()}'" if self.left() else "the end"
        raise BadInstrument(f'In "{self.text}" at word {self.at + 1}: found {found}. {expected}')

    def condition(self, depth: int) -> Condition:
        parts = [self.both(depth)]
        while self.accept("or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def both(self, depth: int) -> Condition:
        parts = [self.single(depth)]
        while self.accept("and"):
            parts.append(self.single(depth))
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def single(self, depth: int) -> Condition:
        if depth > DEEPEST:
            self.refuse(f"Allowed: {DEEPEST} levels of 'not' and parentheses.")
        if self.accept("not"):
            return Not(self.single(depth + 1))
        if self.accept("("):
            inside = self.condition(depth + 1)
            self.expect(")")
            return inside
        return self.test()

    def test(self) -> Condition:
        if self.accept("any"):
            self.expect("(")
            names = self.names()
            self.expect(")")
            return Compare(names, *self.comparison())
        name = self.name()
        if not self.accept("is"):
            return Compare((name,), *self.comparison())
        turned = self.accept("not")
        self.expect("missing")
        return Not(IsMissing(name)) if turned else IsMissing(name)

    def comparison(self) -> tuple[str, int]:
        if self.peek() not in OPERATORS:
            self.refuse("Expected one of < <= > >= == != or 'is missing'.")
        op = self.take()
        if not NUMBER.fullmatch(self.peek()):
            self.refuse("Expected a whole number.")
        return op, int(self.take())

    def names(self) -> tuple[str, ...]:
        found = list(self.stretch())
        while self.accept(","):
            found.extend(self.stretch())
        return tuple(found)

    def stretch(self) -> tuple[str, ...]:
        first = self.name()
        if not self.accept(".."):
            return (first,)
        last = self.name()
        for name in (first, last):
            if name not in self.order:
                self.refuse(f"'{name}' is not an item here. Items: {', '.join(self.order)}.")
        start, end = self.order.index(first), self.order.index(last)
        if start > end:
            self.refuse(f"'{first}' comes after '{last}'. Turn them round.")
        return self.order[start : end + 1]

    def name(self) -> str:
        if not NAME.fullmatch(self.peek()) or self.peek() in WORDS:
            self.refuse("Expected the id of an item or score.")
        return self.take()

    def expect(self, token: str) -> None:
        if not self.accept(token):
            self.refuse(f"Expected '{token}'.")


def _tokens(text: str) -> tuple[str, ...]:
    found, at = [], 0
    end = len(text.rstrip(" \t\n"))
    while at < end:
        match = TOKEN.match(text, at)
        if match is None:
            raise BadInstrument(
                f'In "{text}": cannot read from "{text[at : at + 12].strip()}". '
                "Allowed: item ids, whole numbers, < <= > >= == !=, and, or, not, is missing, any(q1..q9)."
            )
        found.append(match.group(1))
        at = match.end()
    return tuple(found)
