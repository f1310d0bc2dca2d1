"""goldseam: notice a rupture, repair it, end well, grow.

The library's front door. No web framework stands behind it.

>>> import goldseam
>>> readings = goldseam.notice(Trajectory((1, 2, 3, 4, 5), (36, 37, 36, 38, 24), 0, 40))
>>> readings[-1].alert
True
>>> talk = Transcript((Turn(1, "C", "You never listen to me.", speaker=Speaker.CLIENT),))
>>> goldseam.listen(talk).moments[0].kind
'complains about you'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from goldseam.errors import BadInput, GoldseamError
from goldseam.terms.rupture import Reading, Signal, Standing
from goldseam.terms.scores import Trajectory
from goldseam.terms.talk import Speaker, Transcript, Turn

if TYPE_CHECKING:
    from goldseam.noticing.listen import listen
    from goldseam.noticing.looking_back import look_back
    from goldseam.noticing.model import filter_batch
    from goldseam.noticing.ratings import notice
    from goldseam.transcripts import read_path as read_transcript

__version__ = "0.1.0"

__all__ = [
    "BadInput",
    "GoldseamError",
    "Reading",
    "Signal",
    "Speaker",
    "Standing",
    "Trajectory",
    "Transcript",
    "Turn",
    "__version__",
    "filter_batch",
    "listen",
    "look_back",
    "notice",
    "read_transcript",
]
_LATER = {
    "filter_batch": ("goldseam.noticing.model", "filter_batch"),
    "look_back": ("goldseam.noticing.looking_back", "look_back"),
    "listen": ("goldseam.noticing.listen", "listen"),
    "notice": ("goldseam.noticing.ratings", "notice"),
    "read_transcript": ("goldseam.transcripts", "read_path"),
}


def __getattr__(name: str) -> object:
    """Load what reads scores (numpy) or talk (many rules) only when asked: the web shell needs neither."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _LATER[name]
    return getattr(import_module(module), attribute)
