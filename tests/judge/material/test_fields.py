"""Listed, stated and declared sizes stand side by side, and each names what says otherwise."""

from typing import Any

import pandas as pd
import pytest

from tracker.domain.facts.tables import tables
from tracker.export.tables import texts
from tracker.judge.material.ceremony_fields import ceremony_fields

_INTS = ("ceremony", "ceremony_year", "film_year", "value", "most", "official", "line", "tier")


def claim(kind: str, name: str | None = "Best Picture", source: str = "oscars", **more: Any) -> dict[str, Any]:
    about = {"source": source, "body": "oscars", "ceremony": 83, "ceremony_year": 2011, "film_year": 2010, "line": 7}
    fields = {"claim": kind, "declared": name, "category": "picture" if name else None, "category_as_printed": name}
    empty = dict.fromkeys(("value", "most", "official", "as_printed", "source_url", "source_revision"))
    place = {"retrieved_at": None, "origin": "live", "tier": 2, "licence": "CC BY-SA 4.0", "statement": "s"}
    return empty | about | fields | place | more


def table(claims: list[dict[str, Any]], declared: tuple[int, int] | None = (10, 10)) -> pd.DataFrame:
    frame = pd.DataFrame(claims, columns=list(claim("given")), dtype=object)
    frame = frame.astype(dict.fromkeys(_INTS, "Int64"))
    columns = ["source", "ceremony", "declared", "declared_least", "declared_most", "declared_from"]
    names = sorted({row["source"] for row in claims})
    rows = [(name, 83, "Best Picture", *declared, "a record") for name in names] if declared else []
    cells = texts("fields", ceremony_fields(frame, pd.DataFrame(rows, columns=columns)))
    return pd.DataFrame(dict(zip(tables()["fields"].names, cells, strict=True)))


def lines(found: pd.DataFrame) -> list[tuple[str, ...]]:
    columns = ["source", "claim", "declared_category", "size", "size_most", "declared_least", "differs"]
    return [tuple(row) for row in found[columns].to_numpy().tolist()]


LISTED = [claim("given"), claim("size", value=10, official=10)]


def test_what_agrees_has_no_difference() -> None:
    claims = [claim("stated_size", value=5, most=10), claim("stated_categories", None, value=1)]
    assert lines(table([*LISTED, *claims])) == [
        ("oscars", "listed", "", "1", "", "", ""),
        ("oscars", "listed", "Best Picture", "10", "", "10", ""),
        ("oscars", "stated", "Best Picture", "5", "10", "10", ""),
        ("oscars", "stated", "", "1", "", "", ""),
    ]
    fields = table(LISTED)
    assert fields["declared_from"].tolist() == ["", "a record"]
    assert fields["official"].tolist() == ["", "10"]


def test_a_size_outside_the_declared_one_says_so() -> None:
    assert lines(table(LISTED, (5, 9)))[1][-1] == "declared 5 to 9"
    assert lines(table(LISTED, None))[1][-2:] == ("", "")


def test_conflicts_between_pages_and_words_are_kept_side_by_side_and_name_each_other() -> None:
    other = [claim("given", source="own_page"), claim("size", source="own_page", value=9, official=9)]
    words = [claim("stated_size", value=9, as_printed="the nine Best Picture nominees")]
    differences = {(row[0], row[1]): row[-1] for row in lines(table([*LISTED, *other, *words], None)) if row[2]}
    assert differences == {
        ("oscars", "listed"): "own_page listed 9;oscars stated 9",
        ("oscars", "stated"): "oscars listed 10",
        ("own_page", "listed"): "oscars listed 10",
    }


def test_a_category_without_entries_yet_has_a_row_and_no_size() -> None:
    assert lines(table([claim("given")])) == [
        ("oscars", "listed", "", "1", "", "", ""),
        ("oscars", "listed", "Best Picture", "", "", "10", ""),
    ]


@pytest.mark.parametrize("title", ["None", "NA", "1917", "=1+1"])
def test_printed_names_come_through_as_they_are(title: str) -> None:
    fields = table([claim("given", category_as_printed=title), claim("size", category_as_printed=title, value=3)], None)
    assert fields["category_as_printed"].tolist() == ["", title]
    assert fields["size"].tolist() == ["1", "3"]


def test_nothing_read_gives_no_rows() -> None:
    assert table([]).empty
