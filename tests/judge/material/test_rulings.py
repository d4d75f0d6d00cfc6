"""What bodies decided about single works stands among the eligibility records."""

from collections.abc import Callable
from typing import Any

from tracker.domain.bodies import rulings
from tracker.identity.resolve import with_keys
from tracker.judge.material.rulings import with_rulings
from tracker.judge.material.tables import build


def test_a_ruling_is_a_record_where_a_list_of_the_ceremony_is_at_hand(world: Any) -> None:
    body, one = next((body, one) for body, one in rulings() if one.ceremony == 87)
    made = world.film(one.film.title, year=2014, imdb=one.film.imdb).listed(body, season=2014)
    made.record("oscars", one.film.title, "eligible")
    tables = build(with_keys(with_rulings(made.frames())))
    (row,) = tables.eligibility[tables.eligibility["ceremony"] == 87].to_dict("records")
    assert (row["film"], row["category"], row["status"]) == (made.films[one.film.title], one.category, one.status)
    assert row["cites"] == one.cites
    assert set(tables.eligibility["ceremony"]) == {83, 87}


def test_without_its_list_a_ruling_says_nothing(contest: Callable[[], Any]) -> None:
    frames = contest().record("oscars", "Film 0", "eligible").frames()
    assert len(with_rulings(frames)["eligibility"]) == 1


def test_every_ruling_rests_on_two_documents_of_two_publishers() -> None:
    for _, one in rulings():
        assert len({address.split("/")[2].removeprefix("www.") for address in one.cites}) > 1, one.film.title
