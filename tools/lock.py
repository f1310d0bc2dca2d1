"""Pin every dependency with its hashes, for every platform: writes requirements/*.lock.

Needs uv (`pip install uv`). The files name no index, so they hold wherever packages come from.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"run": ["report"], "dev": ["report", "dev"]}


def main() -> None:
    """Write both locks."""
    for name, extras in LOCKS.items():
        command = [
            sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "requirements/build.in",
            "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
            "--no-emit-index-url", "--no-emit-find-links", "--upgrade",
            "--output-file", f"requirements/{name}.lock",
            *(part for extra in extras for part in ("--extra", extra)),
        ]  # fmt: skip
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
