"""Moments as a Parquet file, one row a moment (extra `[batch]`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from goldseam.corpus.listen_files import MOMENT_COLUMNS, moment_rows
from goldseam.corpus.listen_journal import Record

SCHEMA = pa.schema([(name, pa.float64() if name == "strength" else pa.string()) for name in MOMENT_COLUMNS])
ROWS = 10_000


def write_parquet(records: Iterator[Record], out: Path) -> None:
    """Write rows of MOMENT_COLUMNS, in groups of ROWS."""
    rows = moment_rows(records)
    with pq.ParquetWriter(out, SCHEMA) as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=SCHEMA))
