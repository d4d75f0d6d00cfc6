"""Entries as careless editors print them: one film over several rows, presenters, ties, quotation marks, capitals."""

import pytest
from list_pages import gala, held, read_lists, table

from tracker.domain.facts.records import NominationRecord

SOURCE = gala("""
sections: {take: ["Winners and nominees"]}
categories:
  "Best Film": {is: picture, optional: true}
  "Best Screenplay": {is: original_screenplay, optional: true}
  "Best Actress": {is: lead_actress, optional: true}
  "Best Song": {is: original_song, optional: true}
  "Best International Film": {is: international_feature, optional: true}
""")
ANN, CY = "[[Ann Quay]]", "[[Cy Pier]]"
TIDE, EBB = "''[[Tide]]''", "''[[Ebb]]''"


def grid(head: str, *rows: str) -> str:
    return '{| class="wikitable"\n! ' + head + "\n|-\n" + "\n|-\n".join(rows) + "\n|}"


@pytest.mark.parametrize(
    ("head", "rows", "entries"),
    [
        (
            "Category !! Film !! Nominee",
            [f"| rowspan=3 | Best Screenplay\n| rowspan=2 | {TIDE} || {ANN}", f"| {CY}", f"| {EBB} || [[Eve Fox]]"],
            ["original_screenplay: nominated Tide / Ann Quay, Cy Pier", "original_screenplay: nominated Ebb / Eve Fox"],
        ),
        (
            "Category !! Nominee !! Film",
            [f"| rowspan=3 | Best Film\n| {ANN} || rowspan=2 | {TIDE}", f"| {CY}", f"| [[Eve Fox]] || {EBB}"],
            ["picture: nominated Tide / Ann Quay, Cy Pier", "picture: nominated Ebb / Eve Fox"],
        ),
        (
            "Category !! Film !! Nominee",
            [f"| rowspan=3 | Best Film\n| {TIDE} || {ANN}", f"| {TIDE} || {CY}", f"| {EBB} || [[Eve Fox]]"],
            [
                "picture: nominated Tide / Ann Quay",
                "picture: nominated Tide / Cy Pier",
                "picture: nominated Ebb / Eve Fox",
            ],
        ),
        (
            "Category !! Film !! Nominee",
            [f"| rowspan=2 | Best Actress\n| rowspan=2 | {TIDE} || {ANN}", f"| {CY}"],
            ["lead_actress: nominated Tide / Ann Quay", "lead_actress: nominated Tide / Cy Pier"],
        ),
        (
            "Category !! Song !! Film !! Songwriter",
            [f'| rowspan=2 | Best Song\n| rowspan=2 | "Wave" || rowspan=2 | {TIDE} || {ANN}', f"| {CY}"],
            ["original_song: nominated Tide / Ann Quay, Cy Pier"],
        ),
        (
            "Category !! Song !! Film !! Songwriter",
            [f'| rowspan=2 | Best Song\n| "Wave" || rowspan=2 | {TIDE} || {ANN}', f'| "Surf" || {ANN}'],
            ["original_song: nominated Tide / Ann Quay", "original_song: nominated Tide / Ann Quay"],
        ),
    ],
)
def test_people_in_the_rows_of_one_film_share_its_entry(head: str, rows: list[str], entries: list[str]) -> None:
    records, problems = read_lists(SOURCE, grid(head, *rows))
    assert (table(records), held(problems)) == (entries, [])


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Film !! Country !! Director(s)", f"| {TIDE} || Tunisia || {ANN}"),
        ("Country !! Film !! Director", f"| {{{{flagicon|Tunisia}}}} Tunisia || {TIDE} || {ANN}"),
        ("Submitting country !! Film title !! Director", f"| {{{{flag|Tunisia}}}} || {TIDE} || {ANN}"),
        (
            "English title !! Original title !! Country of origin !! Director",
            f"| {TIDE} || ''Marée'' || Tunisia || {ANN}",
        ),
    ],
)
def test_a_column_of_countries_gives_the_country_of_an_international_film(head: str, row: str) -> None:
    records, problems = read_lists(SOURCE, "===Best International Film===\n" + grid(head, row))
    assert [(r.detail, r.works[0].title) for r in records if isinstance(r, NominationRecord)] == [("Tunisia", "Tide")]
    assert held(problems) == []


@pytest.mark.parametrize(
    "line",
    [
        "Presented by [[Pat Host]]",
        "''Presented by [[Pat Host]] and [[Sam Guest]]''",
        "(Presented by [[Pat Host]])",
        "Presenter: [[Pat Host]]",
        "* '''Presenters:''' [[Pat Host]] and Sam Guest",
        "The award was presented by [[Pat Host]].",
    ],
)
def test_presenters_are_no_nominees(line: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n{line}\n* '''{TIDE} – {ANN}'''\n* {EBB} – {CY}")
    assert table(records) == ["picture: won Tide / Ann Quay", "picture: nominated Ebb / Cy Pier"]
    assert held(problems) == []


@pytest.mark.parametrize(
    "line",
    [
        f"{TIDE} – {ANN} (ex aequo)",
        f"{TIDE} – {ANN} (''ex aequo'')",
        f"{TIDE} – {ANN} – ex-aequo",
        f"{TIDE} – {ANN}, tied",
    ],
)
def test_a_shared_prize_is_no_name(line: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* '''{line}'''\n* {EBB} – {CY}")
    assert table(records) == ["picture: won Tide / Ann Quay", "picture: nominated Ebb / Cy Pier"]
    assert held(problems) == []


@pytest.mark.parametrize("behind", [" ✓", "*", " (accepted by [[Pat Host]])", " – WINNER!", " (Winner!)", " §"])
def test_what_stands_behind_a_character_is_no_part_of_it(behind: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Actress===\n* '''{ANN} – {TIDE} as Mara{behind}'''")
    assert [r.detail for r in records if isinstance(r, NominationRecord)] == ["Mara"]
    assert held(problems) == []


@pytest.mark.parametrize(
    ("behind", "note"),
    [
        ("{{flag|France}}", "France"),
        ("(France)", "France"),
        ("{{flagicon|FRA}}", ""),
        ("{{FRA}}", "France"),
        ("(Tide Pictures)", "Tide Pictures"),
        ("for [[Pixar]]", "Pixar"),
        ("for Tide Pictures", "Tide Pictures"),
    ],
)
def test_a_country_or_a_company_behind_a_character_is_no_part_of_it(behind: str, note: str) -> None:
    records, _ = read_lists(SOURCE, f"===Best Actress===\n* '''{ANN} – {TIDE} as Mara {behind}'''")
    assert [(r.detail, r.note or "") for r in records if isinstance(r, NominationRecord)] == [("Mara", note)]


@pytest.mark.parametrize(
    ("pair", "people"),
    [
        ("Ben and Sam Quay", "Ben Quay, Sam Quay"),
        ("Jean-Luc & Sam de la Mer", "Jean-Luc de la Mer, Sam de la Mer"),
        ("Ben and [[Sam Quay]]", "Ben Quay, Sam Quay"),
        ("[[Ben Quay (director)|Ben]] and [[Sam Quay]]", "Ben Quay, Sam Quay"),
        ("[[Ada (artist)|Ada]] and [[Sam Quay]]", "Ada, Sam Quay"),
        ("[[Ada Lee|Ada]] and [[Sam Quay]]", "Ada, Sam Quay"),
        ("[[Sam Quay]] and [[Ben Quay|Ben]]", "Sam Quay, Ben Quay"),
        ("[[Ben Quay|Ben]], [[Cy Quay|Cy]] and [[Eve Fox]]", "Ben Quay, Cy Quay, Eve Fox"),
    ],
)
def test_a_first_name_beside_a_full_one_has_its_surname(pair: str, people: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Screenplay===\n* '''{TIDE} – {pair}'''")
    assert table(records) == [f"original_screenplay: won Tide / {people}"]
    assert held(problems) == []


@pytest.mark.parametrize(
    ("credits", "people", "note"),
    [
        (f"(Written by {ANN}, Ben Oz, and {CY}; performed by Quay)", "Ann Quay, Ben Oz, Cy Pier", "performed by Quay"),
        (f"(music by {ANN} and performed by {CY})", "Ann Quay", "performed by Cy Pier"),
        (f"(by {ANN}; sung by {CY})", "Ann Quay", "sung by Cy Pier"),
        (f"(written and performed by {ANN})", "Ann Quay", None),
        (f"(performed by {CY})", "", "performed by Cy Pier"),
    ],
)
@pytest.mark.parametrize("behind", [False, True])
def test_those_who_wrote_a_song_are_told_from_those_who_sing_it(
    credits: str, people: str, note: str | None, *, behind: bool
) -> None:
    line = f'"Wave" from {TIDE} {credits}' if behind else f'"Wave" {credits} – {TIDE}'
    records, problems = read_lists(SOURCE, f"===Best Song===\n* {line}")
    assert table(records) == [f"original_song: nominated Tide / {people}"]
    assert [r.note for r in records if isinstance(r, NominationRecord)] == [note]
    assert held(problems) == []


def test_a_songwriter_may_have_one_name() -> None:
    records, _ = read_lists(SOURCE, f"===Best Song===\n* '''\"Wave\" from {TIDE} – Music by Ada and Sam Quay'''")
    assert table(records) == ["original_song: won Tide / Ada, Sam Quay"]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("'Wave'", "Wave"),
        ("‘Wave’", "Wave"),
        ("‘Don’t Go’", "Don’t Go"),
        ("'Rock 'n' Roll'", "Rock 'n' Roll"),
        ("'[[Wave (song)|Wave]]'", "Wave"),
    ],
)
def test_a_song_may_stand_in_single_quotation_marks(printed: str, title: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Song===\n* {printed} from {TIDE} – {ANN}")
    assert [(r.detail, r.works[0].title) for r in records if isinstance(r, NominationRecord)] == [(title, "Tide")]
    assert held(problems) == []


@pytest.mark.parametrize(
    ("category", "line", "entries"),
    [
        ("Best Actress", f"{ANN} – {TIDE} AND {CY} – {EBB}", ["won Tide / Ann Quay", "won Ebb / Cy Pier"]),
        ("Best Actress", f"{ANN} – {TIDE} and {CY} – {EBB} (tie)", ["won Tide / Ann Quay", "won Ebb / Cy Pier"]),
        ("Best Actress", f"{ANN} for {TIDE} and {CY} for {EBB}", ["won Tide / Ann Quay", "won Ebb / Cy Pier"]),
        ("Best Actress", f"{ANN} for {TIDE} / Bo Ek for {EBB}", ["won Tide / Ann Quay", "won Ebb / Bo Ek"]),
        (
            "Best Screenplay",
            f"{ANN} and Eve Fox for {TIDE} and Bo Ek for {EBB}",
            ["won Tide / Ann Quay, Eve Fox", "won Ebb / Bo Ek"],
        ),
        ("Best Actress", f"{ANN} for {TIDE} and {EBB}", ["won Tide, Ebb / Ann Quay"]),
        ("Best Actress", f"{ANN} – {TIDE} AND {EBB}", ["won Tide, Ebb / Ann Quay"]),
        ("Best Screenplay", f"Ann Quay AND Cy Pier – {TIDE}", ["won Tide / Ann Quay, Cy Pier"]),
        ("Best Film", f"{TIDE} AND {EBB} (tie)", ["won Tide / ", "won Ebb / "]),
    ],
)
def test_two_entries_on_one_line_are_two(category: str, line: str, entries: list[str]) -> None:
    records, problems = read_lists(SOURCE, f"==={category}===\n* '''{line}'''")
    assert [one.partition(": ")[2] for one in table(records)] == entries
    assert held(problems) == []


@pytest.mark.parametrize(
    ("aside", "people", "note"),
    [("Norway", "", None), ("directed by [[Ann Quay]], Norway", "Ann Quay", None), ("Norway, Le Flux", "", "Le Flux")],
)
def test_what_stands_beside_a_country_is_no_part_of_it(aside: str, people: str, note: str | None) -> None:
    records, _ = read_lists(SOURCE, f"===Best International Film===\n* '''{TIDE} ({aside})'''")
    assert table(records) == [f"international_feature: won Tide / {people}"]
    assert [(r.detail, r.note) for r in records if isinstance(r, NominationRecord)] == [("Norway", note)]


@pytest.mark.parametrize("line", [f"'''Best Gown''': {ANN} – {EBB}", f"'''Best Gown'''<br />Winner: {ANN} – {EBB}"])
def test_the_name_of_another_award_is_no_job(line: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Film===\n* '''{TIDE} – {CY}'''\n\n{line}")
    assert table(records) == ["picture: won Tide / Cy Pier"]
    assert [code for code, _ in held(problems)] == ["unreadable_entry"]


@pytest.mark.parametrize(
    "line",
    [
        f"{ANN} – {TIDE} as Queen / {CY} – {EBB} as Ace",
        f"{ANN} – {TIDE} as [[Queen Bee]] / {CY} – {EBB} as [[Ace]]",
        f"{ANN} – {TIDE} / {CY} – {EBB}",
        f"{ANN} – {TIDE} as Queen; {CY} – {EBB} as Ace",
    ],
)
def test_two_performances_on_one_line_are_two_nominations(line: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Actress===\n* '''[[Eve Fox]] – ''Gale'''''\n* {line}")
    assert table(records)[1:] == ["lead_actress: nominated Tide / Ann Quay", "lead_actress: nominated Ebb / Cy Pier"]
    assert held(problems) == []


def test_two_films_of_one_performer_are_one_nomination() -> None:
    records, _ = read_lists(SOURCE, f"===Best Actress===\n* {ANN} – {TIDE} as Queen / {EBB} as Ace")
    assert table(records) == ["lead_actress: nominated Tide, Ebb / Ann Quay"]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (f"{{{{Nominated|{TIDE} – Eve Fox}}}}", "Tide – Eve Fox"),
        (f"{{{{yes|{TIDE} – Eve Fox}}}}", "Tide – Eve Fox"),
        ("{{award nominee|Tide|Eve Fox}}", "{{award nominee|Tide|Eve Fox}}"),
        ("{{entry|Tide|Eve Fox}}", "{{entry|Tide|Eve Fox}}"),
    ],
)
def test_a_nominee_in_a_template_on_a_line_of_its_own_holds_the_category(template: str, text: str) -> None:
    _, problems = read_lists(SOURCE, f"===Best Film===\n* '''''Gale'' – {ANN}'''\n{template}\n* {EBB} – {CY}")
    assert [text in p.message for p in problems if p.category == "Best Film"] == [True]
    assert all("Tide" in (p.unread or "") for p in problems if p.category == "Best Film")


def test_a_nominee_in_a_template_that_tells_the_result_is_read() -> None:
    lines = f"* {{{{won|'''''Gale'' – {ANN}'''}}}}\n* {{{{nom|{EBB} – {CY}}}}}"
    records, problems = read_lists(SOURCE, f"===Best Film===\n{lines}")
    assert table(records) == ["picture: won Gale / Ann Quay", "picture: nominated Ebb / Cy Pier"]
    assert held(problems) == []


def test_a_label_that_begins_like_a_category_is_one_that_nobody_declared() -> None:
    lists = f"* Best Film: '''''Gale'''''\n* Best Actress: '''{ANN} – ''Gale'''''\n"
    lists += f"* Best Foreign Film: '''{TIDE} (France)'''\n* Outstanding Debut: {CY}, {EBB}"
    records, problems = read_lists(SOURCE, lists)
    entries = [r for r in records if isinstance(r, NominationRecord)]
    assert [r.category_as_printed for r in entries] == [
        "Best Film",
        "Best Actress",
        "Best Foreign Film",
        "Outstanding Debut",
    ]
    assert [p.name for r in entries for p in r.people] == ["Ann Quay", "Cy Pier"]
    assert held(problems) == []


@pytest.mark.parametrize("label", ["Best Foreign Film:", "'''Outstanding Debut''':"])
def test_the_name_of_another_award_in_a_list_is_no_person(label: str) -> None:
    lists = f"===Best Actress===\n* '''{ANN} – ''Gale'''''\n* {CY} – {EBB}\n* {label} {TIDE}"
    _, problems = read_lists(SOURCE, lists)
    assert held(problems) == [("unreadable_entry", 10)]


@pytest.mark.parametrize("winner", [f"'''{ANN} – {TIDE}'''", f"{ANN} – {TIDE} (winner)", f"{ANN} – {TIDE} ‡"])
def test_beside_a_runner_up_only_marked_entries_won(winner: str) -> None:
    records, problems = read_lists(
        SOURCE, f"===Best Actress===\n* {winner}\n* {CY} – {EBB}\n* Eve Fox – ''Gale'' (runner-up)"
    )
    assert [line.split()[1] for line in table(records)] == ["won", "nominated", "runner_up"]
    assert held(problems) == []


@pytest.mark.parametrize(
    "team", ["** Production team:", ": Production team –", "** '''Directing team:'''", "** Director's team:\n***"]
)
def test_a_team_below_an_entry_is_a_note_of_it(team: str) -> None:
    lists = f"* '''{TIDE} – {ANN}'''\n{team} [[Eve Fox]] (manager), Al Lee\n* {EBB} – Bo Ek"
    records, problems = read_lists(SOURCE, f"===Best Film===\n{lists}")
    assert (table(records), held(problems)) == (["picture: won Tide / Ann Quay", "picture: nominated Ebb / Bo Ek"], [])
    assert "Eve Fox (manager), Al Lee" in next(r.note or "" for r in records if isinstance(r, NominationRecord))


@pytest.mark.parametrize("line", ["** Eve Fox", "** Lucky team: Eve Fox"])
def test_another_line_below_an_entry_is_no_note(line: str) -> None:
    problems = read_lists(SOURCE, f"===Best Film===\n* '''{TIDE} – {ANN}'''\n{line}")[1]
    assert held(problems) == [("unreadable_entry", 9)]


@pytest.mark.parametrize("flag", ["{{flag|Spain}}", "{{flagu|ESP}}", "{{ESP}}", "{{flagcountry|Spain}}"])
@pytest.mark.parametrize("name", ["Bo Ek", "[[Bo Ek]]", "'''Bo Ek'''"])
@pytest.mark.parametrize("line", ["{flag} {name} – ''Ebb''", "''Ebb'' – {flag} {name}"])
def test_a_country_before_a_name_is_no_part_of_it(line: str, name: str, flag: str) -> None:
    text = line.format(flag=flag, name=name)
    records, _ = read_lists(SOURCE, f"===Best Director===\n* {text}")
    first = next(r for r in records if isinstance(r, NominationRecord))
    assert ([p.name for p in first.people], [w.title for w in first.works], first.note) == (["Bo Ek"], ["Ebb"], "Spain")


@pytest.mark.parametrize(
    "line",
    [
        f"'''{TIDE}'''<br>{ANN}, Bo Reed<br>{EBB}<br>Cy Pier",
        f"'''{TIDE}<br>{ANN}, Bo Reed'''<br>{EBB}<br>Cy Pier",
        f"'''{TIDE}'''<br>{ANN}<br>Bo Reed<br>{EBB}<br>Cy Pier",
        f"'''{TIDE}'''<br>{ANN},<br>Bo Reed<br>{EBB} – Cy Pier",
        f"'''{TIDE}'''<br><br>{ANN} and Bo Reed<br><br>{EBB}<br><br>Cy Pier",
    ],
)
@pytest.mark.parametrize("page", ["* {}", "{{| class=wikitable\n| {}\n|}}", "{}"])
def test_names_on_lines_of_their_own_follow_their_film(page: str, line: str) -> None:
    records, problems = read_lists(SOURCE, "===Best Film===\n" + page.format(line))
    assert table(records) == ["picture: won Tide / Ann Quay, Bo Reed", "picture: nominated Ebb / Cy Pier"]
    assert not held(problems)


def test_countries_in_brackets_leave_a_title_alone_on_its_line() -> None:
    lines = f"'''{TIDE} (Chad)'''<br>{ANN}<br>{EBB} (Mali)<br>Cy Pier"
    records, problems = read_lists(SOURCE, f"===Best International Film===\n* {lines}")
    assert table(records) == [
        "international_feature: won Tide / Ann Quay",
        "international_feature: nominated Ebb / Cy Pier",
    ]
    assert not held(problems)


@pytest.mark.parametrize("behind", ["", " (end credits)"])
def test_credits_of_a_song_on_lines_of_their_own_are_read(behind: str) -> None:
    line = f'"Wave" from {TIDE}{behind}<br>Music by {ANN}<br>Lyrics by Bo Reed'
    records, problems = read_lists(
        SOURCE, f'===Best Song===\n* {line}\n* "Surf" from {EBB}<br />Music and lyrics by Cy Pier'
    )
    assert table(records) == [
        "original_song: nominated Tide / Ann Quay, Bo Reed",
        "original_song: nominated Ebb / Cy Pier",
    ]
    roles = [[p.role for p in r.people] for r in records if isinstance(r, NominationRecord)]
    assert roles == [["Music", "Lyrics"], ["Music and lyrics"]]
    assert not held(problems)


def test_numbers_before_nominees_rank_nobody() -> None:
    for mark in ("", "* "):
        lines = f"{mark}1. '''{TIDE} – {ANN}'''\n{mark}2. {EBB} – {CY}\n{mark}3. ''Dune'' – Bo Reed"
        records, problems = read_lists(SOURCE, f"===Best Film===\n{lines}")
        assert table(records) == [
            "picture: won Tide / Ann Quay",
            "picture: nominated Ebb / Cy Pier",
            "picture: nominated Dune / Bo Reed",
        ]
        assert not held(problems)


@pytest.mark.parametrize(
    "line",
    [
        f"Nominees: {CY} – {EBB}; Eve Fox – ''Foam''",
        f"Nominees: {CY} ({EBB}), Eve Fox (''Foam'')",
        f"* Nominees: {CY} for {EBB} and Eve Fox for ''Foam''",
    ],
)
def test_nominees_behind_one_label_are_an_entry_each(line: str) -> None:
    records, problems = read_lists(SOURCE, f"===Best Actress===\nWinner: {ANN} – {TIDE}\n\n{line}")
    names = ["won Tide / Ann Quay", "nominated Ebb / Cy Pier", "nominated Foam / Eve Fox"]
    assert (table(records), held(problems)) == ([f"lead_actress: {name}" for name in names], [])


@pytest.mark.parametrize(
    ("cell", "country"), [("[[Denmark|Danish]]", "Denmark"), ("Czechia", "Czechia"), ("Narnia", None)]
)
def test_a_column_of_countries_names_countries(cell: str, country: str | None) -> None:
    rows = f"===Best International Film===\n{{|\n! Film !! Director !! Country\n|-\n| {TIDE} || {ANN} || {cell}\n|}}"
    records, problems = read_lists(SOURCE, rows)
    assert [r.detail for r in records if isinstance(r, NominationRecord)] == ([country] if country else [])
    assert held(problems) == ([] if country else [("unreadable_entry", 11)])
