"""Source files: strict keys, names of categories, and what the built-in ones declare."""

from pathlib import Path

import pytest
from list_pages import GALA

from spiders.catalogue import load_sources, parse_source
from tracker.domain.errors import ConfigError

CATEGORIES = """
prefixes: ["Gala Award for"]
ignore: ["*Television*", "Honorary*", "Best Hat"]
categories:
  "Best Sound": {is: sound, also: ["Best Sound Mixing"]}
  "Best Sound Editing": {is: sound_editing, from: 10, to: 20, gaps: [15], links: ["Best Sound"]}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GALA + "unknown_key: 1\n", "unknown_key"),
        (GALA + "title: Twice\n", "duplicate key 'title'"),
        (GALA.replace("Gala Awards\npub", "1917\npub"), "title: should be text, in quotation marks"),
        (GALA + "categories:\n  Best Hat: {is: hat}\n", "unknown category concept 'hat'"),
        (GALA + "categories:\n  1917: {is: picture}\n", "should be text, in quotation marks"),
        (GALA.replace("ceremony + 1949", "1949"), "ceremony \\+ 1927"),
        (GALA.replace('page: "{ordinal} Gala Awards"\n', ""), "page: is missing"),
        ("- a\n", "mapping"),
        ("a: [", "gala.yml"),
    ],
)
def test_a_wrong_file_is_refused_with_file_and_key(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        parse_source(text, "gala")
    assert str(caught.value).startswith("gala.yml")


@pytest.mark.parametrize(
    ("printed", "ceremony", "link", "names"),
    [
        ("Best Sound", 12, False, ("Best Sound",)),
        ("best  sound", 12, False, ("Best Sound",)),
        ("Best Sound Mixing", 12, False, ("Best Sound",)),
        ("Gala Award for Best Sound", 12, True, ("Best Sound", "Best Sound Editing")),
        ("Gala Award for Best Sound", 30, True, ("Best Sound",)),
        ("Best Sound Editing", 9, False, ()),
        ("Best Sound Editing", 15, False, ()),
        ("Best Sound Editing", 20, False, ("Best Sound Editing",)),
        ("Sound", 12, False, ()),
    ],
)
def test_what_a_printed_name_may_stand_for(printed: str, ceremony: int, link: bool, names: tuple[str, ...]) -> None:
    assert parse_source(GALA + CATEGORIES, "gala").meanings(printed, ceremony, link=link) == names


@pytest.mark.parametrize(
    ("printed", "left_out"),
    [
        ("Best Television Series", True),
        ("Gala Award for Best Hat", True),
        ("Honorary Gala", True),
        ("An Honorary Gala", False),
        ("Best Sound", False),
    ],
)
def test_what_is_left_out_on_purpose(printed: str, left_out: bool) -> None:
    assert parse_source(GALA + CATEGORIES, "gala").leaves_out(printed) is left_out


def test_every_built_in_source_can_be_read() -> None:
    assert {"oscars", "baftas", "golden_globes"} <= set(load_sources())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="folder of sources"):
        load_sources(tmp_path / "nowhere")


@pytest.mark.parametrize("body", ["oscars", "baftas", "golden_globes"])
def test_sizes_of_a_category_cover_every_ceremony_it_was_given_at_without_overlap(body: str) -> None:
    source = load_sources()[body]
    assert source.ceremonies is not None
    for name, category in source.categories.items():
        for number in range(source.ceremonies.first, 101):
            sizes = [f.size for f in category.field if f.covers(number)]
            assert len(sizes) == category.given_at(number) or not category.given_at(number), (name, number, sizes)


@pytest.mark.parametrize("body", ["oscars", "baftas", "golden_globes"])
def test_no_name_of_a_category_is_anothers_or_left_out(body: str) -> None:
    source = load_sources()[body]
    assert source.ceremonies is not None
    for name, category in source.categories.items():
        for number in range(source.ceremonies.first, 101):
            if not category.given_at(number):
                continue
            for spelling in (name, *category.also):
                assert source.meanings(spelling, number) == (name,), (number, spelling)
                assert not source.leaves_out(spelling), spelling


@pytest.mark.parametrize(
    ("body", "number", "year", "film_year", "page"),
    [
        ("oscars", 1, 1929, 1928, "1st Academy Awards"),
        ("oscars", 3, 1930, 1930, "3rd Academy Awards"),
        ("oscars", 83, 2011, 2010, "83rd Academy Awards"),
        ("baftas", 64, 2011, 2010, "64th British Academy Film Awards"),
        ("golden_globes", 68, 2011, 2010, "68th Golden Globes"),
    ],
)
def test_number_year_and_page_of_a_ceremony(body: str, number: int, year: int, film_year: int, page: str) -> None:
    source = load_sources()[body]
    assert source.ceremonies is not None
    ceremony = source.ceremonies.ceremony(number)
    assert (ceremony.year, ceremony.film_year, source.page_title(ceremony)) == (year, film_year, page)
