"""A stand-in for Quarto: reads a website project as Quarto does and renders it with pandoc.

The first argument is how it behaves, the rest is Quarto's command line. What it does not know of a setting it
refuses, so that a test fails where the wrapper writes a project that this stand-in would not understand.
"""

import subprocess
import sys
import time
from pathlib import Path

VERSIONS = {"old": "1.3.450", "garbage": "\x00\x01 not a version", "silent": ""}


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(behaviour: str, *arguments: str) -> int:
    if arguments == ("--version",):
        print(VERSIONS.get(behaviour, "1.7.31"))
        return 0
    assert arguments == ("render", "."), arguments
    from ruamel.yaml import YAML

    settings = YAML(typ="safe").load(Path("_quarto.yml").read_text(encoding="utf-8"))
    assert settings["project"]["type"] == "website"
    assert settings["project"]["output-dir"] == "_site"
    sources = settings["project"]["render"]
    for index, source in enumerate(sources, start=1):
        say(f"\x1b[1m\x1b[34m[{index:>2}/{len(sources)}] {source}\x1b[39m\x1b[22m")
        if index == 2 and behaviour in WHILE_RENDERING:
            return WHILE_RENDERING[behaviour]()
        if behaviour != "writes_nothing":
            render(source, settings)
        if index == 2 and behaviour == "leaves_out":
            Path("_site", source).with_suffix(".html").unlink()
        if index == 2 and behaviour == "writes_garbage":
            Path("_site", source).with_suffix(".html").write_bytes(b"\xff\x00<html")
    say("\nOutput created: _site/index.html\n")
    return 0


def fail() -> int:
    say("WARN: nothing to worry about")
    say("ERROR: Error running filter _forlob/forlob.lua:")
    say("attempt to index a nil value (field 'x')")
    say("\nStack trace:\n    at renderFiles (file:///quarto/bin/quarto.js:1:2)")
    return 1


def hang() -> int:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    say(f"child {child.pid}")
    time.sleep(600)
    return 0


WHILE_RENDERING = {"fails": fail, "hangs": hang, "dies_in_silence": lambda: 3}


def render(source: str, settings: dict) -> None:
    import pypandoc
    from ruamel.yaml import YAML

    path = Path(source)
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    own = YAML(typ="safe").load(front)
    html = settings["format"]["html"]
    assert html["theme"] == "none" and html["minimal"] is True and own["engine"] == "markdown"
    (only,) = own["filters"]
    assert only["at"] == "pre-ast"
    target = Path("_site", source).with_suffix(".html").resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    options = [f"--from={settings['from']}-yaml_metadata_block", "--to=html5", "--standalone", "--wrap=none", "--toc"]
    options += [f"--toc-depth={html['toc-depth']}", f"--template={own['template']}", f"--lua-filter={only['path']}"]
    options += [f"--metadata=lang:{settings['lang']}", f"--metadata=pagetitle:{own['title']}", f"--output={target}"]
    subprocess.run([pypandoc.get_pandoc_path(), *options], input=text.encode(), cwd=path.parent, check=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
