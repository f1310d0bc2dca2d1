"""goldseam: notice a rupture, repair it, end well, grow.

The library's front door. No web framework stands behind it.

>>> readings = notice(Trajectory((1, 2, 3, 4, 5), (36, 37, 36, 38, 24), 0, 40))
>>> readings[-1].alert
True
"""

from goldseam.errors import BadInput, GoldseamError
from goldseam.noticing.ratings import notice
from goldseam.terms.rupture import Reading, Signal, Standing
from goldseam.terms.scores import Trajectory

__version__ = "0.1.0"

__all__ = [
    "BadInput",
    "GoldseamError",
    "Reading",
    "Signal",
    "Standing",
    "Trajectory",
    "__version__",
    "notice",
]
