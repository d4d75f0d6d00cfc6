"""Judged seasons as the tables of an edition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobs.context import Context
from jobs.steps.editions import names
from jobs.steps.identity.keys import Keys
from jobs.steps.identity.season import unplaced_frames_of
from jobs.steps.judging.fields import given_fields
from tracker.domain.bodies import aliases as other_names
from tracker.domain.bodies import first_film_year, printed_names
from tracker.domain.ceremonies import edition
from tracker.domain.rules import load_rules

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.judge.material.tables import SeasonTables
    from tracker.judge.season import Judgement

Frames = Mapping[str, "pd.DataFrame"]
TITLES = {"film": "title", "film_original_title": "original", "aliases": "alias", "release_titles": "release"}
"""Kinds of titles by the column of films that has them."""


@dataclass(frozen=True)
class Material:
    """What some seasons are judged from, and what is worked out once from all of it.

    Attributes:
        tables: what a judgement reads.
        works: as lists print them, with their films.
        matches: the film that every printed title was matched to.
        press_claims: what articles claim of nominations.
        entries: what the records desk counts.
    """

    tables: "SeasonTables"
    works: "pd.DataFrame"
    matches: "pd.DataFrame"
    press_claims: "pd.DataFrame"
    entries: "pd.DataFrame"


def material(keyed: Frames) -> Material:
    """The material of frames with keys, which need not be kept beside it."""
    from tracker.identity.films.matches import matches
    from tracker.judge.claims.press import press_claims
    from tracker.judge.desk.entries import entries_table
    from tracker.judge.material.tables import build

    tables = build(keyed)
    return Material(tables, keyed["works"], matches(keyed), press_claims(tables), entries_table(tables, keyed))


def of_seasons(
    context: Context, conn: "Connection", material: Material, judgements: "Sequence[Judgement]"
) -> "Iterator[tuple[Judgement, dict[str, pd.DataFrame]]]":
    """The tables of each judged season, in the order of the judgements."""
    import pandas as pd

    films = pd.concat([judgement.films for judgement in judgements], ignore_index=True)
    years = [judgement.season for judgement in judgements]
    fields = given_fields(context, conn, {"film_year": years})
    shared = {name: _by_season(frame) for name, frame in _shared(material, films, fields, years).items()}
    for judgement in judgements:
        own = {
            "snubs": judgement.verdicts,
            **{name: getattr(judgement, name) for name in ("films", "people", "evidence", "eligibility", "factors")},
            **{name: of[judgement.season] for name, of in shared.items() if judgement.season in of},
        }
        yield judgement, own | _derived(own, judgement, material.tables)


def without_season(context: Context, conn: "Connection", keys: Keys) -> "dict[str, pd.DataFrame]":
    """The rows that belong to no season: those of ceremonies whose year nobody states."""
    import pandas as pd

    frames = unplaced_frames_of(context, conn, keys)
    if not frames:
        return {}
    films = pd.DataFrame(columns=["film_year", "film", "film_key", "film_qid", "film_imdb"])
    fields = given_fields(context, conn, {"statement": keys.unplaced("field")})
    return _shared(material(frames), films, fields, None)


def _by_season(frame: "pd.DataFrame") -> "dict[int, pd.DataFrame]":
    return {int(str(year)): rows for year, rows in frame.groupby("film_year", sort=False)}


def _shared(
    material: Material, films: "pd.DataFrame", fields: "pd.DataFrame", seasons: Sequence[int] | None
) -> "dict[str, pd.DataFrame]":
    """Tables that are made for several seasons at once; None stands for rows without a film year."""
    from tracker.export.tables import nominations_table
    from tracker.frames import cited
    from tracker.judge.material.crews import credits_table
    from tracker.judge.material.open_categories import with_open_names

    def within(frame: "pd.DataFrame") -> "pd.DataFrame":
        years = frame["film_year"]
        return frame[years.isna() if seasons is None else years.isin(list(seasons))]

    tables = material.tables
    nominations = within(tables.nominations)
    works = material.works[material.works["statement"].isin(nominations["statement"])]
    return {
        "nominations": nominations_table(nominations, works, tables.credits, tables.films),
        "works": _works(nominations, works),
        "matches": within(material.matches),
        "credits": credits_table(tables, films),
        "lists": with_open_names(within(tables.lists)),
        "fields": cited(within(fields)),
        "press_claims": within(material.press_claims),
        "coverage": _coverage(within(tables.lists), nominations),
        "entries": within(material.entries),
        "alike": films[["film_year", "film_key"]].merge(tables.alike, left_on="film_key", right_on="film"),
    }


def _works(nominations: "pd.DataFrame", works: "pd.DataFrame") -> "pd.DataFrame":
    rows = works[["statement", "position", "title", "film"]].rename(columns={"film": "film_key"})
    years = nominations[["statement", "film_year"]].reset_index(drop=True)
    return years.merge(rows, on="statement", how="inner").sort_values(["statement", "position"], kind="stable")


def _coverage(lists: "pd.DataFrame", nominations: "pd.DataFrame") -> "pd.DataFrame":
    """Of every list of nominations whether it, and each category that is known of it, is closed."""
    import pandas as pd

    from tracker.judge.material.one_voice import closed
    from tracker.judge.material.open_categories import open_concepts, open_everywhere
    from tracker.judge.material.open_categories import rows_of as open_rows

    rows = []
    lists = lists[(lists["kind"] == "nominations") & lists["ceremony"].notna()]
    by_ceremony = nominations.groupby(["body", "ceremony"])["category"].unique()
    for (body, ceremony), same in lists.assign(closed=closed(lists)).groupby(["body", "ceremony"]):
        whole, year = bool(same["closed"].any()), same["film_year"].iloc[0]
        unread = open_everywhere(same["unread"][same["closed"]].tolist()) if whole else ""
        open_, why = open_concepts(unread), "" if whole else f"list_{same['state'].iloc[0] or 'missing'}"
        rows.append((body, ceremony, "", year, whole and not open_, why or ("category_not_read" if open_ else "")))
        categories = {*by_ceremony.get((body, ceremony), ()), *(one["category"] for one in open_rows(unread))} - {""}
        for category in sorted(categories):
            here = category in open_ or bool(open_ & open_of(category))
            reason = why or ("category_not_read" if here else "")
            rows.append((body, ceremony, category, year, not reason, reason))
    columns = ["body", "ceremony", "category", "film_year", "closed", "why"]
    return pd.DataFrame(rows, columns=columns).sort_values("film_year", kind="stable")


def open_of(category: str) -> frozenset[str]:
    """Concepts that a category's entries may stand for."""
    from tracker.judge.material.open_categories import together

    return together(category)


def _derived(own: Frames, judgement: "Judgement", tables: "SeasonTables") -> "dict[str, pd.DataFrame]":
    """Titles and ceremonies of a season, from its other tables."""
    return {
        "titles": _titles(judgement.season, own),
        "ceremonies": _ceremonies(judgement, tables),
        **names.of_season(judgement.season, own),
    }


def _titles(season: int, own: Frames) -> "pd.DataFrame":
    """Every title of the season's films, each once in the first kind that has it."""
    import pandas as pd

    from tracker.domain.titles.comparable import title_key

    rows: dict[tuple[str, str], tuple[str, str]] = {}
    for film, title, kind in (*_own_titles(own["films"]), *_printed_titles(own)):
        rows.setdefault((film, title), (title_key(title), kind))
    cells = [(season, film, key, title, kind) for (film, title), (key, kind) in rows.items()]
    return pd.DataFrame(cells, columns=["film_year", "film_key", "title_key", "title", "kind"])


def _own_titles(films: "pd.DataFrame") -> Iterator[tuple[str, str, str]]:
    from tracker.domain.cells import parts_of

    for key, film, original, aliases, released, article in zip(
        *(films[name].tolist() for name in ("film_key", *TITLES, "film_wikipedia")), strict=True
    ):
        yield key, film or "", "title"
        yield from ((key, title, "original") for title in [original] if title)
        yield from ((key, title, "alias") for title in parts_of(aliases))
        yield from ((key, title.rpartition(" (")[0] or title, "release") for title in parts_of(released))
        yield from ((key, title, "link") for title in [article] if title)


def _printed_titles(own: Frames) -> Iterator[tuple[str, str, str]]:
    if "works" in own:
        films = set(own["films"]["film_key"])
        pairs = zip(own["works"]["film_key"].tolist(), own["works"]["title"].tolist(), strict=True)
        yield from ((film, title, "printed") for film, title in pairs if film in films and title)


def _ceremonies(judgement: "Judgement", tables: "SeasonTables") -> "pd.DataFrame":
    """The ceremonies of a season's lists and verdicts, with the days that their lists state."""
    import pandas as pd

    from tracker.judge.material.frames import tuples

    title = load_rules().equivalence.title
    key = ["body", "ceremony", "ceremony_year"]
    lists = tables.lists[(tables.lists["film_year"] == judgement.season) & (tables.lists["kind"] == "nominations")]
    days: dict[tuple[Any, ...], tuple[str, ...]] = {}
    for place, own in zip(tuples(lists, key[:2]), tuples(lists, ["announced_on", "held_on"]), strict=True):
        days[place] = tuple(map(max, own, days.get(place, own)))
    rows = pd.concat([judgement.verdicts[key].drop_duplicates(), lists[key]]).drop_duplicates(["body", "ceremony"])
    cells: list[tuple[Any, ...]] = []
    for body, number, year in tuples(rows, key):
        blank = pd.isna(number)
        announced, held = ("", "") if blank else days.get((body, number), ("", ""))
        name = title(body) if blank else edition(int(number), title(body))
        cells.append((body, number, judgement.season, year, name, announced, held))
    columns = ["body", "ceremony", "film_year", "ceremony_year", "title", "announced_on", "held_on"]
    return pd.DataFrame(cells, columns=columns)


def everywhere() -> "dict[str, pd.DataFrame]":
    """The tables that belong to no season."""
    import pandas as pd

    rules, others = load_rules(), other_names()
    rows = [
        (body, title, place, first_film_year(body), rules.equivalence.precursors.get(body, ()), others[body].tables)
        for place, (body, title) in enumerate(rules.titles.items())
    ]
    return {
        "bodies": pd.DataFrame(rows, columns=["body", "title", "place", "first_film_year", "precursors", "also"]),
        "categories": pd.DataFrame(printed_names()),
        "words": names.plain_english(),
    }
