"""Keys that may mean one film: which are joined, which are left as not told apart, and which are two films."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest

from tracker.identity.films.matches import matches
from tracker.identity.resolve import with_keys

Line = dict[str, Any]


def keyed(
    lines: Iterable[Line], films: list[Line] | None = None, links: list[Line] | None = None, **tallies: list[Line]
) -> Any:
    """The frames with keys; a line has `body`, `category`, `title`, and perhaps `link`, `imdb`, `people`, `detail`.

    `tops` and `eligible` are rows of critics' lists and of eligible films.
    """
    works, lists, credits = [], [], []
    for number, line in enumerate(lines):
        plain = {"source": line["body"], "ceremony": 1, "film_year": 2010, "detail": "", "result": "nominated"}
        common = {"statement": f"s{number}"}
        lists.append(common | plain | {k: v for k, v in line.items() if k not in {"title", "link", "imdb", "people"}})
        works.append(common | {name: line.get(name, "") for name in ("title", "link", "imdb", "qid")})
        credits += [common | {"name": name, "role": "", "link": ""} for name in line.get("people", ())]
    frames = {"works": works, "nominations": lists, "credits": credits, "films": films or [], "links": links or []}
    columns = {"credits": ["statement", "name", "role", "link"], "films": ["qid", "imdb", "title", "year"]}
    columns |= {"links": ["title", "canonical", "qid", "missing"]}
    made = {name: pd.DataFrame(rows, columns=None if rows else columns.get(name)) for name, rows in frames.items()}
    names = {"tops": "top_tens", "eligible": "eligibility"}
    return with_keys(made | {names[name]: pd.DataFrame(rows) for name, rows in tallies.items()})


def keys(frames: Any) -> list[str]:
    return list(frames["works"]["film"])


def pairs(frames: Any) -> set[tuple[str, str]]:
    return set(frames["alike"].itertuples(index=False, name=None))


def line(body: str, title: str, category: str = "director", **more: Any) -> Line:
    return {"body": body, "category": category, "title": title, "link": title} | more


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gemstone", "Gemstone: Based on the Tale of a Mine"),
        ("Lantern or (The Long Way Home)", "Lantern (2010 film)"),
        ("Northern Lights II", "Northern Lights 2"),
        ("The Shepherd (Le Berger)", "The Shepherd"),
        ("Ann Bell's The Harbour", "The Harbour (film)"),
        ("Bo & Lu in the Night of the Moth", "Bo & Lu: The Night of the Moth"),
    ],
)
def test_two_bodies_lists_with_one_director_and_like_titles_mean_one_film(one: str, other: str) -> None:
    frames = keyed([line("oscars", one, people=["Ann Bell"]), line("baftas", other, people=["Ann Bell"])])
    assert len(set(keys(frames))) == 1
    assert not pairs(frames)


def test_two_sources_of_one_ceremony_mean_one_film_by_its_place() -> None:
    page = line("oscars", "The Shepherd", "international_feature", source="page")
    record = line("oscars", "The Shepherd (Le Berger)", "international_feature", source="record", link="", imdb="tt01")
    assert keys(keyed([page, record])) == ["tt01", "tt01"]


def test_like_titles_that_nothing_bears_out_are_not_told_apart_and_not_joined() -> None:
    frames = keyed([line("oscars", "Gemstone", "sound"), line("baftas", "Gemstone: A Tale", "costume_design")])
    one, other = keys(frames)
    assert one != other
    assert pairs(frames) == {(one, other), (other, one)}


def test_one_song_is_of_one_film_whatever_its_title() -> None:
    song = {"category": "original_song", "people": ["Una Reed"], "detail": "Into the Well"}
    frames = keyed([line("oscars", "Ice Queens") | song, line("baftas", "Reine") | song])
    assert len(set(keys(frames))) == 1


def test_a_director_s_film_of_the_very_title_in_the_next_season_is_the_same_film() -> None:
    festival = line("cannes", "Tin Whistle (2010 film)", people=["Ann Bell"])
    frames = keyed([festival, line("oscars", "Tin Whistle", imdb="tt0000007", people=["Ann Bell"], film_year=2011)])
    assert keys(frames) == ["tt0000007", "tt0000007"]
    assert not pairs(frames)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            line("bafta", "Tin Whistle", "live_action_short", people=["Ann Bell"]),
            line("x", "Tin Whistle", people=["Ann Bell"]),
        ),
        (line("x", "Youth (Spring)", people=["Ann Bell"]), line("y", "Youth (Homecoming)", people=["Ann Bell"])),
        (line("x", "Tin Whistle", people=["Ann Bell"]), line("y", "Tin Whistle II", people=["Ann Bell"])),
    ],
)
def test_a_short_and_a_part_are_not_joined_with_the_next_season_s_film_of_their_director(
    one: Line, other: Line
) -> None:
    assert len(set(keys(keyed([one, other | {"link": other["title"] + " (film)", "film_year": 2011}])))) == 2


def test_a_director_of_two_films_is_no_evidence_that_they_are_one() -> None:
    frames = keyed([line("oscars", "Traffic", people=["Ann Bell"]), line("baftas", "Solitude", people=["Ann Bell"])])
    assert len(set(keys(frames))) == 2
    assert not pairs(frames)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"imdb": "tt01"}, {"imdb": "tt02"}),
        ({"link": "Gemstone (2009 film)"}, {"link": "Gemstone: A Tale (2010 film)"}),
        ({"people": ["Ann Bell"]}, {"people": ["Cy Dunn"]}),
        ({"category": "animated_short"}, {}),
    ],
)
def test_ids_years_other_people_and_kind_tell_films_apart(mine: Line, theirs: Line) -> None:
    frames = keyed([line("oscars", "Gemstone") | mine, line("baftas", "Gemstone: A Tale") | theirs])
    assert len(set(keys(frames))) == 2
    assert not pairs(frames)


def test_films_that_one_list_names_beside_each_other_are_two() -> None:
    frames = keyed([line("oscars", "Paradise", "picture"), line("oscars", "Paradise: Hope", "picture")])
    assert not pairs(frames)


def test_articles_that_the_encyclopaedia_was_asked_for_are_two_films() -> None:
    links = [{"title": t, "canonical": t, "qid": "", "missing": False} for t in ("Gemstone", "Gemstone: A Tale")]
    frames = keyed([line("oscars", "Gemstone", "sound"), line("baftas", "Gemstone: A Tale", "sound")], links=links)
    assert not pairs(frames)


def test_an_import_that_gives_id_and_link_is_one_film_with_what_is_linked_and_what_has_the_id() -> None:
    film = {"qid": "", "imdb": "tt13", "title": "Gemstone", "year": 2010, "wikipedia": "Gemstone (2010 film)"}
    linked = line("oscars", "GEM", "sound", link="Gemstone (2010 film)")
    by_id = line("baftas", "Another name", "sound", link="", imdb="tt13")
    assert set(keys(keyed([linked, by_id], films=[film]))) == {"tt13"}
    stating = line("baftas", "Another name", "sound", link="Gemstone (2010 film)", imdb="tt13")
    assert set(keys(keyed([linked, by_id, stating]))) == {"tt13"}


def test_a_film_without_a_wikidata_id_names_its_own_titles_and_no_others() -> None:
    film = {"qid": "", "imdb": "tt13", "title": "Gemstone", "year": 2010}
    rows = matches(keyed([line("oscars", "Gemstone", link=""), line("oscars", "Lantern")], films=[film]))
    assert dict(zip(rows["title"], rows["film"], strict=True)) == {"Gemstone": "Gemstone", "Lantern": ""}
    assert set(rows["film_imdb"]) == {"tt13", ""}


def test_an_id_that_is_an_article_in_one_season_is_that_article_in_every_season() -> None:
    film = {"qid": "Q5", "imdb": "", "title": "Gemstone", "year": 2010}
    page = line("oscars", "Gemstone", "sound") | {"qid": "Q5"}
    record = line("oscars", "Gemstone", "sound", source="record", link="", imdb="tt13")
    later = line("baftas", "The Gem", "sound", link="", imdb="tt13", film_year=2011)
    assert set(keys(keyed([page, record, later], films=[film]))) == {"Q5"}


def tallied(title: str, imdb: str, source: str = "oscars") -> dict[str, Any]:
    return {"title": title, "link": "", "imdb": imdb, "qid": "", "film_year": 2010, "source": source, "people": ()}


def test_a_number_that_one_list_of_eligible_films_alone_has_does_not_tell_its_title_apart() -> None:
    lines = [line("baftas", "Gem", link="", imdb="tt1"), line("oscars", "Ore", link="", imdb="tt2")]
    eligible = [tallied("Gem", "tt9"), tallied("Ore", "tt2"), tallied("Ore", "tt8"), tallied("Fen", "tt7")]
    assert pairs(keyed(lines, eligible=eligible)) == {("tt1", "tt9"), ("tt9", "tt1")}
    registry = [{"qid": f"Q{n}", "imdb": f"tt{n}", "title": "Gem", "year": 2010} for n in (1, 9)]
    assert pairs(keyed(lines, registry, eligible=eligible)) == set()


GEM = {"qid": "Q1", "imdb": "tt1", "title": "Gem", "year": 2010, "directors": ["Ann Bell"]}
WRONG = {"link": "", "imdb": "tt7"}


@pytest.mark.parametrize("column", ["imdb", "qid"])
def test_a_number_that_one_file_alone_has_is_that_of_the_film_of_the_title_by_the_same_people(column: str) -> None:
    number = {"imdb": "", column: {"imdb": "tt7", "qid": "Q7"}[column]}
    frames = keyed([line("oscars", "Gem", people=["Ann Bell"]) | WRONG | number], films=[GEM])
    assert keys(frames) == ["Q1"]
    frames = keyed([line("oscars", "Gem", people=["Bo Ek"]) | WRONG | number], films=[GEM])
    assert (keys(frames), pairs(frames)) == (list(filter(None, number.values())), set())


def test_a_number_that_one_file_alone_has_does_not_tell_its_title_apart_where_nobody_is_named() -> None:
    film = line("oscars", "Gem", "picture") | WRONG
    (one,) = keys(frames := keyed([film], films=[GEM]))
    assert pairs(frames) == {(one, "Q1"), ("Q1", one)}
    assert pairs(keyed([film, film | {"source": "another"}], films=[GEM])) == set()
    assert pairs(keyed([film], films=[GEM | {"year": 2012}])) == set()
    short = film | {"category": "live_action_short"}
    assert pairs(keyed([short, line("baftas", "Gem", "picture", qid="Q1")], films=[GEM])) == set()


@pytest.mark.parametrize("title", ["Gem", "The Lantern"])
def test_two_numbers_of_one_title_by_the_same_people_in_one_season_are_one_film(title: str) -> None:
    one = line("oscars", title, people=["Ann Bell"], source="mine.oscars", link="", imdb="tt1")
    other = line("baftas", title, people=["Ann Bell"], source="mine.baftas", link="", imdb="tt7")
    assert keys(keyed([one, other])) == ["tt1", "tt1"]
    unnamed = [one | {"people": ()}, other | {"people": ()}]
    assert pairs(keyed(unnamed)) == {("tt1", "tt7"), ("tt7", "tt1")}
    eligible = [tallied(title, "tt1"), tallied(title, "tt7")]
    assert pairs(keyed(unnamed, eligible=eligible)) == set()


def test_a_row_with_the_number_of_another_film_is_not_told_apart_from_the_film_of_its_title() -> None:
    listed = [line(body, title, people=[by]) for title, by in (("Gem", "Ann Bell"), ("Ore", "Bo Ek")) for body in "xy"]
    links = [
        {"title": title, "canonical": title, "qid": f"Q{n}", "missing": False}
        for n, title in enumerate(("Gem", "Ore"), 1)
    ]
    wrong = line("z", "Ore", people=["Bo Ek"], link="", qid="Q1")
    frames = keyed([*listed, wrong], links=links)
    assert keys(frames) == ["Q1", "Q1", "Q2", "Q2", "Q1"]
    assert pairs(frames) == {("Q1", "Q2"), ("Q2", "Q1")}
    assert pairs(keyed([*listed, wrong | {"qid": "Q2"}], links=links)) == set()


@pytest.mark.parametrize(
    ("one", "other"), [("Blak Swans", "Black Swans"), ("Dogooth", "Dogtooth"), ("127Hours", "127 Hours")]
)
def test_a_slip_in_the_first_word_or_a_space_too_few_does_not_tell_titles_apart(one: str, other: str) -> None:
    frames = keyed([line("oscars", one, "sound", link=""), line("baftas", other, "costume_design", link="")])
    assert len(pairs(frames)) == 2
    apart = [line("oscars", "Runaway", "sound", link=""), line("baftas", "Runaway Jury", "sound", link="")]
    assert pairs(keyed(apart)) == set()


def test_people_are_the_same_in_any_order_of_their_names() -> None:
    frames = keyed([line("oscars", "Gem", people=["Bell, Ann"]), line("baftas", "Gem: A Tale", people=["Ann Bell"])])
    assert len(set(keys(frames))) == 1


def test_a_title_that_one_list_alone_has_for_a_film_does_not_tell_it_from_the_film_of_that_title() -> None:
    lines = [
        line("oscars", "Ore", "picture", link="", imdb="tt1"),
        line("baftas", "Ore", "picture", link="", imdb="tt8"),
    ]
    assert pairs(keyed(lines, films=[GEM])) == {("Q1", "tt8"), ("tt8", "Q1")}
    assert pairs(keyed(lines, films=[GEM | {"aliases": ["Ore"]}])) == {("Q1", "tt8"), ("tt8", "Q1")}


def test_two_films_of_the_registry_are_never_one() -> None:
    parts = [GEM | {"title": "Gem: One"}, GEM | {"qid": "Q2", "imdb": "tt2", "title": "Gem: Two"}]
    lines = [
        line("oscars", "Gem", link="", imdb="tt1", people=["Ann Bell"]),
        line("baftas", "Gem: Two", link="", imdb="tt2", people=["Ann Bell"]),
        line("baftas", "Gem", link="", imdb="tt2", people=["Ann Bell"]),
    ]
    frames = keyed(lines, films=parts)
    assert keys(frames) == ["Q1", "Q2", "Q2"]


def test_a_line_of_a_critics_list_that_says_that_it_is_no_film_has_no_key() -> None:
    tops = [tallied(title, "", "tally") for title in ("Gem [TV series]", "Ore [first of all]", "Fen")]
    frames = keyed([line("oscars", "Ore", link="")], tops=tops)
    assert list(frames["top_tens"]["film"]) == ["", "printed:ore|2010", "printed:fen|2010"]
    assert keys(frames) == ["printed:ore|2010"]


LANTERN = {"qid": "Q4", "imdb": "tt4", "title": "The Lantern", "year": 2010, "directors": ["Bo Ek"]}


def by_title(body: str, title: str, category: str = "picture", **more: Any) -> Line:
    return line(body, title, category, link="", **more)


def both(one: str, other: str) -> set[tuple[str, str]]:
    return {(one, other), (other, one)}


@pytest.mark.parametrize(
    ("one", "other"), [("TheLantern", "The Lantern"), ("Spiderling", "Spider-Ling"), ("127Hours", "127 Hours")]
)
def test_titles_that_differ_in_spaces_alone_are_not_told_apart(one: str, other: str) -> None:
    assert len(pairs(keyed([by_title("oscars", one, "sound"), by_title("baftas", other, "costume_design")]))) == 2


def test_titles_that_differ_in_an_article_and_spaces_are_never_joined() -> None:
    lines = [line("oscars", "TheLantern", people=["Bo Ek"]), line("baftas", "The Lantern", people=["Bo Ek"])]
    assert len(pairs(frames := keyed(lines))) == 2
    assert len(set(keys(frames))) == 2


MISSPELT = ["Lanturn", "Lnatern", "Lantrn", "Lanntern", "The Lanterm", "yhe Lantern", "TheLantern"]


@pytest.mark.parametrize("title", MISSPELT)
@pytest.mark.parametrize("number", [{"imdb": "tt9"}, {"qid": "Q9"}], ids=["IMDb", "Wikidata"])
def test_a_misspelt_title_with_an_unknown_number_is_not_told_from_the_film_of_its_season(
    title: str, number: Line
) -> None:
    frames = keyed([by_title("oscars", title, **number)], films=[LANTERN])
    assert pairs(frames) == both(*number.values(), "Q4")


@pytest.mark.parametrize("title", MISSPELT)
def test_a_misspelt_title_alone_is_not_told_from_the_film_of_its_season(title: str) -> None:
    known = [by_title(body, "The Lantern", "sound", imdb="tt4") for body in "xy"]
    *_, film = keys(frames := keyed([*known, by_title("oscars", title)]))
    assert pairs(frames) == both(film, "tt4")


@pytest.mark.parametrize(
    ("title", "film"),
    [
        ("Lanturn", {"year": 2006}),
        ("Linturn", {}),
        ("Lantern 2", {"title": "Lantern 3"}),
        ("Lent", {"title": "The Tent of Rain"}),
    ],
)
def test_other_years_more_slips_and_other_numbers_are_those_of_other_films(title: str, film: Line) -> None:
    assert not pairs(keyed([by_title("oscars", title, imdb="tt9")], films=[LANTERN | film]))


def test_a_longer_title_may_have_two_slips() -> None:
    lantern = LANTERN | {"title": "The Lantern of Rain"}
    assert pairs(keyed([by_title("oscars", "The Lanturn of Rian", imdb="tt9")], films=[lantern]))


@pytest.mark.parametrize("title", ["TheLantern", "Lanturn"])
def test_a_misspelt_title_beside_another_film_s_number_may_be_either_film_s(title: str) -> None:
    lines = [by_title(body, "Gem", imdb="tt1") for body in "xy"]
    frames = keyed([*lines, by_title("z", title, imdb="tt1")], films=[GEM, LANTERN])
    assert keys(frames) == ["Q1", "Q1", "Q1"]
    assert pairs(frames) == both("Q1", "Q4")


def test_a_slip_of_a_film_s_own_title_is_no_doubt() -> None:
    lines = [by_title(body, "Gems", imdb="tt1") for body in "xy"]
    frames = keyed([*lines, by_title("z", "Gemz", imdb="tt1")], films=[GEM | {"title": "Gems"}])
    assert not pairs(frames)


def test_a_list_of_eligible_films_that_has_both_spellings_has_two_films() -> None:
    lines = [by_title("oscars", "Lanturn", imdb="tt9"), by_title("baftas", "Lantern", imdb="tt4")]
    assert pairs(keyed(lines)) == both("tt4", "tt9")
    assert not pairs(keyed(lines, eligible=[tallied("Lanturn", "tt9"), tallied("Lantern", "tt4")]))


def test_a_season_s_film_is_not_told_from_last_year_s_where_a_row_has_no_more_than_their_title() -> None:
    echo = {"qid": "Q1", "imdb": "tt1", "title": "Echo", "year": 2010, "directors": ["Ann Bell"]}
    of_season = [by_title(body, "Echo", "sound", imdb="tt5", film_year=2011) for body in "cd"]
    row = by_title("b", "Echo", film_year=2011)
    assert pairs(keyed([*of_season, row], films=[echo])) == both("Q1", "tt5")
    assert not pairs(keyed([*of_season, row | {"imdb": "tt1"}], films=[echo]))
    of_director = row | {"category": "director", "people": ["Ann Bell"]}
    assert not pairs(keyed([*of_season, of_director], films=[echo]))
    without = keyed([*(one | {"film_year": 2010, "imdb": "tt1"} for one in of_season), row])
    assert pairs(without) == both("printed:echo|2011", "tt1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"link": "", "imdb": "tt1", "source": "mine.x"}, {"link": "", "imdb": "tt9", "source": "mine.y"}),
        ({"link": "Gem (2010 film)"}, {"link": "Gem (2011 film)"}),
    ],
)
def test_numbers_of_one_file_and_links_by_year_do_not_tell_neighbouring_seasons_apart(one: Line, other: Line) -> None:
    lines = [line("x", "Gem", "sound") | one, line("y", "Gem", "sound", film_year=2011) | other]
    frames = keyed(lines)
    assert pairs(frames) == both(*keys(frames))
    assert not pairs(keyed([lines[0], lines[1] | {"film_year": 2012, "link": lines[1]["link"].replace("1", "2")}]))
    directed = [one | {"category": "director", "people": [by]} for one, by in zip(lines, ["Ann", "Bo"], strict=True)]
    assert not pairs(keyed(directed))


def test_numbers_that_the_registry_or_two_publishers_have_tell_neighbouring_seasons_apart() -> None:
    lines = [by_title("x", "Gem", imdb="tt1"), by_title("y", "Gem", imdb="tt9", film_year=2011)]
    known = [GEM | {"year": 2009}, GEM | {"qid": "Q9", "imdb": "tt9", "year": 2010}]
    assert not pairs(keyed(lines, films=known))
    assert not pairs(keyed([one | {"body": body, "source": body} for one in lines for body in "ab"]))


ECHO = {"qid": "Q1", "imdb": "tt1", "title": "Echo", "year": 2010, "directors": ["Ann Bell"]}


def test_a_title_alone_is_not_last_year_s_film_of_it_nor_told_apart_from_it() -> None:
    row = by_title("b", "Echo", film_year=2011)
    frames = keyed([row], films=[ECHO])
    assert (keys(frames), pairs(frames)) == (["printed:echo|2011"], both("Q1", "printed:echo|2011"))
    assert list(frames["candidates"]["film"]) == ["Q1"]
    assert keys(keyed([row | {"film_year": 2010}], films=[ECHO])) == ["Q1"]


@pytest.mark.parametrize(
    "beside",
    [
        {"film_year": 2011, "imdb": "tt1", "link": ""},
        {"film_year": 2011, "link": "Echo"},
        {"film_year": 2011, "link": "", "people": ["Ann Bell"]},
    ],
)
def test_it_is_where_a_list_of_the_season_has_that_film_or_who_made_it(beside: Line) -> None:
    row = by_title("b", "Echo", "sound", film_year=2011)
    links = [{"title": "Echo", "canonical": "Echo", "qid": "Q1", "missing": False}]
    assert keys(keyed([row, line("c", "Echo") | beside], films=[ECHO], links=links)) == ["Q1", "Q1"]
    eligible = [tallied("Echo", "tt1") | {"film_year": 2011}]
    assert keys(keyed([row], films=[ECHO], eligible=eligible)) == ["Q1"]


def test_a_link_by_year_is_not_last_year_s_film_of_the_title() -> None:
    later = line("c", "Echo", "sound", link="Echo (2011 film)", film_year=2011)
    frames = keyed([by_title("b", "Echo", film_year=2011), later], films=[ECHO])
    assert keys(frames) == ["wp:Echo (2011 film)"] * 2
    assert pairs(frames) == both("Q1", "wp:Echo (2011 film)")
    assert keys(keyed([later | {"link": "Echo (2010 film)"}, later | {"imdb": "tt1"}], films=[ECHO])) == ["Q1", "Q1"]
