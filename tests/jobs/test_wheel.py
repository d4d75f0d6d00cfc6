"""A wheel built from the checkout works on its own: in an environment of its own, far from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("spiders", "tracker", "jobs")


def _run(*command: object, **more: object) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, timeout=300, **more)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "-q", "--no-index")
    _run(*pip, "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (built,) = folder.glob("snubs-*.whl")
    return built


@pytest.fixture(scope="module")
def snubs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment of its own; only the libraries are those of the tests."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    site = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())
    # A path in a .pth is searched, and what that folder's own .pth files say (the checkout!) is not.
    libraries = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (site / "libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, "install", "-q")
    _run(*pip, "--no-index", "--no-deps", "--ignore-installed", wheel)
    return home / "bin" / "snubs"


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = {f for package in PACKAGES for f in (ROOT / package).rglob("*") if f.is_file()}
    modules = {f.relative_to(ROOT).as_posix() for f in files if "__pycache__" not in f.parts}
    assert modules - held == set()
    migrations = {f.relative_to(ROOT / "alembic").as_posix() for f in (ROOT / "alembic").rglob("*.py")}
    assert {f"tracker/store/migrations/{name}" for name in migrations} <= held
    assert not [name for name in held if name.startswith(("tests/", "alembic/"))]


def test_it_upgrades_its_own_database_and_makes_a_report_elsewhere(snubs: Path, tmp_path: Path) -> None:
    """Where the operator stands there are folders with the names of ours; they are not ours."""
    for name in ("spiders", "tracker", "alembic"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('not ours')\n", encoding="utf-8")
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("SNUBS_", "PYTHON", "VIRTUAL_ENV"))}
    few = {"SNUBS_SOURCES__ON": '["oscars", "nyfcc", "evening_standard"]'}  # all were read in other tests
    mine = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    there = {"cwd": tmp_path, "env": outside | mine | few}
    assert _run(snubs, "db", "upgrade", **there).stdout.startswith("database: new -> ")
    assert (tmp_path / "data" / "snubs" / "archive.sqlite3").is_file()
    made = json.loads(_run(snubs, "weekly", "--json", **there).stdout)
    folder = Path(made["folder"])
    assert folder.parent == tmp_path / "output"
    assert "The King's Speech" in (folder / "csv" / "nominations.csv").read_text(encoding="utf-8")
    assert [source["status"] for source in made["sources"]] == ["done"] * 3
    assert "snubs weekly" in _run(snubs, "--help", **there).stdout
