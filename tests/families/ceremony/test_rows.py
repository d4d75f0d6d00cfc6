"""Tables whose columns say what their cells are: a row a category, or a row a nominee with what became of it."""

import pytest
from list_pages import gala, held, read_lists, table

from tracker.domain.lists.problems import Severity

SOURCE = gala("""
sections: {take: ["Winners and nominees"]}
prefixes: ["Gala Award for"]
categories:
  "Best Film": {is: picture, optional: true}
  "Best Actress": {is: lead_actress, optional: true}
  "Best Song": {is: original_song, optional: true}
""")
FILM = ["picture: won Tide / Ann Quay", "picture: nominated Ebb / Cy Pier"]
ACTRESS = ["lead_actress: won Tide / Ann Quay", "lead_actress: nominated Ebb / Cy Pier"]


def grid(*rows: str) -> str:
    return '{| class="wikitable"\n' + "\n|-\n".join(rows) + "\n|}"


TIDE, EBB = "''[[Tide]]'' – [[Ann Quay]]", "''Ebb'' – Cy Pier"
BOLD, BOLD_ANN = "'''''[[Tide]]'' – [[Ann Quay]]'''", "'''[[Ann Quay]] – ''[[Tide]]'''''"
UNDER_A_HEADING = [
    grid(
        "! Film !! Producer(s) !! Result",
        "| ''[[Tide]]'' || [[Ann Quay]] || {{won}}",
        "| ''Ebb'' || Cy Pier || {{nom}}",
    ),
    grid(
        "! Film !! Producer(s)",
        "| '''''[[Tide]]''''' || '''[[Ann Quay]]'''",
        "| ''Ebb'' || Cy Pier",
    ),
    grid(
        "! Year !! Film !! Producer !! {{abbr|Ref.|References}}",
        "| rowspan=2 | 1999 || '''''[[Tide]]''''' || '''[[Ann Quay]]''' || <ref>a</ref>",
        "| ''Ebb'' || Cy Pier || ",
    ),
    grid(
        "| '''Title''' || '''Produced by''' || '''Outcome'''",
        "| ''[[Tide]]'' || [[Ann Quay]] || Winner",
        "| ''Ebb'' || Cy Pier || Nominee",
    ),
    grid("! Film !! Producer", "| '''''[[Tide]]''''' || [[Ann Quay]]", "| ''Ebb'' || Cy Pier"),
    grid("| '''''[[Tide]]''''' || '''[[Ann Quay]]'''", "| ''Ebb'' || Cy Pier"),
    grid("| '''[[Ann Quay]]''' || '''''[[Tide]]'''''", "| Cy Pier || ''Ebb''"),
    grid(
        "! Film !! Producer !! Based on",
        "| '''''[[Tide]]''''' || [[Ann Quay]] || ''Rain'' by [[Di Lee]]",
        "| ''Ebb'' || Cy Pier ||",
    ),
    grid(
        "! No. !! Film !! Producer !! Winner",
        "| 1 || ''[[Tide]]'' || [[Ann Quay]] || {{y}}",
        "| 2 || ''Ebb'' || Cy Pier || ",
    ),
    grid(
        "! Film !! Producer !! Result",
        "| ''[[Tide]]'' || [[Ann Quay]] || Awarded",
        "| ''Ebb'' || Cy Pier || {{pending}}",
    ),
    grid(f"| {BOLD}", f"| {EBB}"),
    f"{{|\n|\n* {BOLD}\n* {EBB}\n|}}",
    f"====Winner====\n* {TIDE}\n====Nominees====\n* {EBB}",
    f"'''Winner'''\n* {TIDE}\n'''Nominees'''\n* {EBB}",
    f"* Winner:\n** {TIDE}\n* Other nominees:\n** {EBB}",
]
WITH_CATEGORIES = [
    grid(
        "! Category !! Nominee !! Film !! Result",
        "| rowspan=2 | [[Gala Award for Best Film|Best Film]] || [[Ann Quay]] || ''[[Tide]]'' || Won",
        "| Cy Pier || ''Ebb'' || Nominated",
        "| Best Actress || [[Ann Quay]] || ''[[Tide]]'' || {{won}}",
        "| Best Actress || Cy Pier || ''Ebb'' || {{nom}}",
    ),
    grid(
        "! Category !! Winners and nominees",
        f"| Best Film || '''{TIDE}'''<br />{EBB}",
        "| Best Actress\n|\n* '''[[Ann Quay]] – ''[[Tide]]'''''\n* Cy Pier – ''Ebb''",
    ),
    grid(
        "! scope=col | Award !! scope=col | Winner !! scope=col | Nominees",
        f"! scope=row | Best Film\n| {TIDE} || {EBB}",
        "! scope=row | Best Actress\n| [[Ann Quay]] – ''[[Tide]]''\n|\n* Cy Pier – ''Ebb''",
    ),
    grid(
        "|+ All of them\n! Category !! Winner !! Nominees",
        f"| Best Film || {TIDE} || {EBB}",
        "| Best Actress || [[Ann Quay]] – ''[[Tide]]'' || Cy Pier – ''Ebb''",
    ),
    grid(
        "! Category !! Nominee !! Film !! Result",
        "| Best Film || [[Ann Quay]] || ''[[Tide]]'' || Won",
        "| ″ || Cy Pier || ''Ebb'' || Nominated",
        "| Best Actress || [[Ann Quay]] || ''[[Tide]]'' || Won",
        "| || Cy Pier || ''Ebb'' || Nominated",
    ),
    grid(
        "| '''Best Film''' || '''Best Actress'''",
        f"|\n* {BOLD}\n* {EBB}\n|\n* {BOLD_ANN}\n* Cy Pier – ''Ebb''",
    ),
    grid("! Best Film !! Best Actress", f"| {BOLD} || {BOLD_ANN}", f"| {EBB} || Cy Pier – ''Ebb''"),
    grid(
        "| '''Best Film'''\n" + grid(f"| {BOLD}", f"| {EBB}"),
        "| '''Best Actress'''\n"
        + grid("! Actress !! Film", "| '''[[Ann Quay]]''' || '''''[[Tide]]'''''", "| Cy Pier || ''Ebb''"),
    ),
    grid(
        "! Best Film !! Best Actress",
        "|\n" + grid(f"| {BOLD}", f"| {EBB}") + "\n|\n" + grid(f"| {BOLD_ANN}", "| Cy Pier – ''Ebb''"),
    ),
    grid(
        "| Best Film || Best Actress",
        f"|\n* {BOLD}\n* {EBB}\n|\n* {BOLD_ANN}\n* Cy Pier – ''Ebb''",
    ),
    grid(
        "! Nominee !! Film",
        "| colspan=2 | Best Film",
        "| '''[[Ann Quay]]''' || '''''[[Tide]]'''''",
        "| Cy Pier || ''Ebb''",
        "| colspan=2 | ''Best Actress''",
        "| '''[[Ann Quay]]''' || '''''[[Tide]]'''''",
        "| Cy Pier || ''Ebb''",
    ),
    grid("|+ Best Film\n! Film !! Producer", "| '''''[[Tide]]''''' || '''[[Ann Quay]]'''", "| ''Ebb'' || Cy Pier")
    + "\n"
    + grid("|+ Best Actress\n! Actress !! Film", "| '''[[Ann Quay]]''' || '''''[[Tide]]'''''", "| Cy Pier || ''Ebb''"),
    grid(
        "! colspan=2 | Best Film",
        "! Film !! Producer",
        "| '''''[[Tide]]''''' || '''[[Ann Quay]]'''",
        "| ''Ebb'' || Cy Pier",
        "! colspan=2 | Best Actress",
        "! Actress !! Film",
        "| '''[[Ann Quay]]''' || '''''[[Tide]]'''''",
        "| Cy Pier || ''Ebb''",
    ),
]


@pytest.mark.parametrize("lists", UNDER_A_HEADING)
def test_a_row_a_nominee_under_the_heading_of_a_category(lists: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n{lists}")
    assert (table(records), problems) == (FILM, [])


@pytest.mark.parametrize("lists", WITH_CATEGORIES)
def test_a_table_with_a_column_or_rows_of_categories(lists: str) -> None:
    records, problems = read_lists(SOURCE, lists)
    assert (table(records), problems) == (FILM + ACTRESS, [])


def test_a_heading_may_say_again_what_stands_over_its_section() -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n{grid('! Best Film', f'| {BOLD}', f'| {EBB}')}")
    assert (table(records), problems) == (FILM, [])


@pytest.mark.parametrize("name", ["1. Best Film", "Best Films", "Best Film presented by a bank"])
def test_a_category_that_a_name_may_mean_is_held(name: str) -> None:
    _, problems = read_lists(SOURCE, f"===Best Song===\n* \"Blue\" – ''Ebb''\n==={name}===\n* {BOLD}\n* {EBB}")
    assert [p.category for p in problems if p.severity is Severity.HOLD] == ["Best Film"]


def test_a_winner_beside_several_rows_of_nominees_won_once() -> None:
    rows = grid(
        "! Award !! Winner !! Film !! Nominees",
        "| rowspan=2 | Best Actress || rowspan=2 | [[Ann Quay]] || rowspan=2 | ''[[Tide]]'' || Cy Pier – ''Ebb''",
        "| Di Dock – ''Surf''",
        "| rowspan=2 | Best Film || rowspan=2 colspan=2 | ''[[Tide]]'' || ''Ebb''",
        "| ''Surf''",
    )
    records, problems = read_lists(SOURCE, rows)
    actress = [*ACTRESS, "lead_actress: nominated Surf / Di Dock"]
    film = ["picture: won Tide / ", "picture: nominated Ebb / ", "picture: nominated Surf / "]
    assert (table(records), problems) == (actress + film, [])


def test_one_cell_in_the_columns_of_people_and_films_is_read_once() -> None:
    rows = grid("! Award !! Winner !! Film", "| Best Actress || colspan=2 | [[Ann Quay]] – ''[[Tide]]'' and ''Ebb''")
    records, problems = read_lists(SOURCE, rows)
    assert (table(records), problems) == (["lead_actress: won Tide, Ebb / Ann Quay"], [])


def test_roles_and_songs_have_columns() -> None:
    records, problems = read_lists(
        SOURCE,
        grid(
            "! Category !! Actress !! Film !! Role !! Result",
            "| Best Actress || [[Ann Quay]] || ''[[Tide]]'' || Queen || {{won}}",
        )
        + "\n===Best Song===\n"
        + grid("! Song !! Film !! Songwriter(s)", "| \"Blue\" || ''[[Tide]]'' || [[Ann Quay]]"),
    )
    assert problems == []
    assert [(r.detail, r.people[0].role) for r in records if r.kind == "nomination"] == [
        ("Queen", "as Queen"),
        ("Blue", None),
    ]


@pytest.mark.parametrize("title", ["Blue", "[[Blue (song)|Blue]]", "''Blue''", '"Blue"'])
def test_the_column_of_songs_says_what_a_song_is(title: str) -> None:
    head, film = "! Song !! Film !! Songwriter(s)", "''[[Tide]]''"
    records, problems = read_lists(SOURCE, "===Best Song===\n" + grid(head, f"| {title} || {film} || [[Ann Quay]]"))
    assert (table(records), problems) == (["original_song: nominated Tide / Ann Quay"], [])
    assert [r.detail for r in records if r.kind == "nomination"] == ["Blue"]


@pytest.mark.parametrize("cell", ["Blue by [[Cy Pier]]", "Blue – [[Cy Pier]]"])
def test_more_than_a_title_among_songs_holds_the_category(cell: str) -> None:
    head = "! Song !! Film !! Songwriter(s)"
    records, problems = read_lists(
        SOURCE, "===Best Song===\n" + grid(head, f"| {cell} || ''[[Tide]]'' || [[Ann Quay]]")
    )
    assert (table(records), [p.category for p in problems if p.severity is Severity.HOLD]) == ([], ["Best Song"])


def test_who_won_may_stand_anywhere_where_a_column_says_so() -> None:
    records, problems = read_lists(
        SOURCE, "===Best Film===\n" + grid("! Film !! Result", "| ''Ebb'' || {{nom}}", "| ''[[Tide]]'' || {{won}}")
    )
    assert (table(records), problems) == (["picture: nominated Ebb / ", "picture: won Tide / "], [])


@pytest.mark.parametrize(
    "figures",
    [
        grid("! Nominations !! Film", "| rowspan=2 | 5 || ''[[Tide]]''", "| ''Ebb''"),
        grid("! Film !! Awards", "| ''[[Tide]]'' || 2", "| ''Ebb'' || 1"),
        grid("! Category !! Presenter(s)", "| Best Actress || [[Di Dock]]"),
        grid("! Name(s) !! Role", "| [[Di Dock]] || Presented the montage of ''Old Film'' from the year before"),
    ],
)
def test_tables_of_figures_and_presenters_give_nothing(figures: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* '''{TIDE}'''\n* {EBB}\n===More===\n{figures}")
    assert (table(records), problems) == (FILM, [])


@pytest.mark.parametrize(
    "result", ["Withdrawn", "Not nominated", "Disqualified", "Shortlisted", "{{sho}}", "Longlisted"]
)
def test_a_result_that_is_no_nomination_holds_its_category(result: str) -> None:
    row = f"| Best Film || [[Ann Quay]] || ''[[Tide]]'' || {result}"
    records, problems = read_lists(SOURCE, grid("! Category !! Nominee !! Film !! Result", row))
    assert (table(records), [p.category for p in problems]) == ([], ["Best Film"])


def test_a_column_that_nobody_knows_holds_its_category() -> None:
    _, problems = read_lists(SOURCE, grid("! Category !! Film !! Champion", "| Best Film || ''Ebb'' || ''[[Tide]]''"))
    assert [code for code, _ in held(problems)] == ["unreadable_entry"]


def test_entries_in_a_table_that_nobody_understands_are_named() -> None:
    records, problems = read_lists(SOURCE, grid("! This !! That", "| Prize of the House || ''[[Tide]]''"))
    assert table(records) == []
    assert {p.code for p in problems} == {"no_category"}


SIDE_BY_SIDE = """! rowspan=2 | No.
! colspan=2 | [[Gala Award for Best Film|Best Film]]
! colspan=2 | Best Actress
|-
! {} !! {} !! {} !! {}
|-
"""
PAIRED = [
    (
        ("Film", "Producer(s)", "Actress", "Film"),
        "| 1 || '''''[[Tide]]''''' || '''[[Ann Quay]]''' || '''[[Ann Quay]]''' || '''''[[Tide]]'''''",
        "| 2 || ''Ebb'' || Cy Pier || Cy Pier || ''Ebb''",
    ),
    (
        ("Winner", "Nominees", "Winner", "Nominees"),
        f"| 1 || {TIDE}\n|\n* {EBB}\n| [[Ann Quay]] – ''[[Tide]]''\n|\n* Cy Pier – ''Ebb''",
    ),
]


@pytest.mark.parametrize(("columns", "rows"), [(columns, rows) for columns, *rows in PAIRED])
def test_categories_above_columns_of_their_own_stand_side_by_side(columns: tuple[str, ...], rows: list[str]) -> None:
    records, problems = read_lists(SOURCE, grid(SIDE_BY_SIDE.format(*columns) + rows[0], *rows[1:]))
    assert (sorted(table(records)), held(problems)) == (sorted(FILM + ACTRESS), [])


def test_a_column_of_one_of_them_that_nobody_knows_holds_that_category() -> None:
    head = "! colspan=3 | Best Film !! colspan=2 | Best Actress\n|-\n! Film !! Producer !! Marketing !! Actress !! Film"
    row = "| ''[[Tide]]'' || [[Ann Quay]] || [[Eve Fox]] || [[Ann Quay]] || ''[[Tide]]''"
    problems = read_lists(SOURCE, grid(head, row))[1]
    assert [(p.category, p.line) for p in problems] == [("Best Film", 12)]


@pytest.mark.parametrize("title", ["''300''", "[[300 (2006 film)|300]]"])
def test_a_title_that_is_a_number_counts_nothing(title: str) -> None:
    rows = grid("! Film !! Producer", f"| {title} || [[Ann Quay]]", "| ''Ebb'' || Cy Pier")
    records, problems = read_lists(SOURCE, f"===Best Film===\n{rows}")
    assert table(records) == ["picture: nominated 300 / Ann Quay", "picture: nominated Ebb / Cy Pier"]
    assert held(problems) == []


def test_a_number_in_a_row_that_is_an_entry_otherwise_holds_its_category() -> None:
    rows = grid("! Rank !! Film !! Producer", "| 1 || ''[[Tide]]'' || [[Ann Quay]]", "| 2 || ''Ebb'' || Cy Pier")
    records, problems = read_lists(SOURCE, f"===Best Film===\n{rows}")
    assert (table(records), held(problems)) == ([], [("unreadable_entry", 11), ("unreadable_entry", 13)])


PARTS = [
    grid("! Winners and nominees", f"|\n* {BOLD}\n* {EBB}"),
    grid("! Winner", f"| {TIDE}", "! Nominees", f"|\n* {EBB}"),
    grid("|+ Nominees", f"|\n* {BOLD}\n|\n* {EBB}"),
    grid("! colspan=2 | Winner", "! Film !! Producer", "| ''[[Tide]]'' || [[Ann Quay]]")[:-3]
    + "\n|-\n! colspan=2 | Nominees\n|-\n| ''Ebb'' || Cy Pier\n|}",
    grid("! Film !! Producer", "! colspan=2 | Winner", "| ''[[Tide]]'' || [[Ann Quay]]")[:-3]
    + "\n|-\n! colspan=2 | Nominees\n|-\n| ''Ebb'' || Cy Pier\n|}",
]


@pytest.mark.parametrize("lists", PARTS)
def test_a_row_that_says_what_stands_below_it_is_no_category(lists: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n{lists}")
    assert (table(records), held(problems)) == (FILM, [])


def test_such_a_row_holds_for_the_category_above_it_alone() -> None:
    rows = ["! Best Film", "! Winner", f"| {TIDE}", "! Nominees", f"|\n* {EBB}", "! Best Actress"]
    more = [f"|\n* {BOLD_ANN}\n* Cy Pier – ''Ebb''", "|\n* Di Lost – ''Ebb''"]
    records, problems = read_lists(SOURCE, grid(*rows, more[0]))
    assert (table(records), held(problems)) == (FILM + ACTRESS, [])
    records, problems = read_lists(SOURCE, grid(*rows, *more))
    assert table(records) == FILM + ACTRESS
    assert [p.category for p in problems] == [None, "Best Song", "Best Actress"]


def test_a_cell_across_winners_and_nominees_does_not_say_who_won() -> None:
    rows = grid("! colspan=2 | Best Film", "! Winner !! Nominees", f"| colspan=2 |\n* {BOLD}\n* {EBB}")
    records, problems = read_lists(SOURCE, rows)
    assert (table(records), held(problems)) == (FILM, [])


def test_a_heading_without_entries_is_in_doubt_beside_entries_without_a_heading() -> None:
    rows = grid("! Best Actress", f"|\n* {BOLD_ANN}\n* Cy Pier – ''Ebb''", f"|\n* {EBB}")
    records, problems = read_lists(SOURCE, f"===Best Film===\n===Best Actress===\n{rows}")
    assert (table(records), sorted(p.category or "" for p in problems)) == (
        ACTRESS,
        ["", "Best Actress", "Best Film", "Best Song"],
    )


def cell(*entries: str) -> str:
    return "|\n" + "\n".join(f"* {entry}" for entry in entries)


ACT = ["'''[[Ann Quay]] – ''[[Tide]]'''''", "Cy Pier – ''Ebb''"]


@pytest.mark.parametrize(
    "lists",
    [
        grid(
            "! colspan=2 | Best Film",
            f"{cell(BOLD)}\n{cell(EBB)}",
            "! colspan=2 | Best Actress",
            f"{cell(ACT[0])}\n{cell(ACT[1])}",
        ),
        grid(
            "! {{Award category|x|Best Film}}\n! {{Award category|x|[[Gala Award for Best Actress|Actress]]}}",
            f"{cell(BOLD, EBB)}\n{cell(*ACT)}",
        ),
        grid(f"! Best Film\n| {BOLD} || {EBB}", f"! Best Actress\n| {ACT[0]} || {ACT[1]}"),
        grid(
            "! colspan=2 | Best Film",
            f"| colspan=2 | {BOLD}",
            f"{cell(EBB)}\n|",
            "! Best Actress",
            f"| {ACT[0]}",
            cell(ACT[1]),
        ),
    ],
    ids=["cells under a wide heading", "templates in header cells", "cells beside a heading", "a winner's row"],
)
def test_cells_under_or_beside_one_heading_are_of_it(lists: str) -> None:
    records, problems = read_lists(SOURCE, lists)
    assert (table(records), held(problems)) == (FILM + ACTRESS, [])


@pytest.mark.parametrize(
    "lists",
    [
        grid("! Best Film", f"{cell(BOLD, EBB)}\n{cell(*ACT)}"),
        grid(f"! Best Film\n{cell(BOLD, EBB)}\n{cell(*ACT)}"),
        grid(f"! Best Film !! Best Actress\n{cell(BOLD, EBB)}\n{cell(*ACT)}"),
        grid("! Best Film", f"| {BOLD}", f"{cell(EBB)}", f"{cell(*ACT)}"),
    ],
    ids=["a lost heading", "a lost heading beside", "a lost row", "a lost heading below"],
)
def test_cells_that_may_have_lost_a_heading_hold_the_one_that_is_left(lists: str) -> None:
    assert "Best Film" in {p.category for p in read_lists(SOURCE, lists)[1]}


def test_a_table_that_goes_on_in_a_second_one_holds_its_category() -> None:
    first, second = grid(cell(BOLD)), grid(cell(EBB))
    problems = read_lists(SOURCE, f"===Best Film===\n{first}\n{second}")[1]
    assert ("Best Film", 14) in {(p.category, p.line) for p in problems}


def test_people_in_columns_of_other_work_are_no_nominees_of_the_award() -> None:
    rows = grid(
        "! Film !! Director(s) !! Producer(s)",
        "| '''''[[Tide]]''''' || '''[[Eve Fox]]''' || '''[[Ann Quay]]'''",
        "| ''Ebb'' || Al Lee<br>Cy Pier || Cy Pier",
    )
    records, problems = read_lists(SOURCE, f"===Best Film===\n{rows}")
    assert (table(records), held(problems)) == (FILM, [])
    assert [r.note for r in records if r.kind == "nomination"] == ["Eve Fox, directed", "Al Lee, directed"]


@pytest.mark.parametrize(
    "line",
    [
        "''[[Tide]]'' – produced by [[Ann Quay]]; directed by [[Eve Fox]]",
        "''[[Tide]]'' – [[Eve Fox]], director; [[Ann Quay]], producer",
    ],
)
def test_people_said_to_have_done_other_work_are_no_nominees_of_the_award(line: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* '''{line}'''\n* {EBB}")
    assert (table(records), held(problems)) == (FILM, [])


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("Song !! Film !! Songwriter !! Performer(s)", "[[Ann Quay]] || [[Bo Ek]]"),
        ("Song !! Film !! Performed by !! Songwriter(s)", "[[Bo Ek]] || [[Ann Quay]]"),
        ("Song !! Film !! Artist !! Written by", "Bo Ek || [[Ann Quay]]"),
    ],
)
def test_who_performs_a_song_in_a_column_is_no_nominee(heads: str, cells: str) -> None:
    rows = grid(f"! {heads}", f"| Wave || ''[[Tide]]'' || {cells}")
    records, problems = read_lists(SOURCE, f"===Best Song===\n{rows}")
    assert (table(records), held(problems)) == (["original_song: nominated Tide / Ann Quay"], [])


def test_music_and_lyrics_in_columns_are_by_those_who_wrote_them() -> None:
    rows = grid("! Song !! Film !! Music !! Lyrics", "| Wave || ''[[Tide]]'' || [[Ann Quay]] || Bo Ek")
    records, problems = read_lists(SOURCE, f"===Best Song===\n{rows}")
    assert (table(records), held(problems)) == (["original_song: nominated Tide / Ann Quay, Bo Ek"], [])


def test_a_table_that_ranks_films_under_a_category_holds_it() -> None:
    rows = grid("! Rank !! Film !! Points", "| 1 || ''[[Tide]]'' || 50", "| 2 || ''Ebb'' || 40")
    records, problems = read_lists(SOURCE, f"===Best Film===\n{rows}")
    assert (table(records), held(problems)) == ([], [("unreadable_entry", 11), ("unreadable_entry", 13)])
