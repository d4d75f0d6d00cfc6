"""A list is whole or it is held; each check on the smallest list that shows it."""

from datetime import date

import pytest
from list_pages import GALA, gala

from spiders.catalogue import parse_source
from tracker.domain.facts.records import CeremonyRecord, FieldRecord, NominationRecord, Person, Record, Result, Work
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source

YAML = """
verified_on: ["50th Gala Awards"]
categories:
  "Best Film": {is: picture, field: 3}
  "Best Director": {is: director, field: [{to: 49, size: 5}, {from: 50, size: [2, 3]}], basis: a posting}
  "Best Hat": {is: other, from: 60}
  "Best Short": {is: british_short, optional: true}
expect: {categories: [2, 4], nominations: [4, 8]}
basis: [{to: 49, source: "a leaflet"}, {from: 50, source: "the gala's yearbooks"}]
"""
SOURCE = gala(YAML)
FIFTIETH = SOURCE.ceremonies.ceremony(50)  # type: ignore[union-attr]
LATER = date(2001, 1, 1)


def entry(
    category: str, title: str, *, won: bool = False, name: str = "", official: bool = True, line: int = 9
) -> NominationRecord:
    return NominationRecord(
        page="50th Gala Awards",
        body="gala",
        ceremony=50,
        category={"Best Film": "picture", "Best Director": "director", "Best Short": "british_short"}.get(category),
        category_as_printed=category,
        result=Result.WON if won else Result.NOMINATED,
        works=(Work(title=title, link=title),),
        people=(Person(name=name),) if name else (),
        official=official,
        line=line,
    )


def day(name: str, value: str) -> CeremonyRecord:
    return CeremonyRecord.model_validate(
        {"page": "p", "body": "gala", "ceremony": 50, "property": name, "value": value, "as_printed": value}
    )


WHOLE = [
    entry("Best Film", "One", won=True),
    entry("Best Film", "Two"),
    entry("Best Film", "Three"),
    entry("Best Director", "One", won=True, name="Ann"),
    entry("Best Director", "Two", name="Bo"),
]


def check(
    records: list[NominationRecord], source: Source = SOURCE, previous: list[NominationRecord] | None = None
) -> list[Problem]:
    before: list[Record] | None = None if previous is None else list(previous)
    return check_list(source, FIFTIETH, list(records), today=LATER, previous=before)


def codes(problems: list[Problem], severity: Severity = Severity.HOLD) -> list[str]:
    return [p.code for p in problems if p.severity is severity]


def test_a_whole_list_has_no_problem() -> None:
    assert check(WHOLE) == []


def test_a_list_before_the_winners_has_no_problem() -> None:
    assert check([r.model_copy(update={"result": Result.NOMINATED}) for r in WHOLE]) == []


def test_a_declared_category_that_is_absent_holds_and_an_optional_or_later_one_does_not() -> None:
    problems = check([r for r in WHOLE if r.category != "director"])
    assert "missing_category" in codes(problems)
    assert not any("Hat" in p.message or "Short" in p.message for p in problems)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (WHOLE[:2] + WHOLE[3:], "Best Film: 2 nominees on the page, 3 declared in gala.yml (the gala's yearbooks)"),
        (
            [*WHOLE, entry("Best Film", "Four")],
            "Best Film: 4 nominees on the page, 3 declared in gala.yml (the gala's yearbooks)",
        ),
        (WHOLE[:4], "Best Director: 1 nominees on the page, 2 to 3 declared in gala.yml (a posting)"),
    ],
)
def test_a_field_outside_its_size_holds_and_names_the_line(records: list[NominationRecord], said: str) -> None:
    problems = [p for p in check(records) if p.code == "field_size"]
    assert [p.line for p in problems] == [9]
    assert said in problems[0].message


FILMS = gala(
    YAML.replace('"the gala\'s yearbooks"', '"a list of films", films: true').replace(", basis: a posting", "")
)


def test_a_size_counted_on_lists_of_films_is_one_for_films() -> None:
    team = [entry("Best Director", title, name=name) for title, name in (("One", "Al"), ("Two", "Cy"), ("Two", "Di"))]
    entries = [*WHOLE[:3], *team, entry("Best Director", "Three", won=True, name="Ed")]
    assert [p.code for p in check(entries)] == ["field_size"]
    assert check(entries, FILMS) == []
    assert codes(check([*entries, entry("Best Director", "Four", name="Flo")], FILMS)) == ["field_size"]
    assert "field_size" in codes(check([*WHOLE[:3], entries[3]], FILMS)), "one entry is too few for two films"


def test_a_size_counted_on_lists_of_people_asks_no_list_of_films_for_as_many() -> None:
    films = [record.model_copy(update={"people": ()}) for record in WHOLE[:4]]
    assert [(p.code, p.severity, p.category) for p in check(films)] == [("field_size", Severity.WARN, "Best Director")]
    assert "field_size" in codes(check(films[1:])), "a film stands once for itself"


def test_words_that_the_list_does_not_bear_out_are_said_and_hold_nothing() -> None:
    def words(value: int, most: int | None = None) -> FieldRecord:
        claim = {"claim": "stated_size", "declared": "Best Film", "value": value, "most": most, "line": 4}
        return FieldRecord.model_validate(
            {"page": "p", "body": "gala", "ceremony": 50, "as_printed": "the ten Best Film nominees", **claim}
        )

    assert "stated_size" not in codes(check([*WHOLE, words(3), words(2, 5)]))
    (problem,) = [p for p in check([*WHOLE, words(10)]) if p.code == "stated_size"]
    assert (problem.severity, problem.line) == (Severity.WARN, 4)
    assert "3 nominees on the list, and the page says 'the ten Best Film nominees'" in problem.message


def test_a_nominee_that_is_not_official_may_stand_beside_a_full_field() -> None:
    assert check([*WHOLE, entry("Best Film", "Four", official=False)]) == []


def test_an_unknown_category_is_counted_and_holds_nothing() -> None:
    problems = check([*WHOLE, entry("Best Scarf", "One")])
    assert (codes(problems), codes(problems, Severity.WARN)) == ([], ["unknown_category"])


def test_a_person_may_be_nominated_twice_in_a_category() -> None:
    def played(title: str, character: str) -> NominationRecord:
        record = entry("Best Actress", title, name="Ann", won=character == "Queen")
        return record.model_copy(update={"category": "lead_actress", "detail": character})

    source = gala(YAML.replace("expect:", '  "Best Actress": {is: lead_actress}\nexpect:'))
    twice = [*WHOLE, played("One", "Queen"), played("Two", "Ace"), played("Two", "Knave")]
    assert check(twice, source) == []
    assert codes(check([*twice, played("Two", "Ace")], source)) == ["duplicate_entry"]
    assert check([*WHOLE, entry("Best Director", "Three", name="Ann")]) == []


def test_what_is_wrong_with_a_category_holds_that_one_alone() -> None:
    problems = check([*WHOLE[:2], *WHOLE[3:], entry("Best Director", "Two", name="Bo")])
    assert {p.code: p.category for p in problems} == {"field_size": "Best Film", "duplicate_entry": "Best Director"}
    assert not any(p.holds_all for p in problems)


def test_a_page_that_lost_a_tenth_of_its_entries_is_held_whole() -> None:
    many = [entry("Best Film", f"Film {n}") for n in range(60)]
    loose = gala(YAML.replace("field: 3", "field: [1, 99]").replace("[4, 8]", "[1, 99]"))
    few = check(many[:55] + WHOLE[3:], loose, previous=many + WHOLE[3:])
    assert not any(p.holds_all for p in few)
    assert any(p.holds_all for p in check(many[:50] + WHOLE[3:], loose, previous=many + WHOLE[3:]))


def test_new_words_for_a_category_known_by_its_link_are_fine() -> None:
    renamed = [
        r.model_copy(update={"category_as_printed": "Film of the Year"}) if r.category == "picture" else r
        for r in WHOLE
    ]
    assert check(renamed) == []
    two_names = [
        r.model_copy(update={"category_as_printed": f"Film {n}"}) if r.category == "picture" else r
        for n, r in enumerate(WHOLE)
    ]
    assert "duplicate_entry" not in codes(check(two_names))


def test_an_entry_that_stands_twice_holds_once() -> None:
    again = [*WHOLE, entry("Best Director", "Two", name="Bo")]
    assert codes(check(again)) == ["duplicate_entry"]


def test_a_page_with_winners_only_holds() -> None:
    assert "winners_only" in codes(check([r for r in WHOLE if r.result is Result.WON]))


def test_a_body_that_names_winners_only_is_whole_with_them() -> None:
    prizes = gala(YAML.replace("field: 3", "field: 1").replace("[2, 3]", "1").replace("[4, 8]", "[1, 8]"))
    assert check([r for r in WHOLE if r.result is Result.WON], prizes) == []


def test_winners_in_some_categories_only_hold_a_verified_source_and_warn_on_trial() -> None:
    half = [WHOLE[0], *WHOLE[1:3], WHOLE[3].model_copy(update={"result": Result.NOMINATED}), WHOLE[4]]
    assert codes(check(half)) == ["winner_missing"]
    trial = gala(YAML.replace('["50th Gala Awards"]', "[]"))
    assert (codes(check(half, trial)), codes(check(half, trial), Severity.WARN)) == ([], ["winner_missing"])


def test_a_tie_is_said_and_three_winners_hold() -> None:
    tie = [r.model_copy(update={"result": Result.WON}) if r is WHOLE[1] else r for r in WHOLE]
    assert (codes(check(tie)), codes(check(tie), Severity.WARN)) == ([], ["tie"])
    all_won = [r.model_copy(update={"result": Result.WON}) if r.category == "picture" else r for r in WHOLE]
    assert codes(check(all_won)) == ["tie"]


def test_floors_hold_and_ceilings_warn() -> None:
    loose = gala(YAML.replace("field: 3", "field: [1, 9]"))
    assert "few_nominations" in codes(check([*WHOLE[:1], *WHOLE[3:]], loose))
    many = [*WHOLE, *(entry("Best Film", f"F{n}") for n in range(5))]
    assert codes(check(many, loose), Severity.WARN) == ["many_nominations"]


@pytest.mark.parametrize(
    ("records", "today", "found"),
    [
        ([], date(1999, 6, 1), []),
        ([], date(2000, 6, 1), []),
        ([], date(2001, 1, 1), ["no_nominations"]),
        ([day("announced_on", "2000-02-01")], date(2000, 1, 31), []),
        ([day("announced_on", "2000-02-01")], date(2000, 2, 1), ["no_nominations"]),
        ([day("held_on", "2000-03-05")], date(2000, 3, 4), []),
        ([day("held_on", "2000-03-05")], date(2000, 3, 5), ["no_nominations"]),
    ],
)
def test_an_announcement_that_has_not_happened_expects_nothing(
    records: list[Record], today: date, found: list[str]
) -> None:
    assert codes(check_list(SOURCE, FIFTIETH, records, today=today)) == found


# --- against the last fit reading ---


def test_the_same_list_again_is_fine_with_small_edits() -> None:
    edited = [r.model_copy(update={"works": (Work(title="Two!", link="Two"),)}) if r is WHOLE[1] else r for r in WHOLE]
    assert check(edited, previous=WHOLE) == []


def test_winners_arriving_change_nothing_and_winners_changing_hold() -> None:
    before = [r.model_copy(update={"result": Result.NOMINATED}) for r in WHOLE]
    assert check(WHOLE, previous=before) == []
    swapped = [
        r.model_copy(
            update={"result": Result.NOMINATED if r is WHOLE[0] else Result.WON if r is WHOLE[1] else r.result}
        )
        for r in WHOLE
    ]
    assert codes(check(swapped, previous=WHOLE)) == ["winner_changed", "winner_changed"]


def replaced(place: int, new: NominationRecord) -> list[NominationRecord]:
    return [new if r is WHOLE[place] else r for r in WHOLE]


def test_an_entry_replaced_by_another_holds() -> None:
    assert codes(check(replaced(1, entry("Best Film", "New")), previous=WHOLE)) == ["entries_lost"]
    put = replaced(4, entry("Best Director", "Two", name="Zed"))
    assert codes(check(put, previous=WHOLE)) == ["entries_lost"]


def test_an_entry_dropped_from_a_field_without_a_size_holds() -> None:
    dropped = [r for r in WHOLE if r is not WHOLE[1]]
    assert "entries_lost" in codes(check(dropped, previous=WHOLE))


def test_a_corrected_spelling_is_said_and_many_hold() -> None:
    before = replaced(1, entry("Best Film", "Misspelt Titel"))
    now = replaced(1, entry("Best Film", "Misspelt Title"))
    assert codes(check(now, previous=before)) == []
    assert codes(check(now, previous=before), Severity.WARN) == ["entries_respelt"]
    sequel = replaced(1, entry("Best Film", "Misspelt Title 2"))
    assert codes(check(sequel, previous=now)) == ["entries_lost"]


def test_an_entry_that_comes_after_the_winners_holds() -> None:
    added = [*WHOLE, entry("Best Film", "Late")]
    assert "entries_added" in codes(check(added, previous=WHOLE))
    before = [r.model_copy(update={"result": Result.NOMINATED}) for r in WHOLE]
    assert "entries_added" not in codes(check(added, previous=before))


def test_a_name_in_another_names_place_holds_and_a_name_more_does_not() -> None:
    team = entry("Best Film", "Two").model_copy(update={"people": (Person(name="Ann Bell"), Person(name="Cy Dee"))})
    other = team.model_copy(update={"people": (Person(name="Ann Bell"), Person(name="Ed Fox"))})
    more = team.model_copy(update={"people": (*team.people, Person(name="Ed Fox"))})
    assert codes(check(replaced(1, other), previous=replaced(1, team))) == ["name_changed"]
    assert codes(check(replaced(1, more), previous=replaced(1, team))) == []


# --- days and years ---


def test_a_page_of_another_year_than_the_rule_gives_holds() -> None:
    other = check_list(SOURCE, FIFTIETH, [*WHOLE, day("held_on", "1999-03-05")], today=LATER)
    assert codes(other) == ["wrong_year"]


@pytest.mark.parametrize(("held", "problems"), [("2000-12-08", []), ("2001-01-08", []), ("2002-01-08", ["wrong_year"])])
def test_a_body_that_counts_by_the_year_of_the_films_meets_then_or_in_the_next(held: str, problems: list[str]) -> None:
    rule = '{film_year: "ceremony + 0", year: "ceremony + 0"}'
    by_films = parse_source(
        (GALA + YAML).replace('{film_year: "ceremony + 1949", year: "ceremony + 1950"}', rule), "gala"
    )
    records = [r.model_copy(update={"ceremony": 2000}) for r in [*WHOLE, day("held_on", held)]]
    ceremony = by_films.ceremonies.ceremony(2000)  # type: ignore[union-attr]
    names = codes(check_list(by_films, ceremony, records, today=LATER))
    assert [code for code in names if code == "wrong_year"] == problems


def test_no_winner_holds_only_some_time_after_the_ceremony() -> None:
    open_list = [r.model_copy(update={"result": Result.NOMINATED}) for r in WHOLE]
    records = [*open_list, day("held_on", "2000-03-05")]
    assert codes(check_list(SOURCE, FIFTIETH, records, today=date(2000, 3, 18))) == []
    assert codes(check_list(SOURCE, FIFTIETH, records, today=date(2000, 3, 19))) == ["winners_due"]


def test_more_winners_than_a_tie_has_are_fine_where_declared() -> None:
    many = gala(YAML.replace("field: 3}", "field: 3, winners: [{from: 50, to: 50, size: 3}]}"))
    all_won = [r.model_copy(update={"result": Result.WON}) for r in WHOLE[:3]]
    assert codes(check([*all_won, *WHOLE[3:]])) == ["tie"]
    assert codes(check([*all_won, *WHOLE[3:]], source=many)) == []
