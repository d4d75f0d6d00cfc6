"""What film articles say against a closed list, against each other and against other sources, for a person to see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jobs.context import Context
from jobs.steps.collecting.articles import ARTICLES
from tracker.domain.cells import is_missing
from tracker.store import frames
from tracker.store.engine import reading

if TYPE_CHECKING:
    import pandas as pd

    from tracker.judge.material.tables import SeasonTables


@dataclass(frozen=True)
class Difference:
    """One thing that is said in two ways."""

    film: str
    about: str
    article: str
    others: str
    """What the list or the other claims say; empty where the film is not on the list."""
    source_url: str


UNREAD = {
    "subject": "articles about something else than a film",
    "accolade_table": "tables of accolades",
    "accolade": "rows of accolades",
}
"""What articles hold and nothing was read from, by the name under which it is kept."""


@dataclass(frozen=True)
class Unread:
    """One article, table or row that was left out."""

    what: str
    """A key of `UNREAD`."""
    printed: str
    source_url: str


@dataclass(frozen=True)
class ArticleClaims:
    """What film articles state, and where it differs."""

    counts: Mapping[str, int]
    """Statements of articles by kind: facts, film_credits, accolades."""
    unknown: int
    """Accolades of bodies that no source here reads."""
    differences: Sequence[Difference]
    unread: Sequence[Unread]


def differences(context: Context, season: int) -> ArticleClaims:
    """Where the articles of a film year's films differ from lists and from other sources."""
    from jobs.steps.judging.judge import season_tables
    from tracker.judge.material.candidates import candidates

    with reading(context.engine) as conn:
        tables = season_tables(conn, context.corrections)
        claim_frames = {name: getattr(frames, name)(conn) for name in ("facts", "film_credits", "accolades")}
    claims = {name: frame[frame["source"] == ARTICLES] for name, frame in claim_frames.items()}
    facts = claims["facts"]
    is_unread = facts["property"].isin(UNREAD)
    claims["facts"] = facts[~is_unread]
    films = candidates(tables, [season]).drop_duplicates("film_key").set_index("film_key")["film"]
    unknown = int((tables.accolades["body"] == "").sum())
    rows = facts.loc[is_unread, ["property", "value", "source_url"]].itertuples(index=False, name=None)
    return ArticleClaims(
        {name: len(frame) for name, frame in claims.items()},
        unknown,
        [*_against_lists(tables, films), *_figures(tables, films)],
        sorted((Unread(*row) for row in rows), key=lambda one: (list(UNREAD).index(one.what), one.source_url)),
    )


def _against_lists(tables: "SeasonTables", films: "pd.Series[str]") -> list[Difference]:
    """Rows of accolades that a closed list contradicts; the list is what counts."""
    from tracker.judge.evidence.articles import contradictions

    rows = contradictions(tables)
    return [
        Difference(
            str(films[row["film"]]),
            f"{row['body']} {row['ceremony']}, {row['category_as_printed'] or row['category']}",
            str(row["article_says"]),
            str(row["list_says"]),
            str(row["source_url"]),
        )
        for row in rows[rows["film"].isin(films.index)].to_dict("records")
    ]


def _figures(tables: "SeasonTables", films: "pd.Series[str]") -> list[Difference]:
    """Scores of an article beside another value of the same measure, in the article or elsewhere."""
    scores: dict[tuple[str, str], list[_Score]] = {}
    columns = ["film", "measure", *_Score._fields]
    for film, measure, *score in zip(*(tables.scores[column].tolist() for column in columns), strict=True):
        scores.setdefault((film, measure), []).append(_Score(*score))
    conflicts = []
    for film, measure in sorted(scores.keys()):
        claims = scores[film, measure]
        own = [one for one in claims if one.source == ARTICLES]
        if film in films.index and own and len({one.value for one in claims}) > 1:
            article, others = _figures_of(own), _figures_of(one for one in claims if one.source != ARTICLES)
            conflicts.append(Difference(str(films[film]), measure, article, others, own[0].source_url))
    return conflicts


class _Score(NamedTuple):
    source: str
    value: float
    reviews: int | None
    source_url: str


def _figures_of(scores: Iterable[_Score]) -> str:
    return ", ".join(
        f"{one.value:g}" if is_missing(one.reviews) else f"{one.value:g} from {one.reviews} reviews" for one in scores
    )
