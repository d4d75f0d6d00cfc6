"""`snubs articles`: what film articles say otherwise, and what they hold that nothing was read from."""

import json
from typing import Any

from jobs.context import Context
from spiders.catalogue import load_sources
from spiders.families.film_article.read import envelope, read
from tracker.domain.facts.records import Origin, PageRecord
from tracker.domain.verdicts import ListState
from tracker.store import runs
from tracker.store.engine import transaction
from tracker.store.intake.ingest import ingest

ROWS = "<tr><th>Directed by</th><td>Ann Lee</td></tr><tr><th>Starring</th><td>Bo Ek</td></tr>"
BOX = f'<table class="infobox">{ROWS}</table>'
READABLE = (
    "<h2>Accolades</h2><table><tr><th>Award</th><th>Category</th><th>Result</th></tr>"
    "<tr><td>Golden Hat</td><td>Best Hat</td><td>Won</td></tr><tr><td></td><td></td><td>Nominated</td></tr></table>"
)
SUMS = "<table><tr><th>Award</th><th>Wins</th></tr><tr><td>Golden Hat</td><td>2</td></tr></table>"


def take_in(context: Context, text: str, title: str, revision: int) -> None:
    """Read an article and store what it says."""
    source = load_sources()["wikipedia_film"]
    page = PageRecord(
        id=title,
        source=source.name,
        title=title,
        url=f"https://wiki.example/{revision}",
        retrieved_at="2011-03-01T00:00:00Z",
        origin=Origin.LIVE,
        revision=str(revision),
    )
    answer = json.dumps({"parse": {"title": title, "revid": revision, "text": text}}).encode()
    records, problems = read(source, page, envelope("Q999999", answer))
    with transaction(context.engine) as conn:
        run = runs.begin(conn, job="crawl", host="h", now=context.now(), source=source.name)
        fit = {None: (ListState.FIT, problems)}
        ingest(conn, run_id=run, source=source, pages=[page], records=records, fitness=fit, now=context.now())
        runs.finish(conn, run, "done", context.now(), exit_code=0)


def test_what_is_not_read_is_counted_and_shown(short: Any) -> None:
    take_in(short.context(), BOX + READABLE + SUMS, "One", 1)
    answer = short.snubs("articles").out
    assert "film articles: 0 facts, 2 credits" in answer
    assert "tables of accolades, not read: 1" in answer
    assert "rows of accolades, not read: 1" in answer
    assert short.snubs("articles", "--json").json["unread"] == [
        {
            "what": "accolade_table",
            "printed": "Accolades: Award | Wins (2 rows)",
            "source_url": "https://wiki.example/1",
        },
        {"what": "accolade", "printed": "Nominated", "source_url": "https://wiki.example/1"},
    ]


def test_what_an_article_said_goes_when_it_turns_out_to_be_about_a_series(short: Any) -> None:
    take_in(short.context(), BOX + READABLE, "One", 1)
    assert short.snubs("articles", "--json").json["claims"]["accolades"] == 1
    take_in(short.context(), f"{BOX}<p><b>One</b> is a television series.</p>{READABLE}", "One", 2)
    after = short.snubs("articles", "--json").json
    assert after["claims"] == {"facts": 0, "film_credits": 0, "accolades": 0}
    assert [one["printed"] for one in after["unread"]] == ["television series"]
