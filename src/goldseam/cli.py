"""The command line: each subcommand is one act."""

from __future__ import annotations


def main() -> int:
    """Run the command line."""
    return 0
