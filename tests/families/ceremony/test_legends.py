"""Winners that a page marks with a sign or a colour of its own, and explains in a key, or in no key."""

import pytest
from list_pages import gala, held, read_lists, table

SOURCE = gala("""
sections: {take: ["Winners and nominees"]}
categories:
  "Best Film": {is: picture, optional: true}
  "Best Director": {is: director, optional: true}
  "Best Actor": {is: lead_actor, optional: true}
""")
WON = ["picture: won Tide / Ann Quay", "picture: nominated Ebb / Cy Pier"]
NOMINATED = ["picture: nominated Tide / Ann Quay", "picture: nominated Ebb / Cy Pier"]


def lists(first: str, second: str = "''[[Ebb]]'' – [[Cy Pier]]") -> str:
    return f"===Best Film===\n* {first}\n* {second}"


def grid(first: str, *categories: str) -> str:
    """A table with two rows a category, and `first` for the look of the first of them."""
    rows = [
        f"|-\n| rowspan=2 | {name}\n| {first} | ''[[Tide]]'' || [[Ann Quay]]\n|-\n| ''[[Ebb]]'' || [[Cy Pier]]"
        for name in categories or ("Best Film",)
    ]
    return '{| class="wikitable"\n! Category !! Film !! Nominee\n' + "\n".join(rows) + "\n|}"


GOLD = 'style="background:#FAEB86;"'


@pytest.mark.parametrize(
    "page",
    [
        "''Winners are indicated with a dagger (†).''\n" + lists("''[[Tide]]'' – [[Ann Quay]] †"),
        "† = winner\n" + lists("''[[Tide]]''† – [[Ann Quay]]"),
        "{|\n| {{dagger}} || Indicates the winner\n|}\n" + lists("''[[Tide]]'' – [[Ann Quay]] {{dagger}}"),
        "'''*''' denotes winner\n" + lists("''[[Tide]]'' – [[Ann Quay]]*"),
        "Key: § – the winning film\n" + lists("''[[Tide]]'' – [[Ann Quay]]<sup>§</sup>"),
        "{{legend2|★|Winner}}\n" + lists("★ ''[[Tide]]'' – [[Ann Quay]]"),
        "Winners are marked with a double dagger.\n" + lists("''[[Tide]]'' – [[Ann Quay]] ‡"),
        "{{legend|#FAEB86|Winner}}\n" + grid(GOLD),
        "{{legend|gold|Winner}}{{legend|silver|Nominee}}\n" + grid("bgcolor=gold"),
        "Winners are highlighted in gold.\n" + grid("bgcolor=gold"),
        f"{{|\n| {GOLD} | || Winner\n|}}\n" + grid('style="background-color:#faeb86"'),
    ],
)
def test_a_sign_that_the_page_explains_says_who_won(page: str) -> None:
    records, problems = read_lists(SOURCE, page)
    assert (table(records), held(problems)) == (WON, [])


@pytest.mark.parametrize(
    "page",
    [
        "† denotes a posthumous nomination\n" + lists("''[[Tide]]'' – [[Ann Quay]] †"),
        "Key: * = winner\n" + lists("''[[Tide]]'' – [[Ann Quay]]"),
        grid('style="background:#eee"'),
        grid('style="background:#FFF"'),
        grid('valign="top"'),
    ],
)
def test_other_signs_say_nothing_of_winners(page: str) -> None:
    records, problems = read_lists(SOURCE, page)
    assert (table(records), held(problems)) == (NOMINATED, [])


def test_a_title_keeps_a_character_that_marks_winners() -> None:
    records, _ = read_lists(SOURCE, "Key: * = winner\n" + lists("''[[T*I*D]]''* – [[Ann Quay]]"))
    assert table(records)[0] == "picture: won T*I*D / Ann Quay"


def test_one_colour_in_each_category_says_who_won_without_a_key() -> None:
    records, problems = read_lists(SOURCE, grid(GOLD, "Best Film", "Best Director", "Best Actor"))
    assert [line for line in table(records) if ": won" in line] == [
        "picture: won Tide / Ann Quay",
        "director: won Tide / Ann Quay",
        "lead_actor: won Tide / Ann Quay",
    ]
    assert held(problems) == []


def test_a_colour_that_nothing_explains_holds_its_category() -> None:
    _, problems = read_lists(SOURCE, grid(GOLD))
    assert [code for code, _ in held(problems)] == ["winner_marks"]
