"""How sentences name things."""

import pytest

from tracker.domain.text.sentences import country_words


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("France", "France"),
        ("United Kingdom", "the United Kingdom"),
        ("Czech Republic", "the Czech Republic"),
        ("Netherlands", "the Netherlands"),
        ("South Korea", "South Korea"),
        ("People's Republic of China", "the People's Republic of China"),
    ],
)
def test_a_country_has_the_article_that_english_gives_it(country: str, words: str) -> None:
    assert country_words(country) == words
