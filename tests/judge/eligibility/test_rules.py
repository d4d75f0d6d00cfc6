"""Rules are data: strict, sourced, dated, and about no film."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tracker.domain.errors import ConfigError
from tracker.domain.rules import RuleBook, load_rules, parse_body_rules

BODY = """
ceremony: "{ordinal} X Awards"
territory: {name: United States}
eligibility:
  - {ceremonies: {from: 1}, calendar_year: true, basis: assumed, rule: a year, source: a page}
"""


def test_every_rule_names_its_source(rules: RuleBook) -> None:
    for body in rules.bodies.values():
        for rule in body.eligibility:
            assert rule.source.strip()
            assert rule.rule.strip()
        assert all(kind.source.strip() and kind.rule.strip() for kind in body.kinds)
        for category in (rule for dated in body.categories.values() for rule in dated):
            assert category.source.strip()
        for implication in body.implied_by:
            assert implication.source.strip()
    assert all(relation.source.strip() for relation in rules.equivalence.categories)


@pytest.mark.parametrize(
    ("body", "ceremony", "season", "window"),
    [
        ("oscars", 83, 2010, (date(2010, 1, 1), date(2010, 12, 31))),
        ("oscars", 93, 2020, (date(2020, 1, 1), date(2021, 2, 28))),
        ("oscars", 94, 2021, (date(2021, 3, 1), date(2021, 12, 31))),
        ("oscars", 70, 1997, (date(1997, 1, 1), date(1997, 12, 31))),
        ("baftas", 64, 2010, (date(2010, 1, 1), date(2010, 12, 31))),
    ],
)
def test_windows(rules: RuleBook, body: str, ceremony: int, season: int, window: tuple[date, date]) -> None:
    rule = rules.bodies[body].eligibility_at(ceremony)
    assert rule is not None
    assert rule.window_of(season) == window


def test_a_rule_that_no_page_states_is_marked_as_assumed(rules: RuleBook) -> None:
    assert rules.bodies["oscars"].eligibility_at(70).basis == "assumed"  # type: ignore[union-attr]
    assert rules.bodies["oscars"].eligibility_at(83).basis == "stated"  # type: ignore[union-attr]
    assert rules.bodies["oscars"].eligibility_at(2) is None


def test_only_exact_and_broader_categories_feed(rules: RuleBook) -> None:
    feeds = rules.equivalence.feeds
    assert feeds("screenplay", 2010) == ("adapted_screenplay", "original_screenplay", "screenplay")
    assert feeds("adapted_screenplay", 2010) == ("adapted_screenplay",)
    assert feeds("british_film", 2010) == ("british_film",)
    assert feeds("ensemble", 2010) == ("ensemble",)


def test_a_body_nobody_described_is_a_peer(rules: RuleBook) -> None:
    assert rules.equivalence.family("new_guild") == "peers"
    assert rules.equivalence.title("new_guild") == "New Guild"


def test_the_fingerprint_changes_with_any_rule(rules: RuleBook) -> None:
    body = rules.bodies["oscars"]
    other = rules.model_copy(update={"bodies": rules.bodies | {"oscars": body.model_copy(update={"title": "Y"})}})
    assert RuleBook.model_validate(other.model_dump(by_alias=True)).fingerprint != rules.fingerprint
    assert load_rules().fingerprint == rules.fingerprint


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (("ceremony:", "heading: h\nceremony:"), "heading"),
        (("calendar_year: true, ", ""), "window"),
        (("basis: assumed", "basis: guessed"), "basis"),
        (("source: a page", "sauce: a page"), "source"),
        (("territory:", "ceremony: y\nterritory:"), "duplicate key"),
        (("ceremony:", "categories: {knitwear: {needs: submission, source: s}}\nceremony:"), "knitwear"),
    ],
)
def test_a_broken_rule_is_named(change: tuple[str, str], where: str) -> None:
    with pytest.raises(ConfigError, match=where) as caught:
        parse_body_rules(BODY.replace(*change), "x", "X Awards")
    assert str(caught.value).startswith("x/rules.yml")
    assert "\n" not in str(caught.value)


def test_no_rule_and_no_line_of_the_judgement_names_a_film() -> None:
    """Titles of the season that ships with the tracker, as far as they cannot be ordinary words."""
    import csv

    facts = files("spiders.archive").joinpath("facts", "films.csv")
    if not facts.is_file():
        pytest.skip("needs the bundled archive's fact tables, which this installation does not have")
    with facts.open(encoding="utf-8", newline="") as lines:
        titles = {row["title"] for row in csv.DictReader(lines) if len(row["title"].split()) > 2}
    assert len(titles) > 50
    root = Path(str(files("tracker.judge"))).parent
    rules = [*(root / "data" / "bodies").glob("*/rules.yml"), *(root / "data" / "categories").glob("*.yml")]
    texts = [*(root / "judge").rglob("*.py"), *rules]
    for path in texts:
        text = path.read_text(encoding="utf-8").casefold()
        assert not [title for title in titles if title.casefold() in text], path
