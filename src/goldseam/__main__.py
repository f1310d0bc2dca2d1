"""python -m goldseam."""

import sys

from goldseam.cli import main

if __name__ == "__main__":
    sys.exit(main())
