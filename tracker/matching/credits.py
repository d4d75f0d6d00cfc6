"""Which person a credit means: the article a name links to, else the name itself."""

import pandas as pd

from tracker.domain.titles import fold
from tracker.matching.cells import article, chosen, one_to_one, text
from tracker.matching.links import link_table


def resolve_people(credits: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Give every credit a person key: the article a name links to, else the folded name.

    An unlinked name takes the article's key when exactly one linked person is printed under that name.

    Returns:
        A copy of `credits` with `person` (key) and `person_qid` (empty when unknown).
    """
    table = link_table(links)
    link = article(text(credits, "link"))
    canonical = chosen(link, table["canonical"].to_dict()).where(lambda s: s != "", link)
    name = text(credits, "name").where(lambda s: s != "", canonical).map(fold)
    linked = link != ""
    same = one_to_one(name[linked], canonical[linked])
    found = credits.copy()
    found["person"] = canonical.where(linked, chosen(name, same)).where(lambda s: s != "", "name:" + name)
    qids = one_to_one(table["canonical"], table["qid"]) | one_to_one(table.index.to_series(), table["qid"])
    found["person_qid"] = chosen(found["person"], qids)
    return found
