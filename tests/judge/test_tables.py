"""The tables of a judgement: what several statements about one film come to."""

from tracker.domain.facts.frames import JUDGED
from tracker.frames import frame_of
from tracker.judge.material.tables import build


def test_a_film_of_two_sources_has_the_provenance_of_the_first_as_a_whole() -> None:
    registry = {"film": "Q1", "qid": "Q1", "title": "One", "source": "registry", "source_url": "https://r.example.org/"}
    desk = {"film": "Q1", "qid": "Q1", "title": "One", "distributor": "Tide", "source": "desk", "source_url": "d.csv"}
    films = build(
        {"films": frame_of([registry, desk | {"source_revision": "as of 2011-03-01"}], JUDGED["films"])}
    ).films
    (film,) = films.to_dict("records")
    assert (film["title"], film["distributor"]) == ("One", "Tide")
    assert (film["source"], film["source_url"], film["source_revision"]) == ("registry", "https://r.example.org/", "")
