"""What reports are made by, as the one file that DVC watches: each file of the code with its digest.

    python -m tools.code build/code.txt

DVC would read the code again for every report. The outputs of notebooks do not count, as they do not for `forlob`.
"""

import sys
from pathlib import Path

from forlob.run import digests
from forlob.run.fingerprints import package_files
from forlob.site.site_folder import theme_folder
from forlob.storage.atomic import write_text
from forlob.storage.workspace import notebooks_folder


def main(file: Path) -> None:
    found = package_files()
    found |= {f"notebooks/{path.name}": digests.of_notebook(path) for path in notebooks_folder().glob("*.ipynb")}
    theme = theme_folder()
    files = [path for path in theme.rglob("*") if path.is_file()]
    found |= {f"reports/theme/{path.relative_to(theme).as_posix()}": digests.of_file(path) for path in files}
    file.parent.mkdir(exist_ok=True)
    write_text(file, "".join(f"{digest}  {name}\n" for name, digest in sorted(found.items())))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
