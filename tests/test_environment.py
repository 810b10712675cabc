"""One list of dependencies, and the flow of stages: what is made from pyproject.toml and what dvc.yaml promises."""

import re
import shutil
import subprocess
import sys

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from pathspec import GitIgnoreSpec
from ruamel.yaml import YAML

from examples.__main__ import GENERATORS
from tools.lock import CONDA_NAMES, LOCKS, environment_yml, locked_versions, read_pyproject, requirements

MADE = [*LOCKS, "environment.yml"]


@pytest.fixture(scope="module")
def pyproject():
    return read_pyproject()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_direct_dependency_is_locked_at_a_version_in_its_range(checkout, pyproject, lock):
    versions = locked_versions((checkout / lock).read_text(encoding="utf-8"))
    for requirement in requirements(pyproject, *LOCKS[lock]):
        version, _ = versions[canonicalize_name(requirement.name)]
        assert Version(version) in requirement.specifier, f"{requirement.name}: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(checkout, lock):
    text = (checkout / lock).read_text(encoding="utf-8")
    versions = locked_versions(text)
    assert len(versions) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    assert [name for name, (_, hashes) in versions.items() if hashes == 0] == []


def test_both_locks_hold_the_same_versions(checkout):
    run, lab = (locked_versions((checkout / lock).read_text(encoding="utf-8")) for lock in LOCKS)
    assert [name for name in run.keys() & lab.keys() if run[name][0] != lab[name][0]] == []


def test_what_slows_every_notebook_is_kept_out_of_the_environment_of_reports(checkout):
    versions = locked_versions((checkout / "requirements.lock").read_text(encoding="utf-8"))
    assert versions.keys() & {"jupyter-server", "rfc3987", "rfc3987-syntax", "scipy", "statsmodels"} == set()


def test_the_build_requirements_are_locked_too(pyproject):
    build = {str(Requirement(line)) for line in pyproject["project"]["optional-dependencies"]["build"]}
    assert {str(Requirement(line)) for line in pyproject["build-system"]["requires"]} <= build


def test_environment_yml_is_in_step(checkout, pyproject):
    assert (checkout / "environment.yml").read_text(encoding="utf-8") == environment_yml(pyproject), "run `make lock`"


def test_environment_yml_names_every_dependency_and_quarto(checkout, pyproject):
    listed = YAML(typ="safe").load(checkout / "environment.yml")
    names = {line.split()[0] for line in listed["dependencies"]}
    direct = [
        CONDA_NAMES.get(line.name, [line.name]) for line in requirements(pyproject, "build", "test", "statistics")
    ]
    assert names == {"python", "quarto"}.union(*direct)
    assert listed["channels"][0] == "conda-forge"


@pytest.mark.parametrize("made", MADE)
def test_no_host_is_named(checkout, made):
    text = (checkout / made).read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S+|[\w.-]+\.(?:org|com|io|net)\b|--(?:extra-)?index-url|--find-links", text) == []


def test_a_python_too_old_is_one_sentence(checkout, tmp_path):
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    command = ["sh", "tools/set_up.sh", str(tmp_path / "venv"), "requirements.lock"]
    environment = {"PYTHON": str(old), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed") and "python3-venv" in done.stderr
    assert done.stderr.count("\n") == 1 and done.stdout == ""


# The flow


@pytest.fixture(scope="module")
def stages(checkout):
    """Name -> the stage, with its outputs as {path: options}."""
    listed = YAML(typ="safe").load(checkout / "dvc.yaml")["stages"]
    stages = {name: stage.get("do", stage) for name, stage in listed.items()}
    for stage in stages.values():
        stage["outs"] = {path: options for out in stage.get("outs", []) for path, options in out.items()}
    return stages


def test_a_stage_replaces_its_own_outputs(stages):
    for stage in stages.values():
        assert all(options == {"cache": False, "persist": True} for options in stage["outs"].values())


def test_every_dependency_is_a_file_of_the_project_or_made_by_a_stage(checkout, stages):
    made = {path for stage in stages.values() for path in stage["outs"]} | {"data/raw/${item}"}
    programmes = YAML(typ="safe").load(checkout / "params.yaml")["programmes"]
    for path in {path for stage in stages.values() for path in stage["deps"]} - made:
        assert all((checkout / path.replace("${item}", programme)).exists() for programme in programmes), path


def test_a_change_of_the_code_is_seen_by_dvc_as_it_is_by_forlob(stages):
    assert {"pipeline", "notebooks", "reports/theme"} <= set(stages["code"]["deps"])
    assert {*stages["code"]["outs"], "programmes/${item}"} <= set(stages["report"]["deps"])


def test_the_file_that_stands_for_the_code_changes_with_it(checkout, tmp_path):
    """Of a notebook only with its cells: their outputs are no part of it."""
    for folder in ("pipeline", "notebooks", "reports/theme", "tools"):
        shutil.copytree(checkout / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))

    def code() -> list[str]:
        command = [sys.executable, "-m", "tools.code", "build/code.txt"]
        subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "pipeline")}, check=True)
        return (tmp_path / "build" / "code.txt").read_text(encoding="utf-8").splitlines()

    def changed(file: str, change) -> list[str]:
        path = tmp_path / file
        kept = path.read_text(encoding="utf-8")
        path.write_text(change(kept), encoding="utf-8")
        names = [line.split("  ")[1] for line in sorted(set(code()) - set(before))]
        path.write_text(kept, encoding="utf-8")
        return names

    before = code()
    module, notebook = "forlob/measures/exits.py", "notebooks/progression.ipynb"
    theme = next(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "reports" / "theme").glob("*.css"))
    assert changed(f"pipeline/{module}", lambda text: f"{text}# one more line\n") == [module]
    assert changed(theme, lambda text: f"{text}\n") == [theme]
    assert changed(notebook, lambda text: text.replace("page.breakdowns(", "page.breakdowns( ")) == [notebook]
    executed = (checkout / "tests" / notebook).read_text(encoding="utf-8")
    assert executed != (checkout / notebook).read_text(encoding="utf-8")
    assert changed(notebook, lambda text: executed) == []


def test_the_examples_that_dvc_makes_are_all_there_are(stages):
    made = [path.removeprefix("data/raw/") for path in stages["examples"]["outs"]]
    commands = [f"python -m examples {name} data/raw/{name} --if-missing" for name in made]
    assert (sorted(made), stages["examples"]["cmd"]) == (sorted(GENERATORS), commands)


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("reports/_site/kvik/from-2012-01-01_to-2012-12-31/index.html", True),
        ("reports/_site/kvik/project-assens/index.html", True),
        ("data/processed/kvik/lang-en/measures.csv", True),
        ("data/processed/kvik/.state.json", True),
        ("data/processed/kvik/.made/assens/progression.ipynb", True),
        ("data/processed/kvik/.pages/1-2.html", True),
        ("reports/_site/kvik/provenance.json", True),
        ("reports/_site/kvik/projects/assens.html", False),
        ("reports/_site/kvik/index.html", False),
        ("data/processed/kvik/notebooks/assens/progression.ipynb", False),
    ],
)
def test_runs_with_options_and_times_are_no_part_of_a_result(checkout, name, ignored):
    patterns = (checkout / ".dvcignore").read_text(encoding="utf-8").splitlines()
    assert GitIgnoreSpec.from_lines(patterns).match_file(name) == ignored
