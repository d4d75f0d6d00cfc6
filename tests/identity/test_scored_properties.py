"""Properties that hold for any registry and any lines."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tracker.identity.films.blocking import _within_budget, spans
from tracker.identity.films.model import load_model, probabilities
from tracker.identity.films.scored import match

WORDS = ["winter", "snow", "night", "the", "of", "harbour", "two", "ii", "été", "&", "(novel)", ":", "зима", "$", ""]
titles = st.one_of(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), st.text(max_size=30))
years = st.one_of(st.just(""), st.integers(1990, 1996).map(str))
people = st.sampled_from(["", "Ann Lee", "Lee, Ann", "Mary Doe", "A. Lee & Mary Doe"])
film = st.tuples(titles, years, people, titles)
line = st.tuples(titles, years, people, st.sampled_from(["academy_awards", "the_numbers", "list", ""]))


def registry_of(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["title", "year", "director", "original_title"], dtype=object)
    return frame.assign(imdb_id=[f"tt{n:07d}" for n in range(len(rows))])


def queries_of(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["title", "year", "director", "source"], dtype=object)
    return frame.assign(query_id=[f"q{n}" for n in range(len(rows))])


@given(st.lists(line, max_size=6), st.lists(film, max_size=12))
def test_every_line_gets_one_honest_answer(
    lines: list[tuple[str, str, str, str]], rows: list[tuple[str, str, str, str]]
) -> None:
    registry, queries = registry_of(rows), queries_of(lines)
    matches, model = match(queries, registry), load_model()
    assert matches["query_id"].tolist() == queries["query_id"].tolist()
    assert matches["score"].between(0, 1).all()
    assert matches["imdb_id"].dropna().isin(registry["imdb_id"]).all()
    assert (matches["imdb_id"].isna() == (matches["decision"] == "none")).all()
    assert matches.loc[matches["decision"] == "accept", "score"].ge(model.accept).all()
    assert (matches["score"] >= model.review).eq(matches["decision"] != "none").all()
    assert matches["reason"].str.len().gt(0).all()


@given(st.lists(line, min_size=2, max_size=6), st.lists(film, min_size=1, max_size=12))
def test_lines_do_not_influence_each_other(
    lines: list[tuple[str, str, str, str]], rows: list[tuple[str, str, str, str]]
) -> None:
    registry, queries = registry_of(rows), queries_of(lines)
    together = match(queries, registry)
    alone = pd.concat([match(queries.iloc[[n]], registry) for n in range(len(lines))], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)


@given(st.lists(film, min_size=1, max_size=10), st.integers(0, 9), st.integers(1970, 1975))
def test_two_films_of_one_title_and_year_are_never_both_sure(
    rows: list[tuple[str, str, str, str]], which: int, year: int
) -> None:
    title = rows[which % len(rows)][0]
    registry = registry_of([*rows, (title, str(year), "Ann Lee", ""), (title, str(year), "Mary Doe", "")])
    answer = match(queries_of([(title, str(year), "", "list")]), registry).iloc[0]
    assert answer["decision"] != "accept"


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(-50, 50)), max_size=20))
def test_probabilities_of_a_query_leave_room_for_none(pairs: list[tuple[int, float]]) -> None:
    query = np.array([q for q, _ in pairs], dtype=np.int64)
    chance = probabilities(query, np.array([u for _, u in pairs]))
    assert ((chance >= 0) & (chance <= 1)).all()
    assert all(chance[query == q].sum() <= 1 + 1e-9 for q in set(query.tolist()))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=12))
def test_spans_are_the_ranges(ranges: list[tuple[int, int]]) -> None:
    start = np.array([a for a, _ in ranges], dtype=np.int64)
    at, owner = spans(start, start + np.array([n for _, n in ranges], dtype=np.int64))
    assert list(zip(owner.tolist(), at.tolist(), strict=True)) == [
        (i, a + k) for i, (a, n) in enumerate(ranges) for k in range(n)
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 400)), max_size=20))
def test_the_budget_takes_the_rarest_words_of_each_query(ranges: list[tuple[int, int]]) -> None:
    owner, size = (np.array([r[k] for r in ranges], dtype=np.int64) for k in (0, 1))
    chosen = _within_budget(owner, size)
    for query in set(owner.tolist()):
        mine = sorted(n for n in size[owner == query].tolist() if n)
        taken = sorted(size[i] for i in chosen.tolist() if owner[i] == query)
        assert taken == mine[: len(taken)]
        assert bool(taken) == bool(mine)
        assert sum(taken) <= 160 or len(taken) == 1
