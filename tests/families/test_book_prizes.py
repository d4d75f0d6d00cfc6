"""Pages of book prizes in several layouts, and what prose says of a book."""

import pytest

from spiders.books.prose import about_reviewed, prizes_in, reviewed
from spiders.catalogue import load_sources, read_page
from spiders.families.book_prize.prize_page import books
from spiders.formats.wikitext.blocks import read_blocks
from tracker.domain.facts.records import BookRecord, Origin, PageRecord
from tracker.domain.lists.problems import Severity

WANTED = {
    (2003, "won", "The Salt Year", "Eve Ford"),
    (2003, "shortlisted", "Low Water", "Gil Hart"),
    (2004, "won", "A Winner at Sea", "Ivy Jones"),
    (2004, "shortlisted", "Ten Lamps", "Kit Lowe"),
}

BY_RESULT = """
== Winners and shortlists ==
{| class="wikitable"
! Year !! Award !! Author !! Title !! Publisher
|-
| rowspan=2 | 2003 || Winner || [[Eve Ford]] || ''[[The Salt Year]]'' || Tide
|-
| Shortlist || Gil Hart || ''Low Water'' || Tide
|-
| rowspan=2 | [[2004 Prize|2004]] || Winner || Ivy Jones || ''A Winner at Sea'' || Tide
|-
| Shortlist || Kit Lowe || ''Ten Lamps''<ref>x</ref> || Tide
|}
"""
BY_MARK = """
== Winners and shortlists ==
{| class="wikitable"
! Year !! Author !! Title
|- style="background:#ddf"
| rowspan=2 | 2003 || '''[[Eve Ford]]''' || '''''[[The Salt Year]]'''''
|-
| Gil Hart || ''Low Water''
|-
| rowspan=2 | 2004 || '''Ivy Jones''' || '''''A Winner at Sea'''''
|-
| Kit Lowe || ''Ten Lamps''
|}
"""
BY_COLUMN = """
== Recipients ==
{| class="wikitable"
! Year !! Winner !! Finalists
|-
| 2003 || [[Eve Ford]], ''[[The Salt Year]]'' ||
* Gil Hart, ''Low Water''
|-
| 2004 || Ivy Jones, ''A Winner at Sea'' || Kit Lowe, ''Ten Lamps''
|}
"""
LIST = """
== 2003 ==
* '''[[Eve Ford]], ''[[The Salt Year]]'''''
* Gil Hart, ''Low Water'' (shortlisted)
== 2004 ==
;Winner
* ''A Winner at Sea'' by Ivy Jones
;Shortlist
* ''Ten Lamps'' by Kit Lowe
"""


@pytest.mark.parametrize("text", [BY_RESULT, BY_MARK, BY_COLUMN, LIST])
def test_layouts_of_prize_pages(text: str) -> None:
    listings = books(read_blocks(text).blocks)
    assert {(b.year, b.claim, b.title, b.authors[0][0]) for b in listings} == WANTED
    assert {b.link for b in listings if b.title == "The Salt Year"} == {"The Salt Year"}


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (BY_RESULT, "| Shortlist || Gil Hart", "| Shortlist (withdrawn) || Gil Hart"),
        (BY_MARK, "''Low Water''", "<s>''Low Water''</s>"),
        (BY_COLUMN, "''Low Water''", "''Low Water''{{efn|The book was disqualified.}}"),
        (LIST, "(shortlisted)", "(shortlisted; later withdrawn)"),
    ],
)
def test_a_listing_that_was_taken_back_is_known(text: str, before: str, after: str) -> None:
    assert before in text
    listings = books(read_blocks(text.replace(before, after)).blocks)
    assert [b.title for b in listings if not b.official] == ["Low Water"]


def page() -> PageRecord:
    return PageRecord(
        id="p", source="booker", title="p", url="u", retrieved_at="2026-01-01T00:00:00Z", origin=Origin.LIVE
    )


def test_a_page_with_few_books_changes_nothing_and_a_whole_one_is_read() -> None:
    source = load_sources()["booker"]
    records, problems = read_page(source, page(), (BY_RESULT + "\n" * 300).encode())
    assert records == []
    assert [p.severity for p in problems] == [Severity.WARN]
    rows = "".join(f"|-\n| 19{n} || Winner || Author {n}x || ''Book {n}''\n" for n in range(70, 90))
    text = '{| class="wikitable"\n! Year !! Award !! Author !! Title\n' + rows + "|}\n"
    records, problems = read_page(source, page(), text.encode())
    assert len(records) == 20
    assert problems == []
    first = records[0]
    assert isinstance(first, BookRecord)
    assert (first.prize, first.prize_as_printed, first.year, first.claim) == ("booker", "Booker Prize", 1970, "won")
    taken_back = text.replace("| 1970 || Winner", "| 1970 || Winner (disqualified)")
    records, problems = read_page(source, page(), taken_back.encode())
    assert (len(records), [(p.code, p.line, p.severity) for p in problems]) == (19, [("taken_back", 3, Severity.WARN)])


@pytest.mark.parametrize(
    ("sentence", "claim", "prize", "year"),
    [
        ("It was shortlisted for the 2005 Booker Prize.", "shortlisted", "booker", 2005),
        ("Her novel won the Pulitzer Prize in 1998.", "won", "pulitzer", 1998),
        ("This Orange Prize-winning novel is long.", "won", "womens_prize", None),
        ("A finalist for the National Book Award (1961), it lasts.", "shortlisted", "national_book_award", 1961),
        ("It was longlisted for the Man Booker.", "longlisted", "booker", None),
    ],
)
def test_prizes_in_prose(sentence: str, claim: str, prize: str, year: int | None) -> None:
    (own,) = prizes_in(sentence)
    assert (own.claim, own.prize, own.year) == (claim, prize, year)


@pytest.mark.parametrize(
    "sentence",
    [
        "It should have won the Booker Prize.",
        "It was never shortlisted for the Booker Prize.",
        "It might be nominated for the Pulitzer.",
        "It won the International Booker Prize.",
        "She won a prize for it.",
        "The Booker Prize is given in October.",
    ],
)
def test_what_is_no_prize_of_the_book(sentence: str) -> None:
    assert prizes_in(sentence) == []


REVIEW = """The Salt Year, written by Eve Ford and published in 1987, is a fine novel about a harbour.
It was shortlisted for the Booker Prize. Her next novel was published in 1991.
"""


def test_a_review_says_whose_book_it_is_and_when_it_came_out() -> None:
    assert reviewed("The Salt Year: Book Review") == ("The Salt Year", None)
    assert reviewed("Book review: The Salt Year by Eve Ford") == ("The Salt Year", "Eve Ford")
    assert reviewed("The Salt Year: film review") is None
    claims = about_reviewed(page(), REVIEW, "The Salt Year", None)
    assert [(b.claim, b.year, [a.name for a in b.authors]) for b in claims] == [
        ("published", 1987, ["Eve Ford"]),
        ("shortlisted", None, ["Eve Ford"]),
    ]
