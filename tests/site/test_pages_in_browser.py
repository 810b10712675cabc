"""The finished pages in a real browser, on a phone and on a desk: nothing sticks out, everything can be read."""

import functools
import html
import http.server
import json
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from forlob.site import render_builtin

PAGES = Path(__file__).parent / "pages"
CHECKS = Path(__file__).parent / "checks.js"
WIDTHS = (320, 390, 768, 1280, 1600)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-dev-shm-usage", "--hide-scrollbars",
]  # fmt: skip

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium or Chrome, which is not installed here")


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a site from below a path of its own, and keeps quiet about it."""

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/some/place"))

    def log_message(self, *arguments):
        pass


def look_at(site: Path, tmp_path: Path) -> dict:
    """What the browser finds wrong with the pages of a site, at every width."""
    served = tmp_path / "served"
    shutil.copytree(site, served)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    frames = "".join(
        f'<iframe width="{width}" height="900" src="/some/place/{page}"></iframe>' for page in pages for width in WIDTHS
    )
    script = CHECKS.read_text(encoding="utf-8")
    (served / "frames.html").write_text(f'<meta charset="utf-8"><script>{script}</script>{frames}', encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=served)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/some/place/frames.html"
        only_here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        command = [BROWSER, *OPTIONS, only_here, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", address]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=300)
        server.shutdown()
    result = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert result, f"the browser did not finish: {done.stderr[-2000:]}"
    said = json.loads(html.unescape(result[1]))
    assert said["looked_at"] == len(pages) * len(WIDTHS)
    return said["found"]


def test_the_example_pages(tmp_path):
    out = tmp_path / "site"
    out.mkdir()
    render_builtin.render(PAGES, out)
    assert look_at(out, tmp_path) == []


def test_the_report_of_kvik(kvik_site, tmp_path):
    assert look_at(kvik_site, tmp_path) == []


def test_what_is_wrong_is_seen(tmp_path):
    """The checks themselves: a page with one of each fault."""
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text(
        '<!DOCTYPE html><html lang="da"><title>x</title><body><header></header><main><h1>A</h1><h3>B</h3>'
        '<p style="color:#999">Bleg</p><div style="width:2000px">Bred</div><img src="none.svg" alt="">'
        '<a href="https://example.org/"></a><img src="https://example.org/a.png" alt="x"></main></body></html>'
    )
    found = " | ".join(look_at(out, tmp_path))
    for said in (
        "has 0 footer", "heading level 3 after 1: B", 'contrast 2.85 of "Bleg"', "at 390: is wider than the screen",
        "none.svg has no alternative text", "none.svg cannot be shown", "has no text",
    ):  # fmt: skip
        assert said in found
