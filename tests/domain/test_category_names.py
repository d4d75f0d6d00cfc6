"""The map of printed category names: reviewed, dated, and in agreement with what the bodies declare."""

import pytest

from jobs.steps.editions.names import _title
from tracker.domain.bodies import bodies, printed_names
from tracker.domain.categories import as_a_name, award_alone, award_of, award_title, categories

ROWS = printed_names()


def spans(body: str, category: str) -> dict[str, tuple[str, str]]:
    return {
        row["printed"]: (row["from_year"], row["to_year"])
        for row in ROWS
        if (row["body"], row["category"]) == (body, category)
    }


def test_every_declared_category_is_in_the_map_with_its_concept() -> None:
    told = {(row["body"], row["category"]): row["concept"] for row in ROWS}
    declared = {(body, name): c.concept for body, known in bodies().items() for name, c in known.categories.items()}
    assert told == declared
    assert set(told.values()) <= set(categories())


@pytest.mark.parametrize("basis", ["pages", "record", "archive"])
def test_a_dated_name_was_given_at_both_ends_of_its_span(basis: str) -> None:
    for row in (row for row in ROWS if row["basis"] == basis):
        category = bodies()[row["body"]].categories[row["category"]]
        ends = int(row["from_ceremony"]), int(row["to_ceremony"])
        assert ends[0] <= ends[1]
        assert all(category.given_at(ceremony) for ceremony in ends), row


def test_what_is_only_declared_has_no_dates() -> None:
    assert all((row["basis"] == "declared") == (row["from_ceremony"] == "") for row in ROWS)


@pytest.mark.parametrize(
    ("category", "before", "last"),
    [
        ("Best Production Design", "Best Art Direction", 2012),
        ("Best International Feature Film", "Best Foreign Language Film", 2019),
    ],
)
def test_names_that_changed_keep_their_dates(category: str, before: str, last: int) -> None:
    names = spans("oscars", category)
    assert (names[before][1], names[category][0]) == (str(last), str(last + 1))


@pytest.mark.parametrize(
    ("slug", "name", "award", "title"),
    [
        ("international_feature", "Best Foreign Language Film", "Best Foreign Language Film", "Foreign Language Film"),
        ("international_feature", "", "Best International Feature", "International Feature"),
        ("production_design", "ART DIRECTION", "Best Art Direction", "Art Direction"),
        (
            "original_screenplay",
            "WRITING (Original Screenplay)",
            "Best Writing (Original Screenplay)",
            "Writing (Original Screenplay)",
        ),
        ("sound", "baftas: best sound", "Best Sound", "Sound"),
        ("director", "Best Directing", "Best Director", "Directing"),
        (
            "cinematography",
            "CINEMATOGRAPHY (Black-and-White)",
            "Best Cinematography (Black-and-White)",
            "Cinematography (Black-and-White)",
        ),
        ("director", "DIRECTING (Comedy Picture)", "Best Director (Comedy Picture)", "Directing (Comedy Picture)"),
        ("picture", "Best Film", "Best Film", "Best Film"),
        ("british_film", "Outstanding British Film", "Outstanding British Film", "Outstanding British Film"),
        (
            "picture",
            "Best Motion Picture – Drama / Best Motion Picture – Comedy",
            "either Best Motion Picture award",
            "Best Motion Picture",
        ),
        (
            "lead_actor",
            "Best Performance – Drama – Actor / Best Performance – Comedy – Actor",
            "either Best Actor award",
            "Actor",
        ),
        (
            "supporting_actor",
            "Best Supporting Performance in a Motion Picture – Drama, Musical or Comedy – Supporting Actor",
            "Best Supporting Actor in a Motion Picture",
            "Supporting Actor in a Motion Picture",
        ),
        (
            "supporting_actress",
            "Best Supporting Performance in a Motion Picture – Actress",
            "Best Supporting Actress in a Motion Picture",
            "Supporting Actress in a Motion Picture",
        ),
        (
            "lead_actress",
            "Best Performance in a Motion Picture – Drama – Actress",
            "Best Actress in a Motion Picture – Drama",
            "Actress in a Motion Picture – Drama",
        ),
        (
            "lead_actor",
            "Best Performance in a Motion Picture – Musical or Comedy – Male Actor",
            "Best Male Actor in a Motion Picture – Musical or Comedy",
            "Male Actor in a Motion Picture – Musical or Comedy",
        ),
        (
            "lead_actor",
            "Best Performance by an Actor in a Motion Picture – Drama",
            "Best Performance by an Actor in a Motion Picture – Drama",
            "Performance by an Actor in a Motion Picture – Drama",
        ),
        ("supporting_actor", "Best Supporting Actor – Motion Picture", "Best Supporting Actor", "Supporting Actor"),
        (
            "screenplay",
            "Best Adapted Screenplay / Best Original Screenplay",
            "Best Adapted Screenplay or Best Original Screenplay",
            "Adapted Screenplay or Original Screenplay",
        ),
        ("lead_actor", "Leading Actor (long list)", "Best Actor", "Actor"),
        ("picture", "BEST PICTURE / Best Picture", "Best Picture", "Best Picture"),
        (
            "picture",
            "gem: best motion picture - drama / gem: best motion picture, musical or comedy",
            "either Best Motion Picture award",
            "Best Motion Picture",
        ),
        (
            "supporting_actor",
            "gem: best supporting actor in a motion picture / Best Supporting Actor in any Motion Picture",
            "Best Supporting Actor in any Motion Picture",
            "Supporting Actor in any Motion Picture",
        ),
        (
            "lead_actor",
            "gem: best actor - comedy or musical / Best Actor - Drama / Best Actor - Musical or Comedy",
            "either Best Actor award",
            "Actor",
        ),
        (
            "screenplay",
            "Best Writing, Adapted / Best Writing, Original",
            "Best Writing, Adapted or Best Writing, Original",
            "Writing, Adapted or Writing, Original",
        ),
        ("picture", "In Competition (Venezia 80) (Golden Lion)", "Best Picture", "Golden Lion"),
        ("picture", "Main Competition (Palme d'Or)", "Best Picture", "Palme d'Or"),
        ("picture", "palme d'or", "Best Picture", "Palme d'Or"),
        ("picture", "golden bear: competition", "Best Picture", "Golden Bear"),
        ("picture", "golden lion: best film", "Best Film", "Best Film"),
        ("picture", "Film of the Year", "Best Picture", "Film of the Year"),
    ],
)
def test_an_award_has_the_name_that_its_own_list_prints(slug: str, name: str, award: str, title: str) -> None:
    assert (award_of(slug, name), award_title(slug, name)) == (award, title)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ACTRESS IN A LEADING ROLE", "Actress in a Leading Role"),
        ("WRITING (Adaptation)", "Writing (Adaptation)"),
        ("BEST FILM MADE FOR TV", "Best Film Made for TV"),
        ("golden gem award: best song", "Best Song"),
        ("golden camera", "Golden Camera"),
        ("Best Sound", "Best Sound"),
        ("Best Performance in a Motion Picture – Drama – Actress", "Best Actress in a Motion Picture – Drama"),
        ("gem: best performance by an actor in a drama - film", "Best Performance by an Actor in a Drama – Film"),
    ],
)
def test_an_award_is_shown_in_the_case_of_a_name(printed: str, name: str) -> None:
    assert award_alone(printed) == name


def test_a_festivals_prize_keeps_its_own_name() -> None:
    assert as_a_name("silver gem: best director") == "Silver Gem: Best Director"


def test_an_award_that_fits_no_concept_is_called_by_its_name_in_an_edition() -> None:
    assert _title("other", "golden gem: box office achievement") == "Golden Gem: Box Office Achievement"
