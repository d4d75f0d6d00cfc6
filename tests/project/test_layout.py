"""The project's own shape: lock files, layout, version and documents that must follow the code."""

import re
import tomllib
from pathlib import Path

import pytest

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
    wanted = {"spiders", "tracker", "jobs", "alembic", "config.yaml", "tests", "pyproject.toml"}
    assert wanted <= {path.name for path in ROOT.iterdir()}


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
