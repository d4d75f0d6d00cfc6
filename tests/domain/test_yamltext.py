"""Strict YAML: what a person typed is what is read, or one line says where it is wrong."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import ConfigError
from tracker.domain.yamltext import MAX_CHARACTERS, load_yaml


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "No", "Yes", "y", "n", "ON"])
def test_only_true_and_false_are_booleans(word: str) -> None:
    assert load_yaml(f"{word}: {word}", "f.yml") == {word: word}
    assert load_yaml("[true, False]", "f.yml") == [True, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2", "f.yml:2: duplicate key 'a'"),
        ("a: {b: 1,\n b: 2}", "f.yml:2: duplicate key 'b'"),
        ("a: &x [1]\nb: *x", "f.yml:2: aliases are not allowed here"),
        ("a: [", "f.yml:2: "),
        ("a: \x00", "f.yml: not valid YAML"),
        ("a: !!python/object/apply:os.system [ls]", "f.yml:1: could not determine a constructor"),
        ("a" * (MAX_CHARACTERS + 1), "f.yml: larger than"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_yaml(text, "f.yml")
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_an_asterisk_in_a_text_is_no_alias() -> None:
    assert load_yaml("title: 'M*A*S*H'\nother: batteries *not* included", "f.yml")["title"] == "M*A*S*H"


@given(st.text(max_size=200))
def test_any_text_gives_a_value_or_a_configuration_error(text: str) -> None:
    with suppress(ConfigError):
        load_yaml(text, "f.yml")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000 + "]" * 30_000,
        "{a: " * 30_000 + "1" + "}" * 30_000,
        "- " * 30_000 + "a",
        "\n".join(f"{' ' * depth}a:" for depth in range(200)),
    ],
)
def test_what_is_nested_deep_is_refused_before_it_is_built(text: str) -> None:
    with pytest.raises(ConfigError, match=r"x\.yml.*: nested deeper than 100 levels"):
        load_yaml(text, "x.yml")
