"""A source drafted from a page: a file that reads the page, and a test that waits for a person."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from spiders.catalogue import parse_source
from spiders.families.ceremony.inferred import infer
from tracker.domain.bodies import parse_body
from tracker.domain.sources import ListSource

TITLE = "13th British Independent Film Awards"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "project" / "spiders" / "sources").mkdir(parents=True)
    return tmp_path / "project"


def drafted_test(checkout: Path) -> Any:
    path = checkout / "tests" / "sources" / "test_indies.py"
    spec = importlib.util.spec_from_file_location("drafted", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_writes_a_source_that_reads_the_page(desk: Any, services: Any, tools: Any, checkout: Path) -> None:
    live = tools.live(desk, services)
    ran = live.snubs("new-source", "indies", TITLE, "--into", str(checkout), "--json")
    assert ran.code == 0, ran.err
    folder = checkout / "tracker/data/bodies/indies"
    body = parse_body((folder / "body.yml").read_text(encoding="utf-8"), "indies")
    assert body.title == "British Independent Film Awards"
    text = (checkout / "spiders/sources/indies.yml").read_text(encoding="utf-8")
    assert "categories" not in text
    source = parse_source(text, "indies", ListSource, {"indies": body})
    assert (source.page, source.verified) == ("{ordinal} British Independent Film Awards", False)
    assert source.categories["Best British Documentary"].concept == "documentary_feature"
    listed = (checkout / "tests/sources/indies.csv").read_text(encoding="utf-8").splitlines()
    assert len(listed) == ran.json["entries"] + 1
    assert (checkout / "tests/sources/indies.wikitext").read_text(encoding="utf-8").startswith("{{Infobox")


def test_its_test_fails_until_somebody_has_looked(desk: Any, services: Any, tools: Any, checkout: Path) -> None:
    tools.live(desk, services).snubs("new-source", "indies", TITLE, "--into", str(checkout))
    module = drafted_test(checkout)
    with pytest.raises(AssertionError, match="then set REVIEWED"):
        module.test_the_page_is_read_as_reviewed()
    module.REVIEWED = True
    module.test_the_page_is_read_as_reviewed()


def test_what_cannot_be_drafted_writes_nothing(desk: Any, services: Any, tools: Any, checkout: Path) -> None:
    live, into = tools.live(desk, services), ("--into", str(checkout))
    missing = live.snubs("new-source", "indies", "No Such Page", *into)
    assert (missing.code, "no such page" in missing.err) == (30, True)
    misnamed = live.snubs("new-source", "In Dies", TITLE, *into)
    assert (misnamed.code, "small letters" in misnamed.err) == (2, True)
    assert not list(checkout.rglob("*.yml"))


def test_nothing_is_overwritten(desk: Any, services: Any, tools: Any, checkout: Path) -> None:
    (checkout / "spiders/sources/indies.yml").write_text("mine", encoding="utf-8")
    ran = tools.live(desk, services).snubs("new-source", "indies", TITLE, "--into", str(checkout))
    assert ran.code == 2
    assert (checkout / "spiders/sources/indies.yml").read_text(encoding="utf-8") == "mine"


def test_years_come_from_the_page() -> None:
    lead = "{{Infobox film awards|date=March 5, 2000}}\nThe '''50th Gala Awards'''.\n" + "x" * 200
    text = (
        f"{lead}\n==Winners==\n{{|\n|-\n|\n{{{{Award category|x|Best Director}}}}\n* '''[[A B]] – ''[[F]]'''''\n|}}\n"
    )
    rule = infer("50th Gala Awards", text)
    assert (rule.pattern, rule.number, rule.year, rule.film_year) == ("{ordinal} Gala Awards", 50, 2000, 1999)
    assert rule.categories == (("Best Director", "director", 1),)
    assert rule.sections == ("Winners",)
