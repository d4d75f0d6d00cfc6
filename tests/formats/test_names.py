"""Names as pages print them."""

import pytest

from spiders.formats.names import is_name, whole_names


def test_a_suffix_goes_back_to_its_name_and_letters_of_a_society_are_left_out() -> None:
    parts = ["Robert Downey", "Jr.", "Roger Deakins", "A.S.C.", "", "Acme Films", "Inc"]
    assert whole_names(parts) == ["Robert Downey, Jr.", "Roger Deakins", "Acme Films, Inc"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guillermo del Toro", True),
        ("will.i.am", False),
        ("20th Century Fox", True),
        ("for the song", False),
        ('"Skyfall"', False),
        ("A: B", False),
        ("", False),
    ],
)
def test_a_name_begins_with_capitals_but_for_its_small_words(text: str, name: bool) -> None:
    assert is_name(text) is name
