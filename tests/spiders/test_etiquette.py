"""How patient and how fast."""

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.asking.job import Job, JobSource
from spiders.crawl.desk import Desk
from spiders.crawl.middlewares import retry_after
from spiders.crawl.output import RunDir
from spiders.crawl.settings import scrapy_settings, user_agent
from tracker.domain.errors import PolicyError

NOW = datetime(2011, 1, 25, 13, 30, tzinfo=UTC)
JOB = Job(
    run="r",
    sources=(JobSource(name="oscars"),),
    wikipedia_api_url="https://en.wikipedia.org/w/api.php",
    wikidata_sparql_url="https://query.wikidata.org/sparql",
    today=date(2011, 3, 1),
)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Tue, 25 Jan 2011 13:31:00 GMT", 60.0),
        ("Tue, 25 Jan 2011 13:00:00 GMT", 0.0),
        ("Tue, 25 Jan 2011 13:31:00 -0000", 60.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٧", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.integers(-100_000, 100_000))
def test_a_date_is_as_far_as_it_says(seconds: int) -> None:
    assert retry_after(format_datetime(NOW + timedelta(seconds=seconds), usegmt=True), NOW) == max(0, seconds)


@given(st.text(max_size=60))
def test_no_header_breaks_the_reader(header: str) -> None:
    seconds = retry_after(header, NOW)
    assert seconds is None or seconds >= 0


def test_fewer_than_five_requests_a_second_over_one_connection() -> None:
    settings = scrapy_settings(JOB)
    assert settings["DOWNLOAD_DELAY"] > 0.2
    assert settings["DOWNLOAD_DELAY_JITTER"] == 0, "a random pause would be shorter half of the time"
    assert settings["CONCURRENT_REQUESTS"] == 1
    assert settings["AUTOTHROTTLE_ENABLED"]
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"]


def test_the_contact_is_the_operators() -> None:
    assert user_agent("desk@example.org").split(" ")[1] == "(desk@example.org)"


def test_only_a_live_crawl_needs_a_contact() -> None:
    with pytest.raises(PolicyError, match="SNUBS_CONTACT"):
        JOB.require_contact()
    JOB.model_copy(update={"archive": True}).require_contact()
    JOB.model_copy(update={"contact": "desk@example.org"}).require_contact()


def test_only_the_two_endpoints_themselves_are_services(tmp_path: Path) -> None:
    out = RunDir(tmp_path)
    out.discard_records()
    desk = Desk(JOB, out)
    assert desk.is_api("https://en.wikipedia.org/w/api.php?action=query")
    assert desk.is_api("https://query.wikidata.org/sparql?query=x")
    assert not desk.is_api("https://en.wikipedia.org/w/index.php")
    assert not desk.is_api("http://en.wikipedia.org/w/api.php")
    assert not desk.is_api("https://en.wikipedia.org:8443/w/api.php")
