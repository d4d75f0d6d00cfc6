"""What a cell holds, in every form in which frames and files hold it."""

import pytest

from tracker.domain.cells import cited_page

PAGE, OTHER = "https://example.org/page", "https://example.org/other"


@pytest.mark.parametrize(
    ("url", "cites", "page"),
    [
        (PAGE, OTHER, PAGE),
        ("list.csv", [PAGE, OTHER], PAGE),
        ("list.csv", f"{PAGE};{OTHER}", PAGE),
        ("list.csv", "", "list.csv"),
        ("list.csv", None, "list.csv"),
    ],
)
def test_a_row_of_a_file_is_cited_by_the_first_page_that_it_names(url: str, cites: object, page: str) -> None:
    assert cited_page(url, cites) == page
