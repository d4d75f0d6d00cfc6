"""Which parts of an address are secrets."""

import pytest

from tracker.domain.text.secrets import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://a.example/feed?token=abc: answered 404", "https://a.example/feed?token=***: answered 404"),
        ("https://a.example/x?page=2&Api_Key=a%20b#top", "https://a.example/x?page=2&Api_Key=***#top"),
        ("<https://a.example/x?sig=abc>, https://b.example/?key=x;y", "<https://a.example/x?sig=***>, https://b.example/?key=***;y"),
        ("https://me:word@a.example/x", "https://me:***@a.example/x"),
        ("https://a.example/?author=Ann&monkey=7&design=x", "https://a.example/?author=Ann&monkey=7&design=x"),
        ("no token=abc of an address", "no token=abc of an address"),
    ],
)  # fmt: skip
def test_values_of_queries_that_are_nobody_s_business_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
