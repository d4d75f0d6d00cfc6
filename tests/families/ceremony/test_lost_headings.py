"""A heading lost with the entries around it: the list above may hold another category's nominees, and is held."""

import pytest
from list_pages import LEAD, gala, held, read_lists

from tracker.domain.sources import Source

YAML = """
verified_on: ["50th Gala Awards"]
sections: {take: ["Winners and nominees"]}
categories:
"""
NAMES = ["Best Film", "Best Editing", "Best Sound", "Best Design", "Best Debut", "Best Short Film"]
KINDS = ["picture", "film_editing", "sound", "production_design", "debut", "british_short"]


def source(more: str = "", yaml: str = YAML) -> Source:
    lines = (f'  "{name}": {{is: {kind}, field: 3{more}}}' for name, kind in zip(NAMES, KINDS, strict=True))
    return gala(yaml + "\n".join(lines))


def lists(heading: str, names: list[str] = NAMES) -> list[str]:
    """Each category as its heading and three entries, which name the category."""
    return [
        heading.format(name) + f"\n* '''''{name} A'' – Ann Bell'''\n** ''{name} B'' – Cy Dorn\n** ''{name} C'' – Di Lee"
        for name in names
    ]


def swallowed(text: str, above: str, below: str) -> str:
    """The page without the end of one list and the beginning of the next, so that the first keeps its number."""
    start, end = text.index(f"** ''{above} C"), text.index(f"** ''{below} C")
    return text[:start] + text[end:]


def test_a_list_that_may_hold_the_missing_category_is_held_with_its_line() -> None:
    text = "\n".join(lists("==={}==="))
    assert held(read_lists(source(), text)[1]) == []
    problems = read_lists(source(), swallowed(text, "Best Editing", "Best Sound"))[1]
    assert [(p.code, p.category) for p in problems] == [("lost_heading", "Best Editing")]
    assert problems[0].line == 11 == f"{LEAD}\n==Lists==\n{text}".split("\n").index("===Best Editing===") + 1


def test_the_order_of_the_page_counts_as_well_as_that_of_the_declarations() -> None:
    text = "\n".join(lists("==={}===", [*NAMES[:2], NAMES[4], NAMES[2], NAMES[3], NAMES[5]]))
    problems = read_lists(source(), swallowed(text, "Best Debut", "Best Sound"))[1]
    assert {p.category for p in problems} == {"Best Editing", "Best Debut"}


@pytest.mark.parametrize(
    ("above", "below", "names"),
    [
        ("Best Debut", "Best Editing", ["Best Sound", "Best Debut", "Best Editing", "Best Design"]),
        ("Best Sound", "Best Debut", ["Best Sound", "Best Debut", "Best Editing", "Best Design"]),
    ],
)
def test_a_row_of_another_width_tells_which_list_it_was(above: str, below: str, names: list[str]) -> None:
    cells = lists("| valign=top |\n{{{{Award category|x|{}}}}}", ["Best Film", "Best Short Film", *names])
    text = "{|\n" + "".join(f"|-\n{a}\n{b}\n" for a, b in zip(cells[::2], cells[1::2], strict=True)) + "|}"
    assert held(read_lists(source(), text)[1]) == []
    problems = read_lists(source(), swallowed(text, above, below))[1]
    assert above in {p.category for p in problems if p.code == "lost_heading"}


@pytest.mark.parametrize(
    "of",
    [
        source(", optional: true"),
        source(yaml=YAML.replace("verified_on", "note: x\n#")),
    ],
    ids=["optional", "on trial"],
)
def test_what_need_not_be_there_holds_nothing(of: Source) -> None:
    text = swallowed("\n".join(lists("==={}===")), "Best Editing", "Best Sound")
    assert held(read_lists(of, text)[1]) == []


def test_a_page_that_is_still_being_written_holds_no_list_for_those_to_come() -> None:
    assert held(read_lists(source(), "\n".join(lists("==={}===", NAMES[:2])))[1]) == []


def test_a_winner_below_nominees_is_of_a_list_whose_heading_was_lost() -> None:
    text = "\n".join(lists("==={}===")).replace("===Best Sound===\n", "")
    of = source(", optional: true", YAML)
    assert [p.category for p in read_lists(of, text)[1] if p.code == "winner_marks"] == ["Best Editing"]
    tie = "===Best Film===\n* '''''A'' – Ann Bell'''\n** ''B'' – Cy Dorn\n* '''''C'' – Di Lee'''\n** ''D'' – Al Fox"
    assert held(read_lists(of, tie)[1]) == [("winner_marks", 10)]
    assert held(read_lists(of, tie.replace("** ''B'' – Cy Dorn\n", ""))[1]) == []


@pytest.mark.parametrize(("printed", "is_held"), [("Best Debutt", True), ("Best Dbut", True), ("Best Gown", False)])
def test_a_misspelt_heading_holds_the_category_that_it_may_mean(printed: str, is_held: bool) -> None:
    text = "\n".join(lists("==={}===")).replace("===Best Debut===", f"==={printed}===")
    problems = read_lists(source(", optional: true"), text)[1]
    assert ("Best Debut" in {p.category for p in problems}) is is_held


@pytest.mark.parametrize("printed", ["Most Pleasing Gown", "Best Gown", "Best Film Gown"])
def test_a_list_under_an_undeclared_heading_in_the_place_of_a_missing_one_spares_the_list_before_it(
    printed: str,
) -> None:
    text = "\n".join(lists("==={}===")).replace("===Best Design===", f"==={printed}===")
    assert "lost_heading" not in {p.code for p in read_lists(source(), text)[1]}


def test_it_stands_for_one_missing_category_and_no_other_list_does() -> None:
    text = "\n".join(lists("==={}===", [NAMES[0], "Best Gown", *NAMES[3:]]))
    assert [p.category for p in read_lists(source(), text)[1] if p.code == "lost_heading"] == ["Best Film"]


@pytest.mark.parametrize(("entries", "held_for"), [(3, []), (2, ["Best Film"])])
def test_elsewhere_it_has_as_many_entries_as_the_missing_one_must_have(entries: int, held_for: list[str]) -> None:
    *of_page, gown = lists("==={}===", [NAMES[0], *NAMES[2:], "Best Gown"])
    text = "\n".join([*of_page, *gown.split("\n")[: entries + 1]])
    assert [p.category for p in read_lists(source(), text)[1] if p.code == "lost_heading"] == held_for
