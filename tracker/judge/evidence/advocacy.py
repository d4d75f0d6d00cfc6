"""What columns and reviews say of films, as evidence of a family of its own: advocacy, never a fact."""

import pandas as pd

from tracker.domain.facts.nomination_claims import parsed_miss
from tracker.frames import TEXT
from tracker.judge.material.frames import Kind, digest, typed
from tracker.judge.material.tables import PROVENANCE, SeasonTables

COPY = 0.8
"""Likeness of two texts from which one counts as a copy of the other."""
_STEP = 8
"""Hexadecimal digits of one value of a sketch."""

_BLOG = 4
WEIGHTS = {("article", 3): 1.0, ("article", 4): 0.5, ("comment", 3): 0.25, ("comment", 4): 0.25}
"""What a mention weighs by voice and tier: established press twice a blog, a reader's comment half of that."""

PRESS: dict[str, Kind] = {
    "evidence_id": "text",
    "film_key": "text",
    "family": "text",
    "category": "text",
    "people": "text",
    "claim": "text",
    "value": "float",
    "dated": "text",
    "feeds": "text",
    "statement": "text",
}


_BESIDES = "besides"


def talk_evidence(tables: SeasonTables) -> pd.DataFrame:
    """What film pages wrote of a film's chances, with when: shown, and counted for nothing."""
    rows = tables.facts[tables.facts["property"] == "buzz"]
    when = (" of " + rows["dated"]).where(rows["dated"] != "", ", undated")
    blank = pd.Series("", index=rows.index, dtype=TEXT)
    talk = pd.DataFrame(
        {
            "evidence_id": digest("k", rows[["statement"]]),
            "film_key": rows["film"],
            "family": "press",
            "category": blank,
            "people": blank,
            "claim": "Talk of awards" + when + ": “" + rows["value"] + "”",
            "dated": rows["dated"],
            "feeds": blank,
            "statement": rows["statement"],
        }
    )
    return typed(
        pd.concat([talk, rows[list(PROVENANCE)].assign(cites="")], axis=1), PRESS | PROVENANCE | {"cites": "text"}
    )


def press_evidence(tables: SeasonTables) -> pd.DataFrame:
    """One row a craft that an article praises, and one for what it says besides: columns of `EVIDENCE`.

    Copies of an article count once: the earliest.
    """
    mentions = independent(tables.mentions[tables.mentions["work_kind"] == "film"])
    parts = [_praise(mentions), _pleading(mentions)]
    evidence = typed(pd.concat(parts, ignore_index=True), PRESS | PROVENANCE | {"cites": "text"})
    return evidence.drop_duplicates("evidence_id").reset_index(drop=True)


def independent(mentions: pd.DataFrame) -> pd.DataFrame:
    """Mentions without those of articles that copy an earlier one."""
    order = mentions.sort_values(["published_on", "article"], kind="stable", key=lambda s: s.replace("", "9999"))
    originals: list[tuple[str, str]] = []
    for article, sketch in order[["article", "sketch"]].drop_duplicates("article").itertuples(index=False):
        if all(likeness(sketch, other) < COPY for _, other in originals):
            originals.append((article, sketch))
    return mentions[mentions["article"].isin([article for article, _ in originals])].reset_index(drop=True)


def likeness(one: str, other: str) -> float:
    """Share of equal values in two MinHash sketches: the estimated share of what two texts have in common."""
    pairs = [(one[i : i + _STEP], other[i : i + _STEP]) for i in range(0, min(len(one), len(other)), _STEP)]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


def _praise(mentions: pd.DataFrame) -> pd.DataFrame:
    rows = mentions.explode("crafts").rename(columns={"crafts": "craft"})
    rows = rows[rows["craft"].notna() & (rows["craft"] != "")]
    acting = rows["craft"] == "acting"
    people = rows["people"].map("; ".join).where(acting, "")
    claim = "Praises the " + rows["craft"].str.replace("_", " ") + (" of " + people).where(people != "", "")
    return _rows(rows, claim, rows["craft"].mask(acting, ""), people, rows["craft"])


def _pleading(mentions: pd.DataFrame) -> pd.DataFrame:
    """What an article says was missed, and the reasons it offers."""
    rows = mentions[(mentions["missed"].map(len) > 0) | (mentions["reasons"].map(len) > 0)]
    blank = pd.Series("", index=rows.index)
    missed = rows["missed"].map(lambda claims: f"says it missed {', '.join(map(_miss, claims))}" if claims else "")
    reasons = rows["reasons"].map(
        lambda names: f"offers as reasons {', '.join(names).replace('_', ' ')}" if names else ""
    )
    both = (missed + "; " + reasons).str.strip("; ")
    return _rows(rows, both.str[:1].str.upper() + both.str[1:], blank, blank, pd.Series(_BESIDES, index=rows.index))


def _miss(cell: str) -> str:
    """A body that gave nothing, with what for: `oscars (no nomination for sound)`."""
    claim = parsed_miss(cell)
    return claim.body + (f" ({claim.told()})" if claim.written() != claim.body else "")


def _quotation(texts: tuple[str, ...], quoted_for: tuple[str, ...], what: str) -> str:
    """The quotation that carries a claim."""
    wanted = {"missed", "reasons"} if what == _BESIDES else {what}
    tagged = zip(texts, ({tag.partition(":")[0] for tag in tags.split()} for tags in quoted_for), strict=False)
    return next((f": “{text}”" for text, tags in tagged if wanted & tags), "")


def _rows(
    rows: pd.DataFrame,
    claim: "pd.Series[str]",
    category: "pd.Series[str]",
    people: "pd.Series[str]",
    what: "pd.Series[str]",
) -> pd.DataFrame:
    tiers = rows["tier"].fillna(_BLOG).astype(int)
    weight = [WEIGHTS.get(pair, 0.0) for pair in zip(rows["voice"], tiers, strict=True)]
    who = rows["voice"].map({"comment": "A reader's comment, "}).fillna("")
    quoted = zip(rows["quotations"], rows["quoted_for"], what, strict=True)
    quotation = pd.Series([_quotation(*each) for each in quoted], index=rows.index, dtype=TEXT)
    evidence = pd.DataFrame(
        {
            "evidence_id": digest("p", rows[["statement"]].assign(what=what)),
            "film_key": rows["film"],
            "family": "press",
            "category": category,
            "people": people.str.replace("; ", ";"),
            "claim": claim + " – " + who + rows["site"] + quotation,
            "value": weight,
            "dated": rows["published_on"],
            "feeds": "acclaimed",
            "statement": rows["statement"],
        }
    )
    return pd.concat([evidence, rows[list(PROVENANCE)].assign(cites="")], axis=1)
