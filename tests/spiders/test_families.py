"""The families' registry: every room keeps the one protocol."""

import re
from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from pathlib import Path

import pytest

import spiders.families
from spiders.catalogue import ROOMS, family
from spiders.family import as_one
from tracker.domain.errors import ConfigError

FUNCTIONS = {
    "ask": ("client", "source", "wanted"),
    "read": ("source", "page", "body"),
    "judge": ("intake", "today"),
}


@pytest.mark.parametrize("name", ROOMS)
@pytest.mark.parametrize("part", FUNCTIONS)
def test_a_room_asks_reads_and_judges_like_every_other(name: str, part: str) -> None:
    module = f"{family(name).room}.{part}"
    function = getattr(import_module(module), part) if find_spec(module) else {"judge": as_one}[part]
    assert tuple(signature(function).parameters) == FUNCTIONS[part]


def test_every_folder_is_the_room_of_one_family() -> None:
    folders = {path.parent.name for path in Path(spiders.families.__file__).parent.glob("*/__init__.py")}
    assert sorted(ROOMS.values()) == sorted(folders)


def test_a_family_that_nobody_has_written_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match="no family is called 'wikipedia_bingo'"):
        family("wikipedia_bingo")


def test_no_other_module_compares_a_familys_name() -> None:
    root = Path(spiders.families.__file__).parents[2]
    comparison = re.compile("family" + r" (?:==|in|!=)|_FAM" + "ILY")
    files = [
        path for top in ("spiders", "tracker", "jobs", "tests", "benchmarks") for path in (root / top).rglob("*.py")
    ]
    guilty = [path for path in files if comparison.search(path.read_text(encoding="utf-8"))]
    assert guilty == []
