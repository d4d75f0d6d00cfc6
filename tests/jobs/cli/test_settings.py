"""Settings as an operator gets them wrong: one line that names the file or variable and the key, and nothing done."""

import os
from pathlib import Path
from typing import Any

import pytest

from jobs.cli.main import run_command
from jobs.cli.options import settings_first
from tracker.config import find_config, load_settings
from tracker.domain.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour: red\n", "colour: there is no such setting"),
        ("sources: {only: [oscars]}\n", "sources.only: there is no such setting"),
        ("timezone: UTC\ntimezone: Europe/London\n", "config.yaml:2: duplicate key 'timezone'"),
        ("timezone: Mars/Olympus\n", "no time zone is called 'Mars/Olympus'"),
        ("schedule: {weekday: 1}\n", "schedule.weekday"),
        ('schedule: {time: "25:00"}\n', "schedule.time: '25:00' is no time of day; write it as 06:00"),
        ("schedule: {time: 600}\n", "schedule.time: should be text, in quotation marks"),
        ("thresholds: {snub: 0.9}\n", "thresholds: snub (0.9) is above shock (0.8)"),
        ("offline: [1]\n", "offline: should be true or false"),
        ("sources: oscars\n", "sources: should be a mapping of names to values"),
        ("thresholds: {snub: 50}\n", "thresholds.snub"),
        ("thresholds: [1, 2]\n", "thresholds"),
        ("offline: perhaps\n", "offline"),
        ("contact: [a, b]\n", "contact"),
        ("- a list\n", "must be a mapping"),
        ("contact: &me x\nsite: *me\n", "aliases are not allowed"),
        ("output_dir: ~nobodyhere/x\n", "output_dir: '~nobodyhere/x' names the folder of a user who is none here"),
        ('corrections: "a\\0b"\n', "corrections: holds a character that no file's name may hold"),
        (
            "press: {feeds: ['https://me:secret@a.example/feed']}\n",
            "the address must not carry a user name or password",
        ),
        ("press: {pages: ['https://token@a.example/page']}\n", "the address must not carry a user name or password"),
        (
            "contact: not an address\n",
            "contact: 'not an address' is neither an email address nor the address of a page",
        ),
        ("site: ftp://example.org\n", "site: 'ftp://example.org' is not an http(s) address"),
        ("wikipedia_api_url: en.wikipedia.org\n", "wikipedia_api_url"),
        ("wikidata_sparql_url: https://me:secret@example.org/sparql\n", "wikidata_sparql_url"),
        ('contact: "me@example.org\\r\\nX-Evil: 1"\n', "contact"),
        ("sources: {on: [nobody]}\n", "there is no source 'nobody'"),
        ("sources: {on: oscars}\n", "sources.on"),
        ("database_url: mysql://somewhere/snubs\n", "'mysql'"),
        ("database_url: nonsense\n", "database_url is not an address"),
        ("database_url: sqlite:////dev/null/snubs.sqlite3\n", "/dev/null"),
        ("data_dir: /dev/null/data\n", "SNUBS_DATA_DIR"),
        ("data_dir:\n", "data_dir"),
    ],
)
def test_a_wrong_settings_file_is_one_line_and_exit_2(desk: Any, text: str, says: str) -> None:
    places = {"data_dir": desk.data, "output_dir": desk.output}
    text += "".join(f"{name}: {place}\n" for name, place in places.items() if name not in text and "- a" not in text)
    desk.config.write_text(text, encoding="utf-8")
    ran = desk.snubs("run")
    assert ran.code == 2, ran.err
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "secret" not in ran.err
    assert not desk.output.exists()


@pytest.mark.parametrize("how", [["--config", "{}"], ["--config={}"]])
@pytest.mark.parametrize("command", [["sources"], ["review", "log"]])
def test_the_settings_file_is_named_before_the_command_or_after(desk: Any, how: list[str], command: list[str]) -> None:
    desk.set(colour="red")
    settings = [word.format(desk.config) for word in how]
    assert run_command([*settings, *command]) == run_command([*command, *settings]) == 2, "these settings are read"


def test_a_settings_option_without_a_file_and_one_that_is_text_stay_what_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_command(["status", "--config"]) == 2
    assert "'--config' requires an argument" in capsys.readouterr().err
    assert settings_first(["film", "--", "--config"]) == ["film", "--", "--config"]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SNUBS_THRESHOLDS__SNUB", "much", "SNUBS_THRESHOLDS__SNUB"),
        ("SNUBS_SOURCES__ON", "oscars", "SNUBS_SOURCES"),
        ("SNUBS_PRESS__FEEDS", "https://example.org/feed", "SNUBS_PRESS__FEEDS: not JSON"),
        ("SNUBS_SCHEDULE__WEEKDAY", "monday", "SNUBS_SCHEDULE__WEEKDAY"),
        ("SNUBS_SCHEDULE__HOUR", "6", "schedule.hour: there is no such setting"),
        ("SNUBS_SCHEDULE", "monday", "SNUBS_SCHEDULE: not JSON"),
        ("SNUBS_OFFLINE", "perhaps", "SNUBS_OFFLINE"),
        ("SNUBS_CONFIG", "/nowhere/config.yaml", "SNUBS_CONFIG"),
    ],
)
def test_a_wrong_variable_is_named(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as error:
        load_settings()
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_called_as_the_settings_are_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").mkdir()
    with pytest.raises(ConfigError, match=r"^config\.yaml: is a folder"):
        find_config()


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("contact: file@example.org\nthresholds: {snub: 0.4, shock: 0.7}\n", encoding="utf-8")
    monkeypatch.setenv("SNUBS_CONTACT", "desk@example.org")
    monkeypatch.setenv("SNUBS_THRESHOLDS__SNUB", "0.6")
    monkeypatch.setenv("SNUBS_SOURCES__OFF", '["venice"]')
    settings = load_settings(file)
    assert settings.contact == "desk@example.org"
    assert (settings.thresholds.snub, settings.thresholds.shock) == (0.6, 0.7)
    assert settings.sources.off == ("venice",)


def test_a_section_in_the_environment_adds_to_the_one_of_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("press: {blocked: [a.example], tiers: {b.example: 3}}\n", encoding="utf-8")
    monkeypatch.setenv("SNUBS_PRESS", '{"pages": ["https://c.example/1"], "tiers": {"d.example": 4}}')
    monkeypatch.setenv("SNUBS_PRESS__FEEDS", '["https://c.example/feed"]')
    monkeypatch.setenv("SNUBS_ELSEWHERE", "not ours")
    press = load_settings(file).press
    assert (press.blocked, press.pages) == (("a.example",), ("https://c.example/1",))
    assert (press.feeds, press.tiers) == (("https://c.example/feed",), {"d.example": 4})


def test_only_the_sources_that_are_on_are_known(desk: Any) -> None:
    """`on` was a boolean to YAML 1.1 and the whole section an unknown key."""
    desk.config.write_text(
        f"data_dir: {desk.data}\noffline: true\nsources: {{on: [oscars, nyfcc, venice], off: [venice]}}\n",
        encoding="utf-8",
    )
    ran = desk.snubs("sources", "--json")
    assert [source["name"] for source in ran.json] == ["nyfcc", "oscars"]
    outcome = desk.snubs("crawl", "baftas")
    assert outcome.code == 2
    assert "'baftas', or it is switched off" in outcome.err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_settings_file_that_is_no_text_file(desk: Any, content: bytes | None) -> None:
    desk.config.unlink()
    desk.config.mkdir() if content is None else desk.config.write_bytes(content)
    ran = desk.snubs("sources")
    assert ran.code == 2
    assert ran.err.startswith(
        f"snubs: {desk.config}: {'no such' if content is None else 'is not UTF-8 text; save it as'}"
    )
    assert len(ran.err.splitlines()) == 1


def test_an_unquoted_number_as_a_title_is_refused_with_its_place(
    desk: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from spiders import catalogue

    folder = tmp_path / "sources"
    folder.mkdir()
    text = "title: 1917\npublisher: nobody\nfamily: wikidata_films\ntier: 2\nlicence: none\n"
    (folder / "war.yml").write_text(text, encoding="utf-8")
    shipped = catalogue.load_sources
    monkeypatch.setattr(catalogue, "load_sources", lambda: shipped(folder))
    ran = desk.snubs("sources")
    assert ran.code == 2
    assert ran.err.startswith("snubs: war.yml: title: ")
    assert "should be text, in quotation marks" in ran.err


def test_nobody_elses_variables_are_heard() -> None:
    assert not [name for name in os.environ if name.startswith("SNUBS_")]
