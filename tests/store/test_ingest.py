"""What a reading changes, and what it may not change."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from tracker.domain.facts.records import (
    CeremonyRecord,
    EligibilityRecord,
    FactRecord,
    FilmRecord,
    LinkRecord,
    PageRecord,
    Record,
    ReleaseRecord,
    Result,
    ScoreRecord,
    TopTenRecord,
    Work,
)
from tracker.domain.lists.problems import Problem
from tracker.domain.sources import Source
from tracker.domain.verdicts import ListState
from tracker.store import frames
from tracker.store.engine import reading, transaction
from tracker.store.intake.ingest import Ingested, ingest
from tracker.store.intake.versions import stored_pages
from tracker.store.overview import recent_runs
from tracker.store.plain import rows_of

FIT: tuple[ListState, list[Problem]] = (ListState.FIT, [])
HELD = (ListState.HELD, [Problem(code="field_size", message="Best Picture: 3 where 5 are declared")])
OSCARS_83 = ["Black Swan", "The Fighter", "Inception", "127 Hours", "True Grit"]


class Reader:
    """Reads crawls in, each by a run of its own and a day later than the one before."""

    def __init__(self, conn: Connection, make: Any) -> None:
        self.conn, self.make, self.now = conn, make, make.NOW

    def __call__(
        self,
        records: Iterable[Record],
        pages: list[PageRecord] | None = None,
        fitness: Mapping[int | None, tuple[ListState, list[Problem]]] | None = None,
        source: Source | None = None,
        unread: Collection[str] = (),
    ) -> Ingested:
        self.now += timedelta(days=1)
        self.run = self.make.run(self.conn, now=self.now)
        return ingest(
            self.conn,
            run_id=self.run,
            source=source or self.make.source(),
            pages=[self.make.page()] if pages is None else pages,
            records=records,
            fitness={83: FIT} if fitness is None else fitness,
            unread=unread,
            now=self.now,
        )

    def titles(self) -> list[str]:
        return sorted(frames.works(self.conn)["title"])

    def line(self) -> Any:
        (row,) = frames.lists(self.conn).to_dict("records")
        return row


@pytest.fixture
def read(conn: Connection, make: Any) -> Reader:
    return Reader(conn, make)


def entries(make: Any, titles: Iterable[str], **more: Any) -> list[Record]:
    return [make.entry(title, line=10 + number, **more) for number, title in enumerate(titles)]


def test_a_fit_list_is_read_in_with_works_and_people(read: Reader, make: Any) -> None:
    done = read(entries(make, OSCARS_83))
    assert (done.new, done.seen, done.retracted, dict(done.lists)) == (5, 0, 0, {83: ListState.FIT})
    assert read.titles() == sorted(OSCARS_83)
    assert list(frames.credits(read.conn)["name"]) == ["Mike Medavoy"] * 5
    line = read.line()
    assert (line["body"], line["ceremony"], line["ceremony_year"], line["film_year"]) == ("oscars", 83, 2011, 2010)
    assert (line["kind"], line["state"], line["found"], line["problems"]) == ("nominations", "fit", 5, ())
    assert (line["as_of"], line["checked_at"]) == ("2011-02-01T12:00:00Z", "2011-02-02T12:00:00Z")


def test_reading_the_same_again_changes_nothing_a_reader_sees(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    before = frames.nominations(read.conn)
    done = read(reversed(entries(make, OSCARS_83)))
    assert (done.new, done.seen, done.retracted) == (0, 5, 0)
    assert frames.nominations(read.conn).equals(before)
    seen = read.conn.execute(text("SELECT DISTINCT first_seen_run, last_seen_run FROM nomination")).all()
    assert [last for _, last in seen] == [read.run]
    assert seen[0][0] != read.run


def test_what_a_fit_list_no_longer_says_is_retracted_and_can_come_back(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    done = read(entries(make, OSCARS_83[1:]))
    assert (done.new, done.seen, done.retracted) == (0, 4, 1)
    assert "Black Swan" not in read.titles()
    done = read(entries(make, OSCARS_83))
    assert (done.new, done.seen, done.revived) == (0, 5, 1)
    assert "Black Swan" in read.titles()


def test_a_line_that_is_read_otherwise_keeps_when_it_was_first_seen(read: Reader, make: Any) -> None:
    """A mended reader gives the same line of the same page another id."""
    read(entries(make, OSCARS_83, category="other"))
    first = read.run
    done = read(entries(make, OSCARS_83))
    assert (done.new, done.retracted) == (5, 5)
    assert [*read.conn.execute(text("SELECT DISTINCT first_seen_run FROM nomination")).scalars()] == [first]


def test_an_entry_of_a_later_version_is_first_seen_with_it(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83[:1], category="other"))
    read(entries(make, OSCARS_83[:1]), [make.page(revision="101", sha256="b" * 64)])
    seen = read.conn.execute(text("SELECT first_seen_run FROM nomination WHERE retracted_run IS NULL")).scalar()
    assert seen == read.run


def test_a_winner_takes_the_place_of_the_nominee(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    done = read([*entries(make, OSCARS_83[1:]), make.entry("Black Swan", result=Result.WON)])
    assert (done.new, done.retracted) == (1, 1)
    assert sorted(frames.nominations(read.conn)["result"]) == ["nominated"] * 4 + ["won"]


def test_a_held_list_changes_its_own_line_and_nothing_else(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    before = frames.nominations(read.conn).drop(columns="list_state")
    done = read(entries(make, ["Piranha 3D"]), [make.page(revision="101", sha256="b" * 64)], {83: HELD})
    assert (done.new, done.seen, done.retracted) == (0, 0, 0)
    assert frames.nominations(read.conn).drop(columns="list_state").equals(before)
    assert set(frames.nominations(read.conn)["list_state"]) == {"held"}
    line = read.line()
    assert (line["state"], line["found"], line["revision"]) == ("held", 5, "100")
    assert (line["as_of"], line["checked_at"]) == ("2011-02-01T12:00:00Z", "2011-02-03T12:00:00Z")
    assert line["problems"] == ("Best Picture: 3 where 5 are declared",)


def test_only_the_list_with_the_problem_is_held(read: Reader, make: Any) -> None:
    pages = [make.page(83), make.page(84)]
    records = [*entries(make, OSCARS_83), *entries(make, ["The Artist"], ceremony=84, page="84rd Academy Awards")]
    done = read(records, pages, {83: HELD, 84: FIT})
    assert read.titles() == ["The Artist"]
    assert dict(done.lists) == {83: ListState.HELD, 84: ListState.FIT}


def test_a_list_on_trial_is_read_in_and_says_so(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83), fitness={83: (ListState.TRIAL, [])})
    assert read.titles() == sorted(OSCARS_83)
    assert set(frames.nominations(read.conn)["list_state"]) == {"trial"}
    read(entries(make, []), fitness={83: HELD})
    assert set(frames.nominations(read.conn)["list_state"]) == {"trial"}
    line = read.line()
    assert (line["state"], line["good_state"], line["as_of"]) == ("held", "trial", "")


def test_a_fit_reading_makes_a_held_list_fit_again(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    read([], fitness={83: HELD})
    read(entries(make, OSCARS_83))
    assert (read.line()["state"], read.line()["problems"]) == ("fit", ())


@pytest.mark.parametrize("state", [ListState.FIT, ListState.TRIAL])
def test_a_page_of_winners_only_never_retracts(read: Reader, make: Any, state: ListState) -> None:
    read(entries(make, OSCARS_83))
    done = read([make.entry("Black Swan", result=Result.WON)], fitness={83: (state, [])})
    assert (done.new, done.retracted, dict(done.lists)) == (0, 0, {83: ListState.HELD})
    assert [problem.code for problem in done.problems[83]] == ["winners_only"]
    assert read.titles() == sorted(OSCARS_83)


def test_a_list_that_always_named_winners_only_may_be_corrected(read: Reader, make: Any) -> None:
    read([make.entry("Black Sawn", result=Result.WON)])
    done = read([make.entry("Black Swan", result=Result.WON)])
    assert (done.new, done.retracted) == (1, 1)


def test_an_empty_page_never_retracts(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    done = read([])
    assert dict(done.lists) == {83: ListState.HELD}
    assert [problem.code for problem in done.problems[83]] == ["list_emptied"]
    assert read.titles() == sorted(OSCARS_83)


def test_a_page_before_the_announcement_gives_dates_and_no_list(read: Reader) -> None:
    day = CeremonyRecord(
        page="83rd Academy Awards",
        body="oscars",
        ceremony=83,
        property="announced_on",
        value="2011-01-25",
        as_printed="x",
    )
    read([day])
    line = read.line()
    assert (line["state"], line["announced_on"], line["found"], line["as_of"]) == ("missing", "2011-01-25", 0, "")


def test_a_page_that_was_never_there_is_missing_and_one_that_vanished_is_held(read: Reader, make: Any) -> None:
    gone = make.page(revision=None, sha256=None, missing=True)
    read([], [gone])
    assert read.line()["state"] == "missing"
    read(entries(make, OSCARS_83))
    read([], [gone], {83: (ListState.MISSING, [])})
    assert read.line()["problems"] == ("83rd Academy Awards: the page is missing",)
    done = read([], [gone])
    assert read.line()["state"] == "held"
    assert [problem.code for problem in done.problems[83]] == ["page_missing"]
    assert read.titles() == sorted(OSCARS_83)


def test_unchanged_pages_are_seen_without_being_read(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    before = frames.nominations(read.conn)
    done = read([], [make.page(sha256=None, unchanged=True)], {})
    assert (done.new, done.seen, done.retracted, dict(done.lists)) == (0, 5, 0, {83: ListState.FIT})
    assert frames.nominations(read.conn).equals(before)
    assert read.line()["checked_at"] == "2011-02-03T12:00:00Z"
    assert set(read.conn.execute(text("SELECT last_seen_run FROM nomination")).scalars()) == {read.run}


def test_an_unchanged_page_that_is_held_confirms_nothing(read: Reader, make: Any) -> None:
    read(entries(make, OSCARS_83))
    good = read.run
    read([], [make.page(revision="101", sha256="b" * 64)], {83: HELD})
    assert [page.revision for page in stored_pages(read.conn, "oscars")] == ["101"]
    done = read([], [make.page(revision="101", sha256=None, unchanged=True)], {})
    assert (done.seen, dict(done.lists)) == (0, {83: ListState.HELD})
    assert set(read.conn.execute(text("SELECT last_seen_run FROM nomination")).scalars()) == {good}


def test_time_line_revision_and_references_are_no_part_of_a_statement(read: Reader, make: Any) -> None:
    read([make.entry(line=1, cites=("https://a.example",))])
    later = make.page(revision="101", sha256="b" * 64, retrieved_at="2011-02-02T12:00:00Z")
    done = read([make.entry(line=99, cites=("https://b.example",))], [later])
    assert (done.new, done.seen) == (0, 1)
    (row,) = frames.nominations(read.conn).to_dict("records")
    assert (row["line"], row["cites"], row["source_revision"]) == (99, ("https://b.example",), "101")


def test_an_entry_printed_twice_is_one_statement(read: Reader, make: Any) -> None:
    done = read([make.entry(line=9), make.entry(line=3)])
    assert done.new == 1
    assert list(frames.nominations(read.conn)["line"]) == [3]


def test_dates_that_a_page_states_stand_on_the_list(read: Reader, make: Any) -> None:
    dates = [
        CeremonyRecord(page="83rd Academy Awards", body="oscars", ceremony=83, property=p, value=v, as_printed=v)
        for p, v in (("held_on", "2011-02-27"), ("announced_on", "2011-01-25"), ("longlist_announced_on", "2011-01-07"))
    ]
    read([*entries(make, OSCARS_83), *dates])
    line = read.line()
    assert (line["held_on"], line["announced_on"]) == ("2011-02-27", "2011-01-25")


def test_a_longlist_is_a_list_of_its_own_kind(read: Reader, make: Any) -> None:
    read([make.entry(result=Result.LONGLISTED, starred=True)])
    assert read.line()["kind"] == "longlisted"
    assert list(frames.nominations(read.conn)["starred"]) == [True]


@pytest.mark.parametrize(
    ("records", "says"),
    [({"ceremony": 85}, "nobody judged the list of ceremony 85"), ({"page": "Elsewhere"}, "page 'Elsewhere'")],
)
def test_records_that_belong_nowhere_are_a_bug(read: Reader, make: Any, records: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read([make.entry(**({"page": "83rd Academy Awards"} | records))])


def test_a_claim_beside_a_list_stands_and_falls_with_its_page(read: Reader, make: Any) -> None:
    entries = [make.entry(title) for title in OSCARS_83]
    claim = FactRecord(page=entries[0].page, qid=None, property="kind", value="television", link="Harbour (film)")
    for expected in (1, 1):
        read([*entries, claim])
        assert list(frames.facts(read.conn)["link"]) == ["Harbour (film)"] * expected
    assert read(entries).retracted == 1
    assert frames.facts(read.conn).empty


def film(qid: str, title: str, page: str = "films of 2010", **more: Any) -> FilmRecord:
    return FilmRecord(page=page, qid=qid, title=title, **({"year": 2010} | more))


def test_a_registry_is_retracted_page_by_page(read: Reader, make: Any) -> None:
    source = make.registry()
    p2010, p2011 = (make.page(None, source="wikidata", id=f"films of {year}", revision=None) for year in (2010, 2011))
    judged = {None: FIT}
    read([film("Q1", "Never Let Me Go"), film("Q2", "Inception")], [p2010], judged, source)
    read([film("Q3", "Drive", "films of 2011", year=2011)], [p2011], judged, source)
    assert list(frames.films(read.conn)["qid"]) == ["Q1", "Q2", "Q3"]
    done = read([film("Q1", "Never Let Me Go")], [p2010], judged, source)
    assert done.retracted == 1
    assert list(frames.films(read.conn)["qid"]) == ["Q1", "Q3"]
    assert list(frames.films(read.conn, {"year": [2011]})["title"]) == ["Drive"]
    read([], [p2010], judged, source)
    assert list(frames.films(read.conn)["qid"]) == ["Q1", "Q3"]


def test_a_later_statement_about_a_film_takes_the_place_of_an_earlier(read: Reader, make: Any) -> None:
    source, judged = make.registry(), {None: FIT}
    p2010, p2011 = (make.page(None, source="wikidata", id=f"films of {year}", revision=None) for year in (2010, 2011))
    read([film("Q1", "Untitled", aliases=("A", "B"))], [p2010], judged, source)
    done = read([film("Q1", "Never Let Me Go", "films of 2011", aliases=("B", "A"))], [p2011], judged, source)
    assert (done.new, done.retracted) == (1, 1)
    done = read([film("Q1", "Never Let Me Go", "films of 2011", aliases=("A", "B"))], [p2011], judged, source)
    assert (done.new, done.seen, done.retracted) == (0, 1, 0)
    assert list(frames.films(read.conn)["title"]) == ["Never Let Me Go"]


def test_the_registry_of_links_grows_with_what_is_asked(read: Reader, make: Any) -> None:
    source, judged = make.registry("wikipedia_titles"), {None: FIT}
    page = make.page(None, source="links", id="titles", revision=None)

    def link(title: str, qid: str | None) -> LinkRecord:
        return LinkRecord(page="titles", title=title, canonical=title, qid=qid, missing=qid is None)

    read([link("Black Swan (film)", None), link("Inception", "Q25188")], [page], judged, source)
    done = read([link("Black Swan (film)", "Q180638")], [page], judged, source)
    assert (done.new, done.retracted) == (1, 1)
    assert dict(frames.links(read.conn)[["title", "qid"]].to_numpy()) == {
        "Black Swan (film)": "Q180638",
        "Inception": "Q25188",
    }


def test_of_several_answers_about_a_link_the_one_read_last_stands(read: Reader, make: Any) -> None:
    """As when all stored pages are read again at once."""
    asked = [
        make.page(None, source="links", id=name, revision=None, retrieved_at=f"2011-02-0{day}T12:00:00Z")
        for name, day in (("batch b", 1), ("batch a", 2))
    ]
    links = [
        LinkRecord(page="batch a", title="Black Swan", canonical="Black Swan (film)", qid="Q180638"),
        LinkRecord(page="batch b", title="Black Swan", canonical=None, qid=None, missing=True),
    ]
    for told in (links, links[::-1]):
        read(told, asked, {None: FIT}, make.registry("wikipedia_titles"))
        assert list(frames.links(read.conn)["qid"]) == ["Q180638"]


def test_an_older_answer_does_not_come_back_where_the_page_of_the_later_one_is_lost(read: Reader, make: Any) -> None:
    older, later = (
        make.page(None, source="wikidata", id=f"films of {year}", revision=None, retrieved_at=f"{year + 1}-02-01")
        for year in (2010, 2011)
    )
    before, now = film("Q1", "Untitled"), film("Q1", "Drive", "films of 2011")
    read([before], [older], {None: FIT}, make.registry())
    read([now], [later], {None: FIT}, make.registry())
    again = read([before, film("Q2", "Up")], [older], {None: FIT}, make.registry(), unread=[later.id])
    assert (again.new, again.retracted, again.revived) == (1, 0, 0)
    assert sorted(frames.films(read.conn)["title"]) == ["Drive", "Up"]


def test_every_other_kind_of_statement_finds_its_frame(read: Reader, make: Any) -> None:
    page = make.page(None, source="wikidata", id="films of 2010", revision=None, sha256="c" * 64)
    at = {"page": "films of 2010", "cites": ("https://a.example",)}
    work = Work(title="127 Hours", imdb="tt1542344")
    told: list[Record] = [
        film("Q1", "127 Hours", directors=("Danny Boyle",), minutes=94),
        ReleaseRecord(qid="Q1", date="2010-11", country="United States", **at),
        ScoreRecord(qid="Q1", measure="rt_average", value=8.2, reviews=229, **at),
        TopTenRecord(film=work, film_year=2010, lists=18, of=107, **at),
        EligibilityRecord(body="oscars", ceremony=83, film=work, status="eligible", **at),
    ]
    done = read(told, [page], {None: FIT}, make.registry())
    assert done.new == 5
    (release,) = frames.releases(read.conn).to_dict("records")
    (score,) = frames.scores(read.conn).to_dict("records")
    (top_ten,) = frames.top_tens(read.conn, {"film_year": [2010]}).to_dict("records")
    (eligible,) = frames.eligibility(read.conn, {"body": ["oscars"]}).to_dict("records")
    assert (release["date"], release["country"], release["event"]) == ("2010-11", "United States", "")
    assert (score["value"], score["reviews"]) == (8.2, 229)
    assert (top_ten["title"], top_ten["lists"], top_ten["of"], top_ten["qid"]) == ("127 Hours", 18, 107, "")
    assert (eligible["status"], eligible["people"], eligible["licence"]) == ("eligible", (), "CC0")
    assert frames.scores(read.conn, {"qid": ["Q2"]}).empty
    assert release["page_sha256"] == "c" * 64
    assert rows_of(read.conn)("SELECT source, state, kind FROM ceremony_list") == [("wikidata", "fit", "registry")]


def test_stored_pages_are_listed_for_reading_again(read: Reader, make: Any) -> None:
    first, later = make.page(), make.page(revision="101", sha256="b" * 64, retrieved_at="2011-03-01T12:00:00Z")
    read(entries(make, OSCARS_83), [first])
    read(entries(make, OSCARS_83), [later])
    read([], [make.page(84, revision=None, sha256=None, missing=True)], {})
    assert stored_pages(read.conn) == [later]
    assert stored_pages(read.conn, "oscars") == [later]
    assert stored_pages(read.conn, "baftas") == []


def test_killed_in_the_middle_nothing_is_lost_and_the_next_run_finishes(engine: Engine, make: Any) -> None:
    with transaction(engine) as conn:
        Reader(conn, make)(entries(make, OSCARS_83))
    with reading(engine) as conn:
        before = frames.nominations(conn)
    killed = pytest.raises(KeyboardInterrupt)
    with killed, transaction(engine) as conn:
        Reader(conn, make)(entries(make, ["The King's Speech"]))
        _die()
    with reading(engine) as conn:
        assert frames.nominations(conn).equals(before)
        assert len(recent_runs(rows_of(conn), 9)) == 1
    with transaction(engine) as conn:
        read = Reader(conn, make)
        read(entries(make, ["The King's Speech"]))
        assert read.titles() == ["The King's Speech"]


def _die() -> None:
    raise KeyboardInterrupt
