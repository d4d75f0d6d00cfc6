"""The data package of what the commands write: valid, with keys that hold."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

KEYED = {"snubs", "nominations", "films", "people", "evidence", "eligibility", "lists", "categories"}


def valid(folder: Path) -> bool:
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    return bool(json.loads(done.stdout)["valid"])


def test_the_bundled_season_is_valid_with_its_keys(week_sqlite: Any) -> None:
    package = json.loads((week_sqlite.folder / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert {name for name, schema in schemas.items() if "primaryKey" in schema} == KEYED
    refers = {(name, key["reference"]["resource"]) for name, s in schemas.items() for key in s.get("foreignKeys", ())}
    of_films = {(name, "films") for name in ("snubs", "people", "credits", "evidence", "eligibility")}
    assert refers == of_films | {("people", "nominations")}
    assert valid(week_sqlite.folder)


def test_all_seasons_of_a_database_are_valid_together(short: Any) -> None:
    out = short.folder / "all"
    assert short.snubs("export", "--all", "--out", str(out)).code == 0
    assert valid(out)
