"""Tables of accolades in layouts that no article at hand has: every row right, or named as unread."""

from typing import Any

import pytest

from spiders.families.film_article.results import result_of
from tests.families.film_article.test_layouts import accolades, article, of
from tracker.domain.facts.records import AccoladeRecord


def table(head: str, *rows: str, caption: str = "") -> str:
    """A table in short: cells between `|`, headers first; `2*` makes a cell span two rows, `2-` two columns."""
    lines = [f"<tr>{_cells(head, 'th')}</tr>" if head else "", *(f"<tr>{_cells(row, 'td')}</tr>" for row in rows)]
    return f'<table class="wikitable">{f"<caption>{caption}</caption>" if caption else ""}{"".join(lines)}</table>'


def _cells(row: str, tag: str) -> str:
    out = ""
    for cell in row.split("|"):
        text, attributes = cell.strip(), ""
        for sign, name in (("*", "rowspan"), ("-", "colspan")):
            if text[1:2] == sign and text[0].isdigit():
                text, attributes = text[2:], f"{attributes} {name}={text[0]}"
        out += f"<{tag}{attributes}>{text}</{tag}>"
    return out


DIRECTOR = ("oscars", None, "director", "nominated", ["Ann Lee"])
FILM = ("baftas", None, "picture", "won", ["Bo Ek"])

LAYOUTS = {
    "category first": table(
        "Category|Award|Recipient|Result",
        "Best Director|Academy Awards|Ann Lee|Nominated",
        "Best Film|BAFTA Awards|Bo Ek|Won",
    ),
    "category first, under the header of a body": table(
        "Award|Organization|Nominee|Result",
        "Best Director|Academy Awards|Ann Lee|Nominated",
        "Best Film|BAFTA Awards|Bo Ek|Won",
    ),
    "headers of nobody's": table(
        "Given by|Honour bestowed|Going to|How it went",
        "Academy Awards|Best Director|Ann Lee|Nominated",
        "BAFTA Awards|Best Film|Bo Ek|Won",
    ),
    "no headers": table("", "Academy Awards|Best Director|Ann Lee|Nominated", "BAFTA Awards|Best Film|Bo Ek|Won"),
    "days under headers of nobody's": table(
        "Premio|Fecha|Categoría|Receptor|Resultado",
        "Academy Awards|15 de marzo|Best Director|Ann Lee|Nominated",
        "BAFTA Awards|15. März|Best Film|Bo Ek|Won",
    ),
    "result in the category": table(
        "Award|Category|Nominee",
        "Academy Awards|Best Director (nominated)|Ann Lee",
        "BAFTA Awards|Best Film (won)|Bo Ek",
    ),
    "result first": table(
        "Outcome|Category|Nominee(s)|Ceremony",
        "Nominated|Best Director|Ann Lee|Academy Awards",
        "Won|Best Film|Bo Ek|BAFTA Awards",
    ),
    "bodies as rows across": table(
        "Category|Nominee|Result",
        "3-Academy Awards",
        "Best Director|Ann Lee|Nominated",
        "3-British Academy Film Awards",
        "Best Film|Bo Ek|Won",
    ),
    "bodies as sentences across": table(
        "Category|Nominee|Result",
        "3-At the Academy Awards, held in February, the film was up for one award.",
        "Best Director|Ann Lee|Nominated",
        "3-It also won one of the BAFTA Awards that year:",
        "Best Film|Bo Ek|Won",
    ),
    "one header for category and recipients": table(
        "Body|Category – Recipient(s)|Result",
        "Academy Awards|Best Director – Ann Lee|Nominated",
        "BAFTA Awards|Best Film (Bo Ek)|Won",
    ),
    "recipients behind the category without saying so": table(
        "Body|Category|Result",
        "Academy Awards|Best Director: Ann Lee|Nominated",
        "BAFTA Awards|Best Film—Bo Ek|Won",
    ),
    "the whole award in one cell": table(
        "Award|Recipient|Result",
        "Academy Award for Best Director|Ann Lee|Nominated",
        "BAFTA Award for Best Film|Bo Ek|Won",
    ),
    "rows across for results": table(
        "Award|Category|Person",
        "3-Nominated:",
        "Academy Awards|Best Director|Ann Lee",
        "3-Won:",
        "BAFTA Awards|Best Film|Bo Ek",
    ),
    "headers that say the result": table("Award|Category – Nominee(s)", "Academy Awards|Best Director – Ann Lee")
    + table("Award|Category – Winner(s)", "BAFTA Awards|Best Film – Bo Ek"),
    "a result in many lines": table(
        "Award|Category|Nominee|Result",
        "Academy Awards|Best Director|Ann Lee|Nominated<br/>(with one other)",
        "BAFTA Awards|Best Film|Bo Ek|Won<br/>[a]",
    ),
    "a column of wins and one of nominations": table(
        "Award|Category|Nominee|Won|Nominated",
        "Academy Awards|Best Director|Ann Lee||✓",
        "BAFTA Awards|Best Film|Bo Ek|✓|",
    ),
    "both columns, a win in both": table(
        "Award|Category|Recipient|Nominated|Won",
        "Academy Awards|Best Director|Ann Lee|Yes|No",
        "BAFTA Awards|Best Film|Bo Ek|Yes|Yes",
    ),
    "both columns, crosses for yes": table(
        "Award|Category|Recipient|Win|Nom",
        "Academy Awards|Best Director|Ann Lee||X",
        "BAFTA Awards|Best Film|Bo Ek|X|",
    ),
    "both columns, crosses for no": table(
        "Award|Category|Recipient|Win|Nom",
        "Academy Awards|Best Director|Ann Lee|✗|✓",
        "BAFTA Awards|Best Film|Bo Ek|✓|✓",
    ),
    "both columns, counts": table(
        "Award|Category|Nominee|Nominations|Wins",
        "Academy Awards|Best Director|Ann Lee|1|0",
        "BAFTA Awards|Best Film|Bo Ek|1|1",
    ),
    "spans of rows": table(
        "Year|Award|Category|Nominee|Result",
        "2*1999|Academy Awards|Best Director|Ann Lee|Nominated",
        "BAFTA Awards|Best Film|Bo Ek|Won",
    ),
    "spans of columns": table(
        "Award|2-Category and nominee|Result",
        "Academy Awards|Best Director|Ann Lee|Nominated",
        "BAFTA Awards|Best Film|Bo Ek|Won",
    ),
    "a title over the table, and headers again in the middle": table(
        "4-Awards and nominations",
        "Award|Category|Nominee|Result",
        "Academy Awards|Best Director|Ann Lee|Nominated",
        "Award|Category|Nominee|Result",
        "BAFTA Awards|Best Film|Bo Ek|Won",
    ),
    "notes behind names": table(
        "Award|Category|Nominee|Result|Ref.",
        "Academy Awards|Best Director|Ann Lee [director]|Nominated|[1]",
        "BAFTA Awards|Best Film|Bo Ek (producer)|Won|[2]",
    ),
    "the winner in words": table(
        "Award|Category|Nominee|Result",
        "Academy Awards|Best Director|Ann Lee|Winner was Cy Oz",
        "BAFTA Awards|Best Film|Bo Ek|Winner was Bo Ek",
    ),
    "the winner in words below the nominee": table(
        "Award|Category|Nominee|Result",
        "Academy Awards|Best Director|Ann Lee<br/>Winner was Cy Oz for Other Film|Nominated",
        "BAFTA Awards|Best Film|Bo Ek|Won",
    ),
    "the winner in a column": table(
        "Award|Category|Nominee|Winner was",
        "Academy Awards|Best Director|Ann Lee|Cy Oz",
        "BAFTA Awards|Best Film|Bo Ek|Bo Ek",
    ),
    "colours alone": (
        "<table><tr><th>Award</th><th>Category</th><th>Nominee</th><th>Result</th></tr>"
        '<tr><td>Academy Awards</td><td>Best Director</td><td>Ann Lee</td><td class="no table-no2"></td></tr>'
        '<tr><td>BAFTA Awards</td><td>Best Film</td><td>Bo Ek</td><td class="yes table-yes2"></td></tr></table>'
    ),
    "lists side by side": (
        '<table class="multicol"><tr><td><ul><li>Academy Awards: Best Director (Ann Lee), nominated</li></ul></td>'
        "<td><ul><li>BAFTA Awards: Best Film (Bo Ek), won</li></ul></td></tr></table>"
    ),
    "a table in a table": "<table><tr><td>Accolades</td></tr><tr><td>"
    + table(
        "Award|Category|Nominee|Result",
        "Academy Awards|Best Director|Ann Lee|Nominated",
        "BAFTA Awards|Best Film|Bo Ek|Won",
    )
    + "</td></tr></table>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_of_every_layout_are_read(layout: str) -> None:
    assert accolades(LAYOUTS[layout]) == [DIRECTOR, FILM]


def test_columns_of_wins_and_nominations_may_name_the_categories() -> None:
    html = table("Award|Won|Nominated", "Academy Awards|—|Best Director (Ann Lee)", "BAFTA Awards|Best Film (Bo Ek)|—")
    assert sorted(accolades(html)) == sorted([DIRECTOR, FILM])


@pytest.mark.parametrize(
    "html",
    [
        table("Award|Won|Nominated", "Academy Awards|0|1", "BAFTA Awards|1|2"),
        table("Award|Wins|Nominations|Total", "Academy Awards|2|3|5", "BAFTA Awards|1|2|3"),
    ],
)
def test_counts_of_awards_without_names_are_counted_as_unread(html: str) -> None:
    _, problems = article(f"<h2>Accolades</h2>{html}")
    assert [problem.code for problem in problems] == ["accolade_tables_unread"]


@pytest.mark.parametrize(
    "html",
    [
        table("Category|Nominee|Result", "Best Director|Ann Lee|Nominated", caption="Academy Awards"),
        f"<h3>Academy Awards</h3>{table('Award|Person|Result', 'Best Director|Ann Lee|Nominated')}",
        f"<p>It was nominated for these Academy Awards:</p>{table('Award|Lost to', 'Best Director (Ann Lee)|Cy Oz')}",
        f"<h3>Academy Awards</h3>{table('Nomination|Lost to', 'Best Director (Ann Lee)|Cy Oz (<i>Other</i>)')}",
    ],
)
def test_a_caption_a_heading_or_the_line_before_names_the_body(html: str) -> None:
    assert accolades(html) == [DIRECTOR]


@pytest.mark.parametrize(
    "cell",
    [
        "Did not win",
        "Not won",
        "Didn't win",
        "Not nominated",
        "Was not nominated",
        "Never nominated",
        "No nomination",
        "Nominated (withdrawn)",
        "Nomination rescinded",
        "Won (later revoked)",
        "Won – annulled",
        "Winner (nullified)",
        "Nominated (invalidated)",
        "Disqualified after being nominated",
        "Failed to win",
        "Not a winner",
        "Without a win",
        "Nomination cancelled",
        "No award",
        "Ineligible for nomination",
        "Wasn’t nominated",
        "Disqualified",
        "Withdrawn",
    ],
)
def test_what_did_not_happen_or_was_taken_back_is_no_result(cell: str) -> None:
    rows = of(
        article(f"<h2>Accolades</h2>{table('Award|Category|Result', f'Academy Awards|Best Director|{cell}')}")[0],
        AccoladeRecord,
    )
    assert [(row.result, row.result_as_printed) for row in rows] == [(None, cell)]


def test_a_taken_back_nomination_is_none_whatever_its_colour() -> None:
    assert result_of("Disqualified", "no table-no2") is None
    assert result_of("", "no table-no2") == "nominated"


def test_a_row_whose_cells_are_displaced_is_not_read_and_counted() -> None:
    rows = ("2*Academy Awards|Best Director|Ann Lee|Won", "9-", "Best Editing|Cy Oz|Nominated")
    records, problems = article(f"<h2>Accolades</h2>{table('Award|Category|Recipient|Result', *rows)}")
    assert [(r.category_as_printed, r.result) for r in of(records, AccoladeRecord)] == [("Best Director", "won")]
    assert ["1 rows of accolades could not be read" in p.message for p in problems] == [True]


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        ("Won[1]", "won"),
        ("WINNER (tie)", "won"),
        ("Won (shared with Cy Oz)", "won"),
        ("1st place", "won"),
        ("Nominated (lost to Cy Oz)", "nominated"),
        ("Nominee", "nominated"),
        ("Lost", "nominated"),
        ("Runner-up", "runner_up"),
        ("Second place", "runner_up"),
        ("Shortlisted", "shortlisted"),
        ("Longlisted", "longlisted"),
        ("Pending", "pending"),
        ("#34", "listed"),
        ("No. 7 Animated film", "listed"),
        ("", None),
        ("Anna Bell", None),
        ("Non-winner", None),
        ("Almost won", None),
    ],
)
def test_a_cell_says_how_far_an_entry_came(cell: str, result: str | None) -> None:
    assert result_of(cell) == result


def unread(html: str) -> tuple[list[AccoladeRecord], list[str]]:
    records, problems = article(f"<h2>Accolades</h2>{html}")
    return of(records, AccoladeRecord), [f"{p.code}: {p.message}" for p in problems]


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (table("Award|Wins|Nominations", "Academy Awards|2|5", "BAFTA Awards|1|3"), 3),
        (table("Body|Points", "Somebody|3", "Nobody|4"), 3),
        (table("Category|Nominee|Result", "Best Director|Ann Lee|Nominated", "Best Film|Bo Ek|Won"), 3),
    ],
)
def test_a_table_of_accolades_that_cannot_be_read_is_counted_and_shown(html: str, rows: int) -> None:
    accolades, problems = unread(html)
    assert accolades == []
    (problem,) = problems
    assert problem.startswith(
        "accolade_tables_unread: Made Up (film): 1 tables of accolades could not be read: Accolades: "
    )
    assert problem.endswith(f"({rows} rows)")


def test_a_row_that_cannot_be_read_is_counted_and_shown() -> None:
    accolades, problems = unread(
        table(
            "Award|Category|Nominee|Result",
            "Academy Awards|Best Director|Ann Lee|Nominated",
            "4-The film also won the Golden Hat of the town.",
            "|||Won",
        )
    )
    assert len(accolades) == 1
    assert problems == [
        "accolades_unread: Made Up (film): 2 rows of accolades could not be read: Won; "
        "The film also won the Golden Hat of the town."
    ]


def test_lines_of_one_award_with_two_results_have_none() -> None:
    rows: list[Any] = accolades(
        table("Award|Category|Nominee|Result", "Academy Awards|Best Director|Ann Lee|Won<br/>Nominated")
    )
    assert [row[3] for row in rows] == [None]


@pytest.mark.parametrize(
    ("category", "concept"),
    [
        ("Best Film (Foreign Language)", None),
        ("Best Performance by an Actress in a Supporting Role", "supporting_actress"),
        ("Best Actor in a Supporting Role in a Motion Picture", "supporting_actor"),
        ("Best Director (tie)", "director"),
    ],
)
def test_a_note_that_makes_a_category_another_is_part_of_it(category: str, concept: str | None) -> None:
    html = table("Award|Category|Nominee|Result", f"BAFTA Awards|{category}|Ann Lee|Won")
    assert [row[2] for row in accolades(html)] == [concept or category]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ann Lee (producer) and Bo Ek (director)", [("Ann Lee", "producer"), ("Bo Ek", "director")]),
        ("Ann Lee [a], Bo Ek", [("Ann Lee", "a"), ("Bo Ek", None)]),
        ("Ann Lee, producer; Bo Ek, author", [("Ann Lee", "producer"), ("Bo Ek", "author")]),
        ("Ann Lee – Director<br/>Bo Ek — Producer", [("Ann Lee", "Director"), ("Bo Ek", "Producer")]),
        ("Art Direction: Ann Lee; Set Decoration: Bo Ek", [("Ann Lee", "Art Direction"), ("Bo Ek", "Set Decoration")]),
        ("Set Decoration – Bo Ek", [("Bo Ek", "Set Decoration")]),
        ("Ann Lee as Dr. Oz", [("Ann Lee", "Dr. Oz")]),
        ("Ann Lee (tie)", [("Ann Lee", "tie")]),
        ("Ann Lee; tied with Bo Ek for <i>Other</i>", [("Ann Lee", None), ("Bo Ek", None)]),
        ("Ann Lee also for <i>Other</i>", [("Ann Lee", None)]),
        ("The cast of <i>Made Up</i>", []),
        ("Ann Lee (Winner was Bo Ek)", [("Ann Lee", None)]),
        ("A. Lee and An Ek", [("A. Lee", None), ("An Ek", None)]),
        ('<a href="/wiki/Sting">Sting</a>', [("Sting", None)]),
        ("10th Anniversary Edition", []),
    ],
)
def test_names_of_recipients_without_what_stands_beside_them(cell: str, people: list[tuple[str, str | None]]) -> None:
    html = table("Award|Category|Nominee|Result", f"Golden Hat|Best Hat|{cell}|Nominated")
    (row,) = of(article(f"<h2>Accolades</h2>{html}")[0], AccoladeRecord)
    assert [(p.name, p.role) for p in row.people] == people


@pytest.mark.parametrize(("header", "yes", "no"), [("Won?", "Yes", "No"), ("Won", "✓", ""), ("Won", "x", "–")])
def test_a_lone_column_of_wins_tells_nominees_from_winners(header: str, yes: str, no: str) -> None:
    rows = f"Academy Awards|Best Director|Ann Lee|{no}", f"BAFTA Awards|Best Film|Bo Ek|{yes}"
    records, _ = article(f"<h2>Accolades</h2>{table(f'Award|Category|Nominee|{header}', *rows)}")
    assert [(r.body, r.category, r.category_as_printed and r.result) for r in of(records, AccoladeRecord)] == [
        ("oscars", "director", "nominated"),
        ("baftas", "picture", "won"),
    ]
