"""A database holds live data or the bundled archive, and says which."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, text

from tracker.domain.errors import Exit, PolicyError
from tracker.store import migrate, origin
from tracker.store.engine import open_engine, reading, transaction
from tracker.store.plain import rows_of


def check(engine: Engine, wanted: Any) -> None:
    with reading(engine) as conn:
        origin.refuse_mixing(rows_of(conn), wanted, str(engine.url))


def test_a_database_that_no_crawl_has_filled_may_hold_either(engine: Engine) -> None:
    check(engine, "live")
    check(engine, "archive")


@pytest.mark.parametrize(
    ("held", "other", "remedy"), [("live", "archive", "SNUBS_CONTACT"), ("archive", "live", "move it away")]
)
def test_the_first_crawl_decides_and_the_other_kind_is_refused(
    engine: Engine, held: Any, other: Any, remedy: str
) -> None:
    with transaction(engine) as conn:
        origin.claim(conn, held, str(engine.url))
        origin.claim(conn, held, str(engine.url))
    check(engine, held)
    with pytest.raises(PolicyError, match=remedy) as refused:
        check(engine, other)
    assert refused.value.exit_code is Exit.REFUSED
    with pytest.raises(PolicyError, match=remedy), transaction(engine) as conn:
        origin.claim(conn, other, str(engine.url))


def test_of_two_first_crawls_at_once_one_is_refused(url: str) -> None:
    def claim(wanted: Any) -> bool:
        engine = open_engine(url)
        try:
            with transaction(engine) as conn:
                origin.claim(conn, wanted, url)
        except PolicyError:
            return False
        finally:
            engine.dispose()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(claim, ["live", "archive"])) == [False, True]


@pytest.mark.parametrize(
    ("origins", "held"),
    [
        (["archive", "supplied"], [("archive",)]),
        (["supplied", "live"], [("live",)]),
        (["live", "archive"], [("live",)]),
        (["supplied"], []),
        ([], []),
    ],
)
def test_an_existing_database_is_told_from_its_pages(own_url: str, origins: list[str], held: list[Any]) -> None:
    engine = open_engine(own_url)
    with migrate._alone(engine) as connection:
        command.downgrade(migrate._config(connection), "0009")
    with transaction(engine) as conn:
        source = "('s', 'S', 'P', 'f', 2, 'CC0')"
        conn.execute(text(f"INSERT INTO source (name, title, publisher, family, tier, licence) VALUES {source}"))  # noqa: S608
        insert = text(
            "INSERT INTO page (key, source, id, title, url, retrieved_at, origin, missing, checked_at) VALUES "
            "(:key, 's', :id, 't', 'u', '2011-02-14', :origin, FALSE, '2011-02-14 00:00:00')"
        )
        for number, one in enumerate(origins):
            conn.execute(insert, {"key": str(number), "id": str(number), "origin": one})
    assert origin.is_live(own_url) == ("live" in origins and own_url.startswith("sqlite"))
    migrate.upgrade(own_url)
    with reading(engine) as conn:
        assert rows_of(conn)("SELECT origin FROM database_origin") == held
    engine.dispose()
    assert origin.is_live(own_url) == ("live" in origins and own_url.startswith("sqlite"))


def test_no_file_and_no_database_are_not_live_and_are_not_made(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("no database", encoding="utf-8")
    none = tmp_path / "none.sqlite3"
    assert not any(origin.is_live(f"sqlite:///{path}") for path in (notes, none))
    assert not none.exists()
