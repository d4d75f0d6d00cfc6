"""Items of lists in HTML without their ends: closed as a browser does, and lines keep their numbers."""

import pytest

from spiders.formats.wikitext.items import whole_items


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("<ul>\n<li>A\n<li>B\n</ul>\nx", "<ul>\n<li>A\n</li><li>B\n</li></ul>\nx"),
        ("<li>A\n<li>B\n== H ==\n<li>C</li>", "<li>A\n</li><li>B</li>\n== H ==\n<li>C</li>"),
        ("<ul><li>A<UL><LI>B<li>C</ul></li><li>D</ul>", "<ul><li>A<UL><LI>B</li><li>C</li></ul></li><li>D</li></ul>"),
        ("{|\n|\n<ol>\n<li>A\n|\n<li>B\n|}", "{|\n|\n<ol>\n<li>A</li></ol>\n|\n<li>B</li>\n|}"),
        ("<ul><li>A</li><li>B</li></ul>", "<ul><li>A</li><li>B</li></ul>"),
        ("no list", "no list"),
    ],
)
def test_items_are_closed_before_the_next_or_the_end(text: str, whole: str) -> None:
    assert whole_items(text) == whole
