"""`python -m pipeline` is `forlob`."""

import sys

from pipeline.command import main

if __name__ == "__main__":  # A forked kernel imports this module too, and must not run the command again.
    sys.exit(main())
