"""Categories given and their sizes, as pages list them and as they say in words; and what the source files declare."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_pages import LEAD, gala

from readings import SavedPage
from spiders.catalogue import load_sources, read_page
from spiders.ceremonies.field_sentences import sentence_claims
from spiders.formats.wikitext.lines import Line, Piece
from tracker.domain.bodies import bodies
from tracker.domain.facts.records import FieldRecord, NominationRecord, Origin, PageRecord, Record
from tracker.domain.sources import Source

SOURCES = load_sources()
GALA = gala("""
sections: {take: ["Winners and nominees"]}
prefixes: ["Gala Award for", "Best"]
categories:
  "Best Film": {is: picture}
  "Best Director": {is: director}
  "Best Original Score": {is: original_score}
  "Best Makeup and Hairstyling": {is: makeup_and_hairstyling}
""")
LISTS = """===Best Film===
* '''''[[One]]''''' ‡
* ''[[Two]]''
* ''[[Three]]'' (This was not an official nomination.)
===Gala Award for Best Director===
* '''[[Ann Bell]] – ''[[One]]''''' ‡
* [[Cy Dee]] – ''[[Two]]''
===Best Original Score===
"""


def page(source: Source, ceremony: int) -> PageRecord:
    assert source.ceremonies is not None
    title = source.page_title(source.ceremonies.ceremony(ceremony))
    return PageRecord(
        id=title,
        source=source.name,
        title=title,
        url="https://example.org/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony=ceremony,
    )


def fields(records: list[Record]) -> list[FieldRecord]:
    return [record for record in records if isinstance(record, FieldRecord)]


def said(sentence: str, source: Source = GALA, ceremony: int = 50) -> list[tuple[str | None, int | None, int | None]]:
    claims = sentence_claims(source, page(source, ceremony), [Line(7, "", [Piece("text", sentence)])])
    assert all((claim.line, claim.as_printed) == (7, sentence) for claim in claims)
    return [(claim.declared, claim.value, claim.most) for claim in claims]


# --- listed ---


def test_a_page_gives_a_claim_a_category_and_one_a_size_with_the_line_of_its_heading() -> None:
    text = f"{LEAD}\n==Winners and nominees==\n{LISTS}\n==References==\n"
    records, _ = read_page(GALA, page(GALA, 50), text.encode())
    lines = text.splitlines()
    shown = [
        (c.claim, c.declared, c.category, c.category_as_printed, c.value, lines[(c.line or 0) - 1].strip("="))
        for c in fields(records)
    ]
    film, director, score = ("Best Film", "Gala Award for Best Director", "Best Original Score")
    assert shown == [
        ("given", film, "picture", film, None, film),
        ("size", film, "picture", film, 3, film),
        ("given", "Best Director", "director", director, None, director),
        ("size", "Best Director", "director", director, 2, director),
        ("given", score, "original_score", score, None, score),  # announced, and nothing listed yet: no size
    ]
    assert [c.official for c in fields(records) if c.claim == "size"] == [2, 2]


def test_a_festivals_line_up_prizes_and_box_are_claims_and_its_sections_without_a_prize_are_none() -> None:
    cannes = SOURCES["cannes"]
    text = """{{Infobox film festival|number=2 (In Competition)|date=12–23 May 2010}}
The festival was held from 12 to 23 May 2010.
==Official selection==
===In Competition===
* ''[[One]]'' by [[Ann Bell]]
* ''[[Two]]'' by [[Cy Dee]]
===Out of Competition===
* ''[[Three]]'' by [[Ed Fox]]
==Official awards==
===In Competition===
* [[Palme d'Or]]: ''[[One]]'' by [[Ann Bell]]
* [[Best Director Award (Cannes Film Festival)|Best Director]]: [[Cy Dee]] for ''[[Two]]''
==References==
"""
    claims = fields(read_page(cannes, page(cannes, 63), text.encode())[0])
    assert [(c.claim, c.declared, c.value) for c in claims] == [
        ("stated_size", "Palme d'Or", 2),
        ("given", "Palme d'Or", None),
        ("size", "Palme d'Or", 2),
        ("given", "Best Director", None),
        ("size", "Best Director", 1),
    ]
    assert claims[0].as_printed == "2 (In Competition)"


# --- in words ---


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The combined gross of the ten Best Film nominees was high.", ("Best Film", 10, None)),
        ("None of the 9 Best Film nominees was popular.", ("Best Film", 9, None)),
        ("All five Best Director nominees were men.", ("Best Director", 5, None)),
        ("She played from the five nominees for Best Original Score.", ("Best Original Score", 5, None)),
        ("Four of the six nominations for Best Original Score were firsts.", ("Best Original Score", 6, None)),
        ("The 2000 ceremony would feature ten Best Film nominees instead of five.", ("Best Film", 10, None)),
        ("The 2000 ceremony would feature between five and ten Best Film nominees.", ("Best Film", 5, 10)),
        (
            "The category of Best Makeup and Hairstyling was expanded from a roster consisting of three nominees to "
            "five nominees, with the shortlist also expanded from seven films to ten.",
            ("Best Makeup and Hairstyling", 5, None),
        ),
        ("The decision to expand the roster of Best Film nominees from five to ten films.", ("Best Film", 10, None)),
        ("During the gala, the academy presented awards in 24 categories.", (None, 24, None)),
        ("Awards were presented in twenty-three competitive categories honoring films of 1999.", (None, 23, None)),
        ("For the first time, nominations for all 24 competitive categories were announced.", (None, 24, None)),
        ("It was said that all 24 categories would be presented live.", (None, 24, None)),
    ],
)
def test_a_sentence_about_a_whole_field_is_a_claim(sentence: str, claim: tuple[str | None, int, int | None]) -> None:
    assert said(sentence) == [claim]


@pytest.mark.parametrize(
    "sentence",
    [
        "For the first time, three Best Film nominees were directed by women.",
        "The three Best Film nominees directed by women did well.",
        "The two Best Director nominees, Ann Bell and Cy Dee, were married.",
        "Among the five remaining Best Film nominees, Two was next.",
        "Only two of the nominees for Best Original Score were played.",
        "The body would extend the number of Best Film nominees from five to ten for the following ceremonies.",
        "The 1998 ceremony would feature ten Best Film nominees.",
        "At the 49th Gala Awards, the five Best Film nominees were poor.",
        "The five Best Film nominees of 1998 were poor.",
        "The shortlist of the fifteen Best Original Score nominees was published.",
        "One received the most nominations in eleven categories.",
        "The gala presented awards in four categories during commercial breaks.",
        "The final four categories were broadcast live.",
        "One was presented with awards in three categories.",
        "One was awarded in six categories.",
        "The studio was the first to have three Best Film nominees.",
        "The two Best Director nominations went to men.",
        "The three Best Director nominees for One were men.",
        "All twenty acting nominees were known.",
        "The seven Best Hat nominees were red.",
        "The academy presented honorary awards, and nominations in 24 categories.",
    ],
)
def test_a_sentence_about_some_of_them_another_ceremony_or_no_known_category_is_none(sentence: str) -> None:
    assert said(sentence) == []


def test_claims_that_contradict_each_other_stand_side_by_side() -> None:
    both = "The ten Best Film nominees were good. The nine Best Film nominees were better."
    claims = sentence_claims(GALA, page(GALA, 50), [Line(7, "", [Piece("text", both)])])
    assert [claim.value for claim in claims] == [10, 9]


WORDS = [
    *("the", "all", "ten", "24", "999999999", "१२", "between", "and", "from", "to", "of", "in", "for", "."),
    *("Best", "Film", "Director", "nominees", "categories", "presented", "expanded", "feature"),
    "the ten Best Film nominees",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=60))
def test_any_prose_gives_claims_with_sound_numbers_or_none(words: list[str]) -> None:
    for claim in sentence_claims(GALA, page(GALA, 50), [Line(1, "", [Piece("text", " ".join(words))])]):
        assert claim.value is not None
        assert 0 <= claim.value <= 999


# --- real pages ---


@pytest.mark.parametrize("name", ["oscars", "baftas", "golden_globes", "cannes", "venice", "berlin"])
def test_what_real_pages_say_in_words_is_what_they_list(name: str, shared: Path, saved_page: SavedPage) -> None:
    source = SOURCES[name]
    assert source.ceremonies is not None
    read = 0
    for ceremony in source.ceremonies.known_by(2025):
        title = source.page_title(ceremony)
        if not (shared / "wiki" / "pages" / f"{title.replace(' ', '_')}.wikitext").is_file():
            continue
        _, records, _ = saved_page(source, title, ceremony.number)
        claims = fields(records)
        read += 1
        sizes = {(c.declared, c.category_as_printed): c.value for c in claims if c.claim == "size"}
        # A name taken out of an entry is a second entry of its line and works, and none of the field.
        lines = {(r.category_as_printed, r.line, r.works) for r in records if isinstance(r, NominationRecord)}
        entries = Counter(printed for printed, *_ in lines)
        assert all(entries[printed or ""] == value for (_, printed), value in sizes.items())
        assert len(sizes) == sum(c.claim == "given" for c in claims)
        for claim in claims:
            if claim.claim == "stated_categories":
                assert claim.value == len(sizes), claim.as_printed
            elif claim.claim == "stated_size":
                listed = sum(value or 0 for (declared, _), value in sizes.items() if declared == claim.declared)
                assert (claim.value or 0) <= listed <= (claim.most or claim.value or 0), claim.as_printed
        if name == "oscars":
            assert any(c.claim == "stated_categories" for c in claims)
    assert read >= 20


def test_the_bodys_own_page_gives_the_same_sizes_as_the_encyclopaedia(shared: Path) -> None:
    (saved,) = (shared / "captures" / "oscars.org").glob("*97th*.html")
    own, other = SOURCES["oscars_official"], SOURCES["oscars"]
    wiki = (shared / "wiki" / "pages" / "97th_Academy_Awards.wikitext").read_bytes()
    sizes = [
        {c.declared: c.value for c in fields(read_page(source, page(source, 97), body)[0]) if c.claim == "size"}
        for source, body in ((own, saved.read_bytes()), (other, wiki))
    ]
    assert sizes[0] == sizes[1]
    assert len(sizes[0]) == 23


# --- declared ---


@pytest.mark.parametrize("source", [s for s in SOURCES.values() if s.ceremonies], ids=lambda source: source.name)
def test_every_declared_size_names_what_it_was_counted_on(source: Source) -> None:
    assert source.ceremonies is not None
    for ceremony in source.ceremonies.known_by(2027):
        for name, category in source.categories.items():
            if category.given_at(ceremony.number) and category.size_at(ceremony.number):
                assert source.basis_at(ceremony.number, name), (name, ceremony.number)
    spans = [c for c in source.categories.values() if c.since or c.to or c.gaps]
    assert source.basis or not spans


def _eras() -> list[tuple[Source, str, int, str]]:
    return [
        (SOURCES[body], category.concept, run.since or 0, run.era)
        for body, known in bodies().items()
        for category in known.categories.values()
        for run in category.field
        if run.era
    ]


@pytest.mark.parametrize(
    ("source", "concept", "first", "basis"), _eras(), ids=lambda v: v.name if isinstance(v, Source) else str(v)[:30]
)
def test_an_era_of_field_sizes_begins_where_the_declared_size_changes(
    source: Source, concept: str, first: int, basis: str
) -> None:
    def declared(number: int) -> list[tuple[int, int] | None]:
        return [c.size_at(number) for c in source.categories.values() if c.concept == concept and c.given_at(number)]

    assert declared(first - 1) != declared(first)
    assert source.ceremonies is not None
    assert basis in ("counted", source.page_title(source.ceremonies.ceremony(first)))


@pytest.mark.parametrize(("source", "concept", "first", "basis"), [e for e in _eras() if e[3].endswith("Awards")])
def test_the_page_named_for_an_era_says_so(source: Source, concept: str, first: int, basis: str, shared: Path) -> None:
    body = (shared / "wiki" / "pages" / f"{basis.replace(' ', '_')}.wikitext").read_bytes()
    claims = fields(read_page(source, page(source, first), body)[0])
    sizes = [c for c in claims if c.claim == "stated_size" and c.category == concept and c.as_printed]
    assert any(re.search(r"instead of|between|expanded|opposed to", c.as_printed or "") for c in sizes)
