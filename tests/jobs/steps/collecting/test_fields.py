"""Categories given and their sizes, from the crawl to the table and to `snubs sources`."""

from datetime import date
from typing import Any

import pytest

from jobs.steps.collecting.collect import kept
from jobs.steps.judging.fields import given_fields
from spiders.archive.replay import Archive
from spiders.catalogue import family_of, load_sources, read_page
from spiders.family import Intake
from tracker.domain.facts.records import FieldRecord, NominationRecord, Origin, PageRecord
from tracker.domain.verdicts import ListState
from tracker.store import frames, runs
from tracker.store.engine import reading, transaction
from tracker.store.intake.ingest import ingest

SOURCES = load_sources()


@pytest.fixture(params=["sqlite", "postgresql"])
def week(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(f"week_{request.param}")


def test_the_table_has_every_category_of_the_list_with_page_revision_and_line(week: Any, tools: Any) -> None:
    made = tools.tables(week.folder)
    oscars = [row for row in made["fields"] if row["body"] == "oscars" and row["claim"] == "listed"]
    total, picture = oscars[0], next(row for row in oscars if row["category"] == "picture")
    assert (total["category_as_printed"], total["size"]) == ("", str(len(oscars) - 1))
    assert (picture["category_as_printed"], picture["declared_category"]) == ("Best Picture", "Best Picture")
    assert (picture["size"], picture["official"], picture["declared_least"], picture["declared_most"]) == ("10",) * 4
    assert picture["declared_from"].startswith("the Academy's record")
    assert picture["source_url"]
    assert picture["source_revision"] == "", "the archive does not know which of the page's"
    assert int(picture["line"]) > 1
    listed = {(r["body"], r["category_as_printed"]) for r in made["fields"] if r["claim"] == "listed"}
    awards = {(r["body"], r["category_as_printed"]) for r in made["nominations"] if r["result"] in ("won", "nominated")}
    own = {(body, name) for body, name in awards if body in ("oscars", "baftas", "golden_globes", "nyfcc")}
    assert own <= listed


def test_sources_count_what_is_known_of_each_bodys_ceremonies_and_the_blanks(week_sqlite: Any) -> None:
    listed = {source["name"]: source for source in week_sqlite.desk.snubs("sources", "--json").json}
    known = listed["oscars"]["of_body"]
    counted = {name: known[name] for name in ("ceremonies", "read", "dated", "announced", "given", "sized")}
    assert counted == {"ceremonies": 84, "read": 1, "dated": 1, "announced": 1, "given": 1, "sized": 1}
    assert known["blanks"] == dict.fromkeys(("read", "dated", "announced", "given", "sized"), 83)
    nowhere = listed["cesar"]["of_body"]
    assert nowhere["given"] == 0
    assert nowhere["blanks"]["given"] == nowhere["ceremonies"] > 0
    assert listed["wikidata_films"]["of_body"] is None
    text = week_sqlite.desk.snubs("sources").out
    assert "categories given" in text
    assert "1, 83 blank" in text


def test_pages_read_before_claims_were_kept_give_them_when_read_again(short: Any) -> None:
    engine = short.context().engine
    with transaction(engine) as conn:
        before = len(frames.fields(conn))
        conn.exec_driver_sql("DELETE FROM ceremony_field")
    assert short.snubs("reparse").code == 0
    with reading(engine) as conn:
        assert len(frames.fields(conn)) == before > 0
    engine.dispose()


def test_the_bodys_own_page_brings_its_sizes_and_no_second_list(worked: Any) -> None:
    official, title = SOURCES["oscars_official"], "83rd Academy Awards"
    page = PageRecord(
        id="oscars/83",
        source=official.name,
        title=title,
        url="https://body.example/83",
        revision="1",
        sha256="b" * 64,
        retrieved_at="2011-02-14T09:00:00Z",
        origin=Origin.LIVE,
        ceremony=83,
    )
    text = Archive()._pages[title]["revisions"][0]["slots"]["main"]["content"]
    read, _ = read_page(SOURCES["oscars"], page, text.encode())
    without = [
        record.model_copy(update={"value": 9, "official": 9})
        if isinstance(record, FieldRecord) and (record.claim, record.declared) == ("size", "Best Picture")
        else record
        for record in read
    ]
    taken = kept(official, without)
    assert any(isinstance(record, NominationRecord) for record in without)
    assert {type(record) for record in taken} == {FieldRecord}
    fitness = family_of(official).judge(Intake(official, [page], taken), date(2011, 2, 14))
    assert fitness[None][0] is ListState.FIT
    context = worked.context()
    with transaction(context.engine) as conn:
        run = runs.begin(conn, job="crawl", host="here", now=context.now(), source=official.name)
        before = len(frames.nominations(conn))
        ingest(conn, run_id=run, source=official, pages=[page], records=taken, fitness=fitness, now=context.now())
    with reading(context.engine) as conn:
        assert len(frames.nominations(conn)) == before
        rows = given_fields(context, conn)
    context.engine.dispose()
    both = rows[(rows["body"] == "oscars") & (rows["category"] == "picture") & (rows["claim"] == "listed")]
    assert [(row["source"], int(row["size"]), row["differs"]) for row in both.to_dict("records")] == [
        ("oscars", 10, ("oscars_official listed 9",)),
        ("oscars_official", 9, ("oscars listed 10",)),
    ]


def test_a_file_vouched_to_be_complete_says_what_was_given_and_any_other_file_does_not(desk: Any) -> None:
    file = desk.folder / "mine.csv"
    file.write_text("ceremony,category,title,imdb\n83,picture,Inception,tt1375666\n83,picture,Up,tt1049413\n")
    intake = ("import", "nominations", str(file), "--as-of", "2011-02-10", "--tier", "1", "--body", "oscars")
    assert desk.snubs(*intake, "--name", "some").code == 0
    assert desk.snubs(*intake, "--name", "whole", "--complete").code == 0
    engine = desk.context().engine
    with reading(engine) as conn:
        claims = frames.fields(conn)
    rows = claims[["source", "claim", "category", "value", "line"]].astype(object).where(claims.notna(), None)
    assert rows.to_numpy().tolist() == [
        ["whole.oscars", "given", "picture", None, 2],
        ["whole.oscars", "size", "picture", 2, 2],
    ]
    assert desk.snubs("import", "remove", "whole").code == 0
    with reading(engine) as conn:
        assert frames.fields(conn).empty
    engine.dispose()
