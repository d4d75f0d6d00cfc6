"""Ceremony pages in every layout, in small pages written for this test; expected output reviewed by hand."""

from functools import partial

import pytest
from list_pages import LEAD, gala, held, page_record, read_lists, table

from spiders.families.ceremony.read import read
from tracker.domain.facts.records import CeremonyRecord, FactRecord, NominationRecord
from tracker.domain.lists.fields import by_category
from tracker.domain.lists.problems import Severity
from tracker.domain.sources import ListSource

SOURCE = gala("""
sections: {take: ["Winners and nominees"], leave: ["*Honorary*", "Television*"]}
prefixes: ["Gala Award for"]
ignore: ["*Television*", "*Series*"]
categories:
  "Best Film": {is: picture}
  "Best Director": {is: director}
  "Best Motion Picture – Drama": {is: picture}
  "Best Actor – Drama": {is: lead_actor, also: ["Best Performance – Drama – Actor"]}
  "Best Actress – Drama": {is: lead_actress, also: ["Best Performance – Drama – Actress"]}
  "Best Sound": {is: sound}
  "Best Sound Editing": {is: sound_editing, links: ["Best Sound"]}
""")
read_page = partial(read_lists, SOURCE)
FILM = ["picture: won One / Ann Bell", "picture: nominated Two / Cy Dorn"]
DIRECTOR = ["director: won One / Ann Bell", "director: nominated Two / Cy Dorn"]
FILM_LINES = "* '''''[[One]]'' – [[Ann Bell]]'''\n** ''[[Two]]'' – Cy Dorn\n"
DIRECTOR_LINES = "* '''[[Ann Bell]] – ''[[One]]'''''\n** Cy Dorn – ''[[Two]]''\n"

GRID = f"""{{| class="wikitable"
|-
| valign="top" | {{{{Award category|#F9EFAA|[[Gala Award for Best Film|Best Film]]}}}}
{FILM_LINES}| valign="top" |
{{{{Award category|#F9EFAA|[[Gala Award for Best Director|Best Director]]}}}}
{DIRECTOR_LINES}|}}"""


def test_a_grid_of_category_templates() -> None:
    records, problems = read_page(GRID)
    assert (table(records), problems) == (FILM + DIRECTOR, [])


@pytest.mark.parametrize(("start", "end"), [("{|", "{{s-end}}"), ("{{gala table}}", "|}"), (":{|", "{{table end}}")])
def test_a_grid_that_a_template_begins_or_ends(start: str, end: str) -> None:
    rows = GRID.split("\n", 1)[1].removesuffix("|}")
    assert table(read_page(f"{start}\n{rows}{end}")[0]) == FILM + DIRECTOR


@pytest.mark.parametrize(
    "spelling", ["AwardCategory", "award category", "Award_category", "Award cat", "Awards category"]
)
def test_other_spellings_of_the_category_template(spelling: str) -> None:
    records, problems = read_page(GRID.replace("Award category", spelling))
    assert (table(records), problems) == (FILM + DIRECTOR, [])


@pytest.mark.parametrize("arguments", ["bg=eee|name=Best Film", "Best Film|#F9EFAA", "colour=gold|[[Best Film]]"])
def test_other_arguments_of_the_category_template(arguments: str) -> None:
    old = "#F9EFAA|[[Gala Award for Best Film|Best Film]]"
    records, problems = read_page(GRID.replace(old, arguments))
    assert (table(records), problems) == (FILM + DIRECTOR, [])


def test_templates_around_lists() -> None:
    lists = f"===Best Film===\n{{{{columns-list|colwidth=9em|\n{FILM_LINES}}}}}\n===Best Director===\n{DIRECTOR_LINES}"
    records, problems = read_page(lists)
    assert (table(records), problems) == (FILM + DIRECTOR, [])
    records, problems = read_page(lists.replace("columns-list", "Mystery box"))
    assert (table(records), [p.category for p in problems]) == (DIRECTOR, ["Best Film"])
    records, problems = read_page(lists.replace("===Best Film===\n{{columns-list|", "{{Mystery box|name=Best Film|"))
    assert (table(records), [p.code for p in problems]) == (DIRECTOR, ["no_category"])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("{{{{hidden begin|title={}}}}}\n", "{{hidden end}}"),
        ("{{{{Collapse top|{}|left=true}}}}\n", "{{cob}}"),
        ("{{{{hidden\n|header={}\n|content=\n", "}}"),
        ("===Best Film===\n{{{{hidden|Winners and nominees|\n", "}}\n{{hidden begin|title=[[Best Director]]}}\n"),
    ],
)
def test_lists_folded_away_under_a_title(start: str, end: str) -> None:
    if end.startswith("}}\n"):
        lists = f"{start.format()}{FILM_LINES}{end}{DIRECTOR_LINES}{{{{hidden end}}}}"
    else:
        lists = "\n".join(
            f"{start.format(title)}{lines}{end}"
            for title, lines in (
                ("[[Gala Award for Best Film|Best Film]]", FILM_LINES),
                ("Best Director", DIRECTOR_LINES),
            )
        )
    records, problems = read_page(lists)
    assert (table(records), held(problems)) == (FILM + DIRECTOR, [])
    assert [r.line for r in records if isinstance(r, NominationRecord)] == [
        number for number, line in enumerate(f"{LEAD}\n==Lists==\n{lists}".split("\n"), 1) if line.startswith("*")
    ]


def test_items_in_html_need_no_end() -> None:
    lists = "===Best Film===\n<ul>\n<li>'''''[[One]]'' – [[Ann Bell]]'''\n<li>''[[Two]]'' – Cy Dorn\n</ul>\n"
    records, problems = read_page(lists + lists.replace("Film", "Sound").replace("</ul>", ""))
    assert (table(records), held(problems)) == (FILM + [line.replace("picture", "sound") for line in FILM], [])


def test_header_rows_with_groups_above_and_links_that_say_more_than_the_words() -> None:
    records, problems = read_page(
        """{| class=wikitable style="width=100%"
! colspan="2" | Best Performance – Drama
|-
! style="width=50%" | [[Gala Award for Best Actor – Drama|Actor]]
! Actress
|-
| valign="top" |

'''[[Al Fox]] &ndash; ''[[One]]'' as King'''
* [[Bo Fox]] &ndash; ''[[Two]]'' as Knave
| valign="top" |
* '''[[Ann Bell]] – ''[[One]]'' as Queen'''
* [[Eve Bell]] – ''[[Two]]'' as Ace
|-
! [[Gala Award for Best Director|Best Director]]
! Best Film
|-
|
"""
        + DIRECTOR_LINES
        + "|\n"
        + FILM_LINES
        + "|}"
    )
    assert problems == []
    assert table(records) == [
        "lead_actor: won One / Al Fox",
        "lead_actor: nominated Two / Bo Fox",
        "lead_actress: won One / Ann Bell",
        "lead_actress: nominated Two / Eve Bell",
        *DIRECTOR,
        *FILM,
    ]


def test_sections_and_bold_headings_above_bullets() -> None:
    text = f"===[[Gala Award for Best Film|Best Film]]===\n{FILM_LINES}\n'''Best Director'''\n{DIRECTOR_LINES}"
    records, problems = read_page(text)
    assert (table(records), problems) == (FILM + DIRECTOR, [])


def test_row_headers() -> None:
    text = f"{{|\n! Best Film\n|\n{FILM_LINES}|-\n! Best Director\n|\n{DIRECTOR_LINES}|}}"
    records, problems = read_page(text)
    assert (table(records), problems) == (FILM + DIRECTOR, [])


def test_television_is_known_and_left_out_even_in_the_same_table() -> None:
    other = "* '''''[[Show]]'''''\n** ''[[Other Show]]''\n"
    text = (
        f"{{|\n! Best Film !! [[Gala Award for Best Television Series|Best Series]]\n|-\n|\n{FILM_LINES}|\n{other}|}}\n"
        f"===Television===\n{{|\n| {{{{Award category|x|Best Film for Television}}}}\n{other}|}}"
    )
    records, problems = read_page(text)
    assert (table(records), problems) == (FILM, [])


def test_a_table_of_lists_under_a_section_left_out_is_read() -> None:
    text = f"===Honorary award===\n* '''[[Old Hand]]'''\n\n{GRID}"
    records, problems = read_page(text)
    assert (table(records), problems) == (FILM + DIRECTOR, [])


def test_tables_of_figures_are_no_lists() -> None:
    text = (
        GRID
        + "\nThe following films received multiple nominations:\n{|\n! Nominations !! Film\n|-\n| 2 || ''[[One]]''\n|}"
    )
    records, problems = read_page(text)
    assert (table(records), problems) == (FILM + DIRECTOR, [])


def test_nominees_before_the_winners_are_known() -> None:
    text = GRID.replace("'''", "").replace("**", "*").replace("''''", "''")
    records, problems = read_page(text)
    assert problems == []
    assert {r.result for r in records if isinstance(r, NominationRecord)} == {"nominated"}


def test_a_winner_in_words_above_a_list_of_nominees_won() -> None:
    lists = "Winner: ''[[One]]'' – [[Ann Bell]]\n\nNominees:\n* ''[[Two]]'' – Cy Dorn\n"
    records, problems = read_page(f"===Best Film===\n{lists}")
    assert (table(records), held(problems)) == (FILM, [])


def test_films_in_one_line_that_nobody_made_all_of_are_several_nominees() -> None:
    records, problems = read_page("===Best Film===\n* '''''[[One]]''''', ''Two'', ''Three''\n* ''Four'' – Cy Dorn\n")
    assert (table(records), held(problems)) == (
        ["picture: nominated Four / Cy Dorn"],
        [("unreadable_entry", 8)],
    )
    shared = read_page("===Best Sound===\n* '''''One'' / ''Two'' – Ann Bell'''\n** ''Three'' – Cy Dorn\n")
    assert held(shared[1]) == []


def test_a_tie_is_two_winners() -> None:
    records, problems = read_page(
        GRID.replace("** ''[[Two]]'' – Cy Dorn", "* '''''[[Two]]'' – Cy Dorn'''\n** ''Three'' – Di Lee")
    )
    assert problems == []
    assert table(records)[:3] == [
        "picture: won One / Ann Bell",
        "picture: won Two / Cy Dorn",
        "picture: nominated Three / Di Lee",
    ]


def test_a_word_that_means_two_categories_is_settled_by_its_link() -> None:
    lines = "* '''''[[One]]'' – Ann Bell'''\n** ''Two'' – Cy Dorn\n"
    text = f"{{|\n| {{{{Award category|x|[[Gala Award for Best Sound|Best Sound Editing]]}}}}\n{lines}|}}"
    records, problems = read_page(text)
    assert problems == []
    assert {r.category for r in records if isinstance(r, NominationRecord)} == {"sound_editing"}


def test_categories_that_their_links_alone_tell_apart_keep_apart() -> None:
    text = "\n".join(
        f"{{{{Award category|x|[[Gala Award for {name}|{words}]]}}}}\n* '''''[[{film}]]'' – Ann Bell'''\n"
        for words, name, film in (
            ("Best Dramatic Picture", "Best Motion Picture – Drama", "One"),
            ("Picture of the Year", "Best Film", "Two"),
        )
    )
    records, problems = read_page(f"{{|\n|\n{text}|}}")
    assert isinstance(SOURCE, ListSource)
    fields, unknown = by_category(SOURCE, 50, (r for r in records if isinstance(r, NominationRecord)))
    titles = {name: entry.works[0].title for name, of in fields.items() for entry in of}
    assert titles == {"Best Motion Picture – Drama": "One", "Best Film": "Two"}
    assert (unknown, problems) == ({}, [])


def test_lines_and_addresses_of_entries() -> None:
    lists = GRID.replace("Cy Dorn\n| v", "Cy Dorn<ref>{{cite web|url=https://x.example/a|title=A}}</ref>\n| v")
    text = f"{LEAD}<!-- two\nlines -->\n==Winners and nominees==\n{lists}"
    records, _ = read(SOURCE, page_record(), text.encode())
    lines = text.split("\n")
    for record in records:
        if isinstance(record, NominationRecord):
            assert record.line is not None
            assert record.works[0].title in lines[record.line - 1]
    assert [r.cites for r in records if isinstance(r, NominationRecord)][1] == ("https://x.example/a",)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (
            ("{{Award category|#F9EFAA|[[Gala Award for Best Film|Best Film]]}}", "{{Prize box|Best Film}}"),
            "no_category",
        ),
        (
            ("[[Gala Award for Best Film|Best Film]]", "[[Gala Award for Best Film|Best Director]]"),
            "category_contradiction",
        ),
        (
            ("[[Gala Award for Best Film|Best Film]]", "[[Gala Award for Best Director|Best Director]]"),
            "duplicate_category",
        ),
        (("** ''[[Two]]'' – Cy Dorn", "** ''[[Two]]'' – {{who|Cy}} Dorn {{hm}}"), "unreadable_entry"),
        (("** ''[[Two]]'' – Cy Dorn", "someone wrote this\n** ''[[Two]]'' – Cy Dorn"), "stray_text"),
        (("** ''[[Two]]'' – Cy Dorn", "** \n** ''[[Two]]'' – Cy Dorn"), "empty_entry"),
        (("** ''[[Two]]'' – Cy Dorn", "** '''''[[Two]]'' – Cy Dorn'''"), "winner_marks"),
        (("* '''''[[One]]'' – [[Ann Bell]]'''", "* ''[[One]]'' – [[Ann Bell]]"), "winner_marks"),
        (("* '''''[[One]]'' – [[Ann Bell]]'''", "* '''''[[One]]'' – [[Ann Bell]]'''{{double dagger}}"), "winner_marks"),
        (("|}", ""), "broken_table"),
        (("** ''[[Two]]'' – Cy Dorn", "** ''[[Two]]'' – Cy Dorn <!-- oops"), "page_damaged"),
    ],
)
def test_every_damage_is_named_and_nothing_is_skipped(damage: tuple[str, str], code: str) -> None:
    assert damage[0] in GRID
    _, problems = read_page(GRID.replace(*damage))
    assert code in [p.code for p in problems]


def test_a_page_with_the_lists_of_two_ceremonies_is_held_as_a_whole() -> None:
    names = ["Best Film", "Best Director", "Best Motion Picture – Drama", "Best Sound"]
    lists = "".join(f"===Gala Award for {name}===\n{FILM_LINES}" for name in names)
    _, problems = read_page(lists + lists.replace("One", "Seven"))
    assert [p.code for p in problems if p.category is None] == ["two_lists"]
    _, problems = read_page(lists + f"===Best Film===\n{FILM_LINES}")
    assert [p.category for p in problems] == ["Best Film"]


def test_a_problem_names_the_line_of_the_page() -> None:
    lists = GRID.replace("** ''[[Two]]'' – Cy Dorn", "** ''[[Two]]'' – {{hm}}")
    text = f"{LEAD}\n==Winners and nominees==\n{lists}"
    _, problems = read(SOURCE, page_record(), text.encode())
    [problem] = problems
    assert problem.line is not None
    assert "{{hm}}" in text.split("\n")[problem.line - 1]
    assert f"line {problem.line}" in problem.message


def test_a_second_list_under_one_header_row_has_lost_its_own() -> None:
    text = f"{{|\n! Best Film\n|-\n|\n{FILM_LINES}|-\n|\n{DIRECTOR_LINES}|}}"
    _, problems = read_page(text)
    assert [(p.code, p.category) for p in problems] == [("no_category", None), ("no_category", "Best Film")]
    assert "2 entries under no category" in problems[0].message


def test_an_entry_that_lost_its_names() -> None:
    text = GRID.replace("** ''[[Two]]'' – Cy Dorn", "** ''[[Two]]''\n** ''[[Three]]'' – Di Dorn", 1)
    assert [p.code for p in read_page(text)[1]] == ["names_missing"]


def test_no_section_of_lists_is_said_and_held_only_when_the_list_is_due() -> None:
    _, problems = read(SOURCE, page_record(), f"{LEAD}\n==History==\nText.".encode())
    assert [(p.code, p.severity) for p in problems] == [("no_lists", Severity.WARN)]


# --- dates ---


def dates(lead: str, lists: str = GRID) -> dict[str, str]:
    records, _ = read_page(lists, lead=lead)
    return {r.property: r.value for r in records if isinstance(r, CeremonyRecord)}


PAD = "\nMore about the evening follows here, at some length." * 5


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("{{Infobox film awards|date=5 March 2000}}", {"held_on": "2000-03-05"}),
        ("{{Infobox film awards|date={{Start date|2000|3|5}}}}", {"held_on": "2000-03-05"}),
        ("{{Infobox film awards|date=March&nbsp;5, 2000<ref>x March 9, 2001</ref>}}", {"held_on": "2000-03-05"}),
        ("The gala took place on March 5, 2000, in town.", {"held_on": "2000-03-05"}),
        (
            "{{Infobox|date=March 5, 2000}}\nThe nominees were announced on February 1, 2000, by X.",
            {"held_on": "2000-03-05", "announced_on": "2000-02-01"},
        ),
        (
            "{{Infobox film awards|date=5 March 2000}}\nThe longlists were announced on 9&nbsp;January 2000. The "
            "nominations were announced via [[livestream]] on 1 February 2000. The Rising Star Award nominees were "
            "announced on 20 January 2000. The winners were announced on 5 March 2000.",
            {"held_on": "2000-03-05", "announced_on": "2000-02-01", "longlist_announced_on": "2000-01-09"},
        ),
        (
            "{{Infobox|date=March 5, 2000}}\nThe nominations will be announced on 1 February 2000.",
            {"held_on": "2000-03-05", "announced_on": "2000-02-01"},
        ),
        ("{{Infobox|date=March 5, 2000}}\nThe nominees were announced on February 1.", {"held_on": "2000-03-05"}),
        ("{{Infobox|date=March 5, 2000}}\nThe nominees were announced on April 1, 2000.", {"held_on": "2000-03-05"}),
        ("{{Infobox film awards|date=TBA}}", {}),
        ("{{Infobox film awards|date=February 30, 2000}}", {}),
    ],
)
def test_dates_are_those_the_page_states(lead: str, found: dict[str, str]) -> None:
    assert dates(lead + PAD) == found


def test_two_days_for_one_announcement_are_said() -> None:
    lead = LEAD + "The nominees were announced on February 1, 2000.\n\nThe nominees were announced on February 3, 2000."
    _, problems = read_page(GRID, lead=lead)
    assert [(p.code, p.severity) for p in problems] == [("dates_differ", Severity.WARN)]


# --- walls ---


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "page_blank"),
        (b" \n ", "page_blank"),
        (b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "not_wikitext"),
        (b"<html><body><form>Before you continue: cookies</form></body></html>", "not_wikitext"),
        (b'{"error": {"code": "maxlag", "info": "Waiting for a database server"}}', "not_wikitext"),
        (b'[{"a": 1}]', "not_wikitext"),
        (b"#REDIRECT [[Gala Awards]]", "page_moved"),
        (b"# redirect [[Gala Awards]]" + b" " * 300, "page_moved"),
        (b"{{Infobox film awards}}", "page_blank"),
        (b"\xff\xfe" + b"x" * 500, "not_wikitext"),
        (b"x" * 2_000_001, "page_too_large"),
        (b"{{" * 5_000, "page_damaged"),
        (b"<b>" * 10_000, "page_damaged"),
        (b"*" * 5_000, "page_damaged"),
        (b"{|\n" * 500, "page_damaged"),
    ],
)
def test_walls_are_refused(body: bytes, code: str) -> None:
    records, problems = read(SOURCE, page_record(), body)
    assert records == []
    assert [(p.code, p.severity) for p in problems] == [(code, Severity.HOLD)]


def test_a_flood_of_problems_is_cut() -> None:
    _, problems = read_page("===Best Film===\n" + "* {{hm}}\n" * 1_000)
    assert len(problems) == 201
    assert problems[-1].holds_all


# --- what editors vary ---


def test_a_reference_behind_a_heading_is_no_part_of_the_name() -> None:
    first, _ = read_page(GRID.replace("|Best Film]]", "|Best Film]]<ref>one</ref>"))
    later, _ = read_page("<ref>another</ref>\n" + GRID.replace("|Best Film]]", "|Best Film]]<ref>one</ref>"))
    names = [r.category_as_printed for r in (*first, *later) if isinstance(r, NominationRecord)]
    assert set(names) == {"Best Film", "Best Director"}


@pytest.mark.parametrize("heading", ["Winners and nominees<ref>a</ref>", "All the awards", "Honours"])
def test_a_section_that_names_categories_is_read_whatever_it_is_called(heading: str) -> None:
    text = f"{LEAD}\n=={heading}==\n{GRID}\n===Honorary awards===\n* '''[[Old Hand]]'''\n==References==\n* [[Two]]\n"
    records, problems = read(SOURCE, page_record(), text.encode())
    assert (table(records), held(problems)) == (FILM + DIRECTOR, [])


@pytest.mark.parametrize(
    "mark", ["====[[Gala Award for Best {0}|Best {0}]]====", ";[[Gala Award for Best {0}|Best {0}]]"]
)
def test_headings_and_terms_inside_the_cells_of_a_table(mark: str) -> None:
    cells = f"|\n{mark.format('Film')}\n{FILM_LINES}|\n{mark.format('Director')}\n{DIRECTOR_LINES}"
    text = f"===Honorary award===\n* '''[[Old Hand]]'''\n{{| class=wikitable\n|-\n{cells}|}}"
    records, problems = read_page(text if mark.startswith(";") else text.split("\n", 2)[2])
    assert (table(records), problems) == (FILM + DIRECTOR, [])


def test_linked_titles_between_breaks_are_films_of_their_own() -> None:
    lines = "'''''[[One]]'''''<br />''[[Two]]''<br />''[[Three (film)|Three]]''"
    records, problems = read_page(f"===Best Film===\n{lines}")
    assert (table(records), problems) == (
        ["picture: won One / ", "picture: nominated Two / ", "picture: nominated Three / "],
        [],
    )


def test_a_colon_between_a_name_and_its_film() -> None:
    records, problems = read_page("===Best Director===\n* '''[[Ann Bell]]: ''[[One]]'''''\n** Cy Dorn: ''[[Two]]''\n")
    assert (table(records), problems) == (DIRECTOR, [])


def test_a_group_holds_for_one_row_of_paragraphs_as_of_bullets() -> None:
    row = "|\n'''[[{0}]] – ''[[One]]'' as Queen'''\n\n[[{1}]] – ''[[Two]]'' as Ace\n"
    records, problems = read_page(
        "{|\n! colspan=2 | Best Performance – Drama\n|-\n! Actor !! Actress\n|-\n"
        + row.format("Al Fox", "Bo Fox")
        + row.format("Ann Bell", "Eve Bell")
        + "|-\n! Best Director !! Best Film\n|-\n|\n"
        + f"{DIRECTOR_LINES}|\n{FILM_LINES}|}}"
    )
    names = dict.fromkeys(r.category_as_printed for r in records if isinstance(r, NominationRecord))
    assert list(names)[2:] == ["Best Director", "Best Film"]
    assert problems == []


TELEVISION = """
===Television===
{|
!colspan=2|Best Performance in a Miniseries or Television Film
|-
![[Gala Award for Best Actor – Miniseries or Television Film|Actor]]
![[Gala Award for Best Actress – Miniseries or Television Film|Actress]]
|-
|
* '''[[Ann Bell]] – ''[[Harbour (2010 film)|Harbour]]'' (TV One) as [[Bo Ek (writer)|Bo Ek]]'''
** Cy Dorn – ''Red Kites''
|
* '''Di Ems – ''[[Ebb]]'' (TV One)'''
|-
!colspan=2|[[Gala Award for Best Miniseries or Television Film|Best Miniseries or Television Film]]
|-
|colspan=2|
* '''''[[Harbour (2010 film)|Harbour]]'' (TV One)'''
|-
!colspan=2|Best Television Series
|-
|colspan=2|
* '''''[[Long Run]]'' (TV Two)'''
|}
"""


def test_what_is_listed_as_made_for_television_is_of_that_kind() -> None:
    records, problems = read_page(GRID + TELEVISION)
    kinds = [(r.value, r.title, r.link, r.note, r.film_year) for r in records if isinstance(r, FactRecord)]
    assert kinds == [
        ("television", "Harbour", "Harbour (2010 film)", "Best Miniseries or Television Film", 1999),
        ("television", "Ebb", "Ebb", "Best Performance in a Miniseries or Television Film – Actress", 1999),
    ]
    assert table(records) == FILM + DIRECTOR
    assert held(problems) == []


def test_a_name_struck_out_of_a_team_is_an_entry_that_does_not_count() -> None:
    revoked = "<s>[[Al Fox]]</s>,{{refn|The nomination of Fox was revoked.}} [[Ann Bell]]"
    records, problems = read_page(f"===Best Sound===\n* '''''[[One]]'' – Cy Dorn'''\n** ''[[Two]]'' – {revoked}\n")
    entries = [r for r in records if isinstance(r, NominationRecord)]
    teams = [(r.works[0].title, [p.name for p in r.people], r.official) for r in entries]
    assert teams == [("One", ["Cy Dorn"], True), ("Two", ["Ann Bell"], True), ("Two", ["Al Fox"], False)]
    assert held(problems) == []


def test_a_winner_stands_behind_the_bold_name_of_its_category_above_the_nominees() -> None:
    source = gala("""
sections: {take: ["Winners and nominees"]}
categories: {Best Film: {is: picture}, Best Director: {is: director}}
""")
    film = "'''Best Film:''' '''''[[Tide]]'' – [[Ann Quay]]'''\n* ''Ebb'' – Cy Pier\n"
    director = "'''Best Director:''' '''[[Ann Quay]] – ''[[Tide]]'''''\n* Cy Pier – ''Ebb''"
    records, problems = read_lists(source, film + director)
    people = ["won Tide / Ann Quay", "nominated Ebb / Cy Pier"]
    assert table(records) == [f"{award}: {one}" for award in ("picture", "director") for one in people]
    assert held(problems) == []
