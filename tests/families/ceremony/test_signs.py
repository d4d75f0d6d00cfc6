"""Winners set off by pictures, colours or templates: read where it is certain what says so, else held, and no more."""

import pytest
from list_pages import gala, held, read_lists, table

from tracker.domain.facts.records import NominationRecord

SOURCE = gala("""
sections: {take: ["Winners and nominees"]}
prefixes: ["Gala Award for"]
categories:
  "Best Film": {is: picture, optional: true}
  "Best Director": {is: director, optional: true}
  "Best Sound": {is: sound, optional: true}
""")
LINE, OTHER = "''[[Tide]]'' – [[Ann Quay]]", "''Ebb'' – Cy Pier"
WON, NOMINATED = "won Tide / Ann Quay", "nominated Ebb / Cy Pier"
DIRECTOR = "\n===Best Director===\n* '''[[Ann Quay]] – ''[[Tide]]'''''\n* Cy Pier – ''Ebb''"


def lines(category: str, won: str = WON) -> list[str]:
    return [f"{category}: {won}", f"{category}: {NOMINATED}"]


@pytest.mark.parametrize(
    ("sign", "is_read"),
    [
        ("[[File:Tick green.svg|15px]]", True),
        ("[[Image:Gold star.svg|12x12px|Winner]]", True),
        ("[[File:Cup.png|20px|alt=Won]]", True),
        ("[[File:Gold star.svg|15px]]", False),
        ("[[File:Quay 1999.png|30px]]", False),
    ],
)
def test_a_small_picture_is_a_winner_s_sign_or_holds_its_category(sign: str, is_read: bool) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* {sign} {LINE}\n* {OTHER}")
    assert table(records) == lines("picture", WON if is_read else WON.replace("won", "nominated"))
    assert held(problems) == ([] if is_read else [("winner_marks", 8)])


@pytest.mark.parametrize("line", [f"🏆 {LINE}", f"{LINE} 🏆", f"{LINE}🥇", "''[[Tide]]'' 🏆\ufe0f – [[Ann Quay]]"])
def test_a_cup_beside_an_entry_needs_no_key(line: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* {line}\n* {OTHER}")
    assert (table(records), problems) == (lines("picture"), [])


@pytest.mark.parametrize(("bold", "is_held"), [("", True), ("'''", False)])
def test_a_sign_behind_a_character_holds_unless_it_is_plain_who_won(bold: str, is_held: bool) -> None:
    source = gala("categories: {Best Actress: {is: lead_actress}}\nsections: {take: [Winners and nominees]}")
    _, problems = read_lists(source, f"===Best Actress===\n* {bold}[[Ann Quay]] – ''[[Tide]]'' as Ace ★{bold}")
    assert held(problems) == ([("unreadable_entry", 8)] if is_held else [])


@pytest.mark.parametrize(
    "picture",
    ["[[File:Flag of Norway.svg|20px]]", "[[File:Ann Quay.jpg|thumb|40px]]", "[[File:Tide poster.jpg|120px|Winner]]"],
)
def test_flags_portraits_and_posters_say_nothing(picture: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* '''{LINE}'''\n* {picture} {OTHER}")
    assert (table(records), held(problems)) == (lines("picture"), [])


@pytest.mark.parametrize(
    ("sign", "result"),
    [("[[File:Yes check.svg|15px]]", "won"), ("{{tick}}", "won"), ("[[File:Gold star.svg|15px]]", None)],
)
@pytest.mark.parametrize("heading", ["", "Result"])
def test_a_sign_in_a_cell_of_its_own_says_who_won(sign: str, result: str | None, heading: str) -> None:
    rows = f"| ''[[Tide]]'' || [[Ann Quay]] || {sign}\n|-\n| ''Ebb'' || Cy Pier ||"
    records, problems = read_lists(SOURCE, f"===Best Film===\n{{|\n! Film !! Producer !! {heading}\n|-\n{rows}\n|}}")
    assert table(records) == (lines("picture") if result else lines("picture")[1:])
    assert held(problems) == ([] if result else [("unreadable_entry", 11)])


@pytest.mark.parametrize(
    "style",
    [
        '<span style="background:gold">{}</span>',
        '<span style="color:#c00">{}</span>',
        '<font color="red">{}</font>',
        "{{{{color|red|{}}}}}",
        "<u>{}</u>",
        "<big>{}</big>",
        "{{{{big|{}}}}}",
    ],
)
def test_letters_that_set_one_entry_off_hold_its_category_where_nothing_explains_them(style: str) -> None:
    text = f"===Best Film===\n* {style.format(LINE)}\n* {OTHER}{DIRECTOR}"
    records, problems = read_lists(SOURCE, text)
    assert [(p.code, p.category, p.line) for p in problems] == [("winner_marks", "Best Film", 8)]
    assert table(records)[2:] == lines("director")
    small = text.replace(style.format(LINE), f"{style.format('[[Ann Quay]]')} – ''[[Tide]]''")
    assert held(read_lists(SOURCE, small)[1]) == []


@pytest.mark.parametrize("css", ["font-weight:bold", "color:black; font-weight: 700"])
def test_bold_letters_by_style_are_bold(css: str) -> None:
    records, problems = read_lists(SOURCE, f'===Best Film===\n* <span style="{css}">{LINE}</span>\n* {OTHER}')
    assert (table(records), problems) == (lines("picture"), [])


@pytest.mark.parametrize("title", ['<span style="font-style:italic">[[Tide]]</span>', "<cite>[[Tide]]</cite>"])
def test_titles_in_italics_by_style_are_titles(title: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* '''{title} – [[Ann Quay]]'''\n* {OTHER}")
    assert (table(records), problems) == (lines("picture"), [])


def test_an_entry_struck_out_by_style_is_not_official() -> None:
    text = f"===Best Film===\n* '''{LINE}'''\n* <span style='text-decoration: line-through'>{OTHER}</span>"
    records, _ = read_lists(SOURCE, text)
    assert [r.official for r in records if isinstance(r, NominationRecord)] == [True, False]


def test_such_letters_say_who_won_where_they_do_in_three_categories() -> None:
    entry = f"* <span style='background:gold'>{LINE}</span>\n* {OTHER}\n"
    records, problems = read_lists(SOURCE, "".join(f"===Best {name}===\n{entry}" for name in ("Film", "Sound")))
    assert [p.code for p in problems] == ["winner_marks", "winner_marks"]
    records, problems = read_lists(SOURCE, "".join(f"===Best {n}===\n{entry}" for n in ("Film", "Director", "Sound")))
    assert (table(records), held(problems)) == ([one for c in ("picture", "director", "sound") for one in lines(c)], [])


@pytest.mark.parametrize(
    "template",
    [
        f"{{{{Nominees table\n|category=[[Gala Award for Best Film|Best Film]]\n|winner={LINE}\n|nominee1={OTHER}}}}}",
        f"{{{{Nominees table|width=50%|nominee1={OTHER}|winner={LINE}|award=Best Film}}}}",
        f"{{{{Award nominees|Best Film|'''{LINE}'''|{OTHER}}}}}",
        f"{{{{Nominees list|Best Film|\n* '''{LINE}'''\n* {OTHER}\n}}}}",
        f"{{{{Winners and nominees|category=Best Film|winners=\n* {LINE}\n|nominees=\n* {OTHER}\n}}}}",
        f"===Best Film===\n{{{{nominees|1='''{LINE}'''|2={OTHER}}}}}",
    ],
)
def test_a_template_with_a_category_and_its_nominees_is_read(template: str) -> None:
    records, problems = read_lists(SOURCE, template + DIRECTOR)
    assert (table(records), held(problems)) == (lines("picture") + lines("director"), [])


@pytest.mark.parametrize(
    ("template", "categories"),
    [
        (f"{{{{Nominees table|category=Best Film|film1={LINE}|person1=[[Ann Quay]]}}}}", ["Best Film"]),
        (f"{{{{Nominees table|category1=Best Film|winner1={LINE}|category2=Best Sound|winner2={OTHER}}}}}", None),
        ("===Best Film===\n{{Nominees list|film=''Tide''|by=[[Ann Quay]]}}", ["Best Film"]),
        ("===Best Sound===\n{{Nominees list|[[Ann Quay]]|[[Cy Pier]]}}", ["Best Sound"]),
    ],
)
def test_one_that_cannot_be_told_apart_holds_the_categories_that_it_names(
    template: str, categories: list[str] | None
) -> None:
    records, problems = read_lists(SOURCE, template + DIRECTOR)
    assert table(records) == lines("director")
    assert list(dict.fromkeys(p.category for p in problems)) == (categories or ["Best Film", "Best Sound"])


@pytest.mark.parametrize("names", ["{{{{flatlist|\n* {}\n* {}\n}}}}", "{{{{plainlist|1=\n* {}\n* {}\n}}}}"])
def test_names_listed_behind_a_film_are_its_own(names: str) -> None:
    listed = names.format("[[Ann Quay]]", "Bo Reed")
    text = f"===Best Film===\n* '''''[[Tide]]''''' – {listed}\n* {OTHER}"
    assert table(read_lists(SOURCE, text)[0]) == ["picture: won Tide / Ann Quay, Bo Reed", f"picture: {NOMINATED}"]
    beside = f"'''Best Film''' {{{{plainlist|\n* '''{LINE}'''\n* {OTHER}\n}}}}"
    assert table(read_lists(SOURCE, beside)[0]) == lines("picture")


def test_the_number_of_columns_is_no_entry() -> None:
    text = f"===Best Film===\n{{{{columns-list|2|\n* '''{LINE}'''\n* {OTHER}\n}}}}"
    records, problems = read_lists(SOURCE, text)
    assert (table(records), held(problems)) == (lines("picture"), [])


def test_who_stands_alone_under_a_category_in_a_section_of_winners_won() -> None:
    won = "====Winners====\n* Best Film: ''[[Tide]]''\n* Best Director: [[Ann Quay]] for ''[[Tide]]''\n"
    entries = ["picture: won Tide / ", "director: won Tide / Ann Quay"]
    assert table(read_lists(SOURCE, won)[0]) == entries
    assert table(read_lists(SOURCE, won.replace("Winners", "Films"))[0]) == [
        e.replace("won", "nominated") for e in entries
    ]


def test_a_dash_in_italics_is_no_title() -> None:
    text = "===Best Director===\n* '''[[Ann Quay]] – ''[[Tide]]'''''\n* Cy Pier ''–'' ''Ebb''"
    records, problems = read_lists(SOURCE, text)
    assert (table(records), held(problems)) == (lines("director"), [])


def test_a_name_in_bold_before_a_film_and_a_character_that_are_not_is_the_winner_s() -> None:
    source = gala('categories: {"Best Actress": {is: lead_actress}}\nsections: {take: ["Winners and nominees"]}')
    text = "===Best Actress===\n* '''[[Ann Quay]]''' – ''[[The Longest Tide]]'' as Jo\n* [[Eve Bay]] – ''Ebb'' as Mo"
    entries = ["lead_actress: won The Longest Tide / Ann Quay", "lead_actress: nominated Ebb / Eve Bay"]
    assert table(read_lists(source, text)[0]) == entries
    every = text.replace("[[Eve Bay]]", "'''[[Eve Bay]]'''")
    assert [entry.partition(" ")[2][:9] for entry in table(read_lists(source, every)[0])] == ["nominated"] * 2


def test_a_list_folded_away_may_have_its_category_for_a_title() -> None:
    text = f"{{{{collapsible list|title=Best Film|'''{LINE}'''|{OTHER}}}}}"
    records, problems = read_lists(SOURCE, text)
    assert (table(records), held(problems)) == (lines("picture"), [])


def test_credits_on_lines_of_their_own_are_set_apart() -> None:
    text = "===Best Film===\n* ''[[Tide]]'' – Produced by [[Ann Quay]]<br>Written by Bo Reed and Cy Pier"
    records, problems = read_lists(SOURCE, text)
    assert (table(records), held(problems)) == (["picture: nominated Tide / Ann Quay"], [])
