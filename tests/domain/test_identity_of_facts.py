"""What makes a statement another one: names and values, wherever they stand in the definition."""

from typing import Annotated, Any

import pytest

from tracker.domain.facts import kinds
from tracker.domain.facts.identity import identify
from tracker.domain.facts.kinds import STATEMENTS, Kind
from tracker.domain.facts.records import FilmRecord, Mark, NominationRecord, Since, Statement, Text

WON: dict[str, Any] = {
    "page": "p",
    "body": "gala",
    "ceremony": 3,
    "category": None,
    "category_as_printed": "Best Whistle",
}


def id_of(record: Statement, kind: Kind | None = None) -> str:
    return identify(kind or STATEMENTS["nomination"], "gala", 3, record)[0]


def kind_of(record: type[Statement]) -> Kind:
    return kinds._kind(record)


class WithFlavour(NominationRecord):
    flavour: Annotated[Text | None, Since("0009")] = None
    sweet: Annotated[bool, Since("0010")] = False


@pytest.mark.parametrize("flavour", [None, "sour"])
def test_a_field_that_came_later_counts_only_where_it_says_something(flavour: str | None) -> None:
    before = id_of(NominationRecord(**WON, result="nominated"))
    after = id_of(WithFlavour(**WON, result="nominated", flavour=flavour), kind_of(WithFlavour))
    assert (before == after) is (flavour is None)


def test_two_fields_that_came_later_are_told_apart_by_name() -> None:
    class Beside(NominationRecord):
        aroma: Annotated[Text | None, Since("0009")] = None

    sour = id_of(WithFlavour(**WON, result="nominated", flavour="sour"), kind_of(WithFlavour))
    assert sour != id_of(Beside(**WON, result="nominated", aroma="sour"), kind_of(Beside))


def test_where_a_field_stands_in_its_record_is_no_part_of_the_id() -> None:
    columns = STATEMENTS["nomination"].columns
    turned = Kind("nomination", NominationRecord, dict(reversed(columns.items())))
    record = NominationRecord(**WON, result="won", note="tied", detail="Nina")
    assert id_of(record) == id_of(record, turned)


def test_lists_in_any_order_say_the_same() -> None:
    films = [FilmRecord(page="p", qid="Q1", title="Alpha", aliases=names) for names in (("A", "B"), ("B", "A"))]
    ids = {identify(STATEMENTS["film"], "wikidata", None, film)[0] for film in films}
    assert len(ids) == 1


def test_line_page_and_cited_addresses_are_no_part_of_the_id() -> None:
    here = NominationRecord(**WON, result="won", line=3, cites=("https://example.org/a",))
    there = NominationRecord(**(WON | {"page": "q"}), result="won", line=9)
    assert id_of(here) == id_of(there)


def test_every_column_says_since_when_and_what_stands_where_it_is_missing() -> None:
    for kind in STATEMENTS.values():
        for column in kind.columns.values():
            assert column.since >= kind.record.since
            assert column.blank in ("", None, (), True, False)
            assert isinstance(column.mark, Mark)
