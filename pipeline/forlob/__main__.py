"""`python -m forlob` is `forlob`."""

import sys

from forlob.cli.main import main

if __name__ == "__main__":  # A forked kernel imports this module too, and must not run the command again.
    sys.exit(main())
