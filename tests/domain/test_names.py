"""Names of people as running text has them, whatever capitals a list prints."""

import pytest

from tracker.domain.text.names import in_text


@pytest.mark.parametrize(
    ("printed", "article", "name"),
    [
        ("ANN DICARLO", "Ann DiCarlo (actress)", "Ann DiCarlo"),
        ("ANN DICARLO", "name:ann dicarlo", "Ann Dicarlo"),
        ("IDA MCROY-O'DELL", "", "Ida McRoy-O'Dell"),
        ("BEA McROY", "", "Bea McRoy"),
        ("ANN DiCARLO", "", "Ann DiCarlo"),
        ("IDA McROY-MacDELL", "", "Ida McRoy-MacDell"),
        ("Ann DiCarlo II", "", "Ann DiCarlo II"),
        ("J.R. BRÜHL II", "", "J.R. Brühl II"),
        ("BEA ROE", "Bea Roe Smith", "Bea Roe"),
        ("RZA", "", "RZA"),
        ("e. e. Roe", "E. E. Roe", "e. e. Roe"),
    ],
)
def test_a_name_in_capitals_alone_has_them_where_they_belong(printed: str, article: str, name: str) -> None:
    assert in_text(printed, article) == name
