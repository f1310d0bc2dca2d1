"""Keep a crash from writing keys to disk: no core file, no other process reading our memory.

Where the system offers neither, nothing happens; docs/explanation/encryption.md says what is left open.
"""

from __future__ import annotations

import ctypes
import sys

PR_SET_DUMPABLE = 4  # linux/prctl.h


def harden() -> list[str]:
    """Do what this system allows; the names of what was done."""
    done = []
    if _no_core_file():
        done.append("no core file")
    if _not_dumpable():
        done.append("not dumpable")
    return done


def _no_core_file() -> bool:
    """RLIMIT_CORE to zero, soft and hard."""
    if sys.platform == "win32":
        return False
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def _not_dumpable() -> bool:
    """Linux: processes of the same user may not attach, and /proc/self/mem is root's."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
