"""Mentions that an older version kept survive the way to this version and back."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, text

from tracker.domain.facts.records import ArticleRecord, MentionRecord, Work
from tracker.domain.verdicts import ListState
from tracker.store import frames, migrate, plain
from tracker.store.engine import open_engine, reading, transaction
from tracker.store.intake.ingest import ingest


def to(engine: Engine, revision: str, *, up: bool) -> None:
    with migrate._alone(engine) as connection:
        move = command.upgrade if up else command.downgrade
        move(migrate._config(connection), revision)


def read_in(engine: Engine, make: Any, *nominated: str) -> None:
    page = make.page(None, id="column")
    article = ArticleRecord(page="column", url="https://a.org/1", title="A column", site="a.org", words=90, sketch="0f")
    mention = MentionRecord(
        page="column", work=Work(title="Low Water", qid="Q1"), work_kind="film", voice="article", count=1,
        missed=("baftas",), nominated=nominated,
    )  # fmt: skip
    with transaction(engine) as conn:
        ingest(
            conn,
            run_id=make.run(conn),
            source=make.source(),
            pages=[page],
            records=[article, mention],
            fitness={None: (ListState.FIT, [])},
            now=make.NOW,
        )


def mentions(engine: Engine) -> list[tuple[str, Any, Any]]:
    with reading(engine) as conn:
        rows = frames.mentions(conn)
    return [(row["statement"], row["missed"], row["nominated"]) for row in rows.to_dict("records")]


@pytest.fixture
def engine(own_url: str) -> Iterator[Engine]:
    """A database of this version whose tables a test may change."""
    engine = open_engine(own_url)
    yield engine
    engine.dispose()


def test_mentions_are_kept_on_the_way_up_and_down(engine: Engine, own_url: str, make: Any) -> None:
    read_in(engine, make)
    (before,) = mentions(engine)
    assert before[1:] == (("baftas",), ())
    to(engine, "0006", up=False)
    with reading(engine) as conn:
        assert conn.execute(text("SELECT missed FROM mention")).scalar_one() == '["baftas"]'
    assert plain.state(own_url).pending
    to(engine, "0007", up=True)
    assert mentions(engine) == [before]
    assert migrate.check(own_url) == []


def test_a_claim_makes_another_statement_and_its_absence_the_old_one(engine: Engine, make: Any) -> None:
    """What was read before claims were kept is the same statement when it is read again."""
    read_in(engine, make)
    (bare,) = mentions(engine)
    read_in(engine, make, "oscars:nominated::5")
    (claimed,) = mentions(engine)
    assert claimed[2] == ("oscars:nominated::5",)
    assert claimed[0] != bare[0]
    to(engine, "0006", up=False)
    to(engine, "0007", up=True)
    assert [row[2] for row in mentions(engine)] == [()]
