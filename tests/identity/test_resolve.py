"""From printed works to film keys."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.identity.people.credits import resolve_people
from tracker.identity.resolve import with_film_keys, with_keys

FILMS = pd.DataFrame(
    [
        {
            "qid": "Q1",
            "imdb": "tt1",
            "title": "Gem",
            "year": 2010,
            "aliases": ["Juwel"],
            "wikipedia": "Gem (2010 film)",
        },
        {"qid": "Q2", "imdb": "tt2", "title": "Gem", "year": 1984, "aliases": [], "wikipedia": "Gem (1984 film)"},
        {"qid": "Q3", "imdb": "tt3", "title": "Twin", "year": 2010, "aliases": [], "wikipedia": None},
        {"qid": "Q4", "imdb": None, "title": "The Twin", "year": 2011, "aliases": [], "wikipedia": None},
        {"qid": "Q5", "imdb": None, "title": "1917", "year": 2019, "aliases": [], "wikipedia": None},
        {"qid": "Q6", "imdb": None, "title": "Novel", "year": 2010, "work_kind": "book", "aliases": []},
        {"qid": "Q7", "imdb": "tt7", "title": "Life by a Matter of Bread", "year": 2010, "aliases": []},
    ]
)
LINKS = pd.DataFrame(
    [
        {"title": "Gem (2010 film)", "canonical": "Gem (2010 film)", "qid": "Q1", "missing": False},
        {"title": "Gem (movie)", "canonical": "Gem (2010 film)", "qid": "Q1", "missing": False},
        {"title": "New page", "canonical": "New page", "qid": None, "missing": False},
        {"title": "Red link", "canonical": None, "qid": None, "missing": True},
        {"title": "A. Actor", "canonical": "Ann Actor", "qid": "Q77", "missing": False},
    ]
)


def resolve(works: pd.DataFrame, films: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    return with_film_keys({"top_tens": works, "films": films, "links": links})["top_tens"]


def one(**work: Any) -> tuple[str, str]:
    row = {"title": "", "link": None, "imdb": None, "qid": None, "film_year": 2010} | work
    match = resolve(pd.DataFrame([row]), FILMS, LINKS).iloc[0]
    assert 0 <= match["film_score"] <= 1
    return match["film"], match["film_reason"]


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ({"title": "Gem", "qid": "Q9"}, ("Q9", "explicit_id")),
        ({"title": "Whatever", "imdb": "tt1"}, ("Q1", "explicit_id")),
        ({"title": "Whatever", "imdb": "tt99"}, ("tt99", "explicit_id")),
        ({"title": "Gem", "link": "Gem (2010 film)"}, ("Q1", "link")),
        ({"title": "Gem", "link": "gem_(2010 film)#Cast"}, ("Q1", "link")),
        ({"title": "Gem", "link": "Gem (movie)"}, ("Q1", "redirect")),
        ({"title": "Gem", "link": "Gem (1984 film)"}, ("Q2", "link")),
        ({"title": "Gem", "link": "New page"}, ("wp:New page", "link")),
        ({"title": "Gem", "link": "Never asked"}, ("wp:Never asked", "link")),
        ({"title": "Gem"}, ("Q1", "title_year")),
        ({"title": "JUWEL"}, ("Q1", "title_year")),
        ({"title": "Gem", "film_year": 2011}, ("Q1", "title_year")),
        ({"title": "Gem", "film_year": 2012}, ("printed:gem|2012", "review")),
        ({"title": "Gem", "film_year": 2018}, ("printed:gem|2018", "printed")),
        ({"title": "Gem", "film_year": None}, ("printed:gem|", "review")),
        ({"title": "Twin"}, ("Q3", "title_year")),
        ({"title": "Twin", "film_year": 2011}, ("printed:twin|2011", "review")),
        ({"title": "1917", "film_year": 2019}, ("Q5", "title_year")),
        ({"title": "None"}, ("printed:none|2010", "printed")),
        ({"title": "NA"}, ("printed:na|2010", "printed")),
        ({"title": "Novel"}, ("printed:novel|2010", "printed")),
        ({"title": "Lost", "link": "Red link"}, ("wp:Red link", "printed")),
        ({"title": "Gem", "link": "Red link"}, ("Q1", "title_year")),
        ({"title": ""}, ("", "printed")),
        ({"title": "Gem", "imdb": "nonsense", "qid": ""}, ("Q1", "title_year")),
    ],
)
def test_keys(work: dict[str, Any], expected: tuple[str, str]) -> None:
    assert one(**work) == expected


def test_an_id_of_two_films_identifies_neither() -> None:
    films = pd.concat([FILMS, pd.DataFrame([{"qid": "Q8", "imdb": "tt1", "title": "Other", "year": 2010}])])
    works = pd.DataFrame([{"title": "x", "imdb": "tt1", "film_year": 2010}])
    assert resolve(works, films, LINKS)["film"].tolist() == ["tt1"]


def test_missing_values_never_join() -> None:
    films = pd.DataFrame([{"qid": None, "imdb": None, "title": None, "year": None, "wikipedia": None}])
    works = pd.DataFrame([{"title": "A", "film_year": None}, {"title": "B", "film_year": 2010}])
    assert resolve(works, films, LINKS.iloc[:0])["film"].tolist() == ["printed:a|", "printed:b|2010"]


def test_frames_are_not_changed_and_order_is_kept() -> None:
    works = pd.DataFrame([{"title": t, "film_year": 2010} for t in ("Twin", "Gem", "1917")], index=[5, 3, 9])
    kept, films = works.copy(deep=True), FILMS.copy(deep=True)
    identities = resolve(works, FILMS, LINKS)
    pd.testing.assert_frame_equal(works, kept)
    pd.testing.assert_frame_equal(FILMS, films)
    assert identities.index.tolist() == [5, 3, 9]
    assert identities["title"].tolist() == ["Twin", "Gem", "1917"]


@settings(max_examples=settings.default.max_examples // 4)
@given(
    st.lists(st.sampled_from(["Gem", "Twin", "Juwel", "1917", "", "Gem (2010 film)"]), min_size=1, max_size=6),
    st.randoms(),
)
def test_keys_do_not_depend_on_the_company(titles: list[str], random: Any) -> None:
    works = pd.DataFrame({"title": titles, "film_year": 2010})
    order = list(works.index)
    random.shuffle(order)
    together = resolve(works.loc[order], FILMS, LINKS).sort_index()
    alone = [resolve(works.loc[[i]], FILMS, LINKS)["film"].iloc[0] for i in works.index]
    assert together["film"].tolist() == alone


def test_people_take_their_article_and_unlinked_names_follow_a_single_one() -> None:
    credits = pd.DataFrame(
        [
            {"name": "Ann Actor", "link": "A. Actor"},
            {"name": "Ann Actor", "link": None},
            {"name": "José Garção", "link": None},
            {"name": "Jose Garcao", "link": ""},
        ]
    )
    identities = resolve_people(credits, LINKS)
    assert identities["person"].tolist() == ["Ann Actor", "Ann Actor", "name:jose garcao", "name:jose garcao"]
    assert identities["person_qid"].tolist() == ["Q77", "Q77", "", ""]


def test_a_name_of_two_linked_people_stays_unlinked() -> None:
    credits = pd.DataFrame(
        [
            {"name": "Sam Same", "link": "Sam Same (editor)"},
            {"name": "Sam Same", "link": "Sam Same (actor)"},
            {"name": "Sam Same", "link": None},
        ]
    )
    assert resolve_people(credits, LINKS)["person"].tolist()[2] == "name:sam same"


def test_the_stores_frames_get_their_keys() -> None:
    frames = {
        "nominations": pd.DataFrame([{"statement": "s", "film_year": 2010, "body": "b", "ceremony": 1}]),
        "works": pd.DataFrame([{"statement": "s", "title": "Gem"}]),
        "eligibility": pd.DataFrame([{"body": "b", "ceremony": 1, "title": "Gem"}]),
        "films": FILMS,
        "links": LINKS,
    }
    tables = with_keys(frames)
    assert tables["works"]["film"].tolist() == ["Q1"]
    assert tables["eligibility"]["film"].tolist() == ["Q1"]
    assert "film" not in frames["works"].columns


def season(*works: dict[str, Any], top: dict[str, Any] | None = None) -> list[str]:
    """Keys of works of one season, and of a tally that names one film."""
    rows = [{"statement": str(i), "film_year": 2010} | work for i, work in enumerate(works)]
    frames = {
        "nominations": pd.DataFrame(rows)[["statement"]],
        "works": pd.DataFrame(rows),
        "films": FILMS,
        "links": LINKS,
    }
    if top:
        frames["top_tens"] = pd.DataFrame([{"film_year": 2010} | top])
    return [str(film) for film in with_keys(frames)["works"]["film"]]


def test_works_of_a_season_share_the_best_key_of_their_title() -> None:
    linked, plain = {"title": "Short One", "link": "Short One (film)"}, {"title": "Short One"}
    assert season(linked, plain) == ["wp:Short One (film)"] * 2
    assert season(linked, plain, top={"title": "Short One", "imdb": "tt50"}) == ["tt50", "tt50"]


def test_a_title_that_stands_within_another_is_first_that_of_the_seasons_film_so_called() -> None:
    entry = {"title": "Matter of Bread"}
    assert season(entry) == ["Q7"]
    assert season(entry, {"title": "Matter of Bread", "imdb": "tt60"}) == ["tt60", "tt60"]


def test_namesakes_of_a_season_keep_their_keys() -> None:
    first, second = {"title": "Pair", "link": "Pair (2010 film)"}, {"title": "Pair", "link": "Pair (French film)"}
    keys = ["wp:Pair (2010 film)", "wp:Pair (French film)", "printed:pair|2010"]
    assert season(first, second, {"title": "Pair"}) == keys


def test_an_article_or_id_that_the_registry_knows_otherwise_is_another_film() -> None:
    known = {"title": "Gem", "qid": "Q1"}
    assert season(known, {"title": "Gem", "link": "Gem (opera film)"}) == ["Q1", "wp:Gem (opera film)"]
    assert season(known, {"title": "Gem", "imdb": "tt77"}) == ["Q1", "tt77"]
    assert season({"title": "The Twin", "qid": "Q4"}, {"title": "Twin", "imdb": "tt78"}) == ["Q4", "Q4"]


def test_seasons_are_kept_apart() -> None:
    old = {"title": "Short One", "link": "Short One (film)", "film_year": 1990}
    assert season(old, {"title": "Short One"}) == ["wp:Short One (film)", "printed:short one|2010"]


def _table(rows: list[dict[str, Any]], key: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[key, "name", "link", "role"])


def found_by_list(
    category: str, *names: str, crew: dict[str, str] | None = None, role: str | None = None, **work: Any
) -> tuple[str, str]:
    """What one nomination's work is taken for when the list names these people."""
    frames = {
        "nominations": pd.DataFrame([{"statement": "s", "film_year": 2010, "category": category}]),
        "works": pd.DataFrame([{"statement": "s", "title": "Pearl"} | work]),
        "credits": _table([{"statement": "s", "name": name, "role": role} for name in names], "statement"),
        "films": PEARLS,
        "links": LINKS,
        "film_credits": _table([{"qid": q, "name": n, "link": None} for q, n in (crew or {}).items()], "qid"),
    }
    row = with_keys(frames)["works"].iloc[0]
    return str(row["film"]), str(row["film_reason"])


PEARLS = pd.DataFrame(
    [
        {"qid": "Q1", "imdb": "tt1", "title": "Pearl", "year": 2010, "directors": ["Ann Lee"], "work_kind": "feature"},
        {"qid": "Q2", "imdb": "tt2", "title": "Pearl", "year": 2010, "directors": ["Bo Ek"], "work_kind": "feature"},
        {"qid": "Q3", "imdb": "tt3", "title": "Coral", "year": 2010, "directors": ["Cy Ray"], "work_kind": "feature"},
        {"qid": "Q4", "imdb": "tt4", "title": "Reef", "year": 2010, "directors": ["Di Fox"], "work_kind": "short"},
        {"qid": "Q5", "imdb": "tt5", "title": "Shoal", "year": 2010, "directors": [], "work_kind": "series"},
    ]
)


def test_namesakes_of_one_year_are_told_apart_by_people() -> None:
    assert found_by_list("picture") == ("printed:pearl|2010", "review")
    assert found_by_list("director", "Ek, Bo") == ("Q2", "title_year")
    assert found_by_list("lead_actor", "Gil Hay", crew={"Q1": "Gil Hay"}) == ("Q1", "title_year")


def test_another_director_speaks_against_a_film_of_the_very_title_and_year() -> None:
    assert found_by_list("director", "Somebody Else", title="Coral")[1] in ("review", "printed")
    assert found_by_list("director", "Cy Ray", title="Coral") == ("Q3", "title_year")


def test_a_line_ups_director_speaks_against_a_namesake_too() -> None:
    assert found_by_list("picture", "Somebody Else", title="Coral", role="director")[1] in ("review", "printed")
    assert found_by_list("picture", "Somebody Else", title="Coral", role="producer") == ("Q3", "title_year")
    assert found_by_list("picture", "Ek, Bo", role="director") == ("Q2", "title_year")


def test_shorts_and_long_films_are_never_one_even_by_the_same_director() -> None:
    assert found_by_list("live_action_short", "Cy Ray", title="Coral")[0] == "printed:coral|2010"
    assert found_by_list("live_action_short", "Di Fox", title="Reef") == ("Q4", "title_year")
    assert found_by_list("picture", "Di Fox", title="Reef")[0] == "printed:reef|2010"


def test_a_series_is_no_film() -> None:
    assert found_by_list("picture", title="Shoal") == ("printed:shoal|2010", "printed")


def test_people_of_articles_have_keys_too() -> None:
    made = pd.DataFrame([{"qid": "Q1", "name": "Ann Actor", "link": "A. Actor"}])
    rows = with_keys({"film_credits": made, "films": FILMS, "links": LINKS})["film_credits"]
    assert rows[["film", "person", "person_qid"]].to_numpy().tolist() == [["Q1", "Ann Actor", "Q77"]]


@pytest.mark.parametrize(
    ("links", "films"),
    [
        (("Rare", "Rare (film)"), 1),
        (("Rare (film)", "Rare (2010 film)"), 1),
        (("Rare (2009 film)", "Rare (2010 film)"), 2),
        (("Rare (novel)", "Rare (film)"), 2),
    ],
)
def test_lists_of_a_season_that_link_a_film_plainly_or_as_a_film_mean_one(links: tuple[str, str], films: int) -> None:
    works = pd.DataFrame(
        {"statement": ["a", "b", "c"], "title": "Rare", "link": [*links, None], "imdb": [None, None, "tt5"]}
    )
    lists = works[["statement"]].assign(body="oscars", category="picture", film_year=2010)
    tables = with_keys({"works": works, "nominations": lists, "films": FILMS, "links": LINKS})
    assert tables["works"]["film"].nunique() == (1 if films == 1 else 3)


def test_a_score_finds_by_title_and_year_a_film_that_only_an_eligibility_list_identifies() -> None:
    listed = pd.DataFrame([{"body": "oscars", "ceremony": 83, "title": "Rare", "imdb": "tt5", "film_year": 2010}])
    scores = pd.DataFrame([{"title": "Rare", "film_year": 2010, "value": 90.0}, {"title": "Rare", "film_year": 1950}])
    tables = with_keys({"eligibility": listed, "scores": scores, "films": FILMS, "links": LINKS})
    assert tables["scores"]["film"].tolist()[0] == "tt5"
    assert tables["scores"]["film"].tolist()[1] != "tt5"


def two_lists(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """The films of two works of one season, each with the directors its line-up names."""
    rows = [("a", first), ("b", second)]
    works = pd.DataFrame([{"statement": s, "title": w["title"], "link": w.get("link")} for s, w in rows])
    credits = pd.DataFrame([{"statement": s, "name": w["by"], "role": "director"} for s, w in rows])
    lists = works[["statement"]].assign(body="gala", category="picture", film_year=2010)
    films = pd.DataFrame(
        [{"qid": "Q1", "imdb": "tt1", "title": "The Harbour: Dawn", "year": 2010, "directors": ["Ann Lee"]}]
    )
    tables = with_keys({"works": works, "credits": credits, "nominations": lists, "films": films, "links": LINKS})
    return tables["works"]["film"].tolist()


def test_a_title_like_anothers_very_title_is_no_spelling_of_it_even_by_the_same_director() -> None:
    dawn, dusk = two_lists(
        {"title": "The Harbour: Dawn", "by": "Ann Lee"}, {"title": "The Harbour: Down", "by": "Ann Lee"}
    )
    assert dawn == "Q1"
    assert dusk == "printed:harbour down|2010"


def test_lists_of_a_season_do_not_join_films_of_one_title_by_different_directors() -> None:
    linked = {"title": "Rare", "link": "New page"}
    assert len(set(two_lists(linked | {"by": "Ann Lee"}, {"title": "Rare", "by": "Bo Ek"}))) == 2
    assert len(set(two_lists(linked | {"by": "Ann Lee"}, {"title": "Rare", "by": "Lee, Ann"}))) == 1


def test_a_claim_about_what_is_behind_a_link_never_goes_by_title() -> None:
    links = ["Gem (movie)", "Red link", "Elsewhere"]
    facts = pd.DataFrame(
        [
            {"property": "kind", "value": "television", "title": "Twin", "film_year": 2010, "link": link}
            for link in links
        ]
    )
    facts_keyed = with_keys({"facts": facts, "films": FILMS, "links": LINKS})["facts"]
    assert facts_keyed["film"].tolist() == ["Q1", "wp:Red link", "wp:Elsewhere"]


MADE = pd.DataFrame(
    [
        {"qid": "Q1", "imdb": "tt1", "title": "Autumn Light", "year": 2010, "directors": ["Ann Lee"], "aliases": []},
        {"qid": "Q2", "imdb": "tt2", "title": "Осень", "year": 2010, "directors": ["Bo Ek"], "aliases": ["Herbst"]},
        {"qid": "Q3", "imdb": "tt3", "title": "The Long Winter", "year": 2011, "directors": ["Cy Orr"], "aliases": []},
        {"qid": "Q4", "imdb": None, "title": "Quick Fox", "year": 2011, "directors": ["Di Poe"], "aliases": []},
    ]
)


@pytest.mark.parametrize(
    ("title", "imdb", "season", "director", "film"),
    [
        ("Quick Fox", "tt1", 2011, "Di Poe", "Q4"),
        ("Unheard Of", "tt1", 2011, "Ed Ray", "printed:unheard of|2011"),
        ("Unheard Of", "tt1", 2019, "", "printed:unheard of|2019"),
        ("Unheard Of", "tt1", 2010, "Ann Lee", "Q1"),
        ("Unheard Of", "tt1", 2011, "", "Q1"),
        ("Unheard Of", "tt9", 2019, "Ed Ray", "tt9"),
        ("Autumn", "tt2", 2010, "B. Ek", "Q2"),
        ("Herbst", "tt2", 2019, "Ed Ray", "Q2"),
        ("Quick Fox", "tt1", 2011, "", "Q4"),
        ("Quick Fox", "tt1", 2012, "", "printed:quick fox|2012"),
        ("Quick Fox", "tt1", 2013, "", "Q1"),
        ("Quick Fox", "tt1", 2011, "Ann Lee", "Q1"),
        ("Autumn Lights", "tt1", 2010, "Ed Ray", "Q1"),
        ("A Long, Long Winter", "tt3", 2019, "", "Q3"),
    ],
)
def test_an_id_of_another_film_is_not_believed(title: str, imdb: str, season: int, director: str, film: str) -> None:
    frames = {
        "works": pd.DataFrame([{"statement": "a", "position": 0, "title": title, "imdb": imdb}]),
        "nominations": pd.DataFrame([{"statement": "a", "category": "director", "film_year": season}]),
        "credits": pd.DataFrame([{"statement": "a", "position": 0, "name": director, "role": ""}]),
        "films": MADE,
        "links": LINKS,
    }
    assert with_film_keys(frames)["works"]["film"].tolist() == [film]


@pytest.mark.parametrize("column", ["imdb", "qid"])
@pytest.mark.parametrize(
    ("title", "season", "link", "film"),
    [
        ("Quick Fox", 2011, "", "Q4"),
        ("Autumn Light", 2010, "", "Q1"),
        ("Autumn Light", 2014, "", "Q1"),
        ("Autumn Lights", 2011, "Fuchs", "Q4"),
        ("Autumn Light", 2011, "Fuchs", "Q1"),
        ("Autumn Light", 2014, "Fuchs", "Q4"),
        ("Unheard Of", 2011, "A novel", "Q1"),
    ],
)
def test_a_title_or_a_link_of_another_film_of_the_season_outweighs_an_id(
    column: str, title: str, season: int, link: str, film: str
) -> None:
    links = pd.DataFrame(
        [
            {"title": "Fuchs", "canonical": "Quick Fox", "qid": "Q4", "missing": False},
            {"title": "A novel", "canonical": "A novel", "qid": "Q99", "missing": False},
        ]
    )
    row = {"title": title, "link": link, "film_year": season, "people": (), "imdb": "", "qid": ""}
    row[column] = {"imdb": "tt1", "qid": "Q1"}[column]
    keyed = with_film_keys({"top_tens": pd.DataFrame([row]), "films": MADE, "links": links})
    assert keyed["top_tens"]["film"].tolist() == [film]
    assert keyed["top_tens"][column].tolist() == [row[column]]


def test_an_id_of_a_feature_is_not_that_of_a_short_of_another_title() -> None:
    frames = {
        "works": pd.DataFrame([{"statement": "a", "position": 0, "title": "Unheard Of", "imdb": "tt1"}]),
        "nominations": pd.DataFrame([{"statement": "a", "category": "live_action_short", "film_year": 2010}]),
        "credits": pd.DataFrame(columns=["statement", "position", "name", "role"]),
        "films": MADE.assign(work_kind="feature"),
    }
    assert with_film_keys(frames)["works"]["film"].tolist() == ["printed:unheard of|2010"]
    assert with_film_keys({**frames, "films": MADE})["works"]["film"].tolist() == ["Q1"]


def test_the_right_one_of_two_ids_that_contradict_each_other_stands() -> None:
    row = {"title": "Quick Fox", "film_year": 2011, "qid": "Q1", "imdb": "tt3", "people": ()}
    assert with_film_keys({"top_tens": pd.DataFrame([row]), "films": MADE})["top_tens"]["film"].tolist() == ["Q4"]
    right = pd.DataFrame([row | {"title": "The Long Winter"}])
    assert with_film_keys({"top_tens": right, "films": MADE})["top_tens"]["film"].tolist() == ["Q3"]


def test_a_link_that_leads_to_the_film_of_the_id_confirms_it() -> None:
    links = pd.DataFrame([{"title": "Fuchs", "canonical": "Autumn", "qid": "Q1", "missing": False}])
    row = {"statement": "a", "title": "Unheard Of", "imdb": "tt1", "link": "Fuchs", "film_year": 2019, "people": ()}
    keyed = with_film_keys({"top_tens": pd.DataFrame([row]), "films": MADE, "links": links})
    assert keyed["top_tens"]["film"].tolist() == ["Q1"]
    linkless = pd.DataFrame([row | {"link": None}])
    keyed = with_film_keys({"top_tens": linkless, "films": MADE, "links": links})
    assert keyed["top_tens"]["film"].tolist() == ["printed:unheard of|2019"]
