"""Every published rule for ruptures in session scores, by name, as a function one can read and run.

`verified` rules have their formula from the source; `reconstructed` ones are our reading of abstracts
and of papers that cite them, until someone has read the paper. Rules say what they mark, nothing
about what is true: see `benchmarks/noticing_quality.py` for how often each marks nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from goldseam.errors import BadInput
from goldseam.noticing import formulas
from goldseam.noticing.formulas import Reference

Wide = npt.NDArray[np.float64]


class Provenance(Enum):
    """Where a formula comes from."""

    VERIFIED = "verified"
    RECONSTRUCTED = "reconstructed"


class View(Enum):
    """Whether a rule could speak at the time, or needs the rest of the course."""

    PROSPECTIVE = "prospective"
    RETROSPECTIVE = "retrospective"


@dataclass(frozen=True)
class Rule:
    """One published rule. It fires where `extent` is beyond `limit` (at it too, where `at_limit`).

    `least`: scored sessions before which it cannot fire, by its arithmetic or its source. `version`
    rises when our reading of the source changes.
    """

    name: str
    formula: str
    source: str
    view: View
    provenance: Provenance
    least: int
    limit: float
    extent: Callable[[Wide, Reference], Wide]
    at_limit: bool = True
    needs_sample: bool = False
    version: int = 1

    def measure(self, scores: Sequence[float | None], reference: Reference) -> Wide:
        """How far each session goes, NaN where the rule says nothing. Shape: one number a session."""
        given = np.array([np.nan if score is None else score for score in scores], dtype=np.float64)
        there = ~np.isnan(given)
        out = np.full(len(given), np.nan)
        if there.sum() >= self.least:
            out[there] = self.extent(given[there], reference)
        return out

    def fires(self, scores: Sequence[float | None], reference: Reference) -> tuple[bool, ...]:
        """Whether the rule marks each session; a missing one never.

        >>> rule("tukey").fires((3.92, 4.08, 4.17, 4.08, 3.0, 4.17, 4.25, 4.25), Reference.declared(1, 5))
        (False, False, False, False, True, False, False, False)
        """
        extent = np.nan_to_num(self.measure(scores, reference), nan=-np.inf)
        slack = -1e-9 if self.at_limit else 1e-9
        return tuple(bool(one > self.limit + slack) for one in extent)


_V, _R = Provenance.VERIFIED, Provenance.RECONSTRUCTED
_PRO, _RETRO = View.PROSPECTIVE, View.RETROSPECTIVE

RULES: tuple[Rule, ...] = (
    Rule(
        "stiles_2004",
        "x[t-1] - x[t] >= 2 SD of session-to-session change in the sample",
        "Stiles et al. 2004, J Consult Clin Psychol 72:81; the 2 SD is from memory of later papers",
        _PRO, _R, 2, 2.0, formulas.change_sd, needs_sample=True,
    ),
    Rule(
        "strauss_2006",
        "max(x before t) - x[t] >= mean within-client SD of the sample, if own SD exceeds that mean",
        "Strauss et al. 2006, J Consult Clin Psychol 74:337; our reading",
        _RETRO, _R, 2, 1.0, formulas.strauss, needs_sample=True,
    ),
    Rule(
        "stevens_2007",
        "x[t-1] - x[t] >= 1.0 on a mean of 1 to 7 (a sixth of any range)",
        "Stevens et al. 2007, Am J Psychother 61:109; our reading",
        _PRO, _R, 2, 1.0, formulas.stevens,
    ),
    Rule(
        "gumz_2012_1sd",
        "x[t-1] - x[t] > the larger of own and sample SD of differences",
        "Gumz et al. 2012, BMC Med Res Methodol 12:10 (stricter of two values, 1 SD)",
        _RETRO, _R, 3, 1.0, formulas.gumz, at_limit=False, needs_sample=True,
    ),
    Rule(
        "gumz_2012_2sd",
        "x[t-1] - x[t] > twice the larger of own and sample SD of differences",
        "Gumz et al. 2012, BMC Med Res Methodol 12:10 (stricter of two values, 2 SD)",
        _RETRO, _R, 3, 2.0, formulas.gumz, at_limit=False, needs_sample=True,
    ),
    Rule(
        "eubanks_carter_2012_3sigma",
        "x[t] < mean - 2.66 mean moving range (individuals chart, 3 sigma)",
        "Eubanks-Carter, Gorman & Muran 2012, Psychother Res 22:620; standard chart limits",
        _RETRO, _R, 3, 3.0, formulas.individuals_chart, at_limit=False,
    ),
    Rule(
        "eubanks_carter_2012_196sigma",
        "x[t] < mean - 1.96 mean moving range / 1.128",
        "Eubanks-Carter, Gorman & Muran 2012, Psychother Res 22:620; variant, from memory",
        _RETRO, _R, 3, 1.96, formulas.individuals_chart, at_limit=False,
    ),
    Rule(
        "eubanks_carter_2012_partition",
        "t lies in a least-squares segment lower than the segment before",
        "Eubanks-Carter, Gorman & Muran 2012, Psychother Res 22:620; stopping rule ours",
        _RETRO, _R, 4, 0.0, formulas.partition, at_limit=False,
    ),
    Rule(
        "babl_2024",
        "x[t] < own mean - 2 own SD over the course",
        "Babl et al. 2024, J Consult Clin Psychol 92:129",
        _RETRO, _V, 6, 2.0, formulas.own_mean, at_limit=False,
    ),
    Rule(
        "mclaughlin_2014",
        "max(x before t) - x[t] >= reliable change",
        "McLaughlin et al. 2014, J Consult Clin Psychol 82:112; our reading",
        _PRO, _R, 2, 1.0, formulas.reliable_fall_from_high, needs_sample=True,
    ),
    Rule(
        "tukey",
        "x[t] < Q1 - 1.5 (Q3 - Q1), at least 7 scores",
        "Alemi 2004, Qual Manag Health Care (Tukey chart)",
        _RETRO, _V, 7, 1.5, formulas.tukey, at_limit=False,
    ),
    Rule(
        "reliable_change",
        "x[t-1] - x[t] >= 1.96 sqrt(2) SD sqrt(1 - r)",
        "Jacobson & Truax 1991, J Consult Clin Psychol 59:12",
        _PRO, _V, 2, 1.0, formulas.reliable_fall, needs_sample=True,
    ),
    Rule(
        "sudden_loss",
        "fall >= reliable change, >= 25 %, and three before against three from here by the critical t",
        "Tang & DeRubeis 1999, J Consult Clin Psychol 67:894, turned to losses; Wiedemann 2020 (suddengains)",
        _RETRO, _V, 4, 1.0, formulas.sudden_loss, needs_sample=True,
    ),
    Rule(
        "srs_below_36",
        "x[t] < 36 of 40",
        "PCOMS / Session Rating Scale manuals, as quoted",
        _PRO, _V, 1, 0.0, formulas.below_nine_tenths, at_limit=False,
    ),
    Rule(
        "srs_below_36_or_fell",
        "x[t] < 36 of 40, or a fall of at least 1 point from the previous score",
        "PCOMS / Session Rating Scale practice, from memory",
        _PRO, _R, 1, 0.0, formulas.below_or_fell, at_limit=False,
    ),
)  # fmt: skip

NOT_SHIPPED: tuple[tuple[str, str], ...] = (
    ("Lipner 2022", "control chart with cut-offs derived in its sample; the abstract gives no figure"),
    ("Lipner 2023", "one case with several of the rules above"),
    ("Larsson 2018", "session-to-session change; the abstract gives no cut-off"),
    ("PSQ direct item", "a question, not a rule over scores: a witness in `goldseam.noticing.combine`"),
)


def rule(name: str) -> Rule:
    """A published rule by its name.

    Errors: BadInput with the names there are.

    >>> rule("babl_2024").least
    6
    """
    for one in RULES:
        if one.name == name:
            return one
    raise BadInput(f"There is no rule {name!r}. Choose one of: {', '.join(one.name for one in RULES)}.")
