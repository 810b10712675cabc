"""python -m examples PROGRAMME DIR [--if-missing]"""

import argparse
import sys
from pathlib import Path

from examples import brug_for_alle, focus_group, kvik, progression_scales, social_mentors
from examples.extracts import Generator
from examples.folder import FolderInUse, is_complete, put_in_place

GENERATORS: dict[str, Generator] = {
    "kvik": kvik,
    "social-mentors": social_mentors,
    "brug-for-alle": brug_for_alle,
    "focus-group": focus_group,
    "progression-scales": progression_scales,
}


def main(arguments: list[str] | None = None) -> int:
    """Write the extracts of an example programme.

    0: written, or left alone as was asked; 2: the folder holds something else.
    """
    parser = argparse.ArgumentParser(prog="python -m examples", description="Writes synthetic extracts.")
    parser.add_argument("programme", choices=sorted(GENERATORS))
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--if-missing", action="store_true", help="leave a complete folder, or somebody's own, alone")
    options = parser.parse_args(arguments)
    generator = GENERATORS[options.programme]
    if options.if_missing and is_complete(options.folder, generator.FILES):
        return 0
    try:
        put_in_place(options.folder, generator.make().files)
    except FolderInUse as problem:
        print(problem, file=sys.stderr)
        return 0 if options.if_missing else 2
    print(f"Synthetic extracts of {options.programme} written to {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
