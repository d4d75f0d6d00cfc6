"""Comparable forms of titles: what must agree, what must stay apart, and that nothing printed can break them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.domain.titles.comparable import fold, search_key, title_key
from tracker.domain.titles.forms import MAX_COMPARED, Form, comparable, names_no_film, take_apart
from tracker.domain.titles.main import Print, main_title


def forms(title: str, *, listed: bool = False) -> set[str]:
    apart = take_apart(title, listed=listed)
    return {apart.whole, *apart.forms}


def test_fold_drops_case_accents_and_punctuation() -> None:
    assert fold("  Les Misérables: L’Été & l'Hiver!") == "les miserables lete and lhiver"


def test_fold_keeps_what_cannot_be_folded() -> None:
    assert fold("$") == "$"
    assert fold("") == ""


def test_a_fraction_after_a_figure_is_one_of_its_own() -> None:
    assert {fold(text) for text in ("8½", "8 ½", "8 1/2", "8-1/2")} == {"8 1 2"}
    assert fold("x²") == "x2"


def test_initials_are_searched_as_one_word() -> None:
    assert {search_key(text) for text in ("E.T.", "E. T.", "ET", "e.t")} == {"et"}
    assert search_key("U.S.A. 2 Go, I, Clown") == "usa 2 go i clown"


def test_title_key_drops_the_disambiguation_and_the_article() -> None:
    assert title_key("The Illusionist (2010 film)") == "illusionist"
    assert title_key("The") == "the"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Heat & Dust", "Heat and Dust"),
        ("Heat + Dust", "HEAT AND DUST"),
        ("The Long Road Part Two", "The Long Road II"),
        ("The Long Road, Part 2", "Long Road 2"),
        ("The Long Road: Chapter Two", "The Long Road Vol. 2"),
        ("One Hundred and One Nights", "101 Nights"),
        ("Twenty-One Nights", "21 Nights"),
        ("Two Thousand Miles", "2000 Miles"),
        ("Night V", "Night 5"),
        ("Compartment No. 6", "Compartment Number Six"),
        ("The First Night", "The 1st Night"),
        ("Père Noël", "Pere Noel"),
        ("Åsa och Øyvind", "Asa och Oyvind"),
        ("Зима", "Zima"),
        ("Winter, The", "The Winter"),
        ("Rain, Wind and Snow, The", "The Rain, Wind and Snow"),
        ("Été, L'", "L'Été"),
        ("8½", "8 1/2"),
        ("Dr. Winter vs. Mr. Snow", "Doctor Winter Versus Mister Snow"),
        ("Winter (2010 film)", "Winter"),
        ("Winter (2010)", "Winter"),
    ],
)
def test_two_printings_of_one_title_agree(one: str, other: str) -> None:
    assert take_apart(one).whole.replace(" ", "") == take_apart(other).whole.replace(" ", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Winter 2", "Winter 3"),
        ("Winter", "Winter II"),
        ("I, Robin", "Robin"),
        ("One Two Three", "Six"),
        ("Vanishing Act", "Vanishing"),
    ],
)
def test_different_titles_stay_apart(one: str, other: str) -> None:
    assert take_apart(one).whole != take_apart(other).whole


@pytest.mark.parametrize(
    ("printed", "part", "form"),
    [
        ("Winter or (The Unexpected Virtue of Snow)", "winter", Form.ALIAS),
        ("Dr. Winter or: How I Learned to Ski", "dr winter", Form.ALIAS),
        ("Sauvage / Wild", "wild", Form.ALIAS),
        ("Quiet Snow (Neige muette)", "neige muette", Form.ALIAS),
        ("Quiet Snow [Neige muette]", "quiet snow", Form.WHOLE),
        ("Winter (the last 40 minutes)", "winter", Form.WHOLE),
        ("Ice Saga: The Winter Begins", "winter begins", Form.PIECE),
        ("Ice Saga – The Winter Begins", "ice saga", Form.PIECE),
        ("Ann Lee's The Winter", "winter", Form.PIECE),
        ("Lee Daniels' Winter", "winter", Form.PIECE),
        ("Our Winter, Nuestro Invierno", "nuestro invierno", Form.PIECE),
    ],
)
def test_titles_inside_titles(printed: str, part: str, form: Form) -> None:
    assert take_apart(printed).forms[part] == form


def test_a_number_in_front_is_dropped_only_in_lists() -> None:
    assert "social network" in forms("1. The Social Network", listed=True)
    assert "april" not in forms("9. April")


def test_a_number_alone_is_no_form() -> None:
    assert "2" not in forms("Winter: Part 2")
    assert "2" not in forms("Winter (Part 2)")


def test_a_bracket_with_a_number_does_not_make_parts_the_whole() -> None:
    assert take_apart("Winter (Part 1)").forms["winter"] == Form.PIECE


@pytest.mark.parametrize("printed", ["Winter (novel)", "Winter (2004 TV series)", "Winter [Video game]"])
def test_other_works_are_told_from_films(printed: str) -> None:
    assert take_apart(printed).other_work


def test_brackets_give_year_and_names() -> None:
    apart = take_apart("Winter [Ann Lee film] (2010)")
    assert apart.year == 2010
    assert apart.names == ("Ann Lee film",)
    assert not apart.other_work


def test_only_the_beginning_of_an_endless_title_counts() -> None:
    assert take_apart("winter " * 2000) == take_apart(("winter " * 2000)[:MAX_COMPARED])


@given(st.text())
@example("\x00\x1b[31m\u202eRTL\u2066")
@example("(((((")
@example("\ud800")
@example("'s's's ,The ,A , or or: / - –")
def test_any_text_can_be_taken_apart(title: str) -> None:
    apart = take_apart(title, listed=True)
    for form in (apart.whole, apart.bare, *apart.forms):
        assert form == form.strip()
        assert form.isprintable()
    assert apart.whole not in apart.forms


@given(st.text())
def test_a_comparable_form_in_capitals_is_the_same(title: str) -> None:
    if title.isascii():
        assert comparable(title.upper()) == comparable(title)


@given(
    st.lists(st.sampled_from(["winter", "two", "the", "snow", "ii", "part", "hundred", "and", "x", "9"]), min_size=1)
)
def test_comparable_of_comparable_words_is_stable_in_its_letters(words: list[str]) -> None:
    assert comparable(" ".join(words)).replace(" ", "").isalnum()


def called(registered: str, *prints: tuple[str, str]) -> str:
    return main_title(registered, [Print(title, giver, 2) for title, giver in prints])


def test_a_film_is_called_as_lists_print_it_most() -> None:
    assert called("", ("Gem", "a"), ("Judgment at Gem", "a"), ("Judgment at Gem", "b")) == "Judgment at Gem"
    assert called("", ("The Gem", "a"), ("Gem", "a"), ("Gem", "b"), ("Ore", "c"), ("Ore", "d")) == "Gem"
    assert main_title("", [Print("Gem", "a", 3), Print("Gem Diary", "b", 3), Print("Ore", "c", 1)]) == "Ore"
    assert called("", ("tt0000001", "a"), ("Gem", "b")) == "Gem"
    assert called("", ("tt0000001", "a")) == "tt0000001"
    assert called("Gem") == "Gem"


def test_an_article_that_a_list_puts_last_comes_first() -> None:
    assert called("", ("Gem, The", "a"), ("Gem, The", "a"), ("The Gem", "b")) == "The Gem"
    assert called("", ("American Ore, An", "a")) == "An American Ore"
    assert called("", ("Die, Ore, Die", "a")) == "Die, Ore, Die"


def test_of_two_spellings_of_a_title_that_with_its_capitals_is_the_films() -> None:
    def title(*titles: str) -> str:
        return main_title("", [Print(one, str(giver), 2) for giver, one in enumerate(titles)])

    assert title("All about Gems", "All about Gems", "All About Gems") == "All About Gems"
    assert title("ORES OVER TIME", "ORES OVER TIME", "Ores over Time") == "Ores over Time"
    assert title("images", "Images") == "Images"
    assert title("Do The Work", "Do the Work", "Do the Work") == "Do the Work"


def test_the_registrys_title_gives_way_where_two_bodies_print_another_and_nobody_prints_it() -> None:
    assert called("Gem Redux", ("Gem", "a"), ("Gem", "b")) == "Gem"
    assert called("Gem Redux", ("Gem", "a"), ("Gem", "a")) == "Gem Redux"
    assert called("Gem Redux", ("Gem", "a"), ("Gem", "b"), ("Gem redux", "c")) == "Gem Redux"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Gem (HBO)",
            "Gem [TV series]",
            "Gem [season 2]",
            'Gem ("Pilot")',
            "Gem: Works [exhibition]",
            "Gem [restored]",
        ),
        *("Gem (novel)", "Gem [1962]", "(various reissues)", "[Ore documentaries]", "(already included below"),
    ],
)
def test_lines_that_say_in_brackets_that_they_are_about_no_film(line: str) -> None:
    assert names_no_film(line, 2018)


@pytest.mark.parametrize(
    "line",
    [
        "Gem (Netflix)",
        "Gem (New and Selected)",
        "Gem(s)",
        "[GEM]",
        "(500) Gems",
        "Gem [2017]",
        "Gem [aka Ore]",
        "TV Gem",
    ],
)
def test_other_brackets_say_nothing_against_a_film(line: str) -> None:
    assert not names_no_film(line, 2018)


def test_what_a_list_adds_in_brackets_is_no_part_of_a_title() -> None:
    assert called("", ("Gem [restored]", "a")) == "Gem"
    assert called("", ("Gem (aka Ore)", "a")) == "Gem"
    assert called("", ("[Gem]", "a")) == "[Gem]"
    assert called("", ("Gem(s)", "a")) == "Gem(s)"
