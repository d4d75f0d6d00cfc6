"""The project's own shape: lock files, layout, version and documents that must follow the code."""

import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from spiders.catalogue import load_sources

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt"])
def test_lock_files_pin_hashes_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9][^ \n]*==", text, re.MULTILINE)
    assert len(pins) > 40
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_every_declared_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = set(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==", (ROOT / "constraints.txt").read_text(), re.MULTILINE))
    for requirement in project["dependencies"]:
        name = re.split(r"[\[<>=; ]", requirement)[0].lower().replace("_", "-")
        assert name in pinned


def test_alembic_the_library_is_not_shadowed_by_alembic_the_folder() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert not (ROOT / "tests" / "alembic").exists()


def test_the_top_level_is_as_prescribed() -> None:
    needs = {"spiders", "tracker", "jobs", "alembic", "config.yaml", "tests", "pyproject.toml"}
    assert needs <= {path.name for path in ROOT.iterdir()}


def test_no_folder_has_more_modules_than_can_be_taken_in_at_a_glance() -> None:
    modules = (path for path in tracked() if path.suffix == ".py" and path.name not in ("__init__.py", "conftest.py"))
    sizes = Counter(str(path.parent.relative_to(ROOT)) for path in modules)
    assert {folder: size for folder, size in sizes.items() if size > 15} == {}


def test_the_change_log_starts_with_the_version_of_the_package() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+)", log, re.MULTILINE)
    assert headings[headings[0] == "Unreleased"] == version


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    assert documents
    for document in documents:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_what_the_wheel_packs_is_every_package_of_the_program() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks", "training"}
    assert set(build["targets"]["wheel"]["packages"]) == packages


def test_import_contracts_know_every_package() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    packages = {path.parent.name for path in ROOT.glob("*/*.py")} - {"alembic", "tests"}
    assert set(linter["root_packages"]) == packages
    (rooms,) = (contract for contract in linter["contracts"] if contract["type"] == "acyclic_siblings")
    assert set(rooms["ancestors"]) == packages


def test_every_source_file_loads() -> None:
    assert set(load_sources()) == {path.stem for path in (ROOT / "spiders" / "sources").glob("*.yml")}


def tracked() -> list[Path]:
    """Every file in version control that is text; without git, nothing can be said."""
    try:
        output = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout")
    return [path for name in output.split("\0") if name and (path := ROOT / name).is_file() and path.suffix != ".png"]


REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org")
HOMES = re.compile(r"(?<![\w.~$}])/(?:home/[a-z]\w+|Users/\w+|root|work)/")


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    places = []
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        places += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRIES if host in text]
        places += [f"{path.relative_to(ROOT)}: {place}" for place in HOMES.findall(text)]
    assert places == []
