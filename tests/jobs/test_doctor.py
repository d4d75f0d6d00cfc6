"""What the doctor finds before a run does: rights that are missing, and what stands in a file's place."""

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from jobs.rights import unreadable
from jobs.steps.doctor import examine
from jobs.steps.editions.shelf import Shelf
from postgresql import migrated_database, on_server


def examined(desk: Any) -> dict[str, dict[str, str]]:
    """The findings by what was looked at."""
    ran = desk.snubs("doctor", "--json", at=None)
    assert ran.code in (0, 2), ran.err
    return {finding["what"]: finding for finding in ran.json}


def current_edition(desk: Any) -> Path:
    [edition] = (desk.data / "archive-editions").glob("*.sqlite3")
    return Path(edition)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_in_the_place_of_an_edition_is_named_and_nothing_waits_for_it(
    small: Any, make: Callable[[Path], None]
) -> None:
    edition = current_edition(small)
    edition.unlink()
    make(edition)
    findings = examined(small)
    assert {findings["editions"]["state"], findings["rights"]["state"]} >= {"failed"}
    assert str(edition) in findings["editions"]["detail"] + findings["rights"]["detail"]
    assert small.snubs("editions").code == 0
    assert small.snubs("film", "Inception").code == 0, "an edition is made in its place"
    assert small.snubs("editions", "prune").code == 0


def test_a_pipe_among_what_is_stored_is_not_waited_for(small: Any) -> None:
    pipe = small.data / "pages" / "pipe"
    os.mkfifo(pipe)
    rights = examined(small)["rights"]
    assert (rights["state"], str(pipe) in rights["detail"]) == ("failed", True)
    pipe.unlink()
    assert examined(small)["rights"]["state"] == "ok"


@pytest.mark.parametrize("command", [("review", "log"), ("film", "Inception"), ("weekly",)])
def test_a_pipe_in_the_place_of_the_decisions_is_not_waited_for(small: Any, command: tuple[str, ...]) -> None:
    os.mkfifo(small.data / "identity-corrections.csv")
    ran = small.snubs(*command)
    assert (ran.code, "identity-corrections.csv: is a pipe; name a CSV or YAML file" in ran.err) == (2, True), ran.err
    assert "identity-corrections.csv" in examined(small)["rights"]["detail"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "is not UTF-8 text; save it as UTF-8"),
        (b"a,b\n1,2\n", "no column is called a, b"),
        (None, "cannot be read: Is a directory; check its name and rights"),
    ],
)
def test_decisions_that_no_command_can_read_are_found(small: Any, content: bytes | None, words: str) -> None:
    assert examined(small)["decisions"] == {"what": "decisions", "state": "ok", "detail": "none yet"}
    file = small.data / "identity-corrections.csv"
    file.mkdir() if content is None else file.write_bytes(content)
    finding = examined(small)["decisions"]
    assert (finding["state"], str(file) in finding["detail"], words in finding["detail"]) == ("failed", True, True)
    assert words in small.snubs("film", "Inception").err


def test_a_variable_that_sets_nothing_is_named_with_the_one_that_may_be_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SNUBS_CONTCT", "me@example.org")
    monkeypatch.setenv("SNUBS_SCHEDULE__TIME", "07:00")
    settings = next(examine(None, datetime(2026, 11, 30, tzinfo=UTC)))
    assert (settings.state, settings.detail.partition("; no config.yaml here; ")[2]) == (
        "note",
        "SNUBS_CONTCT is no setting, did you mean SNUBS_CONTACT?",
    )


def test_what_may_not_be_read_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("one", "two"):
        (tmp_path / "pages" / name).write_text(name, encoding="utf-8")
    real = Path.open

    def closed(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "two":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *how, **more)

    monkeypatch.setattr(Path, "open", closed)
    assert list(unreadable(tmp_path)) == [tmp_path / "pages" / "two"]


def test_an_edition_that_may_not_be_read_is_not_put_aside_as_damaged(
    small: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, real = current_edition(small), Path.open

    def closed(path: Path, *how: Any, **more: Any) -> Any:
        if path == edition:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *how, **more)

    before = edition.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", closed)
        assert small.snubs("edition", "--refit").code == 0
    assert not list(edition.parent.glob("*.damaged"))
    assert edition.exists()
    edition.write_bytes(before[:100])
    Shelf(edition.parent).put_aside(edition.name)
    assert [path.name for path in edition.parent.glob("*.damaged")] == [f"{edition.name}.damaged"]


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder into which not even root can write."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    if os.geteuid():
        folder.chmod(0o500)
    elif subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", str(folder)], check=False).returncode:
        pytest.skip("nothing may be mounted here")
    yield folder
    if os.geteuid() == 0:
        subprocess.run(["umount", str(folder)], check=True)


def test_an_output_folder_that_cannot_be_written_is_found_with_its_setting(small: Any, read_only: Path) -> None:
    small.config.write_text(
        small.config.read_text(encoding="utf-8").replace(str(small.output), str(read_only)), encoding="utf-8"
    )
    finding = examined(small)[f"disk {read_only}"]
    assert finding["state"] == "failed"
    assert "set SNUBS_OUTPUT_DIR to another place" in finding["detail"]


def test_a_database_file_that_may_only_be_read_is_found(small: Any) -> None:
    small.set(offline=True, database_url=f"sqlite:///file:{small.database}?mode=ro&uri=true")
    finding = examined(small)["database"]
    assert (finding["state"], "read-only" in finding["detail"]) == ("failed", True), finding


def test_a_folder_in_the_place_of_the_database_is_told_as_what_it_is(desk: Any) -> None:
    desk.database.mkdir(parents=True)
    finding = examined(desk)["database"]
    assert (finding["state"], "is no file; move it away" in finding["detail"]) == ("failed", True), finding
    assert "is no file; move it away" in desk.snubs("weekly").err


def test_a_role_that_may_only_read_the_database_is_found(desk: Any, postgresql_server: str) -> None:
    url = make_url(migrated_database(postgresql_server))
    role = f"reader_{url.database}"
    own = url.render_as_string(hide_password=False)
    on_server(own, f"CREATE ROLE {role} LOGIN", f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    desk.set(offline=True, database_url=own)
    assert examined(desk)["database"]["state"] == "note", "it is empty"
    desk.set(offline=True, database_url=url.set(username=role).render_as_string(hide_password=False))
    finding = examined(desk)["database"]
    assert (finding["state"], "this user may not do that; grant it rights" in finding["detail"]) == ("failed", True)
    on_server(own, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_a_role_that_may_make_no_tables_is_found_before_there_are_any(desk: Any, postgresql_server: str) -> None:
    from postgresql import create_database

    url = make_url(create_database(postgresql_server))
    role = f"reader_{url.database}"
    own = url.render_as_string(hide_password=False)
    on_server(own, f"CREATE ROLE {role} LOGIN", "REVOKE CREATE ON SCHEMA public FROM public")
    desk.set(offline=True, database_url=url.set(username=role).render_as_string(hide_password=False))
    assert examined(desk)["database"]["state"] == "failed"
    on_server(own, f"DROP ROLE {role}")
