"""The records desk: what counts as with and without, what is left aside, and what an answer says of itself."""

from typing import Any

import pytest

from tests.edition.conftest import Desk, films
from tracker.domain.errors import ConfigError
from tracker.edition.desk.answer import answer
from tracker.edition.desk.material import Material
from tracker.edition.desk.present import present
from tracker.edition.desk.question import as_question

YEARS = (2001, 2002, 2003)


def winners(desk: Desk) -> Desk:
    """Three winners of the Oscar for the best film; the second alone was not nominated for its direction."""
    desk.listed("oscars", *YEARS, given="picture director")
    for year, film in zip(YEARS, ("Alpha", "Beta", "Gamma"), strict=True):
        desk.named("oscars", year, "picture", film, won=True).named("oscars", year, "picture", f"Other {year}")
        desk.named("oscars", year, "director", film if film != "Beta" else "Other 2002", f"Director of {film}")
    return desk


def test_a_winner_without_a_nomination_is_found_with_its_rate_and_its_citations(desk: Desk) -> None:
    page = winners(desk).ask(with_="oscars:picture:won", without="oscars:director")
    assert films(page) == ["Beta"]
    assert page.sentences[0] == "1 of 3 films; the other 2 were nominated for it at the Academy Awards."
    assert "Last: Beta (2002)." in page.sentences
    assert page.rows[0]["source_urls"] == ["https://example.org/oscars/2002"]
    [cited] = page.document()["sources"]
    assert {name: page.rows[0][name] for name in cited} == cited
    assert (cited["source_revision"], cited["retrieved_at"][:10], cited["origin"]) == ("123", "2026-01-12", "live")
    assert page.scope[-1] == "Academy Awards: closed lists of 2001 to 2003."


@pytest.mark.parametrize(
    ("years", "why", "aside"),
    [
        ((2001, 2003), "", "1 film of seasons whose list is not at hand or not whole"),
        (YEARS, "list_on_trial", "3 films of seasons whose list is not at hand or not whole"),
    ],
)
def test_a_list_that_is_not_at_hand_or_not_whole_shows_no_absence(
    desk: Desk, years: tuple[int, ...], why: str, aside: str
) -> None:
    page = (
        winners(desk)
        .listed("globes", *years, given="director", why=why)
        .ask(with_="oscars:picture:won", without="globes:director")
    )
    assert "Beta" not in films(page)
    assert aside in page.scope[-1]
    lacking = "not whole: 2001 to 2003" if why else "not at hand: 2002"
    assert any(line.endswith(f"; {lacking}.") for line in page.scope)


def test_a_list_that_is_not_whole_in_a_season_that_nobody_asked_about_is_not_told_of(desk: Desk) -> None:
    winners(desk).listed("globes", *YEARS, given="director").listed(
        "globes", 1990, given="director", why="list_on_trial"
    )
    page = desk.ask(with_="oscars:picture:won", without="globes:director")
    assert page.scope[-1] == "Golden Globes: closed lists of 2001 to 2003."


def test_no_rate_is_told_where_no_list_is_whole_by_which_anybody_could_have_missed(desk: Desk) -> None:
    winners(desk).listed("globes", *YEARS, given="director", why="list_on_trial")
    page = desk.named("globes", 2001, "director", "Alpha", "Director of Alpha").ask(
        with_="oscars:picture:won", without="globes:director"
    )
    assert page.sentences[0].startswith("1 of 3 films was nominated for it at the Golden Globes; no list")
    assert "%" not in page.sentences[0]
    desk.listed("critics", *YEARS, given="director")
    line = desk.ask(with_="oscars:picture:won", without="globes+critics:director").sentences[0]
    assert "at the Golden Globes or the Critics; no list of Golden Globes is at hand and whole, so nobody" in line


def test_a_rate_counts_only_seasons_in_which_the_list_that_is_asked_about_is_whole(desk: Desk) -> None:
    winners(desk).listed("globes", 2001, given="director").listed("globes", 2002, 2003, why="list_on_trial")
    for year, film in zip(YEARS[1:], ("Beta", "Gamma"), strict=True):
        desk.named("globes", year, "director", film, f"Director of {film}")
    page = desk.ask(with_="oscars:picture:won", without="globes:director")
    assert page.sentences[0] == "The answer is the only film of which the lists at hand tell."
    assert (page.counts["answer"], page.counts["has"], page.counts["uncounted"]) == (1, 0, 2)
    assert page.scope[-1] == (
        "Not counted, though the films were nominated for it at the Golden Globes: "
        "2 films of seasons whose list is not at hand or not whole."
    )
    one = desk.ask(with_="oscars:picture:won", without="globes:director", from_=2002, to=2002)
    assert one.scope[-1].startswith("Not counted, though the film was nominated for it at the Golden Globes: 1 film of")
    groups = desk.ask(with_="oscars:picture:won", without="globes:director", by="season").rows
    assert [(row["group"], row["cases"], row["rate"]) for row in groups] == [("2001", 1, None)]


def test_a_prize_that_was_not_given_then_is_no_absence(desk: Desk) -> None:
    winners(desk).listed("guild", 2001, given="picture").listed("guild", 2002, 2003, given="picture ensemble")
    desk.named("oscars", 1999, "picture", "Old", won=True).listed("oscars", 1999, given="picture")
    page = desk.ask(with_="oscars:picture:won", without="guild:ensemble")
    assert films(page) == ["Gamma", "Beta"]
    assert "2 films before the body gave such a prize, or when it gave none" in page.scope[-1]


def test_a_category_that_was_not_read_is_no_absence(desk: Desk) -> None:
    winners(desk).listed("globes", *YEARS, given="director picture", unread="director")
    page = desk.ask(with_="oscars:picture:won", without="globes:director")
    assert films(page) == []
    assert "3 films that may stand in what of a list was not read" in page.scope[-1]
    assert len(films(desk.ask(with_="oscars:picture:won", without="globes:picture"))) == 3


def test_a_film_that_is_not_told_apart_from_a_nominee_has_no_absence(desk: Desk) -> None:
    winners(desk).listed("globes", *YEARS, given="director").named("globes", 2002, "director", "Beta (film)")
    page = desk.alike("Beta", "Beta (film)").ask(with_="oscars:picture:won", without="globes:director")
    assert films(page) == ["Gamma", "Alpha"]
    assert "1 film not told apart from a nominee" in page.scope[-1]


def test_what_another_source_says_against_the_list_leaves_the_film_aside(desk: Desk) -> None:
    winners(desk).listed("globes", *YEARS, given="director")
    desk.named("globes", 2002, "director", "Beta", heard=False, source="file")
    page = desk.ask(with_="oscars:picture:won", without="globes:director")
    assert "Beta" not in films(page)


@pytest.mark.parametrize(
    ("reason", "words"), [("record_ineligible", "by a record"), ("released_too_late", "by kind or days of release")]
)
def test_what_a_record_or_a_rule_bars_is_no_answer(desk: Desk, reason: str, words: str) -> None:
    winners(desk).judged("oscars", "Beta", "INELIGIBLE", reason, "ineligible")
    page = desk.ask(with_="oscars:picture:won", without="oscars:director")
    assert films(page) == []
    assert f"1 film not eligible {words}" in page.scope[-1]


def test_what_bars_a_film_from_the_next_ceremony_says_nothing_of_its_own(desk: Desk) -> None:
    winners(desk).judged("oscars", "Beta", "NOMINATED", "nominated", "eligible", year=YEARS[1])
    desk.judged("oscars", "Beta", "INELIGIBLE", "released_too_early", "ineligible", year=YEARS[2])
    assert "Beta" in films(desk.ask(with_="oscars:picture:won", without="oscars:director"))


def test_a_winner_is_missing_only_where_winners_are_at_hand(desk: Desk) -> None:
    winners(desk).listed("globes", 2001, 2002, given="picture")
    desk.named("globes", 2001, "picture", "Other 2001", won=True).named("globes", 2002, "picture", "Other 2002")
    page = desk.ask(with_="oscars:picture:won", without="globes:picture:won", to=2002)
    assert films(page) == ["Alpha"]
    assert "1 film of ceremonies whose winners are not at hand" in page.scope[-1]


def acting(desk: Desk) -> Desk:
    """One film with two nominees; the guild names the one, the Globes name films only."""
    for body in ("oscars", "globes", "guild"):
        desk.listed(body, 2005, given="lead_actress supporting_actress lead_actor")
    desk.named("oscars", 2005, "lead_actress", "Delta", "Ann Lee").named(
        "oscars", 2005, "supporting_actress", "Delta", "Bea Orr"
    )
    return desk.named("guild", 2005, "lead_actress", "Delta", "ANN LEE")


def test_a_colleague_of_the_same_film_does_not_count(desk: Desk) -> None:
    page = acting(desk).ask(of="performance", with_="oscars", without="guild")
    assert [row["person"] for row in page.rows] == ["Bea Orr"]


def test_a_list_without_people_leaves_a_colleague_open_and_names_the_line(desk: Desk) -> None:
    acting(desk).named("globes", 2005, "lead_actress", "Delta")
    page = desk.ask(of="performance", with_="oscars", without="globes")
    assert page.rows == []
    assert page.sentences[:2] == [
        "No answer: the lists at hand tell of none of 2 performances.",
        "Not counted: 1 performance that most likely was nominated, by a list that names films only, where a colleague "
        "may be meant.",
    ]
    assert "Cannot be told of 1 performance, since a list names films only: Bea Orr, Delta (2005)." in page.sentences
    assert [row["person"] for row in page.untold] == ["Bea Orr"]


def test_an_award_of_the_other_sex_leaves_nothing_open(desk: Desk) -> None:
    acting(desk).named("globes", 2005, "lead_actor", "Delta")
    assert len(desk.ask(of="performance", with_="oscars", without="globes").rows) == 2


def test_another_source_tells_whom_a_list_without_people_means(desk: Desk) -> None:
    acting(desk).named("globes", 2005, "lead_actress", "Delta")
    desk.named("globes", 2005, "lead_actress", "Delta", "Ann  Lee", heard=False, tells=True, source="file")
    page = desk.ask(of="performance", with_="oscars", without="globes")
    assert [row["person"] for row in page.rows] == ["Bea Orr"]
    assert page.counts["has"] == 1


@pytest.mark.parametrize("of", ["person", "person_season", "credit", "performance"])
def test_who_is_named_against_the_list_that_counts_is_not_counted(desk: Desk, of: str) -> None:
    desk.listed("oscars", 2005, given="lead_actress").named("oscars", 2005, "lead_actress", "Delta", "Ann Lee")
    file = {"heard": False, "source": "file"}
    desk.named("oscars", 2005, "lead_actress", "Zeta", "Cy Ek", **file).named(
        "oscars", 2005, "lead_actress", None, "Di Orr", **file
    )
    assert [row["person"] for row in desk.ask(of=of, with_="oscars:acting").rows] == ["Ann Lee"]


@pytest.mark.parametrize("title", ["Delta", "Delta!"])
def test_a_person_whom_another_source_alone_names_is_counted(desk: Desk, title: str) -> None:
    acting(desk).named("globes", 2005, "lead_actress", "Delta").alike("Delta", "Delta!")
    desk.named("globes", 2005, "lead_actress", title, "Ann Lee", heard=False, tells=True, source="file")
    rows = desk.ask(of="person", with_="globes").rows
    assert [(row["person"], row["nominations"]) for row in rows] == [("Ann Lee", 1)]


def test_a_person_is_whom_the_tracker_takes_them_for_and_nobody_else_of_the_name(desk: Desk) -> None:
    desk.named("oscars", 1966, "lead_actor", "Delta", "Sid Ray").named("oscars", 2013, "director", "Zeta", "Sid Ray")
    keys = "UPDATE entries SET person_keys = '[\"Sid Ray (director)\"]' WHERE category = 'director'"
    desk.connection.execute(keys)
    assert [row["nominations"] for row in desk.ask(of="person", with_="oscars").rows] == [1, 1]


def test_a_person_named_for_no_film_may_be_meant(desk: Desk) -> None:
    acting(desk).named("globes", 2005, "supporting_actress", None, "Bea Orr")
    page = desk.ask(of="performance", with_="oscars", without="globes")
    assert [row["person"] for row in page.rows] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Łucja Dąb", "LUCJA DAB", True),
        ("Dee Van Gal", "Dee Vangal", True),
        ("Gal Dee", "Dee Gal", True),
        ("P. S. Gal", "Paul Gal", True),
        ("Ann Gal", "Bea Gal", False),
        ("Ann Gal", "Ann Dee", False),
    ],
)
def test_spellings_of_one_name_within_a_film_are_one_person(desk: Desk, one: str, other: str, same: bool) -> None:
    for body in ("oscars", "guild"):
        desk.listed(body, 2005, given="lead_actress")
    desk.named("oscars", 2005, "lead_actress", "Delta", one).named("guild", 2005, "lead_actress", "Delta", other)
    desk.named("critics", 2005, "lead_actress", "Delta", one, other)
    assert (desk.ask(of="performance", with_="oscars", without="guild").rows == []) is same


def test_an_award_for_acting_in_films_of_a_genre_counts_as_one_for_acting(desk: Desk) -> None:
    desk.named("critics", 2005, "other", "Delta", "Ann Lee", printed="Best Actress in a Comedy")
    assert len(desk.ask(of="performance", with_="critics").rows) == 1


@pytest.mark.parametrize("who", ["a Stunt Ensemble", "the Cast of a Film"])
def test_an_award_that_performers_share_is_nobody_s_performance(desk: Desk, who: str) -> None:
    desk.named("guild", 2005, "other", "Delta", printed=f"Actor: Outstanding Action Performance by {who}")
    assert desk.ask(of="performance", with_="guild").rows == []


def test_most_and_least_count_what_is_asked_and_fold_ties(desk: Desk) -> None:
    desk.listed("oscars", 2001, given="picture sound director")
    for number, film in enumerate(("Solo", "Duo", "Trio", "Trio too", "Other trio"), 1):
        for slug in ("sound", "director", "picture")[: min(number, 3)]:
            desk.named("oscars", 2001, slug, film)
    page = desk.ask(with_="oscars", show="most", top=2)
    assert [row["place"] for row in page.rows] == [1, 1]
    assert page.folded == ["1 more film ties for place 1, with 3 nominations; --top 3 lists it."]
    assert films(desk.ask(with_="oscars", show="least", top=1)) == ["Solo"]
    page = desk.ask(with_="oscars", without="oscars:picture", show="most")
    assert [(row["film"], row["nominations"]) for row in page.rows] == [("Duo", 2), ("Solo", 1)]
    assert page.document()["sentences"] == page.sentences


def test_a_tie_behind_the_first_places_is_counted_and_the_first_one_shows_some_names(desk: Desk) -> None:
    desk.listed("oscars", 2001, 2002, given="director")
    for person in ("Ann Lee", "Bea Orr", "Cy Poe", "Di Roe"):
        for year in (2001, 2002):
            desk.named("oscars", year, "director", f"{person} {year}", person)
    page = desk.ask(of="person", with_="oscars:director", show="in_a_row", top=3)
    assert [row["place"] for row in page.rows] == [1, 1, 1]
    assert page.folded == ["1 more person ties for place 1, with 2 seasons in a row; --top 4 lists it."]
    desk.named("oscars", 2002, "director", "One more", "Ann Lee").named("oscars", 2002, "sound", "Sound", "Bea Orr")
    page = desk.ask(of="person", with_="oscars:director", show="most", top=2)
    assert page.folded == ["3 people tie for place 2, with 2 nominations; --top 4 lists them."]


def test_ties_of_many_groups_are_told_in_one_sentence(desk: Desk) -> None:
    desk.listed("oscars", 2001, given="sound director")
    for film, slug in (("Alpha", "sound"), ("Beta", "sound"), ("Gamma", "director"), ("Delta", "director")):
        desk.named("oscars", 2001, slug, film)
    desk.named("oscars", 2001, "director", "Zeta")
    page = desk.ask(with_="oscars", show="most", by="category", top=1)
    assert page.folded == ["More that tie for the last place shown: Director 2, Sound 1; a higher --top lists them."]


def test_a_prize_for_the_best_film_of_a_genre_goes_by_its_own_name(desk: Desk) -> None:
    desk.listed("globes", 2001, given="picture").listed("oscars", 2001, given="picture")
    desk.named("globes", 2001, "picture", "Farce", printed="Best Motion Picture – Musical or Comedy")
    page = desk.ask(with_="globes", without="oscars", show="most")
    assert [row["category"] for row in page.rows] == ["Best Motion Picture – Musical or Comedy"]
    desk.named("globes", 2001, "director", "Farce", "Ann Lee", printed="Best Director – Motion Picture")
    [row] = desk.ask(with_="globes", without="oscars", show="most").rows
    assert row["category"] == "Best Motion Picture – Musical or Comedy; Director"
    assert [row["group"] for row in desk.ask(with_="globes", by="category").rows] == ["Best Picture", "Director"]


def test_two_sources_of_one_award_are_counted_once(desk: Desk) -> None:
    acting(desk).named("guild", 2005, "lead_actress", "Delta", "Ann Lee", heard=False, source="file")
    assert desk.ask(of="performance", with_="guild", show="most").rows[0]["nominations"] == 1


def test_a_craft_is_looked_for_in_its_own_category(desk: Desk) -> None:
    desk.listed("oscars", 2001, given="sound director").listed("globes", 2001, given="sound director")
    desk.named("globes", 2001, "sound", "Epsilon").named("globes", 2001, "director", "Epsilon")
    desk.named("globes", 2001, "cinematography", "Epsilon").named("oscars", 2001, "sound", "Epsilon")
    page = desk.ask(of="craft", with_="any of oscars.precursors", without="oscars")
    assert [row["category"] for row in page.rows] == ["Director"]
    assert "1 film in a category before the body gave such a prize" in page.scope[-1]


def test_a_craft_is_in_the_group_of_its_own_award_alone(desk: Desk) -> None:
    desk.listed("oscars", 2001, given="adapted_screenplay")
    desk.named("globes", 2001, "screenplay", "Epsilon").named("critics", 2001, "adapted_screenplay", "Epsilon")
    rows = desk.ask(of="craft", with_="any of oscars.precursors", without="oscars", show="most", by="category").rows
    assert [(row["group"], row["nominations"]) for row in rows] == [("Screenplay", 2)]


def test_a_person_is_counted_over_all_films_and_seasons_in_a_row(desk: Desk) -> None:
    desk.listed("oscars", 2001, 2002, 2003, 2005, given="director")
    for year in (2001, 2002, 2003, 2005):
        desk.named("oscars", year, "director", f"Film {year}", "Ann Lee", won=year == 2005)
        desk.named("oscars", year, "director", f"Rival {year}", f"Rival {year % 2}")
        if year != 2005:
            desk.named("oscars", year, "director", f"Best of {year}", f"Winner {year}", won=True)
    page = desk.ask(of="person", with_="oscars:director", show="in_a_row", top=1)
    [row] = page.rows
    assert (row["person"], row["length"], row["nominations"], row["wins"]) == ("Ann Lee", 3, 3, 0)
    assert (row["span"], row["film_year"], row["film"]) == ("2001 to 2003", 2003, "Film 2001; Film 2002; Film 2003")
    assert row["lists"] == "oscars 2001; oscars 2002; oscars 2003"
    assert page.scope == [
        "Searched: 6 people of 2001 to 2003, 2005, on lists of Academy Awards (4 lists).",
        "Academy Awards: not at hand: 2004.",
    ]
    page = desk.ask(of="person", with_="oscars:director", without="oscars:director:won", show="most")
    assert [(row["person"], row["nominations"]) for row in page.rows] == [
        ("Rival 1", 3),
        ("Rival 0", 1),
    ]  # Ann Lee has won
    assert page.sentences == ["2 of 6 people (33%); the other 4 won it at the Academy Awards."], (
        "no season is a person's"
    )


def test_a_person_of_one_season_and_the_longest_gap_are_asked_for(desk: Desk) -> None:
    for year, slug in ((2001, "lead_actress"), (2001, "supporting_actress"), (2009, "lead_actress")):
        desk.named("oscars", year, slug, f"Film {year} {slug}", "Ann Lee").named(
            "oscars", year, slug, "Other", "Bea Orr"
        )
    page = desk.ask(of="person_season", with_=["oscars:lead_actress", "oscars:supporting_actress"])
    assert [(row["person"], row["film_year"], row["nominations"]) for row in page.rows] == [
        ("Ann Lee", 2001, 2),
        ("Bea Orr", 2001, 2),
    ]
    page = desk.ask(of="person", with_="oscars:acting", show="gap", top=1)
    assert [(row["person"], row["length"], row["span"]) for row in page.rows] == [("Ann Lee", 8, "2001 to 2009")]
    assert page.rows[0]["nominations"] == 3


def test_one_nomination_for_several_films_is_one(desk: Desk) -> None:
    desk.listed("oscars", 1928, given="lead_actress")
    for position, film in enumerate(("Alpha", "Beta", "Gamma")):
        desk.named("oscars", 1928, "lead_actress", film, "Ann Lee", won=True, position=position)
    desk.named("oscars", 1928, "lead_actress", "Delta", "Bea Orr").named(
        "oscars", 1928, "lead_actress", "Eta", "Bea Orr"
    )
    page = desk.ask(of="person_season", with_="oscars:acting", show="most")
    assert [(row["person"], row["nominations"], row["wins"]) for row in page.rows] == [
        ("Bea Orr", 2, 0),
        ("Ann Lee", 1, 1),
    ]
    assert page.rows[1]["film"] == "Alpha; Beta; Gamma"
    assert films(desk.ask(with_="oscars:lead_actress:won")) == ["Alpha", "Beta", "Gamma"]


def test_one_prize_that_a_list_prints_in_two_rows_is_one(desk: Desk) -> None:
    for film in ("Alpha", "Beta"):
        desk.named("oscars", 1928, "lead_actor", film, "Ann Lee", won=True)
        desk.named("oscars", 1928, "sound", "Beta", f"Engineer of {film}", won=True)
    [row] = desk.ask(of="person", with_="oscars:lead_actor", show="most").rows
    assert (row["film"], row["nominations"], row["wins"]) == ("Alpha; Beta", 1, 1)
    [row] = desk.ask(with_="oscars:sound").rows
    assert (row["film"], row["nominations"], row["wins"]) == ("Beta", 1, 1)


def test_what_a_place_is_given_for_is_called_what_it_is(desk: Desk) -> None:
    desk.listed("oscars", 2001, given="picture sound")
    for film in ("Alpha", "Beta"):
        desk.named("oscars", 2001, "sound", film, won=True)
    page = desk.ask(with_="oscars::won", show="most", top=1)
    assert page.folded == ["1 more film ties for place 1, with 1 win; --top 2 lists it."]
    assert {"nominations", "wins"} <= {*page.shown}
    assert not {"nominations", "wins"} & {*desk.ask(with_="oscars::won").shown}, "a list of winners has one each"


def test_who_lost_is_asked_only_where_winners_are_at_hand(desk: Desk) -> None:
    desk.listed("oscars", 2001, 2002, given="picture sound")
    desk.named("oscars", 2001, "picture", "Swept", won=True).named("oscars", 2001, "sound", "Swept", won=True)
    desk.named("oscars", 2001, "picture", "Lost").named("oscars", 2002, "picture", "Not decided")
    assert films(desk.ask(with_="oscars:lost")) == ["Lost"]
    assert films(desk.ask(with_="oscars::won", without="oscars::lost")) == ["Swept"]


def test_groups_have_counts_and_rates(desk: Desk) -> None:
    page = winners(desk).ask(with_="oscars:picture:won", without="oscars:director", by="season")
    assert [(row["group"], row["cases"], row["answers"], row["rate"]) for row in page.rows] == [
        ("2003", 1, 0, None),
        ("2002", 1, 1, None),
        ("2001", 1, 0, None),
    ]
    desk.listed("oscars", *range(2010, 2016), given="picture director")
    for year in range(2010, 2016):
        desk.named("oscars", year, "picture", f"Film {year}", won=True)
    [row, _] = desk.ask(with_="oscars:picture:won", without="oscars:director", by="decade").rows
    assert (row["group"], row["cases"], row["rate"]) == ("2010s", 6, 1.0)


def test_a_performance_that_a_list_without_people_most_likely_means_is_no_part_of_a_rate(desk: Desk) -> None:
    acting(desk).named("globes", 2005, "lead_actress", "Delta")
    desk.named("oscars", 2005, "lead_actor", "Eta", "Cy Poe").named("oscars", 2005, "lead_actor", "Zeta", "Di Roe")
    page = desk.named("globes", 2005, "lead_actor", "Zeta", "Di Roe").ask(
        of="performance", with_="oscars", without="globes", by="season"
    )
    assert page.sentences[0] == "1 of 2 performances; the other one was nominated at the Golden Globes."
    assert page.sentences[1].startswith("Not counted: 1 performance that most likely was nominated")
    assert [(row["cases"], row["answers"]) for row in page.rows] == [(2, 1)]


@pytest.mark.parametrize(
    ("answers", "others", "words"),
    [
        (1, 1, "1 of 2 films; the other one was nominated at the Globes."),
        (1, 7, "1 of 8 films (13%); the other 7 were nominated at the Globes."),
        (1, 299, "1 of 300 films (under 1%); the other 299 were nominated at the Globes."),
        (299, 1, "299 of 300 films (over 99%); the other one was nominated at the Globes."),
        (0, 1, "No answer: the only film of which the lists at hand tell was nominated at the Globes."),
        (0, 9, "None of 9 films; all were nominated at the Globes."),
        (9, 0, "All of 9 films; none was nominated at the Globes."),
    ],
)
def test_a_share_is_rounded_and_is_never_all_or_nothing_where_it_is_not(
    desk: Desk, answers: int, others: int, words: str
) -> None:
    desk.listed("oscars", 2001, given="picture").listed("globes", 2001, given="picture")
    desk.named("globes", 2001, "picture", "Of the Globes alone")
    for number in range(answers + others):
        desk.named("oscars", 2001, "picture", f"Film {number}")
        if number >= answers:
            desk.named("globes", 2001, "picture", f"Film {number}")
    assert desk.ask(with_="oscars", without="globes").sentences[0] == words.replace("Globes", "Golden Globes")


def test_everybody_of_whom_a_list_without_people_tells_nothing_is_named_or_counted(desk: Desk) -> None:
    desk.listed("oscars", 2005, given="lead_actress").listed("guild", 2005, given="lead_actress")
    for number in range(25):
        for person in (f"Ann {number}", f"Bea {number}"):
            desk.named("globes", 2005, "lead_actress", f"Film {number}", person)
        desk.named("guild", 2005, "lead_actress", f"Film {number}")
    page = desk.ask(of="performance", with_="globes+guild", without="oscars", top=1)
    [line] = [line for line in page.sentences if line.startswith("Cannot be told of 50 performances")]
    assert line.count("(2005)") == 20
    assert line.endswith("; and 30 more, in --json.")
    assert len(page.document()["cannot_be_told"]) == 50


def test_what_a_list_without_people_most_likely_means_of_a_colleague_makes_no_case(desk: Desk) -> None:
    acting(desk).named("critics", 2005, "lead_actress", "Delta").listed("critics", 2005, given="lead_actress")
    desk.named("globes", 2005, "supporting_actress", "Delta", "Bea Orr")
    page = desk.ask(of="performance", with_="globes+critics", without="guild")
    assert (page.rows, page.untold, page.counts.get("untold")) == ([], [], None)
    page = desk.ask(of="performance", with_="oscars", without="critics")
    assert [row["person"] for row in page.untold] == ["Bea Orr"], "no absence is told of her either"


def test_an_entry_without_people_is_named_as_not_counted_where_several_may_be_meant(desk: Desk) -> None:
    desk.listed("oscars", 2005, 2006, given="lead_actress").listed("guild", 2005, 2006, given="lead_actress")
    for person in ("Ann Lee", "Bea Orr"):
        desk.named("oscars", 2005, "lead_actress", "Delta", person)
    desk.named("guild", 2005, "lead_actress", "Delta", won=True)
    desk.named("oscars", 2006, "lead_actress", "Eta", "Cee Poe").named("guild", 2006, "lead_actress", "Eta", "Cee Poe")
    page = desk.ask(of="performance", with_="guild", without="oscars")
    assert page.sentences[
        0
    ] == "No answer: the only performance of which the lists at hand tell was nominated at the " + ("Academy Awards.")
    assert page.sentences[-1] == (
        "Not counted: 1 entry of lists that name films only, where several may be meant: Lead Actress, Delta (2005)."
    )
    rows = page.document()["cannot_be_told"]
    assert [(row["film"], row["person"], row["category"], row["wins"]) for row in rows] == [
        ("Delta", "", "Lead Actress", 1)
    ]


@pytest.mark.parametrize(("last", "lists"), [(None, "2001 to 2003, on lists of Academy Awards (3"), (2002, "2001")])
def test_lists_that_hold_no_case_were_searched_too(desk: Desk, last: int | None, lists: str) -> None:
    desk.listed("oscars", *YEARS, given="picture").named("oscars", 2001, "picture", "Alpha", won=True)
    page = desk.ask(with_="oscars:picture:won", to=last)
    assert page.scope[0].startswith(f"Searched: 1 film of {lists}")
    assert f"({3 if last is None else 2} lists" in page.scope[0]


def gapped(desk: Desk) -> Desk:
    """The Critics' lists of 1999 to 2004 without one, and the next one to come; their first were of 1990."""
    desk.listed("critics", 1999, 2000, 2001, 2003, 2004, given="lead_actor").listed("critics", 2002, why=MISSING)
    desk.listed("critics", 2005, why=MISSING)
    for year in (2000, 2001):
        desk.named("critics", year, "lead_actor", f"Film {year}", "Ann Lee")
    return desk


MISSING = "list_missing"


def test_every_season_whose_list_is_missing_is_named_and_no_such_list_was_searched(desk: Desk) -> None:
    page = gapped(desk).ask(with_="critics:lead_actor")
    assert page.scope == [
        "Searched: 2 films of 1999 to 2001, 2003 to 2004, on lists of Critics (5 lists).",
        "Critics: not at hand: 1990 to 1998, 2002.",
    ]
    assert page.sentences[-1] == "Last of what was searched: Film 2001 (2001); first: Film 2000 (2000)."
    assert {row["searched"] for row in page.rows} == {"1999 to 2001, 2003 to 2004"}
    page = desk.ask(with_="critics:lead_actor", without="critics:lead_actor:won", from_=2000, to=2001)
    assert page.scope[1] == "Critics: closed lists of 2000 to 2001."
    page = present(desk.connection, answer(Material(desk.connection), as_question({"with": "critics"}, "")), year=2007)
    assert page.scope[-1] == "Critics: not at hand: 1990 to 1998, 2002, 2005 to 2006."


def test_more_gaps_than_five_are_named_each(desk: Desk) -> None:
    desk.listed("oscars", *range(2000, 2016, 2), given="picture").named("oscars", 2000, "picture", "Alpha")
    scope = desk.ask(with_="oscars:picture").scope
    assert scope[-1] == "Academy Awards: not at hand: 2001, 2003, 2005, 2007, 2009, 2011, 2013."
    assert scope[0].startswith("Searched: 1 film of 8 seasons from 2000 to 2014, ")


def test_the_most_of_fewer_than_all_seasons_is_said_to_be_of_those_that_were_searched(desk: Desk) -> None:
    asked: dict[str, Any] = {"of": "person", "with_": "critics:lead_actor", "without": "critics:lead_actor:won"}
    page = gapped(desk).ask(**asked, show="most", title="Most without a win")
    assert (page.title, page.bounds) == (
        "Most without a win",
        ", of the seasons searched (1999 to 2004 without 2002)",
    )
    assert page.document()["question"] == page.heading == page.title + page.bounds
    assert desk.ask(with_="critics:lead_actor").bounds == ""
    desk.listed("oscars", *range(2001, 2005), given="lead_actor").named(
        "oscars", 2001, "lead_actor", "Film 2001", "Ann Lee"
    )
    assert desk.ask(of="person", with_="oscars:lead_actor", show="most").bounds == ""


def test_the_first_of_what_was_searched_is_called_so(desk: Desk) -> None:
    desk.listed("critics", 2000, 2001, given="picture")
    for year in (2000, 2001):
        desk.named("critics", year, "picture", f"Film {year}", won=True)
    sentences = desk.ask(with_="critics:picture:won").sentences
    assert sentences[-1] == "Last: Film 2001 (2001); first of what was searched: Film 2000 (2000)."


@pytest.mark.parametrize(("why", "none"), [("", "None among"), ("list_on_trial", "None found among")])
def test_lists_that_were_searched_in_vain_are_named(desk: Desk, why: str, none: str) -> None:
    page = desk.listed("oscars", *YEARS, given="picture", why=why).ask(with_="oscars:picture")
    assert page.sentences == [f"{none} the films of 2001 to 2003."]
    lists = "3 lists, 3 not whole" if why else "3 lists"
    assert page.scope[0] == f"Searched: films of 2001 to 2003, on lists of Academy Awards ({lists})."


@pytest.mark.parametrize(
    ("label", "reason", "eligibility", "aside"),
    [
        ("UNKNOWN", "kind_in_doubt", "unknown", "1 film of which it is not known whether the body could have named"),
        ("UNKNOWN", "stands_apart", "unknown", "1 film not told apart from a nominee"),
        ("UNKNOWN", "no_rule", "unknown", ""),
        ("OVERLOOKED", "acclaimed_not_nominated", "presumed", ""),
    ],
)
def test_a_film_of_which_no_verdict_can_be_told_is_aside(
    desk: Desk, label: str, reason: str, eligibility: str, aside: str
) -> None:
    page = winners(desk).judged("oscars", "Beta", label, reason, eligibility)
    page = desk.ask(with_="oscars:picture:won", without="oscars:director")
    assert films(page) == ([] if aside else ["Beta"])
    assert (page.counts["answer"], page.counts["has"]) == (0 if aside else 1, 2)
    assert f"Left aside: {aside}" in page.scope[-1] or not aside


@pytest.mark.parametrize(
    ("beside", "aside"), [((2001, 2003), ""), ((2001,), "1 film that may belong to a season whose")]
)
@pytest.mark.parametrize("reason", ["no_release_claim", "released_after_window", "neighbouring_season_not_at_hand"])
def test_the_lists_of_three_seasons_show_that_a_film_without_a_sure_day_is_on_none(
    desk: Desk, reason: str, beside: tuple[int, ...], aside: str
) -> None:
    desk.listed("oscars", 2002, *beside, given="picture director").named("oscars", 2002, "picture", "Beta", won=True)
    page = desk.judged("oscars", "Beta", "UNKNOWN", reason, "unknown").ask(
        with_="oscars:picture:won", without="oscars:director"
    )
    assert films(page) == ([] if aside else ["Beta"])
    assert f"Left aside: {aside}" in page.scope[-1] or not aside


@pytest.mark.parametrize(("slug", "missed"), [("international_feature", []), ("picture", ["Delta"])])
def test_a_craft_of_which_no_verdict_can_be_told_is_aside(desk: Desk, slug: str, missed: list[str]) -> None:
    winners(desk).listed("oscars", 2004, given="international_feature").listed("oscars", 2005, 2003)
    desk.listed("globes", 2004, given="international_feature").named("globes", 2004, "international_feature", "Delta")
    desk.judged("oscars", "Delta", "UNKNOWN", "submission_not_known", "unknown", year=2004, category=slug)
    page = desk.ask(of="craft", with_="globes", without="oscars")
    assert films(page) == missed


def test_an_award_for_a_story_alone_is_one_for_writing_and_none_for_a_screenplay(desk: Desk) -> None:
    desk.listed("oscars", 1952, given="picture adapted_screenplay")
    desk.named("oscars", 1952, "picture", "Tent", won=True).named("oscars", 1952, "adapted_screenplay", "Other")
    desk.named("oscars", 1952, "other", "Tent", "Ann Lee", printed="WRITING (Motion Picture Story)")
    assert desk.ask(with_="oscars:picture:won", without="oscars:writing").rows == []
    assert films(desk.ask(with_="oscars:picture:won", without="oscars:screenplay")) == ["Tent"]


def test_a_film_of_two_countries_is_in_both_groups(desk: Desk) -> None:
    winners(desk).film("Beta", "Beta", '["France", "Italy"]')
    page = desk.ask(with_="oscars:picture:won", by="country")
    assert [(row["group"], row["cases"]) for row in page.rows] == [("France", 1), ("Italy", 1)]


def test_runs_of_seasons_are_told(desk: Desk) -> None:
    years = range(2000, 2010)
    desk.listed("oscars", *years, given="picture director")
    for year in years:
        desk.named("oscars", year, "picture", f"Film {year}", won=True)
        desk.named("oscars", year, "director", f"Film {year}" if year != 2004 else "Other")
    sentences = desk.ask(with_="oscars:picture:won", without="oscars:director").sentences
    assert "None since; searched since then: 2005 to 2009." in sentences
    assert "Longest run of seasons without one: 2005 to 2009." in sentences


def test_an_empty_edition_gives_an_empty_answer(desk: Desk) -> None:
    page = desk.ask(with_="oscars:picture:won", without="globes")
    assert page.rows == []
    assert page.sentences == ["No answer: no list of Academy Awards is at hand."]
    assert page.scope == ["Searched: nothing at hand has what was asked for."]


@pytest.mark.parametrize(
    "title", ["-30-", "+1", "=1+1", "@Zola", "1917", "None", "NA", "'71", "[b]Bold[/b]", "Ünïcödé; and | more"]
)
def test_hostile_titles_stay_what_they_are(desk: Desk, title: str) -> None:
    desk.listed("oscars", 2001, given="picture").named("oscars", 2001, "picture", title, won=True, key="tt1")
    assert films(desk.ask(with_="oscars:picture:won")) == [title]


def test_a_title_in_capitals_gives_way_to_one_that_is_not(desk: Desk) -> None:
    desk.named("oscars", 2001, "picture", "THE FILM", key="tt1").named("globes", 2001, "picture", "The Film", key="tt1")
    assert films(desk.ask(with_="oscars:picture")) == ["The Film"]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        (
            {"with_": "oscars:picture:won", "without": "globes:director", "to": 2017},
            "Films with a win for Best Picture at the Academy Awards, without a nomination for Best Director at the "
            "Golden Globes, film years up to 2017",
        ),
        (
            {"with_": "1 of oscars+globes:acting", "from_": 1990, "to": 2010},
            "Films with a nomination for any acting award from at least one of the Academy Awards and the Golden "
            "Globes, film years 1990 to 2010",
        ),
    ],
)
def test_a_question_without_a_title_is_put_in_words(desk: Desk, question: dict[str, Any], title: str) -> None:
    desk.named("oscars", 2001, "picture", "Alpha", result="won").named("globes", 2001, "director", "Beta")
    assert desk.ask(**question).title == title


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"with_": "oscar:picture"}, "no such body in this edition; did you mean oscars?"),
        ({"with_": "oscars:pictur"}, "no category 'pictur' there; did you mean picture?"),
        ({"with_": "4 of globes+guild"}, "only 2 bodies are meant"),
        ({"with_": "2 of globes+globes"}, "only one body is meant"),
        ({"with_": "globes.precursors"}, "no precursors are on record"),
        ({"without": "globes"}, "nothing to look among"),
        ({"with_": "oscars:picture:director:won"}, "write BODY[:CATEGORY][:won]"),
        ({"with_": "oscars:picture+globes:picture"}, "write the category once, as in A+B:CATEGORY"),
        ({"with_": "oscars", "from_": 2010, "to": 2000}, "the span ends before it begins"),
        ({"with_": "oscars", "show": "in_a_row"}, "add --of person"),
        ({"with_": "oscars", "show": "biggest"}, "is none of 'latest'"),
        ({"with_": "oscars", "without": "globes:longlisted"}, "leave out longlisted"),
        ({"with_": "oscars", "wihtout": "globes"}, "no such key; did you mean without?"),
        ({"with_": "0 of globes+guild"}, "with: '0 of globes+guild': write a number from 1 on"),
        ({"with_": {"bodies": []}}, "with: bodies: is empty"),
        ({"with_": {"bodies": "globes", "least": 0}}, "with: least: should be greater than or equal to 1"),
        (
            {"with_": [{"bodies": "globes", "foo": 1}]},
            "with: foo: no such key; one of bodies, categories, least, result",
        ),
        (
            {"with_": "oscars", "count": {"bodies": "globes", "reslut": "won"}},
            "count: reslut: no such key; did you mean result?",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line_with_the_remedy(
    desk: Desk, question: dict[str, Any], words: str
) -> None:
    desk.named("oscars", 2001, "picture", "Film")
    with pytest.raises(ConfigError) as error:
        desk.ask(**question)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def second_name(desk: Desk, *both: str) -> Any:
    """A guild names a performer of a film, and the Academy one whose name is another in part."""
    for body in ("oscars", "guild"):
        desk.listed(body, 2001, given="supporting_actress")
    desk.named("oscars", 2001, "supporting_actress", "Gem", "Bee").named("oscars", 2001, "picture", "Gem")
    for name in ('ANNE "Bee" DOE', *both):
        desk.named("guild", 2001, "supporting_actress", "Gem", name)
    return desk.ask(of="performance", with_="guild", without="oscars")


def test_a_performer_who_may_be_a_nominee_under_a_second_name_is_no_answer(desk: Desk) -> None:
    page = second_name(desk)
    assert page.rows == []
    assert "1 performance not told apart from a nominee" in page.scope[-1]


def test_performers_of_a_film_whom_a_list_names_both_are_told_apart(desk: Desk) -> None:
    assert [row["person"] for row in second_name(desk, "Bee").rows] == ['ANNE "Bee" DOE']
