"""A crawl's job: the file `job.json` for the child process."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError

from tracker.domain.addresses import ContactLine, ServiceAddress
from tracker.domain.errors import ConfigError, PolicyError
from tracker.domain.models import Frozen

Seconds = Annotated[float, Field(ge=0, le=3_600)]


class Limits(Frozen):
    """Limits of time and volume; the defaults follow the two services' etiquette."""

    timeout: Seconds = 30
    """For one answer of the Action API."""
    sparql_timeout: Seconds = 75
    """For one answer of the query service, which itself gives up after 60 s."""
    delay: Seconds = 0.25
    """Least pause between two requests: fewer than 5 a second."""
    retries: int = Field(default=2, ge=0, le=10)
    backoff: Seconds = 2
    """Pause before the first retry when the server names none; doubled each time."""
    retry_after: Seconds = 120
    """Longest `Retry-After` that is waited for; a longer one fails the source with that reason."""
    max_bytes: int = Field(default=32 * 2**20, ge=1)
    """Largest answer, before and after decompression. The Action API itself stops at 8 MiB."""


class JobSource(Frozen):
    """One source's share of the job."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    name: str
    ceremonies: tuple[int, ...] | None = None
    """None asks for every ceremony up to the films of this year."""
    known: dict[str, str] = Field(default_factory=dict)
    """Last stored revision by page title: these pages are downloaded only when they changed. For the registry
    of films the stored hash: seasons in which films were found before."""
    lacking: dict[str, int] = Field(default_factory=dict)
    """By title of a known page that came in part, how much of it is lacking."""
    titles: tuple[str, ...] = ()
    """Link titles to resolve."""
    addresses: tuple[str, ...] = ()
    """Pages to read, which the operator has named."""
    feeds: tuple[str, ...] = ()
    """Feeds whose articles are to be read."""
    blocked: tuple[str, ...] = ()
    """Sites never to read from."""
    films: dict[str, str] = Field(default_factory=dict)
    """Title of an article, or of a separate list of accolades, to its film's Wikidata id."""
    film_years: tuple[int, ...] = ()
    """Seasons to read."""
    named: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By season, Wikidata and IMDb ids of the films that its lists name."""


class Job(Frozen):
    """Everything the child process needs to know; it reads no configuration of its own."""

    run: str
    sources: tuple[JobSource, ...]
    contact: ContactLine = ""
    wikipedia_api_url: ServiceAddress
    wikidata_sparql_url: ServiceAddress
    archive: bool = False
    supplied_dir: Path | None = None
    unfinished_dir: Path | None = None
    """Where answers are kept until the work that they are a part of is done."""
    sources_dir: Path | None = None
    """Where source files are read from instead of the built-in ones."""
    today: date
    limits: Limits = Limits()
    parent: int | None = None
    """The process that waits for this crawl: once it is gone nobody will read the result, and the crawl stops."""

    def require_contact(self) -> None:
        """Refuse a live crawl without a contact.

        Raises:
            PolicyError: names the setting.
        """
        if not self.archive and not self.contact:
            raise PolicyError(
                "refused: a live crawl needs a contact; set `contact` in config.yaml or SNUBS_CONTACT "
                "to your email address or page, or set SNUBS_OFFLINE=1 for the bundled archive"
            )


def load_job(path: Path) -> Job:
    """The job in a file.

    Raises:
        ConfigError: unreadable, or not a job; one line that names the file and the key.
    """
    try:
        return Job.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "file"
        raise ConfigError(f"{path.name}: {key}: {first['msg']}") from error
