"""The operator's settings: `config.yaml`, each overridden by an environment variable `SNUBS_…`."""

import json
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from tracker.domain.addresses import ContactLine, ServiceAddress, SiteAddress, service_address
from tracker.domain.errors import ConfigError, nearest, problem_in_words, unread
from tracker.domain.models import Frozen
from tracker.domain.yamltext import load_yaml

WIKIPEDIA_API_URL = "https://en.wikipedia.org/w/api.php"
WIKIDATA_SPARQL_URL = "https://query.wikidata.org/sparql"


def _named(path: object) -> object:
    if path == "":
        raise ValueError("is empty; name a file or folder, or leave it out")
    if "\0" in str(path):
        raise ValueError("holds a character that no file's name may hold")
    return path


def _placed(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:  # how pathlib says that nobody is called so
        raise ValueError(f"{str(path)!r} names the folder of a user who is none here") from error


Named = Annotated[Path, BeforeValidator(_named)]
Place = Annotated[Named, AfterValidator(_placed)]


class Thresholds(Frozen):
    """Where labels begin; see docs/verdicts.md."""

    shock: float = Field(default=0.80, ge=0, le=1)
    snub: float = Field(default=0.50, ge=0, le=1)
    near_miss_acclaim: float = Field(default=75, ge=0, le=100)
    overlooked_fields: float = Field(default=1.5, gt=0, le=10)
    strong_ahead: float = Field(default=0.50, ge=0, le=1)
    moderate: float = Field(default=75, ge=0, le=100)
    shut_out_ahead: float = Field(default=0.25, ge=0, le=1)
    shut_out_unlikely: float = Field(default=0.50, ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Thresholds":
        if self.snub > self.shock:
            raise ValueError(f"snub ({self.snub:g}) is above shock ({self.shock:g}), so that no miss could be a SNUB")
        return self


class Sources(Frozen):
    """Which sources are on; an empty `on` means all of them."""

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


class Schedule(Frozen):
    """When the weekly report is made, in `timezone`."""

    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "mon"
    time: str = "06:00"

    @field_validator("time")
    @classmethod
    def _time(cls, value: str) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
            raise ValueError(f"{value!r} is no time of day; write it as 06:00")
        return value


class Press(Frozen):
    """Which columns, reviews and news are read."""

    feeds: tuple[str, ...] = ()
    """RSS or Atom addresses; their articles are read."""
    pages: tuple[str, ...] = ()
    """Addresses of single articles."""
    blocked: tuple[str, ...] = ()
    """Sites (`example.org`, with all its parts) that are never read from."""
    tiers: dict[str, Annotated[int, Field(ge=3, le=4)]] = Field(default_factory=dict)
    """3 for a site of established press; every other one is 4, a blog."""

    @field_validator("feeds", "pages")
    @classmethod
    def _web(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for address in value:
            if not address.startswith(("http://", "https://")):
                raise ValueError(f"{address!r} is not an http(s) address")
            service_address(address)
        return value


class Settings(Frozen):
    """Everything an operator may set."""

    contact: ContactLine = ""
    """Email address or page of whoever runs this; sent with every live request."""
    database_url: str = ""
    """Empty means SQLite in `data_dir`."""
    wikipedia_api_url: ServiceAddress = WIKIPEDIA_API_URL
    wikidata_sparql_url: ServiceAddress = WIKIDATA_SPARQL_URL
    data_dir: Place = Field(default_factory=lambda: user_data_path("snubs", appauthor=False))
    output_dir: Place = Field(default_factory=lambda: Path("output").absolute())
    corrections: Place | None = None
    """Your own decisions about which film is meant; default: identity-corrections.csv in `data_dir`."""
    offline: bool = False
    site: SiteAddress = ""
    """Where reports are published, if anywhere; the feed's links and ids name it."""
    timezone: str = "UTC"
    sources: Sources = Sources()
    press: Press = Press()
    schedule: Schedule = Schedule()
    thresholds: Thresholds = Thresholds()

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone is called {value!r}; use a name such as Europe/London") from error
        return value

    @property
    def archive_only(self) -> bool:
        """Whether collecting reads the bundled archive: asked for, or nothing at all is configured for going live."""
        untouched = self.wikipedia_api_url == WIKIPEDIA_API_URL and self.wikidata_sparql_url == WIKIDATA_SPARQL_URL
        return self.offline or (not self.contact and untouched)

    @property
    def corrections_file(self) -> Path:
        """Where the operator's own decisions stand; need not exist."""
        return self.corrections or self.data_dir / "identity-corrections.csv"

    @property
    def database(self) -> str:
        """The database's URL; the archive has a file of its own."""
        name = "archive.sqlite3" if self.archive_only else "snubs.sqlite3"
        return self.database_url or f"sqlite:///{self.data_dir / name}"

    @property
    def deserted(self) -> str:
        """URL of the live database that is left aside for want of a contact; "" where offline is what was asked for."""
        unasked = self.archive_only and not self.offline and not self.database_url
        return self._live_file if unasked else ""

    @property
    def set_aside(self) -> str:
        """URL of the live database that offline work leaves aside; "" where live data are what is worked on."""
        return self._live_file if self.archive_only and not self.database_url else ""

    @property
    def _live_file(self) -> str:
        return f"sqlite:///{self.data_dir / 'snubs.sqlite3'}"


def find_config(explicit: Path | None = None) -> Path | None:
    """The configuration file: `--config`, else `SNUBS_CONFIG`, else `config.yaml` here, else none.

    Raises:
        ConfigError: what is named is no file.
    """
    path = explicit or (Path(os.environ["SNUBS_CONFIG"]) if os.environ.get("SNUBS_CONFIG") else None)
    if path:
        if not path.is_file():
            raise ConfigError(f"{path}: no such configuration file; check --config or SNUBS_CONFIG")
        return path
    here = Path("config.yaml")
    if here.is_dir():
        raise ConfigError("config.yaml: is a folder, and settings stand in a file; rename it, or say --config FILE")
    return here if here.is_file() else None


def _require_folder() -> None:
    """Refuse to start where the working folder was removed: no path that is not absolute means anything there."""
    try:
        Path.cwd()
    except OSError as error:
        raise ConfigError(f"the working folder cannot be used ({error.strerror}); change to one that exists") from error


_PREFIX = "SNUBS_"


def _from_environment(values: dict[str, Any]) -> dict[str, Any]:
    """Settings with what variables set: `SNUBS_NAME`, or `SNUBS_SECTION__NAME` of a section's part."""
    for variable, text in sorted(os.environ.items()):
        name, _, key = variable.removeprefix(_PREFIX).lower().partition("__")
        kind = _kind(Settings, name)
        if not variable.startswith(_PREFIX) or kind is None:
            continue
        value = {key: _value(_kind(kind, key), variable, text)} if key else _value(kind, variable, text)
        merges = isinstance(value, dict) and isinstance(values.get(name), dict)
        values = values | {name: values[name] | value if merges else value}
    return values


def stray_variables() -> dict[str, str]:
    """Variables that begin as those of settings do and set nothing, each with the one that may be meant, if any is."""
    settings = [*Settings.model_fields, "config"]
    names = (name for name in sorted(os.environ) if name.startswith(_PREFIX))
    stray = (name for name in names if name.removeprefix(_PREFIX).lower().partition("__")[0] not in settings)
    return {name: nearest(name, [f"{_PREFIX}{setting.upper()}" for setting in settings]) for name in stray}


def _kind(model: Any, name: str) -> Any:
    """What type a model's field has; None for no such field."""
    return model.model_fields[name].annotation if _is_section(model) and name in model.model_fields else None


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _value(kind: Any, variable: str, text: str) -> Any:
    """What a variable says: text, or JSON where a list or a whole section is set."""
    if not _is_section(kind) and get_origin(kind) not in (tuple, dict):
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise ConfigError(f'{variable}: not JSON; write a list as ["oscars"], or use config.yaml') from error


def _is_default(name: str, value: object) -> bool:
    """Whether a setting says what holds anyway, so that nothing of it need be checked."""
    field = Settings.model_fields.get(str(name))
    return field is not None and type(value) is type(field.default) and value == field.default


def load_settings(explicit: Path | None = None) -> Settings:
    """The settings in force.

    Raises:
        ConfigError: one line that names the file or variable, the key, and what is wrong.
    """
    _require_folder()
    path = find_config(explicit)
    values: Any = {}
    if path:
        try:
            values = load_yaml(path.read_text(encoding="utf-8"), str(path)) or {}
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: {unread(error)}") from error
        if not isinstance(values, dict):
            raise ConfigError(f"{path}: must be a mapping of settings")
    try:
        values = _from_environment(values)
        return Settings(**{name: value for name, value in values.items() if not _is_default(name, value)})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        where = (
            f"{path} or SNUBS_{key.upper().replace('.', '__')}" if path else f"SNUBS_{key.upper().replace('.', '__')}"
        )
        says = "there is no such setting" if first["type"] == "extra_forbidden" else problem_in_words(first["msg"])
        raise ConfigError(f"{where}: {key}: {says}") from error
