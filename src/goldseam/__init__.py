"""goldseam: notice a rupture, repair it, end well, grow."""

__version__ = "0.1.0"
