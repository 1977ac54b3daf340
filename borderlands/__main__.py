"""`python -m borderlands` is the `borderlands` command."""

import sys

from borderlands.cli import main

sys.exit(main())
