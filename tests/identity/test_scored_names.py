"""Names of directors as different sources print them."""

import pytest

from tracker.identity.names import credits_agree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ang Lee", "Lee Ang"),
        ("Lee, Ang", "Ang Lee"),
        ("J. J. Abrams", "J.J. Abrams"),
        ("S. Eisenstein", "Sergei M. Eisenstein"),
        ("Brian DePalma", "Brian De Palma"),
        ("Alfonso Cuarn", "Alfonso Cuarón"),
        ("Joel Coen,Ethan Coen", "Ethan Coen & Joel Coen"),
        ("Ann Lee and Mary Doe", "Mary Doe"),
        ("Robert Wise; Jerome Robbins", "Jerome Robbins"),
    ],
)
def test_the_same_people(one: str, other: str) -> None:
    assert credits_agree(one, other)
    assert credits_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Michael Moore", "Michael Bay"),
        ("Joel Coen", "Ethan Coen"),
        ("Ann Lee", ""),
        ("", ""),
        ("?", "!"),
        ("John Ford", "Aleksandr Ford"),
    ],
)
def test_other_people_and_blanks(one: str, other: str) -> None:
    assert not credits_agree(one, other)
    assert not credits_agree(other, one)
