"""Keeps converted pages by what they were made from, so that a page which would come out the same is not made again."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from forlob.run import digests
from forlob.storage.atomic import staged_folder


class KeptPages:
    """The pages kept in a folder, none where there is no folder: `<key>-<digest of the page>.html`."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        files = folder.glob("*.html") if folder else []
        self.pages = {file.stem.partition("-")[0]: file for file in files}

    def copy(self, key: str, page: Path) -> bool:
        """Put a kept page in its place. False where there is none, or it is not as it was kept."""
        kept = self.pages.get(key)
        if kept is None or digests.of_file(kept) != kept.stem.partition("-")[2]:
            return False
        page.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, page)
        return True

    def replace(self, pages: Mapping[str, Path]) -> None:
        """Keep these pages, by their keys, and no others."""
        if self.folder is None:
            return
        with staged_folder(self.folder) as new:
            for key, page in pages.items():
                shutil.copyfile(page, new / f"{key}-{digests.of_file(page)}.html")
