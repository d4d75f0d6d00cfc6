"""Tables with a row a film, with a column for each of several nominees, or with rows of notes at their end."""

import pytest
from list_pages import gala, held, read_lists, table

SOURCE = gala("""
sections: {take: ["Winners and nominees"]}
prefixes: ["Gala Award for"]
categories:
  "Best Film": {is: picture, optional: true}
  "Best Director": {is: director, optional: true}
  "Best Actress": {is: lead_actress, optional: true}
  "Best Sound": {is: sound, optional: true}
""")
FILM = ["picture: won Tide / Ann Quay", "picture: nominated Ebb / Cy Pier", "picture: nominated Reef / Di Lock"]
ENTRIES = ["''[[Tide]]'' – [[Ann Quay]]", "''Ebb'' – Cy Pier", "''Reef'' – Di Lock"]


def grid(*rows: str) -> str:
    return '{| class="wikitable"\n' + "\n|-\n".join(rows) + "\n|}"


@pytest.mark.parametrize(
    "headings",
    [
        ["Winner", "Nominee 1", "Nominee 2"],
        ["Winner(s)", "1st nominee", "2nd nominee"],
        ["Nominee #1", "Nominee #2", "Nominee #3"],
        ["First nominee", "Second nominee", "Third nominee"],
        ["Finalist one", "Finalist two", "Finalist three"],
    ],
)
@pytest.mark.parametrize("with_category", [True, False])
def test_columns_of_one_nominee_each(headings: list[str], with_category: bool) -> None:
    cells = [f"'''{ENTRIES[0]}'''", *ENTRIES[1:]]
    rows = "! " + " !! ".join(headings), "| " + " || ".join(cells)
    rows = (f"! Category !! {rows[0][2:]}", f"| Best Film || {rows[1][2:]}") if with_category else rows
    records, problems = read_lists(SOURCE, grid(*rows) if with_category else f"===Best Film===\n{grid(*rows)}")
    assert (table(records), held(problems)) == (FILM, [])


def test_a_row_a_film_and_a_column_a_category() -> None:
    text = grid(
        "! Film !! Best Film !! Best Director !! Best Actress !! {{abbr|Ref.|Reference}}",
        "| '''''[[Tide]]''''' || {{won}} || '''[[Ann Quay]]''' || – || x",
        "| ''Ebb'' || {{nom}} || Cy Pier || [[Eve Bay]] || y",
        "| ''Reef'' || || {{n/a}} || [[Flo Cove]] ||",
    )
    records, problems = read_lists(SOURCE, text)
    assert table(records) == [
        "picture: won Tide / ",
        "picture: nominated Ebb / ",
        "director: won Tide / Ann Quay",
        "director: nominated Ebb / Cy Pier",
        "lead_actress: nominated Ebb / Eve Bay",
        "lead_actress: nominated Reef / Flo Cove",
    ]
    assert held(problems) == []


@pytest.mark.parametrize(
    "cell",
    [
        "'''[[Ann Quay]]''', [[Bo Reed]]",
        "[[Ann Quay]]<br>[[Bo Reed]]",
        "[[Ann Quay]] and [[Bo Reed]]",
        "✓",
        "{{tick}}",
        "{{yes}}",
        "[[File:Yes check.svg|15px]]",
        "{{won}}",
        "maybe",
    ],
)
def test_a_cell_by_film_that_is_no_certain_entry_holds_its_category_alone(cell: str) -> None:
    text = grid(
        "! Film !! Best Sound !! Best Actress", f"| ''[[Tide]]'' || Di Lock || {cell}", "| ''Ebb'' || Cy Pier ||"
    )
    records, problems = read_lists(SOURCE, text)
    assert table(records) == ["sound: nominated Tide / Di Lock", "sound: nominated Ebb / Cy Pier"]
    assert {(p.category, p.line) for p in problems} == {("Best Actress", 10)}


def test_categories_named_beside_a_film_are_held_where_the_page_has_no_list_of_them() -> None:
    text = grid(
        "! Film !! Nominations !! Wins", "| ''[[Tide]]'' || Best Film, Best Director<br>Best Sound || Best Film"
    )
    problems = read_lists(SOURCE, text)[1]
    assert [(p.code, p.category, p.line) for p in problems] == [
        ("listed_by_film", name, 10) for name in ("Best Film", "Best Director", "Best Sound")
    ]
    listed = f"===Best Film===\n* '''{ENTRIES[0]}'''\n* {ENTRIES[1]}\n* {ENTRIES[2]}\n===Films===\n{text}"
    records, problems = read_lists(SOURCE, listed)
    assert table(records) == FILM
    assert [p.category for p in problems] == ["Best Director", "Best Sound"]


@pytest.mark.parametrize(
    "note",
    [
        "| colspan=2 | Source: ''[[The Harbour Post]]''",
        "| colspan=2 | <small>''Sources: [[The Harbour Post]]; Quay Weekly''</small>",
        "| colspan=2 | Notes: [[Ann Quay]] shared the prize for ''[[Tide]]''.",
        "! colspan=2 | References\n|-\n| colspan=2 | ''[[The Harbour Post]]'', [[Ann Quay]]",
    ],
)
def test_notes_at_the_end_of_a_table_hold_nothing(note: str) -> None:
    rows = ["! Film !! Producer", "| '''''[[Tide]]''''' || '''[[Ann Quay]]'''", "| ''Ebb'' || Cy Pier", note]
    records, problems = read_lists(SOURCE, f"===Best Film===\n{grid(*rows)}")
    assert (table(records), problems) == (FILM[:2], [])
    lists = f"| {{{{Award category|x|Best Film}}}}\n* '''{ENTRIES[0]}'''\n** {ENTRIES[1]}\n|\n"
    records, problems = read_lists(SOURCE, grid(lists, note))
    assert (table(records), problems) == (FILM[:2], [])


@pytest.mark.parametrize(
    ("note", "held_for"),
    [
        (
            "Notes: [[Gala Award for Best Director|Best Director]] went to [[Ann Quay]] for ''[[Tide]]''.",
            "Best Director",
        ),
        ("Note: the prize for Best Sound was given to [[Ann Quay]].", "Best Sound"),
        ("Note: ''Reef'' was disqualified.", "Best Film"),
        ("Notes: ''Reef'' was nominated as well.", "Best Film"),
    ],
)
def test_a_note_holds_the_category_of_which_it_may_say_more_than_its_list(note: str, held_for: str) -> None:
    rows = ["! Film !! Producer", "| '''''[[Tide]]''''' || '''[[Ann Quay]]'''", "| ''Ebb'' || Cy Pier"]
    problems = read_lists(SOURCE, f"===Best Film===\n{grid(*rows, f'| colspan=2 | {note}')}")[1]
    assert {(p.category, p.line) for p in problems} == {(held_for, 15)}


@pytest.mark.parametrize("title", ["''Notes: A Memoir'' – Cy Pier", "''[[Source: Unknown]]''"])
def test_a_title_that_begins_like_a_note_is_a_title(title: str) -> None:
    records, _ = read_lists(SOURCE, f"===Best Film===\n* '''{ENTRIES[0]}'''\n* {title}")
    assert len(table(records)) == 2


def test_rows_of_one_film_with_other_results_are_two_entries() -> None:
    rows = "! Film !! Producer !! Result\n|-\n| rowspan=2 | ''[[Tide]]'' || [[Ann Quay]] || {{won}}\n|-\n| Bo Reed"
    rows += " || {{nom}}"
    entries = ["picture: won Tide / Ann Quay", "picture: nominated Tide / Bo Reed"]
    assert table(read_lists(SOURCE, f"===Best Film===\n{grid(rows)}")[0]) == entries
    joined = rows.replace("{{nom}}", "{{won}}")
    assert table(read_lists(SOURCE, f"===Best Film===\n{grid(joined)}")[0]) == ["picture: won Tide / Ann Quay, Bo Reed"]


@pytest.mark.parametrize("attributes", ["rowspan=2 ", 'rowspan="2" style="text-align:center" ', "rowspan=2 | "])
def test_a_result_right_behind_the_attributes_of_its_cell(attributes: str) -> None:
    rows = [
        "! Actress !! Film !! Result",
        "! colspan=3 | Best Actress",
        f"| rowspan=2 | [[Ann Quay]] || ''[[Tide]]'' || {attributes}{{{{won}}}}",
        "| ''Ebb''",
        "| Cy Pier || ''Reef'' || {{nom}}",
    ]
    records, problems = read_lists(SOURCE, grid(*rows))
    assert table(records) == [
        "lead_actress: won Tide / Ann Quay",
        "lead_actress: won Ebb / Ann Quay",
        "lead_actress: nominated Reef / Cy Pier",
    ]
    assert held(problems) == []


def test_rows_of_winners_and_of_nominees_are_of_the_category_above_them() -> None:
    rows = ["! colspan=2 | Best Film", f"! Winner\n| {ENTRIES[0]}", f"! Nominees\n|\n* {ENTRIES[1]}\n* {ENTRIES[2]}"]
    records, problems = read_lists(SOURCE, grid(*rows))
    assert (table(records), held(problems)) == (FILM, [])
    beside = [
        "! !! Best Film !! Best Sound",
        f"! Winner\n| {ENTRIES[0]} || {ENTRIES[0]}",
        f"! Nominees\n| {ENTRIES[1]} || {ENTRIES[1]}",
    ]
    records, problems = read_lists(SOURCE, grid(*beside))
    assert (table(records), held(problems)) == (FILM[:2] + [one.replace("picture", "sound") for one in FILM[:2]], [])


@pytest.mark.parametrize(
    ("headings", "rows", "entries"),
    [
        (
            "Year !! Best Film !! Producer",
            ["1999 || '''''[[Tide]]''''' || '''[[Ann Quay]]'''", "1999 || ''Ebb'' || Cy Pier"],
            FILM[:2],
        ),
        (
            "Best Actress !! Film !! Role",
            ["'''[[Ann Quay]]''' || ''[[Tide]]'' || Jo", "Eve Bay || ''Ebb'' || Mo"],
            ["lead_actress: won Tide / Ann Quay", "lead_actress: nominated Ebb / Eve Bay"],
        ),
    ],
)
def test_a_category_above_the_column_of_its_nominees(headings: str, rows: list[str], entries: list[str]) -> None:
    records, problems = read_lists(SOURCE, grid(f"! {headings}", *(f"| {row}" for row in rows)))
    assert (table(records), held(problems)) == (entries, [])


def test_lists_below_such_headings_are_lists() -> None:
    lists = f"|\n* '''{ENTRIES[0]}'''\n* {ENTRIES[1]}\n|\n* '''{ENTRIES[0]}'''\n* {ENTRIES[2]}"
    records, _ = read_lists(SOURCE, grid("! Best Film !! Director", lists))
    assert [entry for entry in table(records) if entry.startswith("picture")] == FILM[:2]


def test_categories_in_bullets_beside_a_film_are_held_alone() -> None:
    text = grid("! Film !! Awards", "| ''[[Tide]]'' ||\n* Best Film\n* Best Sound ([[Ann Quay]])")
    assert [p.category for p in read_lists(SOURCE, text)[1]] == ["Best Film", "Best Sound"]


def test_portraits_in_a_column_without_a_name_say_nothing() -> None:
    text = grid("! !! Category !! Winner", f"| [[File:Quay at sea.jpg|30px]] || Best Film || {ENTRIES[0]}")
    records, problems = read_lists(SOURCE, text)
    assert (table(records), held(problems)) == (FILM[:1], [])


def test_a_table_by_film_may_count_what_it_lists() -> None:
    rows = "| ''[[Tide]]'' || Won || || 3", "| ''Ebb'' || Nominated || Cy Pier || 2"
    records, problems = read_lists(SOURCE, grid("! Film !! Best Film !! Best Sound !! Nominations", *rows))
    entries = ["picture: won Tide / ", "picture: nominated Ebb / ", "sound: nominated Ebb / Cy Pier"]
    assert (table(records), held(problems)) == (entries, [])
    rows = "| ''[[Tide]]'' || Best Film, Best Sound || 2", "| ''Ebb'' || Best Director, Best Actress || 2"
    problems = read_lists(SOURCE, grid("! Film !! Categories !! Nominations", *rows))[1]
    assert [p.category for p in problems] == ["Best Film", "Best Sound", "Best Director", "Best Actress"]


def test_rows_of_winners_and_of_nominees_under_the_heading_of_a_section() -> None:
    rows = f"! Winner\n| {ENTRIES[0]}", f"! Nominees\n| {ENTRIES[1]}<br>{ENTRIES[2]}"
    records, problems = read_lists(SOURCE, f"===Best Film===\n{grid(*rows)}")
    assert (table(records), held(problems)) == (FILM, [])
