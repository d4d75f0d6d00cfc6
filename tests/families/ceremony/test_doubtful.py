"""Entries that say less, or something else, than a list's: each is read, or holds its category with its line."""

import pytest
from list_pages import gala, held, read_lists, table

from tracker.domain.facts.records import NominationRecord, Record

SOURCE = gala("""
sections: {take: ["Winners and nominees"]}
categories:
  "Best Film": {is: picture, optional: true}
  "Best Director": {is: director, optional: true}
  "Best Actress": {is: lead_actress, optional: true}
  "Best Song": {is: original_song, optional: true}
  "Best International Film": {is: international_feature, optional: true}
""")
LINE = 9
"""Line of the page on which the entry of a test stands."""


def page(category: str, line: str) -> tuple[list[Record], list[tuple[str, int | None]]]:
    winner = "'''\"Wave\" – ''Tide'' – [[Ann Quay]]'''" if category == "Best Song" else "'''[[Ann Quay]] – ''Tide'''''"
    records, problems = read_lists(SOURCE, f"==={category}===\n* {winner}\n{line}")
    return [r for r in records if isinstance(r, NominationRecord)][1:], held(problems)


@pytest.mark.parametrize(
    "credit",
    ["Plan C", "Mill", "Mill and Bo Ek", "Eve Fox, Mill", "Mill (Bo Ek)", "[[Quiet Mill]]", "Bo Ek and Lucky Tern"],
)
def test_one_word_or_ordinary_words_among_producers_is_a_company_or_a_name(credit: str) -> None:
    assert page("Best Film", f"* ''Ebb'' – {credit}") == ([], [("unreadable_entry", LINE)])


@pytest.mark.parametrize(
    ("category", "line", "entry", "note"),
    [
        ("Best Film", "''Ebb'' – Bo Ek for Mill Films", "picture: nominated Ebb / Bo Ek", "Mill Films"),
        ("Best Film", "''Ebb'' – [[Mill Films|Mill]] and Bo Ek", "picture: nominated Ebb / Bo Ek", "Mill"),
        ("Best Film", "''Ebb'' – [[Tern (company)|Tern]]", "picture: nominated Ebb / ", "Tern"),
        (
            "Best Film",
            "''Ebb'' – Bo Ek and Eve Fox for Mill Films",
            "picture: nominated Ebb / Bo Ek, Eve Fox",
            "Mill Films",
        ),
        ("Best Film", "''Ebb'' – Mill Films: Bo Ek, Eve Fox", "picture: nominated Ebb / Bo Ek, Eve Fox", "Mill Films"),
        ("Best Film", "''Ebb'' – Mill & Sons Pictures", "picture: nominated Ebb / ", "Mill & Sons Pictures"),
        ("Best Film", "''Ebb'' (produced by Bo Ek)", "picture: nominated Ebb / Bo Ek", None),
        ("Best Film", "''Ebb'' (Bo Ek, producer)", "picture: nominated Ebb / Bo Ek", None),
        ("Best Film", "''Ebb'' (dir. Bo Ek)", "picture: nominated Ebb / Bo Ek", None),
        (
            "Best Song",
            "\"Surf\" – ''Ebb'' (music: Bo Ek; lyrics: Eve Fox)",
            "original_song: nominated Ebb / Bo Ek, Eve Fox",
            None,
        ),
        (
            "Best Song",
            "\"Surf\" from ''Ebb'' – performed by Cher, written by Bo Ek",
            "original_song: nominated Ebb / Bo Ek",
            "performed by Cher",
        ),
        ("Best Actress", "Eve Fox – ''Ebb'' (as Mara)", "lead_actress: nominated Ebb / Eve Fox", None),
    ],
)
def test_people_beside_companies_and_jobs_are_read(category: str, line: str, entry: str, note: str | None) -> None:
    records, problems = page(category, f"* {line}")
    assert (table(records), [getattr(r, "note", None) for r in records], problems) == ([entry], [note], [])


@pytest.mark.parametrize(
    "line",
    [
        "Special Prize: Eve Fox – ''Ebb''",
        "Honorary: Eve Fox – ''Ebb''",
        "Silver Tern: Eve Fox – ''Ebb''",
        "Jury Award – Eve Fox – ''Ebb''",
        "Eve Fox – ''Ebb'' (not nominated)",
        "Eve Fox – ''Ebb'' (special mention)",
        "Eve Fox – ''Ebb'' (runner-up: Bo Ek – ''Flow'')",
        "Eve Fox – ''Ebb''<ref>Nomination rescinded.</ref>",
        "Eve Fox – ''Ebb''<ref>Removed from the ballot.</ref>",
        "Eve Fox – ''Ebb''<ref>{{cite web|url=https://e.org/x|title=Gala rescinds a nomination|date=2000}}</ref>",
    ],
)
def test_what_another_prize_or_a_note_says_of_an_entry_holds_its_category(line: str) -> None:
    assert page("Best Director", f"* {line}") == ([], [("unreadable_entry", LINE)])


def test_a_reference_that_says_nothing_of_the_nomination_holds_nothing() -> None:
    records, problems = page("Best Director", "* Eve Fox – ''Ebb''<ref>See also her speech, unavoidable.</ref>")
    assert (table(records), problems) == (["director: nominated Ebb / Eve Fox"], [])


@pytest.mark.parametrize("template", ["{{Nominated|Ebb, Bo Ek}}", "{{nom|Bo Ek for Ebb}}", "{{won|Ebb}}"])
def test_an_entry_in_plain_words_inside_a_template_of_a_result_is_not_passed_over(template: str) -> None:
    assert page("Best Director", template) == ([], [("unreadable_entry", LINE)])


@pytest.mark.parametrize(
    ("result", "problems"),
    [
        ("{{won}} – annulled", [("unreadable_entry", 11)]),
        ("{{won|Won (rescinded)}}", [("unreadable_entry", 11)]),
        ("{{nom|Disqualified}}", [("unreadable_entry", 11)]),
        ("{{won|Won}}", []),
        ("{{yes}} 2000", []),
    ],
)
def test_a_result_that_was_taken_back_is_no_win(result: str, problems: list[tuple[str, int]]) -> None:
    rows = f"|-\n| ''Tide'' || [[Ann Quay]] || {result}\n|-\n| ''Ebb'' || Bo Ek || {{{{nom}}}}"
    records, all_problems = read_lists(
        SOURCE, f'===Best Film===\n{{| class="wikitable"\n! Film !! Producer !! Result\n{rows}\n|}}'
    )
    won = [] if problems else ["picture: won Tide / Ann Quay"]
    assert (table(records), held(all_problems)) == ([*won, "picture: nominated Ebb / Bo Ek"], problems)


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("''Ebb'' – Bo Ek {{GER}}", "Germany"),
        ("{{DEN}} ''Ebb'' – Bo Ek", "Denmark"),
        ("''Ebb'' – Bo Ek {{flag|NED}}", "Netherlands"),
        ("''Ebb'' – Bo Ek {{flagu|DEU}}", "Germany"),
    ],
)
def test_codes_of_countries_are_read_in_templates(line: str, country: str) -> None:
    records, problems = page("Best International Film", f"* {line}")
    assert ([getattr(r, "detail", None) for r in records], problems) == ([country], [])


@pytest.mark.parametrize("aside", ["1999", "24 votes", "101 minutes"])
def test_a_number_beside_an_international_film_is_no_country(aside: str) -> None:
    records, problems = page("Best International Film", f"* ''[[Ebb]]'' ({aside})")
    assert [(r.detail, r.note) for r in records if isinstance(r, NominationRecord)] == [(None, aside)]
    assert problems == []


@pytest.mark.parametrize("line", ["Narnia – ''Ebb'' – Bo Ek", "DKX – ''Ebb'' – Bo Ek"])
def test_one_word_beside_an_international_film_is_a_country_or_a_name(line: str) -> None:
    assert page("Best International Film", f"* {line}") == ([], [("unreadable_entry", LINE)])


@pytest.mark.parametrize("heading", ["<big>Best Director</big>", "''Best Director''", "Best Director:"])
def test_words_that_are_a_category_are_its_heading_whatever_they_look_like(heading: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* ''Tide'' – [[Ann Quay]]\n{heading}\n* Bo Ek – ''Ebb''")
    assert (table(records), problems) == (
        ["picture: nominated Tide / Ann Quay", "director: nominated Ebb / Bo Ek"],
        [],
    )


def test_a_cell_across_the_columns_of_character_and_film_names_the_film() -> None:
    rows = "|-\n| [[Ann Quay]] || Queen || ''Tide''\n|-\n| Eve Fox || colspan=2 | ''Ebb''"
    records, problems = read_lists(
        SOURCE, f'===Best Actress===\n{{| class="wikitable"\n! Actress !! Role !! Film\n{rows}\n|}}'
    )
    details = [r.detail for r in records if isinstance(r, NominationRecord)]
    assert (details, problems) == (["Queen", None], [])


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("''Ebb'' – Bo Ek<br>Al Lee", "Bo Ek, Al Lee"),
        ("''Ebb'' – [[Bo Ek]]<br />[[Al Lee]]", "Bo Ek, Al Lee"),
        ("''Ebb''<br>Bo Ek<br>Al Lee", "Bo Ek, Al Lee"),
        ("''Ebb'' – Bo Ek,<br>Al Lee and<br>Di Ray", "Bo Ek, Al Lee, Di Ray"),
        ("''Ebb'' – Bo Ek<br>(posthumous)", "Bo Ek"),
    ],
)
def test_breaks_set_names_apart(line: str, people: str) -> None:
    records, problems = page("Best Film", f"* {line}")
    assert (table(records), problems) == ([f"picture: nominated Ebb / {people}"], [])


def test_letters_behind_a_name_that_nobody_knows_are_no_person() -> None:
    assert page("Best Film", "* ''Ebb'' – Bo Ek, QXZ") == ([], [("unreadable_entry", LINE)])


@pytest.mark.parametrize(
    "heading", ["; Best Director (tie)", "===Best Director (tie)===", "'''Best Director – ex aequo'''"]
)
def test_a_heading_that_says_it_was_a_tie_is_its_category(heading: str) -> None:
    lists = f"===Best Film===\n* ''Tide'' – [[Ann Quay]]\n{heading}\n: Bo Ek – ''Ebb''\n: Eve Fox – ''Flow''"
    records, problems = read_lists(SOURCE, lists)
    assert (table(records)[1:], held(problems)) == (
        ["director: nominated Ebb / Bo Ek", "director: nominated Flow / Eve Fox"],
        [],
    )


def test_a_column_of_winners_may_name_people_without_links() -> None:
    rows = "|-\n| Best Film || Bo Ek || ''Ebb''\n|-\n| Best Director || {{won}} || Al Lee – ''Flow''"
    records, problems = read_lists(SOURCE, f'{{| class="wikitable"\n! Award !! Winner !! Film\n{rows}\n|}}')
    assert (table(records), held(problems)) == (["picture: won Ebb / Bo Ek", "director: won Flow / Al Lee"], [])


@pytest.mark.parametrize(
    ("category", "line"),
    [
        ("Best Actress", "* Eve Fox – ''Ebb'' as Mara; also ''Flow''"),
        ("Best Film", "* [[Ebb]] (''Reflux'')"),
    ],
)
def test_a_title_that_may_be_anothers_holds_its_category(category: str, line: str) -> None:
    assert page(category, line) == ([], [("unreadable_entry", LINE)])


@pytest.mark.parametrize("names", ["Bo Ek/Al Lee", "Bo Ek und Al Lee", "Bo Ek, et Al Lee"])
def test_two_full_names_are_two_people_whatever_is_between_them(names: str) -> None:
    assert table(page("Best Film", f"* ''Ebb'' – {names}")[0]) == ["picture: nominated Ebb / Bo Ek, Al Lee"]


def test_a_line_that_leads_to_another_article_is_no_entry() -> None:
    lines = "* Bo Ek – ''Ebb''\n: ''See also: [[Gala Award for Best Director]]''"
    records, problems = page("Best Director", lines)
    assert (table(records), problems) == (["director: nominated Ebb / Bo Ek"], [])


def test_breaks_set_people_apart_in_a_cell_of_their_own() -> None:
    rows = "| [[Bo Ek]]<br />[[Al Lee]] || ''Ebb''"
    records, problems = read_lists(SOURCE, f"===Best Film===\n{{|\n! Producers !! Film\n|-\n{rows}\n|}}")
    assert (table(records), problems) == (["picture: nominated Ebb / Bo Ek, Al Lee"], [])


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("Eve Fox – ''Ebb'' '''WINNER'''", "won Ebb / Eve Fox"),
        ("[[Eve Fox]] – ''Ebb'' ('''winner''')", "won Ebb / Eve Fox"),
        ("Eve Fox, ''Ebb'' – '''Won!'''", "won Ebb / Eve Fox"),
        ("''Ebb'' – [[Eve Fox]] '''(winner)'''", "won Ebb / Eve Fox"),
        ("1st: Eve Fox – ''Ebb''", "won Ebb / Eve Fox"),
        ("''Runner-up'': Eve Fox – ''Ebb''", "runner_up Ebb / Eve Fox"),
        ("Eve Fox – ''Ebb'' (''runner-up'')", "runner_up Ebb / Eve Fox"),
        ("'''2nd''': Eve Fox – ''Ebb''", "runner_up Ebb / Eve Fox"),
    ],
)
def test_words_in_a_style_of_their_own_say_what_became_of_an_entry(line: str, entry: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Director===\n* {line}\n* Bo Ek – ''Flow''")
    assert (table(records)[0], held(problems)) == (f"director: {entry}", [])


@pytest.mark.parametrize("title", ["Winner", "Won", "Runner Up"])
def test_a_title_that_is_such_a_word_is_a_title(title: str) -> None:
    records, problems = page("Best Director", f"* ''{title}'' – Eve Fox\n* Bo Ek – ''{title}''")
    entries = [f"director: nominated {title} / Eve Fox", f"director: nominated {title} / Bo Ek"]
    assert (table(records), problems) == (entries, [])


def test_a_producer_whose_nomination_was_withdrawn_is_read_with_the_job() -> None:
    records, problems = page("Best Film", "* ''Ebb'' – Bo Ek, producer (withdrawn)")
    assert (table(records), problems) == (["picture: nominated Ebb / Bo Ek"], [])
    entry = records[0]
    assert isinstance(entry, NominationRecord)
    assert (entry.official, entry.people[0].role) == (False, "producer")


def test_the_colon_of_a_term_begins_no_entry() -> None:
    records, problems = read_lists(SOURCE, ";Best Director:\n:* '''Bo Ek – ''Ebb'''''\n:* Eve Fox – ''Flow''")
    assert (table(records), held(problems)) == (
        ["director: won Ebb / Bo Ek", "director: nominated Flow / Eve Fox"],
        [],
    )


def test_names_between_breaks_in_an_award_for_a_person_are_not_one_nominee() -> None:
    source = gala(
        'sections: {take: ["Winners and nominees"]}\ncategories:\n  "Rising Star": {is: rising_star, optional: true}'
    )
    assert held(read_lists(source, "===Rising Star===\nAnn Quay<br>Bo Ek<br>Eve Fox")[1]) == [("unreadable_entry", 8)]
    assert held(read_lists(source, "===Rising Star===\n* Ann Quay\n* Bo Ek<br>and Eve Fox")[1]) == [
        ("unreadable_entry", 9)
    ]
    assert held(read_lists(source, "===Rising Star===\n* Ann Quay\n* Bo Ek and Eve Fox")[1]) == []


@pytest.mark.parametrize("joint", [", ", " and ", " / "])
def test_films_with_names_of_their_own_behind_them_are_several_entries(joint: str) -> None:
    assert page("Best Film", f"* ''Ebb'' ([[Bo Ek]]){joint}''Flow'' ([[Eve Fox]])") == (
        [],
        [("unreadable_entry", LINE)],
    )


@pytest.mark.parametrize(
    ("line", "people", "country", "note"),
    [
        ("''Ebb'' (''Ebbe''; Germany) – Bo Ek", ["Bo Ek"], "Germany", "Ebbe"),
        ("''[[Ebb]]'' / ''Ebbe'' (Germany)", [], "Germany", "Ebbe"),
        ("''Ebb'' (Germany, [[Bo Ek]])", ["Bo Ek"], "Germany", None),
    ],
)
def test_an_international_film_has_its_country_apart(
    line: str, people: list[str], country: str, note: str | None
) -> None:
    records, problems = page("Best International Film", f"* {line}")
    entries = [r for r in records if isinstance(r, NominationRecord)]
    assert [([w.title for w in r.works], [p.name for p in r.people], r.detail, r.note) for r in entries] == [
        (["Ebb"], people, country, note)
    ]
    assert problems == []


@pytest.mark.parametrize("joint", [" and ", " / "])
def test_two_international_films_in_one_line_are_two(joint: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best International Film===\n* '''''Ebb''{joint}''Flow'' (tie)'''")
    entries = ["international_feature: won Ebb / ", "international_feature: won Flow / "]
    assert (table(records), held(problems)) == (entries, [])


def test_two_international_films_and_a_country_are_held() -> None:
    line = "* ''Ebb'' and ''Flow'' (Germany)"
    assert page("Best International Film", line) == ([], [("unreadable_entry", LINE)])


def test_templates_alone_say_who_won_where_nothing_is_in_bold() -> None:
    lists = "===Best Film===\n* {{won}} ''Tide'' – [[Ann Quay]]\n* {{nom}} ''Ebb'' – Bo Ek"
    records, problems = read_lists(SOURCE, lists)
    assert (table(records), held(problems)) == (["picture: won Tide / Ann Quay", "picture: nominated Ebb / Bo Ek"], [])


@pytest.mark.parametrize("note", ["<sup>1</sup> The nomination was withdrawn.", "{{small|1: Nomination revoked}}"])
def test_a_line_below_a_list_that_takes_a_nomination_back_holds_it(note: str) -> None:
    _, problems = read_lists(
        SOURCE, f"===Best Film===\n* '''''Tide'' – [[Ann Quay]]'''\n* ''Ebb'' – Bo Ek<sup>1</sup>\n{note}"
    )
    assert held(problems) == [("stray_text", 10)]


@pytest.mark.parametrize("line", ["Bo Ek", "and Bo Ek", "Bo Ek, Al Fox"])
def test_words_right_below_an_entry_may_be_more_of_it(line: str) -> None:
    _, problems = read_lists(SOURCE, f"===Best Film===\n* '''''Tide'' – [[Ann Quay]]'''\n{line}\n* ''Ebb'' – Cy Pier")
    assert held(problems) == [("stray_text", 9)]


@pytest.mark.parametrize("line", ["The award was presented by Bo Ek.", "\nBo Ek"])
def test_a_sentence_or_a_paragraph_below_a_list_is_none_of_it(line: str) -> None:
    _, problems = read_lists(SOURCE, f"===Best Film===\n* '''''Tide'' – [[Ann Quay]]'''\n* ''Ebb'' – Cy Pier\n{line}")
    assert held(problems) == []


@pytest.mark.parametrize("heading", ["Also shortlisted:", "'''Top Ten Films:'''", "'''Longlist'''"])
@pytest.mark.parametrize("winner", ["* '''''Tide'''''\n* ''Foam''", "'''''Tide'''''\n"])
def test_words_that_may_say_what_the_films_below_are_hold_the_category(winner: str, heading: str) -> None:
    _, problems = read_lists(SOURCE, f"===Best Film===\n{winner}\n{heading}\n* ''Ebb''\n* ''Wave''")
    assert {code for code, _ in held(problems)} & {"stray_text", "unreadable_entry"}
