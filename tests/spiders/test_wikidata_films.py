"""Answers of the query service become films, releases and scores."""

import json
from typing import Any

import pytest

from spiders.families.registry.answers import envelope, rows_in
from spiders.families.registry.parts import Batch, batches, months
from spiders.families.registry.queries import QUERIES, query
from spiders.families.registry.read import MAX_CREDITS, MAX_TITLES, read
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import FilmRecord, Origin, PageRecord, PersonRecord, ReleaseRecord, ScoreRecord
from tracker.domain.sources import Source

SOURCE = Source(
    name="wikidata_films", title="t", publisher="p", family="wikidata_films", tier=2, licence="CC0 1.0"
)  # fmt: skip
PAGE = PageRecord(
    id="films of 2010", source="wikidata_films", title="films of 2010", url="u", retrieved_at="t", origin=Origin.LIVE
)
ENTITY = "http://www.wikidata.org/entity/"


def row(**values: str) -> dict[str, Any]:
    """A binding as the service sends it: `Q…` and addresses as IRIs; a language after `@`."""
    made: dict[str, Any] = {}
    for name, value in values.items():
        if name in {"film", "person", "reviewer", "method"}:
            made[name] = {"type": "uri", "value": ENTITY + value}
        elif value.startswith("http"):
            made[name] = {"type": "uri", "value": value}
        else:
            text, _, language = value.partition("@")
            made[name] = {"type": "literal", "value": text} | ({"xml:lang": language} if language else {})
    return made


def answer(*rows: dict[str, Any]) -> bytes:
    """An answer as the service sends it."""
    return json.dumps({"head": {"vars": []}, "results": {"bindings": rows}}).encode()


def records(**answers: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    films = answers.pop("films", [row(film="Q1", label="A@en")])
    results, problems = read(SOURCE, PAGE, envelope(2010, {"films": films, **answers}))
    return list(results), problems


def test_a_film_is_put_together_from_all_answers() -> None:
    results, problems = records(
        films=[
            row(film="Q1", label="Drei@de"),
            row(film="Q1", label="Three@en", imdb="tt0000001", kind="film@en", original="Drei@de"),
            row(film="Q1", label="Three@mul", imdb="not an id", kind="documentary film@en"),
        ],
        people=[row(film="Q1", director="Z"), row(film="Q1", director="A"), row(film="Q1", origin="Germany")],
        aliases=[
            row(film="Q1", alias="3"),
            row(film="Q1", article="https://en.wikipedia.org/wiki/Three_%282010_film%29"),
        ],
        releases=[row(film="Q1", date="2010-12-23T00:00:00Z", precision="11", country="Germany")],
    )
    assert problems == []
    film = results[0]
    assert isinstance(film, FilmRecord)
    assert (film.title, film.original_title, film.aliases) == ("Three", "Drei", ("3",))
    assert (film.imdb, film.work_kind, film.year) == ("tt0000001", "documentary", 2010)
    assert film.directors == ("A", "Z")
    assert film.wikipedia == "Three (2010 film)"


def test_people_come_by_id_with_their_names_from_another_answer() -> None:
    results, problems = records(
        films=[row(film="Q1", label="A@en"), row(film="Q2", label="B@en")],
        credits=[
            row(film="Q1", craft="cast", people="Q12 Q11 Q13 elsewhere"),
            row(film="Q1", craft="director", people="Q11"),
            row(film="Q1", craft="caterer", people="Q12"),
            row(film="Q9", craft="cast", people="Q12"),
        ],
        names=[
            row(person="Q11", name="Ann Lee@mul", aliases="A. Lee\tAnn M. Lee\tAnn Lee", imdb="nm0000011"),
            row(person="Q12", name="Bo Ek@en", imdb="tt0000012"),
            row(person="Q12", name="Bo Eek@mul"),
            row(person="Q14", name="Not In Any Film@en", imdb="nm0000014"),
        ],
    )
    assert problems == []
    credited = [(c.craft, c.name, c.qid) for c in results[0].credits]
    assert credited == [("director", "Ann Lee", "Q11"), ("cast", "Ann Lee", "Q11"), ("cast", "Bo Ek", "Q12")]
    assert results[1].credits == ()
    (person,) = (r for r in results if isinstance(r, PersonRecord))
    assert (person.qid, person.imdb, person.name) == ("Q11", "nm0000011", "Ann Lee")
    assert person.aliases == ("A. Lee", "Ann M. Lee")


def test_titles_say_where_they_belong() -> None:
    results, _ = records(
        films=[row(film="Q1", label="The Feast@en", original="Gilde@da")],
        titles=[
            row(film="Q1", title="Gilde@da", sort="original", country="Denmark"),
            row(film="Q1", title="Banquet@en-gb", sort="release"),
            row(film="Q1", title="The Feast@en", sort="official"),
            row(film="Q1", title="Odd@xx", sort="rumour"),
        ],
    )
    told = [(t.title, t.sort, t.language, t.country) for t in results[0].titles]
    assert told == [("Banquet", "release", "en-gb", None), ("Gilde", "original", "da", "Denmark")]
    assert results[0].original_title == "Gilde"


def test_a_film_has_no_more_people_and_titles_than_can_be_used() -> None:
    many = [f"Q{n}" for n in range(1000, 1000 + MAX_CREDITS + 50)]
    results, _ = records(
        credits=[row(film="Q1", craft="cast", people=" ".join(many)), row(film="Q1", craft="editor", people="Q1000")],
        names=[row(person=qid, name=f"Name {qid}@en") for qid in many],
        titles=[row(film="Q1", title=f"Title {n}@en-gb", sort="release") for n in range(MAX_TITLES + 9)],
    )
    assert (len(results[0].credits), len(results[0].titles)) == (MAX_CREDITS, MAX_TITLES)
    assert results[0].credits[0].craft == "editor"


@pytest.mark.parametrize(
    ("date", "precision", "kept"),
    [
        ("2010-01-01T00:00:00Z", "9", "2010"),
        ("2010-11-01T00:00:00Z", "10", "2010-11"),
        ("2010-09-15T00:00:00Z", "11", "2010-09-15"),
        ("+2010-09-15T00:00:00Z", "14", "2010-09-15"),
        ("2010-00-00T00:00:00Z", "9", "2010"),
        ("2010-00-00T00:00:00Z", "11", None),
        ("2010-01-01T00:00:00Z", "8", None),
        ("t1234", "11", None),
        ("-0044-03-15T00:00:00Z", "11", None),
    ],
)
def test_dates_are_as_precise_as_the_source(date: str, precision: str, kept: str | None) -> None:
    results, problems = records(releases=[row(film="Q1", date=date, precision=precision)])
    assert [r.date for r in results if isinstance(r, ReleaseRecord)] == ([kept] if kept else [])
    assert [p.code for p in problems] == ([] if kept else ["bad_rows"])


def test_every_claim_about_a_release_stays_with_all_its_references() -> None:
    day = {"film": "Q1", "date": "2010-09-15T00:00:00Z", "precision": "11", "country": "United States"}
    results, _ = records(
        releases=[
            row(**day, ref="https://b.example/"),
            row(**day, ref="https://a.example/"),
            row(**day, ref="javascript:alert(1)"),
            row(film="Q1", date="2010-10-01T00:00:00Z", precision="11", country="United States"),
            row(film="Q1", date="2010-09-03T00:00:00Z", precision="11", country="Telluride Film Festival"),
            row(film="Q1", date="2009-01-01T00:00:00Z", precision="9"),
            row(film="Q2", date="2010-09-03T00:00:00Z", precision="11"),
        ]
    )
    releases = [(r.date, r.country, r.event, r.cites) for r in results if isinstance(r, ReleaseRecord)]
    assert releases == [
        ("2009", None, None, ()),
        ("2010-09-03", None, "Telluride Film Festival", ()),
        ("2010-09-15", "United States", None, ("https://a.example/", "https://b.example/")),
        ("2010-10-01", "United States", None, ()),
    ]
    assert results[0].year == 2009


@pytest.mark.parametrize(
    ("text", "reviewer", "method", "kept"),
    [
        ("71%", "Q105584", "Q108403393", ("tomatometer", 71.0)),
        ("71 %", "Q105584", None, ("tomatometer", 71.0)),
        ("6.8/10", "Q105584", "Q108403540", ("rt_average", 6.8)),
        ("6.8/10", "Q105584", None, ("rt_average", 6.8)),
        ("69/100", "Q150248", "Q106515043", ("metascore", 69.0)),
        ("69", "Q150248", None, ("metascore", 69.0)),
        ("88%", "Q105584", "Q999", None),
        ("6.8/10", "Q105584", "Q108403393", None),
        ("171%", "Q105584", None, None),
        ("7.1/10", "Q37312", None, None),
        ("four stars", "Q150248", None, None),
    ],
)
def test_scores_by_reviewer_and_method(
    text: str, reviewer: str, method: str | None, kept: tuple[str, float] | None
) -> None:
    values = {"film": "Q1", "score": text, "reviewer": reviewer, "reviews": "186"}
    results, _ = records(scores=[row(**values, **({"method": method} if method else {}))])
    scores = [(s.measure, s.value, s.reviews) for s in results if isinstance(s, ScoreRecord)]
    assert scores == ([(*kept, 186)] if kept else [])


def test_films_without_an_english_title_and_strangers_are_left_out() -> None:
    results, problems = records(
        films=[row(film="Q1", label="A@en"), {"film": {"type": "bnode", "value": "t1"}}, row(film="Q3", label=" @en")],
        people=[row(film="Q9", director="Z")],
    )
    assert [f.qid for f in results] == ["Q1"]
    assert problems == []


def test_the_order_of_rows_does_not_change_the_stored_page() -> None:
    rows = [row(film=f"Q{n}", label=f"{n}@en") for n in range(5)]
    assert envelope(2010, {"films": rows}) == envelope(2010, {"films": [*reversed(rows), rows[0]]})
    one, other = (row(film="Q1", craft="cast", people=people) for people in ("Q2 Q10", "Q10 Q2"))
    assert envelope(2010, {"credits": [one]}) == envelope(2010, {"credits": [other]})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (answer(row(film="Q1"))[:-3] + b"java.util.concurrent.TimeoutException", "truncated"),
        (b'{"results": []}', "unexpected_answer"),
        (b'{"boolean": true}', "unexpected_answer"),
    ],
)
def test_unusable_answers_are_refused(body: bytes, code: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        rows_in("query.example", "films", body)
    assert refusal.value.code == code
    assert rows_in("query.example", "scores", answer()) == []


@pytest.mark.parametrize("body", [b"", b"[]", b'{"year": 2010}', b"\xff"])
def test_damaged_stored_pages_are_a_problem_and_no_crash(body: bytes) -> None:
    assert [p.code for p in read(SOURCE, PAGE, body)[1]] == ["unexpected_answer"]


@pytest.mark.parametrize("name", QUERIES)
def test_queries_name_themselves_and_need_no_label_service(name: str) -> None:
    part = months(2010)[1] if name == "ids" else Batch("film", ("Q1", "Q2"))
    text = query(name, 2010, part.clause)
    assert text.startswith(f"# snubs:{name} 2010\n")
    assert part.clause in text
    assert "{part}" not in text
    assert "SERVICE" not in text


def test_parts_are_divided_to_the_last_digit_and_are_whole_together() -> None:
    (january, *_), of_a_day = months(2010), set()
    parts = [january]
    while parts:
        part = parts.pop()
        halves = part.halves()
        parts += halves
        if not halves:
            of_a_day.add((part.first, part.digits))
            assert (part.until - part.first).days == 1
    assert len(of_a_day) == 31 * 10
    assert [batch.ids for batch in batches("film", ["Q10", "Q9", "Q9", '" } DROP'])] == [("Q9", "Q10")]
    assert Batch("film", ("Q1",)).halves() == ()
    assert [half.ids for half in Batch("film", ("Q1", "Q2", "Q3")).halves()] == [("Q1",), ("Q2", "Q3")]
