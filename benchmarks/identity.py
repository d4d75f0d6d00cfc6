"""Measures how printed nominations find their films, on a crawled database. See docs/identity-check.md.

python -m benchmarks.identity figures                   links, titles with the links hidden, and what is left
python -m benchmarks.identity absent                    links hidden and the film gone from the registry: what is taken
python -m benchmarks.identity sample [--seed 4] [--size 200]   nominations drawn at random, as a table to look at

The database is that of the settings (SNUBS_DATA_DIR). Both read film years 1999 to 2013 of Oscars, BAFTAs and Globes.
"""

import argparse
from collections.abc import Mapping
from zlib import crc32

import pandas as pd

from jobs.context import Context
from jobs.steps.judging.judge import stored_frames
from tracker.identity.cells import text
from tracker.identity.resolve import with_keys
from tracker.store.engine import reading

BODIES = ("oscars", "baftas", "golden_globes")
YEARS = (1999, 2013)
Frames = Mapping[str, pd.DataFrame]


def nominated(keyed: Frames) -> pd.DataFrame:
    """Printed works of the three bodies' nominations of these film years, with what they were taken for."""
    lists = keyed["nominations"][["statement", "body", "ceremony", "category"]]
    works = keyed["works"].merge(lists, on="statement", validate="many_to_one")
    return works[works["body"].isin(BODIES) & works["film_year"].between(*YEARS)].reset_index(drop=True)


def with_films(works: pd.DataFrame, keyed: Frames) -> pd.DataFrame:
    """With the registry's title, year and IMDb id of each film."""
    films = keyed["films"].drop_duplicates("film").set_index("film")
    known = pd.DataFrame({c: works["film"].map(films[c]) for c in ("title", "year", "imdb")}, index=works.index)
    return works.assign(film_title=known["title"], year=known["year"], film_imdb=known["imdb"])


def figures(raw: Frames) -> pd.DataFrame:
    """By link alone; by title alone where the link was hidden; and what has no page."""
    keyed = with_keys(raw)
    works = with_films(nominated(keyed), keyed)
    there = set(keyed["links"].loc[~keyed["links"]["missing"], "title"])
    paged = works[text(works, "link").str.replace("_", " ").isin(there)]
    by_link = paged[paged["film_reason"].isin(["link", "redirect"])]
    registered = set(keyed["films"]["film"])
    unlinked = nominated(with_keys({**raw, "works": raw["works"].assign(link=None)}))
    hidden = unlinked.set_index(["statement", "position"])["film"]
    known = by_link[by_link["film"].isin(registered)]
    again = pd.Series([hidden[key] for key in zip(known["statement"], known["position"], strict=True)], known.index)
    rest = works.drop(paged.index)
    taken = rest["film"].isin(registered)
    rows = {
        "nominations of films (a work each)": len(works),
        "their film has a page in the wiki": len(paged),
        "... to a Wikidata id by link alone": by_link["film"].str.startswith("Q").sum(),
        "... of those through a redirect": (by_link["film_reason"] == "redirect").sum(),
        "... with an IMDb id in the registry": by_link["film_imdb"].notna().sum(),
        "... link hidden: the same film": (again == known["film"]).sum(),
        "... link hidden: another film": ((again != known["film"]) & again.isin(registered)).sum(),
        "... link hidden: left for review or alone": (~again.isin(registered)).sum(),
        "their film has no page": len(rest),
        "... found by title": taken.sum(),
        "... for review": (rest["film_reason"] == "review").sum(),
        "... nothing like it in the registry": (rest["film_reason"] == "printed").sum(),
    }
    return pd.DataFrame({"what": list(rows), "count": list(rows.values())})


FOLDS = 5
"""Parts in which films are taken from the registry; the others stay, as rivals."""


def absent(raw: Frames) -> pd.DataFrame:
    """Nominations known by link, with the link hidden and their film gone: any film that is found is wrong."""
    keyed = with_keys(raw)
    linked = nominated(keyed).set_index(["statement", "position"])
    linked = linked[linked["film_reason"].isin(["link", "redirect"]) & linked["film"].isin(set(keyed["films"]["film"]))]
    counts = dict.fromkeys(("nominations", "left alone", "left for review", "taken for another film"), 0)
    for fold in range(FOLDS):
        gone = {film for film in set(linked["film"]) if crc32(film.encode()) % FOLDS == fold}
        left = {name: raw[name][~raw[name]["qid"].isin(gone)] for name in ("films", "film_credits")}
        again = with_keys({**raw, **left, "works": raw["works"].assign(link=None)})
        mine = linked[linked["film"].isin(gone)]
        now = nominated(again).set_index(["statement", "position"]).loc[mine.index]
        counts["nominations"] += len(mine)
        counts["left alone"] += int((now["film_reason"] == "printed").sum())
        counts["left for review"] += int((now["film_reason"] == "review").sum())
        counts["taken for another film"] += int(now["film"].isin(set(again["films"]["film"])).sum())
    return pd.DataFrame({"what": list(counts), "count": list(counts.values())})


def sample(raw: Frames, seed: int, size: int) -> str:
    """Nominations drawn at random, as rows of a Markdown table."""
    keyed = with_keys(raw)
    works = with_films(nominated(keyed), keyed)
    works = works[works["film"].isin(set(keyed["films"]["film"]))]
    drawn = works.sample(size, random_state=seed).sort_values(["film_year", "body", "title"])
    lines = ["| season | body | category | printed as | link | step | film | year | QID | IMDb id |", "|" + "---|" * 10]
    for row in drawn.to_dict("records"):
        year = "" if pd.isna(row["year"]) else int(row["year"])
        cells = (int(row["film_year"]), row["body"], row["category"], row["title"], row["link"] or "")
        found = (row["film_reason"], row["film_title"], year, row["film"], row["film_imdb"])
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in (*cells, *found)) + " |")
    return "\n".join(lines)


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["figures", "absent", "sample"])
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--size", type=int, default=200)
    options = parser.parse_args()
    with reading(Context.load(None).engine) as conn:
        raw = stored_frames(conn)
    if options.what == "sample":
        print(sample(raw, options.seed, options.size))
    else:
        print({"figures": figures, "absent": absent}[options.what](raw).to_string(index=False))


if __name__ == "__main__":
    main()
