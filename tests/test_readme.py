"""What the README says is so: its figure is the report's, its links lead somewhere, its commands are there."""

import re

import pytest

from forlob.cli.options import parser

FIGURE = "docs/self-supporting.svg"


@pytest.fixture(scope="module")
def readme(checkout):
    return (checkout / "README.md").read_text(encoding="utf-8")


def test_the_figure_is_the_one_of_the_report(checkout, kvik_site, readme):
    assert f"]({FIGURE})" in readme
    of_report = (kvik_site / "figures" / "programme-shares-by-project-1.svg").read_bytes()
    assert (checkout / FIGURE).read_bytes() == of_report, f"copy it again: make nb writes {FIGURE}"


def test_links_lead_to_files(checkout, readme):
    links = [link for link in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (checkout / link).exists()] == []


def test_options_named_are_options_of_the_command(readme):
    with_help = parser().format_help() + _help_of("report")
    named = set(re.findall(r"`(--[a-z-]+)", readme))
    assert named
    assert {option for option in named if option not in with_help} == set()


def test_commands_named_are_commands(readme):
    named = set(re.findall(r"`forlob ([a-z]+)", readme))
    assert named
    assert named <= set(_subparsers().choices)


def _help_of(command: str) -> str:
    return _subparsers().choices[command].format_help()


def _subparsers():
    return next(action for action in parser()._actions if action.dest == "command")
