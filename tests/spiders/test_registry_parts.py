"""A season of the registry from a service that ends what is too much, fails by chance, and may be left half-way."""

import asyncio
import json
import random
import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from spiders.asking.job import Job, JobSource
from spiders.families.registry.ask import ask
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import PageRecord
from tracker.domain.sources import Source

SOURCE = Source(
    name="wikidata_films", title="t", publisher="p", family="wikidata_films", tier=2, licence="CC0 1.0"
)  # fmt: skip
ENTITY = "http://www.wikidata.org/entity/"
WINDOW = re.compile(r'>= "(\d{4}-\d\d-\d\d)T.*?< "(\d{4}-\d\d-\d\d)T')
DIGITS = re.compile(r"\[(\d+)\]\$")
VALUES = re.compile(r"wd:(Q\d+)(?=[^{}]*\})")


def cell(text: str) -> dict[str, str]:
    return {"type": "uri", "value": text} if text.startswith("http") else {"type": "literal", "value": text}


def row(**cells: str) -> dict[str, Any]:
    return {
        name: cell(ENTITY + text if name in {"film", "person", "reviewer"} else text) for name, text in cells.items()
    }


class Service:
    """Films by id: half of them without a day, every third with a score, ten people each."""

    def __init__(self, films: int) -> None:
        chance = random.Random(films)  # noqa: S311
        self.days = {
            f"Q{n}": "2010-01-01" if n % 3 else f"2010-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
            for n in range(101, 101 + films)
        }
        self.scored = {qid for qid in self.days if int(qid[1:]) % 3 == 0}

    def people(self, qid: str) -> list[str]:
        return [f"Q{100_000 + int(qid[1:]) * 6 + n}" for n in range(10)]

    def rows(self, text: str) -> list[dict[str, Any]]:
        name = text.split(":", 1)[1].split(maxsplit=1)[0]
        if name == "ids":
            return self._ids(text)
        if name == "named":
            return [row(film="Q50")]
        ids = VALUES.findall(text)
        if name == "names":
            return [row(person=one, name=f"Name {one}") for one in ids]
        known = [one for one in ids if one in self.days or one == "Q50"]
        makers = {
            "films": lambda one: row(film=one, label=f"Film {one}", imdb=f"tt{one[1:]:>07}"),
            "releases": lambda one: row(film=one, date=f"{self.days.get(one, '2009-05-01')}T00:00:00Z", precision="11"),
            "scores": lambda one: row(film=one, score="70%", reviewer="Q105584") if one in self.scored else None,
            "credits": lambda one: row(film=one, craft="cast", people=" ".join(self.people(one))),
        }
        make = makers.get(name, lambda _: None)
        return [made for one in known if (made := make(one))]

    def _ids(self, text: str) -> list[dict[str, Any]]:
        ((first, until),) = set(WINDOW.findall(text))
        digits = DIGITS.search(text)
        among = digits[1] if digits else "0123456789"
        return [row(film=qid) for qid, day in self.days.items() if first <= day < until and qid[-1] in among]


class Caller:
    """What a family asks through, with a service behind it that has limits and moods."""

    def __init__(self, service: Service, *, most: int = 5_000, mood: float = 0.0, ends_after: int = 0) -> None:
        self.service, self.most, self.mood, self.ends_after = service, most, mood, ends_after
        self.chance = random.Random(7)  # noqa: S311
        self.asked_for: Counter[str] = Counter()
        self.kept: list[tuple[PageRecord, bytes | None]] = []
        self.told: list[tuple[str, str]] = []
        self.remembered: dict[str, dict[str, bytes]] = {}
        self.lacking: dict[str, int] = {}
        self.down = self.cuts_short = False
        self.never = ""
        """A film of which no scores are given."""
        self.job = Job(
            run="r", sources=(), wikipedia_api_url="http://wiki.example/api.php",
            wikidata_sparql_url="http://query.example/sparql", today="2011-02-01", contact="desk@example.org",
        )  # fmt: skip

    async def fetch(self, url: str, timeout: float, *, once: bool = False) -> bytes:  # noqa: ARG002
        assert len(url) < 8_000
        (text,) = parse_qs(urlsplit(url).query)["query"]
        self.asked_for[text] += 1
        if self.ends_after and self.asked_for.total() > self.ends_after:
            raise KeyboardInterrupt
        if self.down or (self.never and "snubs:scores" in text and self.never in VALUES.findall(text)):
            raise RefusalError("http_status", "query.example answered 504", 504)
        if self.chance.random() < self.mood:
            raise RefusalError("timeout", "query.example did not answer in time")
        rows = self.service.rows(text)
        if len(rows) > self.most:
            if not self.cuts_short:
                raise RefusalError("truncated", "query.example broke the answer off")
            rows = rows[: self.most]
        return json.dumps({"results": {"bindings": rows}}).encode()

    def gave_up(self, _url: str) -> bool:
        return False

    def recall(self, work: str, question: str) -> bytes | None:
        return self.remembered.get(work, {}).get(question)

    def remember(self, work: str, question: str, answer: bytes) -> None:
        self.remembered.setdefault(work, {})[question] = answer

    def forget(self, work: str) -> None:
        self.remembered.pop(work, None)

    def page(self, key: str, **fields: Any) -> PageRecord:
        about = {"retrieved_at": "t", "origin": "live"} | fields
        return PageRecord(id=key, source="wikidata_films", **about)

    def store(self, body: bytes) -> str:
        return str(hash(body))

    def keep(self, page: PageRecord, body: bytes | None = None) -> None:
        self.kept.append((page, body))

    def lacks(self, title: str, count: int) -> None:
        self.lacking[title] = count

    def fail(self, refusal: RefusalError) -> None:
        self.told.append((refusal.code, refusal.message))

    def hold(self, code: str, message: str, page: str | None = None, ceremony: int | None = None) -> None:  # noqa: ARG002
        self.told.append((code, message))

    def warn(self, code: str, message: str) -> None:
        self.told.append((code, message))

    def asked(self, count: int) -> None: ...

    def answered(self, count: int = 1) -> None: ...

    def say(self, what: str) -> None: ...

    def read(self, **wanted: Any) -> bytes | None:
        """The stored season; None where nothing was stored."""
        of = JobSource.model_validate({"name": "wikidata_films", "film_years": (2010,), **wanted})
        asyncio.run(ask(self, SOURCE, of))  # type: ignore[arg-type]
        return self.kept[-1][1] if self.kept else None


@pytest.fixture(scope="module")
def service() -> Service:
    return Service(1_500)


@pytest.fixture(scope="module")
def whole(service: Service) -> bytes:
    body = Caller(service).read()
    assert body
    return body


def test_a_season_has_all_films_and_the_people_of_those_that_something_speaks_for(
    service: Service, whole: bytes
) -> None:
    answers = json.loads(whole)["answers"]
    films = {r["film"]["value"].rpartition("/")[2] for r in answers["films"]["bindings"]}
    credited = {r["film"]["value"].rpartition("/")[2] for r in answers["credits"]["bindings"]}
    assert (films, credited) == ({*service.days}, service.scored)
    people = {one for film in service.scored for one in service.people(film)}
    assert len(answers["names"]["bindings"]) == len(people)


@pytest.mark.parametrize("most", [400, 250, 120])
def test_what_is_too_much_is_asked_in_halves(service: Service, whole: bytes, most: int) -> None:
    assert Caller(service, most=most).read() == whole


def test_an_answer_that_is_cut_without_a_word_is_asked_in_halves() -> None:
    service = Service(4_200)
    silent = Caller(service, most=1_000)
    silent.cuts_short = True
    assert silent.read() == Caller(service).read()


def test_a_service_of_moods_gives_the_same(service: Service, whole: bytes) -> None:
    moody = Caller(service, most=1_000, mood=0.1)
    body = moody.read()
    for _ in range(9):  # A single film may be refused: the next crawl asks for it again.
        if not moody.told:
            break
        moody.told.clear()
        body = moody.read()
    assert (body, moody.told) == (whole, [])


@pytest.mark.parametrize("after", [1, 5, 13, 20, 28, 36, 44, 47, 50, 60])
def test_a_crawl_that_was_stopped_goes_on_where_it_was(service: Service, whole: bytes, after: int) -> None:
    stopped = Caller(service, ends_after=after)
    with pytest.raises(KeyboardInterrupt):
        stopped.read()
    again = Caller(service)
    again.remembered = stopped.remembered
    assert again.read() == whole
    answered = {text for text, times in stopped.asked_for.items() if times} & {*again.asked_for}
    assert len(answered) == 1, "all but the question that had no answer are not asked again"
    assert again.remembered == {}


def test_many_halves_of_a_stopped_crawl_are_no_sign_of_a_service_that_is_down(service: Service, whole: bytes) -> None:
    stopped = Caller(service, most=120, ends_after=110)
    with pytest.raises(KeyboardInterrupt):
        stopped.read()
    assert sum(answer == b"" for answer in stopped.remembered["films of 2010"].values()) > 12
    again = Caller(service, most=120)
    again.remembered = stopped.remembered
    assert (again.read(), again.told) == (whole, [])


def test_a_service_that_is_down_is_soon_left_alone(service: Service) -> None:
    down = Caller(service)
    down.down = True
    assert down.read() is None
    assert down.told == [("http_status", "films of 2010: query.example answered 504")]
    assert down.asked_for.total() < 20


def test_films_that_lists_name_belong_to_the_season_with_their_people(service: Service) -> None:
    body = Caller(service).read(named={"2010": ("Q102", "tt0000050")})
    assert body
    answers = json.loads(body)["answers"]
    credited = {r["film"]["value"].rpartition("/")[2] for r in answers["credits"]["bindings"]}
    assert credited == service.scored | {"Q102", "Q50"}


def test_what_is_refused_to_the_last_is_said_and_asked_for_again() -> None:
    caller = Caller(Service(40))
    caller.never = "Q105"
    body = caller.read()
    assert body
    assert [code for code, _ in caller.told] == ["incomplete"]
    assert "did not give scores of 1" in caller.told[0][1]
    assert caller.remembered, "what was answered is kept"
    caller.told.clear()
    caller.read(known={"films of 2010": "hash"})
    assert [code for code, _ in caller.told] == ["incomplete"]
    assert len(caller.kept) == 1, "what was read before stays"


def test_a_season_in_part_gives_way_to_one_that_lacks_less() -> None:
    caller = Caller(Service(40))
    caller.never = "Q105"
    assert caller.read()
    assert caller.lacking == {"films of 2010": 1}
    caller.told.clear()
    known = {"known": {"films of 2010": "hash"}, "lacking": {"films of 2010": 2}}
    caller.read(**known)
    assert (len(caller.kept), caller.lacking) == (2, {"films of 2010": 1})
    caller.never = ""
    caller.read(**known)
    assert (len(caller.kept), caller.lacking) == (3, {"films of 2010": 0})


def test_the_newest_season_comes_first() -> None:
    caller = Caller(Service(40))
    caller.down = True
    caller.read(film_years=(2008, 2010, 2009))
    assert [message[:13] for _, message in caller.told] == ["films of 2010", "films of 2009", "films of 2008"]


def test_a_season_that_is_only_beginning_is_not_there_yet() -> None:
    early = Caller(Service(0))
    asyncio.run(ask(early, SOURCE, JobSource(name="wikidata_films", film_years=(2011,))))  # type: ignore[arg-type]
    assert [(page.missing, code) for (page, _), (code, _) in zip(early.kept, early.told, strict=True)] == [
        (True, "season_empty")
    ]
    late = Caller(Service(0))
    assert late.read() is None
    assert late.told[0][0] == "no_rows"
