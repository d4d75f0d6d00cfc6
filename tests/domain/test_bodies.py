"""Folders of bodies: strict, composed with their sources, and one name for one body."""

import pytest

from spiders.catalogue import load_sources, parse_source
from tracker.domain.bodies import aliases, announcement_days, bodies, parse_body
from tracker.domain.ceremonies import Known, phase_of
from tracker.domain.errors import ConfigError
from tracker.domain.printed import printed_key
from tracker.domain.sources import ListSource

BODY = """
title: Gala Awards
ceremonies: {film_year: "ceremony + 1949", year: "ceremony + 1950"}
prefixes: ["Gala Award for"]
categories:
  "Best Film": {is: picture, field: [{to: 9, size: 5}, {from: 10, size: 10, era: "10th Gala Awards"}]}
"""
SOURCE = """
body: gala
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: "{ordinal} Gala Awards"
"""
GALA = {"gala": parse_body(BODY, "gala")}


def test_a_source_takes_what_is_known_of_its_body() -> None:
    source = parse_source(SOURCE, "gala", ListSource, GALA)
    assert (source.title, list(source.categories), source.prefixes) == (
        "Gala Awards",
        ["Best Film"],
        ("Gala Award for",),
    )
    assert source.ceremonies is not None
    assert source.page_title(source.ceremonies.ceremony(50)) == "50th Gala Awards"


def test_a_list_may_reach_some_ceremonies_and_have_categories_of_its_own() -> None:
    own = 'title: Gala long list\nceremonies: {first: 50, last: 51}\ncategories: {"Film (long list)": {is: picture}}\n'
    source = parse_source(SOURCE + own, "gala_longlist", ListSource, GALA)
    assert source.ceremonies is not None
    assert [c.film_year for c in source.ceremonies.known_by(2020)] == [1999, 2000]
    assert (source.title, list(source.categories)) == ("Gala long list", ["Film (long list)"])


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (("title:", "heading: h\ntitle:"), "heading"),
        (("Gala Awards\ncer", "1917\ncer"), "title: should be text, in quotation marks"),
        (("is: picture", "is: hat"), "unknown category concept 'hat'"),
        (("title: Gala Awards\n", ""), "title"),
        (("title:", "evidence: gossip\ntitle:"), "evidence"),
    ],
)
def test_a_wrong_folder_is_refused_with_file_and_key(change: tuple[str, str], where: str) -> None:
    with pytest.raises(ConfigError, match=where) as caught:
        parse_body(BODY.replace(*change), "gala")
    assert str(caught.value).startswith("gala/body.yml")


def test_an_era_of_sizes_begins_where_the_run_says_so() -> None:
    assert GALA["gala"].eras() == {"picture": (10,)}


def test_every_folder_has_a_source_and_every_source_a_folder() -> None:
    assert {source.body for source in load_sources().values() if source.body} == set(bodies())


def test_a_name_in_tables_is_one_bodys() -> None:
    owners: dict[str, set[str]] = {}
    for body, names in aliases().items():
        for name in names.tables:
            owners.setdefault(printed_key(name), set()).add(body)
    assert [name for name, of in owners.items() if len(of) > 1] == []


def test_every_stated_day_is_a_day_near_its_season() -> None:
    for (body, film_year), day in announcement_days().items():
        assert len(day.on) == len("2011-01-25"), body
        assert int(day.on[:4]) in (film_year, film_year + 1), (body, day)
        assert day.source.strip()


DAYS = {"announced_on": "2014-01-16", "held_on": "2014-03-02"}


@pytest.mark.parametrize(
    ("known", "as_of", "phase"),
    [
        (Known(), "2013-11-28", "building"),
        (Known(**DAYS), "2014-01-15", "building"),
        (Known(**DAYS, has_longlist=True), "2014-01-15", "longlisted"),
        (Known(**DAYS, has_longlist=True), "2014-01-16", "announced"),
        (Known(**DAYS, has_list=True), "2014-01-15", "announced"),
        (Known(**DAYS, has_list=True), "2014-03-02", "announced"),
        (Known(**DAYS, has_list=True), "2014-03-03", "awarded"),
        (Known(**DAYS, has_list=True, has_winners=True), "2014-03-03", "closed"),
        (Known(has_list=True, has_winners=True), "2014-01-01", "closed"),
    ],
)
def test_a_day_that_has_come_or_a_list_that_was_read_decides(known: Known, as_of: str, phase: str) -> None:
    assert phase_of(known, as_of) == phase
