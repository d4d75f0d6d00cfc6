"""Prose-led critics' pages: what sentences say of winners and runners-up is read, or held with its line; never guessed.

The pages in `prose/` are written for these tests, in the layouts critics' groups have on Wikipedia; their films and
people are invented.
"""

import random
import re
import time
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readings import SavedPage
from spiders.catalogue import load_sources, parse_source
from spiders.families.ceremony.prose.sentences import read_prose
from spiders.families.ceremony.read import read
from spiders.formats.wikitext.blocks import read_blocks
from spiders.formats.wikitext.lists import Heading, Kind, Meaning
from tracker.domain.facts.records import NominationRecord, Origin, PageRecord, Record
from tracker.domain.lists.problems import Severity
from tracker.domain.sources import Source
from tracker.domain.titles.comparable import fold

PAGES = Path(__file__).with_name("prose")
ONLINE = parse_source(
    """
body: online
title: Circle of Online Critics Awards
publisher: Wikipedia
family: wikipedia_ceremony
tier: 2
licence: CC BY-SA 4.0
page: "{year} Circle of Online Critics Awards"
prose: true
ceremonies: {first: 1990, film_year: "ceremony + 0", year: "ceremony + 0"}
ignore: ["Best Trailer"]
categories:
  "Best Picture": {is: picture, also: ["Best Film"]}
  "Best Director": {is: director}
  "Best Actor": {is: lead_actor}
  "Best Actress": {is: lead_actress}
  "Best Screenplay": {is: screenplay}
  "Best Debut": {is: debut}
""",
    "online",
)
Statement = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def source_of(name: str) -> Source:
    return ONLINE if name == "online" else load_sources()[name]


def read_text(text: str, source: Source = ONLINE) -> tuple[list[Statement], list[str]]:
    """Category, result, films and people of each statement; codes of what holds the page."""
    page = PageRecord(
        id="page",
        source=source.name,
        title="page",
        url="https://example.org/",
        retrieved_at="2026-01-01T00:00:00Z",
        origin=Origin.LIVE,
        ceremony={"nsfc": 47, "london_critics": 33}.get(source.name, 2012),
    )
    records, problems = read(source, page, text.encode())
    found = [
        (str(r.category), str(r.result), tuple(w.title for w in r.works), tuple(p.name for p in r.people))
        for r in records
        if isinstance(r, NominationRecord)
    ]
    return found, [p.code for p in problems if p.severity is Severity.HOLD]


def sentence(text: str) -> tuple[list[str], list[str]]:
    """A page of one paragraph."""
    lead = "The '''Circle of Online Critics''' met in a café to vote for the awards that it has given since 1990.\n"
    records, held = read_text(f"{lead * 3}\n==Winners==\n{text}\n")
    return [f"{c}: {r} {', '.join(f)} / {', '.join(p)}" for c, r, f, p in records], held


@cache
def page_of(name: str) -> tuple[Source, str, tuple[Statement, ...]]:
    """A page written for these tests, with what it says."""
    text = (PAGES / f"{name}.wikitext").read_text("utf-8")
    rows = (line.split("|") for line in (PAGES / f"{name}.txt").read_text("utf-8").splitlines())
    entries = tuple((c, r, tuple(filter(None, f.split(";"))), tuple(filter(None, p.split(";")))) for c, r, f, p in rows)
    return source_of(name.partition("-")[0]), text, entries


NAMES = sorted(path.stem for path in PAGES.glob("*.wikitext"))


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_read_to_the_last_runner_up(name: str) -> None:
    source, text, entries = page_of(name)
    records, held = read_text(text, source)
    assert held == []
    assert sorted(records) == sorted(entries)


A, B = "[[Ann Bell]]", "[[Gil Hay]]"
ONE, TWO, THREE = "''[[One]]''", "''[[Two (film)|Two]]''", "''Three''"


WON, LOST = "picture: won One / ", "picture: runner_up Two / "
TIED = ["lead_actor: won One / Ann Bell", "lead_actor: won Two / Gil Hay"]
READ: dict[str, list[str]] = {
    "'''[[One]]''' won Best Film, with [[Two]] as runner-up.": [WON, LOST],
    f"Best Director went to {A} for {ONE}; the runner-up was {B} for {TWO}.": [
        "director: won One / Ann Bell",
        "director: runner_up Two / Gil Hay",
    ],
    f"Best Picture: 1. {ONE} (33 points) 2. {TWO} (20) 3. {THREE} (12)": [WON, LOST, "picture: runner_up Three / "],
    f"* '''Best Picture''': {ONE}; runner-up: {TWO}": [WON, LOST],
    f"; Best Picture\n: {ONE}\n: Runner-up: {TWO}": [WON, LOST],
    f"=== Best Picture ===\n{ONE} won. {TWO} came second.": [WON, LOST],
    f"=== Best Picture ===\n* {ONE} / {TWO} (tie)": ["picture: nominated One / ", "picture: nominated Two / "],
    f"{A} ({ONE}) and {B} ({TWO}) tied for Best Actor.": TIED,
    f"Best Actor was a tie between {A} for {ONE} and {B} for {TWO}.": TIED,
    f"The Circle of Online Critics named {ONE} Best Picture and {A} Best Director for {TWO}.": [
        WON,
        "director: won Two / Ann Bell",
    ],
    f"{A}'s {ONE} was voted best picture, ahead of {TWO}.": [WON],
    f"{ONE} won Best Picture and Best Actor for {B}.": [WON, "lead_actor: won One / Gil Hay"],
    f"{B} won Best Actor for his performance as the baker in {ONE}, with Ann Bell ({TWO}) second. {A} spoke.": [
        "lead_actor: won One / Gil Hay",
        "lead_actor: runner_up Two / Ann Bell",
    ],
    f"Best Picture and Best Director went to {ONE}. Best Director went to {A} for {ONE}.": [
        WON,
        "director: won One / Ann Bell",
    ],
    f"{ONE} won the [[Academy Award for Best Picture|Best Picture]] later.": [],
    f"{A} received a Special Citation. Best Trailer went to {ONE}.": [],
}


@pytest.mark.parametrize("text", READ)
def test_sentences_that_are_read(text: str) -> None:
    assert sentence(text) == (READ[text], [])


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE} was expected to win Best Picture.",
        f"{ONE} did not win Best Picture.",
        f"{ONE} was nominated for Best Picture.",
        f"In 1989, {ONE} won Best Picture.",
        f"[[John Critic]] named {ONE} Best Picture.",
        f"{ONE} lost Best Picture to {TWO}.",
        f"{A} won Best Director.",
        f"Jane Nobody won Best Actress for {ONE}.",
        "One won Best Picture.",
        f"{ONE} won Best Actor.",
        f"{ONE} won Best Picture",
        f"Best Picture went to {ONE}, with {TWO}",
        f"Best Picture went to {ONE}, {TWO}.",
        f"{ONE} won Best Picture and Best Director, with {TWO} as runner-up.",
        f"Best Director and Best Actor went to {A} for {ONE} and {B} for {TWO}.",
        f"{A} and {B} won Best Director for {ONE} and {TWO}.",
        f"{ONE} won British Best Picture.",
        f"{ONE} won Best Picture Editing.",
        f"{ONE} won Best Picture by a single vote over {TWO}.",
        f"{ONE} won Best Picture in 2012 and {TWO} won Best Picture in 2011.",
        f"Few expected that {ONE} won Best Picture.",
        f"{ONE} and {TWO} were among the nominees for Best Picture.",
        f"The award for Best Picture went to neither {ONE} nor {TWO}.",
        f"{B} won Best Actor for {ONE}, the sequel to {TWO}.",
        f"'''Best Picture''': {ONE}; {TWO}; {THREE}",
        f"{ONE} won Best Picture. {TWO} won Best Picture.",
        f"{ONE} won Best Picture. {ONE} was the runner-up.",
        f"The runner-up for Best Picture was {TWO}.",
        f"{ONE} won Best Picture. The runner-up, so the chairman said in {TWO}, was {THREE}.",
        f"{A} won Best Actress for {ONE}. Best Picture went to [[Ann Bell]].",
    ],
)
def test_sentences_that_are_not_clear_are_held(text: str) -> None:
    _, held = sentence(text)
    assert held
    assert set(held) <= {"unread_prose", "unknown_category", "prose_differs", "unreadable_entry", "page_damaged"}


def test_a_sentence_that_says_otherwise_than_the_list_holds_it() -> None:
    listed = f"=== Best Picture ===\n* '''{ONE}'''\n* {TWO}\n"
    assert sentence(f"{ONE} won Best Picture.\n{listed}")[1] == []
    assert sentence(f"{THREE} won Best Picture.\n{listed}")[1] == ["prose_differs"]
    assert sentence(f"{ONE} had long been a favourite for Best Picture.\n{listed}")[1] == []


def test_sources_that_do_not_ask_for_it_get_nothing_from_sentences() -> None:
    silent = ONLINE.model_copy(update={"prose": False})
    assert read_text(f"{'The awards. ' * 30}\n==Winners==\n{ONE} won Best Picture.\n", silent) == ([], [])


# --- damages ---

Damage = Callable[[str, random.Random], str]
_OBJECTS = re.compile(r"'{2,5}\[\[[^\[\]]+\]\]'{2,5}|''[^'\[\]]+''|\[\[[^\[\]]+\]\]")


_BULLET = re.compile(r"(?m)^\* ''[^'\n]+''$")


def body(text: str) -> int:
    return text.index("\n==")


def objects(text: str) -> list[re.Match[str]]:
    """Films and people after the lead; bullets that hold nothing but a film are for the tests of lists."""
    listed = [m.span() for m in _BULLET.finditer(text)]
    places = _OBJECTS.finditer(text, body(text))
    return [m for m in places if not any(start <= m.start() < end for start, end in listed)]


def drop(text: str, rng: random.Random) -> str:
    place = rng.choice(objects(text))
    return text[: place.start()] + text[place.end() :]


def swap_kinds(text: str, rng: random.Random) -> str:
    """A person where the film stood, and the film where the person stood."""
    places = objects(text)
    pairs = [(a, b) for a, b in pairwise(places) if ("''" in a[0]) != ("''" in b[0])]
    a, b = rng.choice(pairs)
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def truncate(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(body(text) + 40, len(text))]


def unmark(text: str, rng: random.Random) -> str:
    place = rng.choice(objects(text))
    plain = place[0].replace("[[", "").replace("]]", "").replace("'", "").split("|")[-1]
    return text[: place.start()] + plain + text[place.end() :]


def rename(text: str, rng: random.Random) -> str:
    place = rng.choice(list(re.finditer(r"\b(?:Best \w+|\w+ of the Year)", text[body(text) :])))
    start = body(text) + place.start()
    return text[:start] + "Best Hat" + text[start + len(place[0]) :]


def drop_word(text: str, rng: random.Random) -> str:
    place = rng.choice(
        [m for m in re.finditer(r" (?:won|went|named|with|for|tied|to|and|as) ", text) if m.start() > body(text)]
    )
    return f"{text[: place.start()]} {text[place.end() :]}"


def vandal(text: str, rng: random.Random) -> str:
    place = rng.choice(objects(text))
    return f"{text[: place.start()]}poop {text[place.start() :]}"


def insert(text: str, rng: random.Random) -> str:
    place = rng.choice(objects(text))
    return f"{text[: place.start()]}''Zzz'' {text[place.start() :]}"


DAMAGES = [drop, swap_kinds, truncate, unmark, rename, drop_word, vandal, insert]


def worst(found: Statement, said: tuple[Statement, ...]) -> bool:
    """Whether a statement says what the page never said: names may be missing, nothing may be added or moved.

    What stands under a category that nobody declared is taken in as printed.
    """
    category, result, films, people = found
    return category != "None" and not any(
        (category, result) == (c, r) and set(films) <= set(f) and set(people) <= set(p) for c, r, f, p in said
    )


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_damaged_pages_are_read_as_before_or_held(name: str, damage: Damage) -> None:
    source, text, entries = page_of(name)
    rng = random.Random(f"{name} {damage.__name__}")  # noqa: S311 - reproducible, not secret
    for _ in range(10):
        damaged = damage(text, rng)
        records, held = read_text(damaged, source)
        wrong = [one for one in records if worst(one, entries)]
        assert held or not wrong, (damaged, wrong)


# --- hostile pages ---

WORDS = (
    "'' ''' ''''' [[One]] ''One'' [[Ann_Bell]] [[A|B]] , ; . : and with for won was went to named Best_Picture "
    "Best_Actor runner-up tie ( ) 1. 2. * : == === {{x}} <br> & / – award both tied second the_award followed_by"
)
MARKS = WORDS.split()
soup = st.lists(st.sampled_from(MARKS), max_size=40).map(lambda words: " ".join(words).replace("_", " "))


@given(soup)
def test_random_prose_does_not_crash_and_names_only_what_is_printed(text: str) -> None:
    records, _ = read_text(f"{'The awards. ' * 30}\n==Winners==\n{text}")
    for _, _, films, people in records:
        assert all(title in text.replace("'", "") for title in (*films, *people))


@settings(max_examples=settings.default.max_examples // 4)
@given(
    st.integers(10, 400),
    st.sampled_from([", and ", " and ", "; ", ", with ", " with ", " ", ", ", " for both ", ", for his role as x in "]),
    st.sampled_from([f"{ONE} won Best Picture", ONE, f"{A} for {ONE}", "Best Picture", "both the award"]),
)
def test_endless_sentences_take_no_time(times: int, joint: str, part: str) -> None:
    text = joint.join([part] * times)
    begun = time.process_time()
    read_text(f"{'The awards. ' * 30}\n==Winners==\n{text} won Best Picture and {text}.")
    assert time.process_time() - begun < 3


# --- real pages ---


def test_what_sentences_of_real_pages_say_agrees_with_their_lists(shared: Path, saved_page: SavedPage) -> None:
    """Leads of Oscar and BAFTA pages, which no source takes statements from: those that are read are right."""
    agreements = 0
    for name in ("oscars", "baftas"):
        source = load_sources()[name]
        assert not source.prose
        for ceremony in source.ceremonies.known_by(2026) if source.ceremonies else ():
            path = shared / "wiki" / "pages" / f"{source.page_title(ceremony).replace(' ', '_')}.wikitext"
            if path.exists() and ceremony.number % 3 == 2:
                _, records, _ = saved_page(source, source.page_title(ceremony), ceremony.number)
                agreements += agrees(source, ceremony.number, path, records)
    assert agreements > 10


def agrees(source: Source, number: int, path: Path, records: list[Record]) -> int:
    def resolve(heading: Heading, _: Heading | None) -> Meaning:
        names = source.meanings(heading.text, number)
        return Meaning(Kind.DECLARED, names[0]) if len(names) == 1 else Meaning(Kind.UNKNOWN)

    text = path.read_text("utf-8")
    won: dict[str | None, list[str]] = {}
    for r in records:
        if isinstance(r, NominationRecord) and r.result == "won":
            own = [*(w.title for w in r.works), *(p.name for p in r.people)]
            won.setdefault(r.category, []).append(fold(" ".join(own)))
    fields = read_prose(source, read_blocks(text).blocks, resolve).fields
    for name, raw in fields.items():
        assert not raw.runners
        for line in raw.lines:
            texts = [fold(piece.text) for piece in line.pieces if any(c.isalnum() for c in piece.text)]
            there = won[source.categories[name].concept]
            assert any(all(one in entry for one in texts) for entry in there), (path.name, line.text)
    return sum(len(raw.lines) for raw in fields.values())
