"""Renders pages with pandoc, which comes with the package pypandoc-binary, and keeps them for the next report."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pypandoc

from forlob.errors import RenderError
from forlob.run import digests
from forlob.run.machine import cores
from forlob.site import check_site, frame
from forlob.site.site_folder import Page, Site, read_site, theme_folder
from forlob.storage.atomic import staged_folder

# Markdown as both renderers read it: "$" and "\" are ordinary characters, "---" in the text is a rule.
READ = "markdown-tex_math_dollars-raw_tex-yaml_metadata_block"
OPTIONS = [f"--from={READ}", "--to=html5", "--standalone", "--wrap=none", "--toc", "--toc-depth=3"]
#: Memory that pandoc fills before it looks what of it is still in use: less often is faster.
MEMORY = ["+RTS", "-A64m", "-RTS"]
FILTER = "forlob.lua"
SECONDS_A_PAGE = 120


def render(
    pages: Path,
    out: Path,
    progress: Callable[[str], None] | None = None,
    kept: Path | None = None,
    jobs: int | None = None,
) -> None:
    """Writes the site of a folder of pages into the empty folder `out`.

    `kept`: a folder of pages converted before, of which those are taken that would come out the same; afterwards it
    holds the pages of this site. `progress` gets a line a page that is converted, such as "[ 3/18] projects/assens.md".
    `jobs`: pages at a time, by default as many as there are cores. Raises RenderError where the pages cannot make a
    site; what is in `out` then is to be thrown away.
    """
    site, theme, out = read_site(pages), theme_folder(), Path(out)
    copy_files(site, out)
    frame.stylesheet(theme, out)
    before, keys, at_work = KeptPages(kept), {}, {}
    with tempfile.TemporaryDirectory(prefix="forlob-") as folder, _pandocs(jobs or cores()) as pandocs:
        for index, page in enumerate(site.pages):
            template = Path(folder) / f"{index}.html"
            template.write_text(frame.template(site, page, theme), encoding="utf-8")
            keys[page.html] = _made_from(site, page, template, theme)
            if not before.copy(keys[page.html], out / page.html):
                at_work[page.file] = pandocs.submit(_render_page, site, page, template, theme, out)
        for number, (file, made) in enumerate(at_work.items(), start=1):
            if progress:
                progress(f"[{number:>{len(str(len(at_work)))}}/{len(at_work)}] {file}")
            made.result()
    check_site.check_site(site, out)
    before.replace({key: out / html for html, key in keys.items()})


@contextmanager
def _pandocs(number: int) -> Iterator[Executor]:
    """So many pages at a time; where one fails, those not yet begun are not made."""
    pool = ThreadPoolExecutor(number)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def copy_files(site: Site, out: Path) -> None:
    """Copies figures and downloads to the same places in `out`, where they are not there yet."""
    for file in site.files:
        target = out / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            shutil.copyfile(site.folder / file, target)


def _made_from(site: Site, page: Page, template: Path, theme: Path) -> str:
    """A digest of all that the conversion of a page reads: pandoc opens no figure."""
    program = Path(pypandoc.get_pandoc_path()).stat()
    files = [digests.of_file(file) for file in (template, theme / FILTER)]
    return digests.of_text(OPTIONS, site.language, page.heading, page.text, files, program.st_size, program.st_mtime_ns)


def _render_page(site: Site, page: Page, template: Path, theme: Path, out: Path) -> None:
    target = (out / page.html).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    options = [*OPTIONS, f"--template={template}", f"--lua-filter={theme / FILTER}"]
    options += [f"--metadata=lang:{site.language}", f"--metadata=pagetitle:{page.heading}", f"--output={target}"]
    folder = (site.folder / page.file).resolve().parent
    try:
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), *MEMORY, *options],
            input=page.text.encode(),
            cwd=folder,
            capture_output=True,
            timeout=SECONDS_A_PAGE,
        )
    except subprocess.TimeoutExpired as error:
        said = f"pandoc was not done after {SECONDS_A_PAGE} seconds"
        raise RenderError(f"The page {page.file} could not be made: {said}.") from error
    except OSError as error:
        raise RenderError(f"pandoc cannot be run ({error}); it comes with the package pypandoc-binary.") from error
    if done.returncode != 0:
        said = " ".join(done.stderr.decode(errors="replace").split())
        status = f"pandoc stopped with exit status {done.returncode}"
        raise RenderError(f"The page {page.file} could not be made: {status}: {said}")


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
