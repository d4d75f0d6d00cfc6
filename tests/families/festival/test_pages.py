"""Festival pages: small ones written for this test, and nine real ones against a list checked by hand."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from readings import SavedPage
from spiders.catalogue import load_sources, parse_source
from spiders.families.festival.read import read
from tracker.domain.facts.records import CeremonyRecord, NominationRecord, Origin, PageRecord, Record, Result
from tracker.domain.lists.checks import check_list
from tracker.domain.lists.problems import Problem, Severity
from tracker.domain.sources import Source

TODAY = date(2026, 11, 1)
EXPECTED = Path(__file__).with_name("expected.csv")
SOURCE = parse_source(
    """
body: gala
title: Gala Film Festival
publisher: Wikipedia
family: wikipedia_festival
tier: 2
licence: CC BY-SA 4.0
page: "{ordinal} Gala Film Festival"
verified_on: ["50th Gala Film Festival"]
ceremonies:
  film_year: "ceremony + 1949"
  year: "ceremony + 1949"
  exceptions: {51: {same_film: {"Alpha": "First"}, source: "the page itself"}}
sections: {leave: ["*jur*", "Parallel*"], awards: ["Official awards"]}
ignore: ["*Special Mention*"]
categories:
  "Golden Cup": {is: picture, lineup: ["In Competition*", "Main Competition*"], prize: ["Golden Cup"], field: [2, 5]}
  "Best Director": {is: director, optional: true}
  "Best Actress": {is: lead_actress, optional: true}
  "Silver Cup": {is: special_prize, optional: true, prize: ["*Artistic Contribution*"]}
  "First Film": {is: debut, optional: true, any_section: true}
  "Horizons": {is: festival_section, optional: true, lineup: ["Horizons"], prize: ["Horizons Prize"]}
  "Out of Competition": {is: festival_section, optional: true, selected: true, lineup: ["Out of Competition"]}
""",
    "gala",
)
BOX = "{{Infobox film festival|number=3 (In Competition)|date=12–23 May 1999}}\n"
LEAD = (
    "The '''50th Gala Film Festival''' was held from 12 to 23 May 1999. The official selection was announced on "
    "15 April. The line-up of the Critics' Week was announced on 20 April.\n"
)
TABLE = """{| class="wikitable"
! English title !! Original title !! Director(s) !! Production country
|-
| colspan=2 | ''[[Alpha (1999 film)|Alpha]]'' {{small|(opening film)}} || [[Ann Bell]] || rowspan=2 | France
|-
| ''Beta'' † || ''[[Bêta]]'' || Cy Dee and [[Ed Fox]]
|- style="background:#FFDEAD;"
| '''''[[Gamma (film)|Gamma]]''''' || '''Γάμμα''' || '''[[Gil Hay]]''' || '''Chad, Mali'''
|}
"""
OTHERS = """===Out of Competition===
{| class="wikitable"
! Title !! Director
|-
| ''[[Delta (film)|Delta]]'' || [[Ida Jay]]
|}
===Horizons===
* ''[[Epsilon (film)|Epsilon]]'' by [[Kay Lee]]
* ''Zeta'' by Max Nye
===Immersive===
====In Competition====
* ''Headset'' by Nobody Known
"""
AWARDS = """==Official awards==
===In Competition===
* ''[[Golden Cup]]'': ''[[Gamma (film)|Gamma]]'' by [[Gil Hay]]
* [[Best Director (Gala)|Best Director]]:
** [[Ann Bell]] for ''Alpha''
** Cy Dee and [[Ed Fox]] for ''Bêta''
* '''Best Actress''': the actress ensemble of ''[[Alpha (1999 film)|Alpha]]''
* '''Silver Cup for an Outstanding Artistic Contribution''': Oz Poe for ''Beta'' (sound design)
** '''Special Mention''': ''Nothing'' by Nobody
===Horizons===
* '''Horizons Prize''': ''[[Epsilon (film)|Epsilon]]'' by [[Kay Lee]]
* '''Some Other Prize''': ''Zeta'' by Max Nye
===First Film===
* ''[[Elsewhere]]'' by Quin Roy
==Parallel sections==
===Main Competition===
* ''Never'' by Read
==References==
"""
JURIES = "==Juries==\n===In Competition===\n* [[Someone]]\n"
PAGE = f"{BOX}{LEAD}{JURIES}==Selection==\n===In Competition===\n{TABLE}{OTHERS}{AWARDS}"


def read_text(
    text: str, source: Source = SOURCE, ceremony: int = 50, today: date = TODAY
) -> tuple[list[Record], list[Problem]]:
    title = f"{ceremony}th Gala Film Festival"
    page = PageRecord(
        id=title,
        source=source.name,
        title=title,
        url="https://example.org/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=ceremony,
    )
    records, problems = read(source, page, text.encode())
    assert source.ceremonies is not None
    problems += check_list(source, source.ceremonies.ceremony(ceremony), records, today=today)
    return records, problems


@pytest.mark.parametrize(
    "bullet",
    [
        *("* hello", "* [[Bob Fake]] for ''Alpha''", "* my friends win", "* Bob by Bob"),
        "* '''Best Fake''': ''[[Faked]]''",
    ],
)
def test_a_bullet_among_the_winners_of_a_prize_holds_it(bullet: str) -> None:
    _, problems = read_text(PAGE.replace("** Cy Dee and", f"{bullet}\n** Cy Dee and"))
    assert [(p.code, p.category) for p in problems if p.severity is Severity.HOLD] == [("stray_text", "Best Director")]


@pytest.mark.parametrize(
    "prizes",
    [
        "* Best Director (tie): [[Ann Bell]] for ''Alpha''\n",
        "'''Best Director'''\n* [[Ann Bell]] for ''Alpha''\n",
        "Best Director:\n* [[Ann Bell]] for ''Alpha''\n",
        "===Best Director===\n* [[Ann Bell]] for ''Alpha''\n===In Competition===\n",
    ],
)
def test_a_prize_is_known_by_its_heading_and_whether_or_not_it_was_shared(prizes: str) -> None:
    start, end = PAGE.index("* [[Best Director (Gala)"), PAGE.index("* '''Best Actress")
    records, _ = read_text(PAGE[:start] + prizes + PAGE[end:])
    assert [
        (r.works[0].title, r.people[0].name)
        for r in records
        if isinstance(r, NominationRecord) and r.category == "director"
    ] == [("Alpha", "Ann Bell")]


@pytest.mark.parametrize(
    ("before", "after", "category"),
    [
        ("** Cy Dee and [[Ed Fox]] for ''Bêta''", "– Cy Dee and [[Ed Fox]] for ''Bêta''", "Best Director"),
        ("[[Best Director (Gala)|Best Director]]:", "[[Best Director (Gala)|Best Director]:", "Best Director"),
        (
            "''[[Epsilon (film)|Epsilon]]'' by [[Kay Lee]]\n* '''Some",
            "{{x}} ''[[Epsilon]]'' by Kay\n* '''Some",
            "Horizons",
        ),
    ],
)
def test_a_winner_that_cannot_be_read_holds_its_prize(before: str, after: str, category: str) -> None:
    assert before in PAGE
    _, problems = read_text(PAGE.replace(before, after))
    assert category in {p.category for p in problems if p.severity is Severity.HOLD}


@pytest.mark.parametrize("cell", ["[[Cinema of Chad|Chadian]], Mali", "[[Chad|Chadian]], [[Mali]]", "🇹🇩 Chad, Mali"])
def test_a_line_up_s_countries_are_those_that_links_lead_to(cell: str) -> None:
    records, _ = read_text(PAGE.replace("Chad, Mali", cell))
    assert [r.detail for r in records if isinstance(r, NominationRecord) and r.works[0].title == "Gamma"] == [
        "Chad, Mali"
    ]


PRIZES = """==Official awards==
===In Competition===
{| class="wikitable"
! Prize !! Recipient !! Film !! Notes
|-
| [[Golden Cup]] || [[Gil Hay]] || ''[[Gamma (film)|Gamma]]'' ||
|-
| rowspan=2 | Best Director || [[Ann Bell]] || ''Alpha'' || rowspan=2 | ''shared''
|-
| Cy Dee and [[Ed Fox]] || ''Bêta''
|-
| Best Actress || colspan=2 | the actress ensemble of ''[[Alpha (1999 film)|Alpha]]'' ||
|-
| Prize of the House || Kay Lee || ''Alpha'' ||
|}
==References==
"""


def test_prizes_in_a_table_are_read_as_those_in_bullets_are() -> None:
    text = PAGE[: PAGE.index(AWARDS)] + PRIZES
    records, problems = read_text(text)
    won = [r for r in records if isinstance(r, NominationRecord) and r.result == "won"]
    assert [(r.category, r.works[0].title, ", ".join(p.name for p in r.people)) for r in won] == [
        ("picture", "Gamma", "Gil Hay"),
        ("director", "Alpha", "Ann Bell"),
        ("director", "Bêta", "Cy Dee, Ed Fox"),
        ("lead_actress", "Alpha", ""),
    ]
    assert [p.code for p in problems if "Prize of the House" in p.message] == ["unknown_category"]
    _, problems = read_text(
        text.replace("! Prize !! Recipient !! Film !! Notes", "! Prize !! Recipient !! Film !! Rite")
    )
    assert {p.category for p in problems if p.code == "stray_text"} == {"Best Director"}


def entries(records: list[Record]) -> list[str]:
    return [
        f"{r.category}: {r.result} {', '.join(w.title for w in r.works)} / {', '.join(p.name for p in r.people)}"
        for r in records
        if isinstance(r, NominationRecord)
    ]


def held(problems: list[Problem]) -> list[str]:
    return [p.code for p in problems if p.severity is Severity.HOLD]


def test_line_ups_and_prizes_are_read() -> None:
    records, problems = read_text(PAGE)
    assert held(problems) == []
    assert entries(records) == [
        "picture: nominated Alpha / Ann Bell",
        "picture: nominated Beta / Cy Dee, Ed Fox",
        "picture: won Gamma / Gil Hay",
        "festival_section: selected Delta / Ida Jay",
        "festival_section: won Epsilon / Kay Lee",
        "festival_section: nominated Zeta / Max Nye",
        "director: won Alpha / Ann Bell",
        "director: won Bêta / Cy Dee, Ed Fox",
        "lead_actress: won Alpha / ",
        "special_prize: won Beta / Oz Poe",
        "debut: won Elsewhere / Quin Roy",
    ]


def test_links_countries_and_the_other_title_are_kept() -> None:
    records, _ = read_text(PAGE)
    alpha, beta, gamma, *_ = [r for r in records if isinstance(r, NominationRecord)]
    assert (alpha.works[0].link, alpha.detail, alpha.note) == ("Alpha (1999 film)", "France", "opening film")
    assert (beta.works[0].link, beta.detail, beta.note) == ("Bêta", "France", "also Bêta")
    assert (gamma.detail, gamma.note) == ("Chad, Mali", "also Γάμμα")
    assert gamma.category_as_printed == "In Competition (Golden Cup)"
    assert {p.role for p in beta.people} == {"director"}


def test_a_film_of_the_competition_has_one_link_on_its_page() -> None:
    page = PAGE.replace("[[Ann Bell]] for ''Alpha''", "[[Ann Bell]] for ''[[Alpha (film)|Alpha]]''")
    page = page.replace("'''''[[Gamma (film)|Gamma]]'''''", "'''''Gamma'''''")
    records, problems = read_text(page)
    linked = {(r.category, w.link) for r in records if isinstance(r, NominationRecord) for w in r.works}
    assert held(problems) == []
    assert {("director", "Alpha (1999 film)"), ("picture", "Gamma (film)")} <= linked


def test_a_prize_printed_without_a_link_gets_that_of_the_line_up() -> None:
    records, _ = read_text(PAGE)
    directed = [r for r in records if isinstance(r, NominationRecord) and r.category == "director"]
    assert [r.works[0].link for r in directed] == ["Alpha (1999 film)", "Bêta"]


def test_days_are_the_last_day_and_the_announcement_of_the_main_selection() -> None:
    records, _ = read_text(PAGE)
    days = {r.property: r.value for r in records if isinstance(r, CeremonyRecord)}
    assert days == {"held_on": "1999-05-23", "announced_on": "1999-04-15"}


@pytest.mark.parametrize(
    ("box", "last"),
    [
        ("{{Start date|2000|05|14|df=y}} – {{End date|2000|05|25|df=y}}", "2000-05-25"),
        ("31 August – 10 September 2005", "2005-09-10"),
        ("9&ndash;20 February 2000", "2000-02-20"),
        ("May 12 to 23, 2010", "2010-05-23"),
        ("August 31 – September 10, 2005", "2005-09-10"),
        ("Opening: {{Start date|2025|2|13|df=y}} <br/> Closing: {{End date|2025|2|23|df=y}}", "2025-02-23"),
    ],
)
def test_spans_of_days(box: str, last: str) -> None:
    records, _ = read_text(PAGE.replace("12–23 May 1999", box).replace("was held from 12 to 23 May 1999", "was held"))
    assert [r.value for r in records if isinstance(r, CeremonyRecord) and r.property == "held_on"] == [last]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("''[[Gamma (film)|Gamma]]'' by [[Gil Hay]]", "''[[Theta]]'' by [[Gil Hay]]", "winner_marks"),
        ("''[[Gamma (film)|Gamma]]'' by [[Gil Hay]]", "''Alpha'' by [[Ann Bell]]", "winner_marks"),
        ("[[Ann Bell]] for ''Alpha''", "[[Ann Bell]] for ''Omega''", "winner_marks"),
        ("''Beta'' †", "{{foo}} ''Beta''", "unreadable_entry"),
        ("3 (In Competition)", "4 (In Competition)", "field_size"),
        ("===In Competition===\n{|", "===Competitors===\n{|", "no_lists"),
        ("! English title !! Original title !! Director(s) !! Production country\n", "", "unreadable_entry"),
        (
            "'''Silver Cup for an Outstanding Artistic Contribution'''",
            "[[Silver Cup|Silver Cup for an Outstanding Artistic Contribution",
            "unreadable_entry",
        ),
    ],
)
def test_what_does_not_fit_together_is_held(old: str, new: str, code: str) -> None:
    assert PAGE.count(old) >= 1
    assert code in held(read_text(PAGE.replace(old, new))[1])


def test_a_prize_for_a_film_outside_the_competition_holds_that_prize_alone() -> None:
    records, problems = read_text(PAGE.replace("[[Ann Bell]] for ''Alpha''", "[[Ann Bell]] for ''Omega''"))
    assert all(p.category for p in problems if p.severity is Severity.HOLD)
    assert {"Alpha", "Beta"} <= {w.title for r in records if isinstance(r, NominationRecord) for w in r.works}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("''Beta'' †", "''Beta'' (withdrawn)"),
        ("''Beta'' †", "''Beta'' – DISQUALIFIED"),
        ("''Beta'' †", "<s>''Beta''</s> (withdrawn){{efn|The film was withdrawn.}}"),
        ("Cy Dee and [[Ed Fox]]\n|- style", "Cy Dee and [[Ed Fox]] (no longer in competition)\n|- style"),
    ],
)
def test_a_film_taken_out_of_the_competition_is_there_and_not_official(old: str, new: str) -> None:
    assert old in PAGE
    records, problems = read_text(PAGE.replace(old, new, 1))
    standing = {
        r.works[0].title: r.official for r in records if isinstance(r, NominationRecord) and r.category == "picture"
    }
    assert (standing["Alpha"], standing["Beta"], held(problems)) == (True, False, [])


@pytest.mark.parametrize("note", ["{{efn|Removed from contention.}}", "(replaced ''Omega'')"])
def test_a_film_of_which_a_note_may_say_that_it_does_not_count_holds_the_line_up(note: str) -> None:
    _, problems = read_text(PAGE.replace("''Beta'' †", f"''Beta'' {note}", 1))
    assert "unreadable_entry" in held(problems)


def test_a_prize_that_was_taken_back_holds_its_line_up() -> None:
    _, problems = read_text(PAGE.replace("by [[Gil Hay]]\n* [[Best", "by [[Gil Hay]] (rescinded)\n* [[Best", 1))
    assert "winner_marks" in held(problems)


def test_a_title_that_the_source_declares_for_the_same_film_is_accepted() -> None:
    text = PAGE.replace("''[[Alpha (1999 film)|Alpha]]'' {{small", "''[[First]]'' {{small")
    assert "winner_marks" in held(read_text(text)[1])
    assert "winner_marks" not in held(read_text(text, ceremony=51)[1])


def test_before_the_prizes_the_line_up_stands_alone() -> None:
    before = PAGE.split("==Official awards==", maxsplit=1)[0].replace("'''", "") + "==References==\n"
    records, problems = read_text(before)
    assert {r.result for r in records if isinstance(r, NominationRecord)} == {Result.NOMINATED, Result.SELECTED}
    assert held(problems) == ["winners_due"]
    assert held(read_text(before, today=date(1999, 5, 24))[1]) == []


# --- real pages ---

FESTIVALS = {"Cannes": "cannes", "Venice": "venice", "Berlin": "berlin"}


def real(read_page: SavedPage, title: str) -> tuple[list[Record], list[Problem]]:
    source = load_sources()[next(body for name, body in FESTIVALS.items() if name in title)]
    assert source.ceremonies is not None
    leading = int(re.match(r"\d+", title)[0])  # type: ignore[index]
    number = leading - source.ceremonies.film_year if source.body == "cannes" else leading
    _, records, problems = read_page(source, title, number)
    problems += check_list(source, source.ceremonies.ceremony(number), records, today=TODAY)
    return records, problems


def test_nine_pages_are_read_as_checked_by_hand(saved_page: SavedPage) -> None:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)][1:]
    found = []
    for title in dict.fromkeys(row[0] for row in rows):
        for r in real(saved_page, title)[0]:
            if isinstance(r, NominationRecord) and r.category != "festival_section":
                films, people = "; ".join(w.title for w in r.works), "; ".join(p.name for p in r.people)
                found.append((title, r.category, r.category_as_printed, str(r.result), films, people))
    assert found == rows


def test_every_real_page_fits_and_says_when_it_was(shared: Path, saved_page: SavedPage) -> None:
    titles = [p.stem.replace("_", " ") for p in sorted((shared / "wiki" / "pages").glob("*Festival.wikitext"))]
    outcomes = {title: real(saved_page, title) for title in titles}
    assert len(outcomes) == 64
    holds = {
        (title.split()[0], title.split()[1], p.category)
        for title, (_, problems) in outcomes.items()
        for p in problems
        if p.severity is Severity.HOLD
    }
    assert holds == {("58th", "Venice", "Luigi De Laurentiis Award")}  # "for" and names behind the film
    dated = [t for t, (records, _) in outcomes.items() if any(isinstance(r, CeremonyRecord) for r in records)]
    assert dated == titles


def test_a_prize_that_nobody_declared_is_named_and_holds_nothing() -> None:
    _, problems = read_text(PAGE.replace("'''Best Actress'''", "'''Best Hat'''"))
    assert [(p.code, p.severity.value) for p in problems if "Best Hat" in p.message] == [("unknown_category", "warn")]


@pytest.mark.parametrize(
    "line",
    [
        "* Young Hope – ''Zeta''",
        "* ''Zeta'' – Award of the Public",
        "* '''Young Hope''' to Max Nye for ''Zeta''",
        "* '''Young Hope'''\n** ''Zeta'' by Max Nye",
        "* '''Young Hope''': ''Zeta'' by Max Nye",
        "* ''Zeta'' by Max Nye",
        "* '''Young Hope''' – not awarded",
    ],
)
def test_a_prize_of_a_section_under_another_name_is_not_the_sections_own(line: str) -> None:
    records, problems = read_text(PAGE.replace("* '''Some Other Prize''': ''Zeta'' by Max Nye", line))
    assert "festival_section: nominated Zeta / Max Nye" in entries(records)
    assert "festival_section: won Epsilon / Kay Lee" in entries(records)
    assert held(problems) == []


def test_a_section_with_one_winner_and_a_special_mention_needs_no_name_for_its_prize() -> None:
    bare = PAGE.replace("* '''Horizons Prize''': ''[[Epsilon", "* ''[[Epsilon")
    records, _ = read_text(bare.replace("'''Some Other Prize''': ''Zeta''", "'''Special Mention''': ''Zeta''"))
    assert "festival_section: won Epsilon / Kay Lee" in entries(records)
