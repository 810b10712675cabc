"""What surrounds the text of a page: title, contents, the pages before and after it, the footer.

`template` fills the theme's template.html for one page. The result is still a pandoc template, with $body$ and
$table-of-contents$ left to the renderer, so that pandoc and Quarto put the same frame around the same text.
"""

import base64
from html import escape
from itertools import groupby
from pathlib import Path

from forlob.errors import RenderError
from forlob.site.site_folder import Page, Site

FIRST = "index.md"
WORDS = {
    "da": {
        "skip": "Gå til indholdet",
        "home": "Forside",
        "menu": "Indhold",
        "contents": "Indhold",
        "on_this_page": "På denne side",
        "neighbours": "Forrige og næste side",
        "previous": "Forrige",
        "next": "Næste",
        "failed": "Siden er ikke komplet: En beregning fejlede. Nedenfor står hvor.",
        "incomplete": "ikke komplet",
        "reproducible": "Alle tal er beregnet af udtrækkene i én arbejdsgang; de samme udtræk giver den samme rapport.",
    },
    "en": {
        "skip": "Skip to content",
        "home": "Front page",
        "menu": "Contents",
        "contents": "Contents",
        "on_this_page": "On this page",
        "neighbours": "Previous and next page",
        "previous": "Previous",
        "next": "Next",
        "failed": "This page is not complete: a calculation failed, as said below.",
        "incomplete": "not complete",
        "reproducible": "All figures are computed from the extracts in one run; equal extracts give equal reports.",
    },
}


def template(site: Site, page: Page, theme: Path) -> str:
    """The pandoc template of one page: the theme's, with everything but the page's text filled in."""
    words = words_of(site)
    home = page.file == FIRST
    fields = {
        "language": escape(site.language),
        "page_title": escape(site.title if home else f"{page.heading} – {site.title}"),
        "favicon": _data_uri(theme / "favicon.svg"),
        "root": "../" * page.file.count("/"),
        "home": page.link_to("index.html"),
        "site_title": escape(site.title),
        "body_class": " ".join(["home" if home else "page"] + ["status-failed"] * page.failed),
        "navigation": navigation(site, page),
        "kicker": f'<p class="kicker">{escape(page.part)}</p>' if page.part and not home else "",
        "heading": escape(page.heading),
        "subtitle": f'<p class="subtitle">{escape(page.subtitle)}</p>' if page.subtitle else "",
        "status": f'<p class="status">{words["failed"]}</p>' if page.failed else "",
        "neighbours": neighbours(site, page),
        "note": f"<p>{escape(site.note)}</p>" if site.note else "",
    }
    fields |= {key: words[key] for key in ("skip", "menu", "contents", "on_this_page", "reproducible")}
    text = (theme / "template.html").read_text(encoding="utf-8")
    for key, value in fields.items():
        text = text.replace("{{" + key + "}}", value.replace("$", "$$"))
    return text


def words_of(site: Site) -> dict[str, str]:
    if site.language not in WORDS:
        raise RenderError(f"A report can be in {' or '.join(WORDS)}; site.json says {site.language!r}.")
    return WORDS[site.language]


def navigation(site: Site, current: Page) -> str:
    """The contents of the site as a list, the pages of a part under its name, the current page marked."""
    items = []
    for part, group in groupby(site.pages, key=lambda page: "" if page.file == FIRST else page.part):
        links = "".join(f"<li>{_entry(site, current, page)}</li>" for page in group)
        items.append(f'<li><p class="part">{escape(part)}</p><ul>{links}</ul></li>' if part else links)
    return f'<ul class="contents-list">{"".join(items)}</ul>'


def neighbours(site: Site, current: Page) -> str:
    """Links to the page before and the page after, in the order of the contents."""
    words, index = words_of(site), site.pages.index(current)
    links = []
    for said, place in (("previous", index - 1), ("next", index + 1)):
        if 0 <= place < len(site.pages):
            page = site.pages[place]
            links.append(
                f'<a class="{said}" rel="{said[:4]}" href="{escape(current.link_to(page.html))}">'
                f"<span>{words[said]}</span> {escape(_name(site, page))}</a>"
            )
    return f'<nav class="neighbours" aria-label="{words["neighbours"]}">{"".join(links)}</nav>' if links else ""


def stylesheet(theme: Path, out: Path) -> None:
    """Copies the stylesheet to where every page looks for it."""
    target = out / "assets" / "forlob.css"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((theme / "forlob.css").read_bytes())


def _name(site: Site, page: Page) -> str:
    return words_of(site)["home"] if page.file == FIRST else page.title


def _entry(site: Site, current: Page, page: Page) -> str:
    here = ' aria-current="page"' if page is current else ""
    mark = f' <span class="incomplete">{words_of(site)["incomplete"]}</span>' if page.failed else ""
    return f'<a href="{escape(current.link_to(page.html))}"{here}>{escape(_name(site, page))}{mark}</a>'


def _data_uri(path: Path) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes().strip()).decode("ascii")
