"""A whole figure for a page: sentence, drawing, key and table, made from one chart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from goldseam.web.charts.chart import Chart, Table, key, table
from goldseam.web.charts.sentence import sentence
from goldseam.web.charts.trajectory import draw


@dataclass(frozen=True)
class Figure:
    """What `components/figure.html` shows."""

    sentence: str
    drawing: SafeString
    key: tuple[tuple[SafeString, str], ...]
    table: Table


def figure(chart: Chart) -> Figure:
    """Everything a page shows of a chart; words and drawing come from the same readings."""
    return Figure(sentence(chart.readings), draw(chart), key(chart), table(chart))
