"""Tables that templates begin or end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.formats.wikitext.tables import whole_tables

ROWS = "! Best Film\n|-\n|\n* ''[[One]]''\n* ''[[Two]]''"


@pytest.mark.parametrize("end", ["{{s-end}}", "{{end}}", "{{ End }}", "{{table end}}", "{{end box}}", "{{S-end|x=1}}"])
def test_a_template_ends_a_table_that_nothing_else_ends(end: str) -> None:
    assert whole_tables(f"{{|\n{ROWS}\n{end}\nAfter.") == f"{{|\n{ROWS}\n|}}\nAfter."


@pytest.mark.parametrize("start", ["{{gala table}}", "{{s-start}}", "{{Awards head|colour=red}}"])
def test_a_template_begins_a_table_that_only_ends(start: str) -> None:
    assert whole_tables(f"Before.\n{start}\n{ROWS}\n|}}") == f"Before.\n{{|\n{ROWS}\n|}}"


@pytest.mark.parametrize(
    "text",
    [
        f"{{|\n{ROWS}\n|}}\n{{{{end}}}}",
        "{|\n|\n{{div col}}\n* A\n{{div col end}}\n|-\n|\n* B\n== Next ==\n{{end}}",
        f"{{|\n{ROWS}\n\n== Next ==\n{{{{s-end}}}}",
        "{{gala table}}\nNo rows.\n|}",
        "{{infobox\n| name = A\n|}}\n{{friend list}}\n| x\n",
    ],
)
def test_what_no_template_begins_or_ends_stays(text: str) -> None:
    assert whole_tables(text) == text


def test_a_table_inside_another_is_ended_for_itself() -> None:
    inner = "{|\n| A\n|}"
    assert whole_tables(f"{{|\n|\n{inner}\n|-\n| B\n{{{{s-end}}}}") == f"{{|\n|\n{inner}\n|-\n| B\n|}}"


MARKS = ("{|", "|}", "|-", "| a", "! b", "{{end}}", "{{s-start}}", "{{x", "|}}", "== H ==", "* c", "", ": {|")
PARTS = st.sampled_from(MARKS)


@given(st.lists(PARTS, max_size=20))
def test_lines_keep_their_numbers_and_a_second_reading_changes_nothing(parts: list[str]) -> None:
    once = whole_tables("\n".join(parts))
    assert once.count("\n") == "\n".join(parts).count("\n")
    assert whole_tables(once) == once
