"""What is different from the report before, and what brought it about."""

from collections.abc import Mapping, Sequence

import pandas as pd

from tracker.domain.cells import is_missing
from tracker.domain.facts.tables import VERDICTS, schema
from tracker.domain.verdicts import MISSED, UNIT_KEY, Label
from tracker.frames import TEXT
from tracker.judge.material.frames import chosen, filled, lookup, typed
from tracker.judge.material.tables import LIST_ID

CHANGES = schema("changes")
"""Columns of the changes frame.

`kind` is new_list, held or released of a list, and new_snub, cleared, correction or label_changed of a verdict;
`cause` is what brought it about, `why` the decision behind a correction of identity.
"""

CORRECTIONS = schema("corrections")
"""Columns of the corrections frame: what a report had printed and no longer does because a source was corrected."""

NEW_LIST, NEW_EVIDENCE, CORRECTION = "new list", "new evidence", "correction"
RULE_CHANGE, THRESHOLD_CHANGE = "rule change", "threshold change"
IDENTITY, OLDER_DATABASE = "identity correction", "older database"
"""What can bring a change about."""
TAKEN_BACK = (CORRECTION, IDENTITY)
"""Causes that make what was said before wrong from the start."""

Decisions = Mapping[str, str]
"""What people decided about the identity of each film key, in words."""
_NOBODY: Decisions = {}

_CLAIMS = [label.value for label in MISSED]
_LIST = ["body", "ceremony"]
_CLOSED = ("fit", "held")


def diff(
    previous: pd.DataFrame, current: pd.DataFrame, decisions: Decisions = _NOBODY, *, is_older: bool = False
) -> pd.DataFrame:
    """Changes from one report's verdicts to the next.

    Args:
        previous: verdicts of the report before (`VERDICTS`); empty for the first report.
        current: verdicts of this report.
        decisions: about identity, in force now.
        is_older: whether the database is older than the report before, so that what is gone was lost with it.

    Returns:
        `CHANGES`: a row for every list that is new, held or released, and for every verdict whose label changed, that
        newly says something was missed or that no longer does. The first report has its lists only.
    """
    if previous.empty:  # the first report has its lists only: one verdict of each tells
        current = current.drop_duplicates([*_LIST, "status"])
    before = typed(previous, VERDICTS) if previous.empty else _typed(previous)
    return _differences(before, typed(current, VERDICTS), decisions, is_older=is_older)


_PRINTED = ["body", "ceremony", "category", "film", "people"]
_KEYS = ["film_key", "film_qid", "film_imdb", "person", "people_qids", "verdict_id"]


def under_new_keys(previous: pd.DataFrame, current: pd.DataFrame, decisions: Decisions = _NOBODY) -> pd.DataFrame:
    """The verdicts of the report before, with the keys that their films and people have by now.

    A film that an article alone identified has an id once the registry knows it: what was said of it is no news, and
    nothing was taken back. A verdict that is gone and one that is new are the same where they print the same body,
    category, film and people, and no other does. What people decided about a film's identity is told as a change.
    """
    if previous.empty or current.empty:
        return previous
    units_before, units = _unit(previous), _unit(current)
    gone, new = previous[~units_before.isin(units)], current[~units.isin(units_before)]
    if gone.empty or new.empty:
        return previous
    gone = gone[gone["identity"].isin(["", None]) & ~gone["film_key"].isin(list(decisions))]
    new = new[~new["film_key"].isin(list(decisions))]
    old, now = (rows.assign(printed=_cells(rows, _PRINTED)) for rows in (gone, new))
    now = now.drop_duplicates("printed", keep=False).set_index("printed")
    old = old.drop_duplicates("printed", keep=False)
    old = old[old["printed"].isin(now.index)]
    rows = previous.copy()
    for column in (name for name in _KEYS if name in previous and name in current):
        rows.loc[old.index, column] = now.loc[old["printed"], column].to_numpy()
    return rows


def _differences(before: pd.DataFrame, after: pd.DataFrame, decisions: Decisions, *, is_older: bool) -> pd.DataFrame:
    lists = _list_changes(before, after)
    has_units = len(before) > 0
    units = _unit_changes(before, after, decisions, is_older=is_older) if has_units else typed(pd.DataFrame(), CHANGES)
    return typed(pd.concat([lists, units], ignore_index=True), CHANGES)


def _typed(previous: pd.DataFrame) -> pd.DataFrame:
    """The report before; verdicts kept before there was `missed` told of a miss by their label alone."""
    has = previous["missed"].notna() if "missed" in previous else pd.Series(False, index=previous.index)
    before = typed(previous, VERDICTS)
    by_label = before["label"].isin(_CLAIMS)
    return before.assign(missed=before["missed"].where(has.to_numpy(dtype=bool), by_label))


def _list_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    states = _lists(after)
    was, now = filled(lookup(states, _lists(before), _LIST, ["list_state"])["list_state"]), states["list_state"]
    kind = pd.Series("", index=states.index)
    kind = kind.mask(now.isin(_CLOSED) & ~was.isin(_CLOSED), "new_list")
    kind = kind.mask((was == "fit") & (now == "held"), "held").mask((was == "held") & (now == "fit"), "released")
    words = {
        "new_list": "The list of nominations is at hand.",
        "held": "The last reading failed its checks; the last good list stays.",
        "released": "The list passes its checks again.",
    }
    rows = states.assign(
        kind=kind,
        cause=chosen(kind, {"new_list": NEW_LIST, "released": CORRECTION}),
        sentence=chosen(kind, words),
        source_url=states["list_url"],
        source_revision=states["list_revision"],
        retrieved_at=states["list_as_of"],
    )
    return typed(rows[kind != ""], CHANGES)


def _lists(verdicts: pd.DataFrame) -> pd.DataFrame:
    columns = ["as_of", *_LIST, "ceremony_year", "film_year", "list_state", "list_url", "list_revision", "list_as_of"]
    active = verdicts[verdicts["ceremony"].notna() & (verdicts["status"] != "withdrawn")]
    return active[columns].drop_duplicates(_LIST)


def _pairs(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Verdicts whose label differs, `_before` on the older columns; a missing side has label ""."""
    first, second = _active(before), _active(after)
    alike = set(_said(first)) & set(_said(second))
    first, second = (rows.loc[[line not in alike for line in _said(rows)]] for rows in (first, second))
    both = second.merge(first, on="unit", how="outer", suffixes=("", "_before"), validate="one_to_one", sort=True)
    gone = ~both["unit"].isin(second["unit"])
    for column in VERDICTS if gone.any() else ():
        both[column] = both[column].mask(gone, both[f"{column}_before"])
    both["label"] = both["label"].mask(gone, "")
    both["missed"] = both["missed"].eq(True) & ~gone
    both["missed_before"] = both["missed_before"].eq(True)
    both["reason_code"] = both["reason_code"].mask(gone, "")
    for column in ("as_of", "rules", "thresholds"):
        both[column] = after[column].iloc[0] if len(after) else ""
    text = [f"{column}_before" for column, kind in VERDICTS.items() if kind == "text"]
    both = both.assign(**{name: filled(both[name]) for name in text})
    closed = before[before["list_state"].isin(_CLOSED)]
    lists = set(zip(closed["body"], filled(closed["ceremony"]), strict=True))
    both["list_known_before"] = [key in lists for key in zip(both["body"], filled(both["ceremony"]), strict=True)]
    withdrawn = before[before["status"] == "withdrawn"]
    decided = withdrawn.assign(unit=_unit(withdrawn)).drop_duplicates("unit").set_index("unit")["identity"]
    both["identity_before"] = both["identity_before"].mask(both["label_before"] == "", chosen(both["unit"], decided))
    return both


def _active(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["status"] != "withdrawn"]
    return rows.assign(unit=_unit(rows)).drop_duplicates("unit")


def _said(rows: pd.DataFrame) -> list[tuple[str, str, bool]]:
    """What a change is a change of."""
    return list(zip(rows["unit"].tolist(), rows["label"].tolist(), rows["missed"].eq(True).tolist(), strict=True))


def _unit(rows: pd.DataFrame) -> "pd.Series[str]":
    return _cells(rows, UNIT_KEY)


def _cells(rows: pd.DataFrame, names: Sequence[str]) -> "pd.Series[str]":
    """The cells of some columns in one."""
    columns = (["" if is_missing(cell) else str(cell) for cell in rows[name].tolist()] for name in names)
    return pd.Series(["|".join(key) for key in zip(*columns, strict=True)], index=rows.index, dtype=TEXT)


def _unit_changes(before: pd.DataFrame, after: pd.DataFrame, decisions: Decisions, *, is_older: bool) -> pd.DataFrame:
    both = _pairs(before, after)
    both["identity"] = chosen(both["film_key"], decisions)
    was, now = both["missed_before"], both["missed"]
    other = (both["label_before"] != both["label"]) & (both["label_before"] != "") & (both["label"] != "")
    changed = (was != now) | ((both["label_before"] != both["label"]) & was) | other
    both = both[changed].sort_values("news", kind="stable", ignore_index=True)
    cause = _cause(both, is_older=is_older)
    was, now = both["missed_before"], both["missed"]
    kind = pd.Series("label_changed", index=both.index)
    kind = kind.mask(now & ~was, "new_snub").mask(was & ~now, "cleared")
    claimed, claims = both["label_before"].isin(_CLAIMS), both["label"].isin(_CLAIMS)
    kind = kind.mask(claimed & ~claims & cause.isin(TAKEN_BACK), "correction")
    no_longer = "No longer said: " + both["sentence_before"]
    sentence = both["sentence"].where(both["label"] != "", no_longer)
    is_lost = cause == OLDER_DATABASE
    sentence = sentence.mask(is_lost & (kind == "cleared"), no_longer + " " + _LOST)
    sentence = sentence.mask(is_lost & (kind != "cleared"), sentence + " " + _FEWER)
    rows = both.assign(
        kind=kind,
        cause=cause,
        why=_decision(both).where(cause == IDENTITY, ""),
        label_after=both["label"],
        sentence=sentence,
        source_url=both["list_url"],
        source_revision=both["list_revision"],
        retrieved_at=both["list_as_of"],
        reason_before=both["reason_code_before"],
        reason_after=both["reason_code"],
    )
    return typed(rows, CHANGES)


_LOST = "The statement it rested on is no longer held: the database is older than the last report."
_FEWER = "The database is older than the last report, and no longer holds all that was told from then."


def _cause(both: pd.DataFrame, *, is_older: bool) -> "pd.Series[str]":
    """The first that holds: list newly at hand, identity decided otherwise, facts gone, rules, thresholds, evidence.

    Where the database is older than the report before, that comes first for a miss that is gone and that no fact
    contradicts, and for whatever no new evidence brought about.
    """
    new_list = both["list_state"].isin(_CLOSED) & ~both["list_known_before"]
    ids, old = both["evidence_ids"].map(_facts), both["evidence_ids_before"].map(_facts)
    gone = pd.Series([bool(b - a) for a, b in zip(ids, old, strict=True)], index=both.index, dtype=bool)
    came = pd.Series([bool(a - b) for a, b in zip(ids, old, strict=True)], index=both.index, dtype=bool)
    gone &= both["label"] != ""
    reread = (both["list_id"] != both["list_id_before"]) & (both["list_id_before"] != "") & ~new_list
    facts = [Label.NOMINATED.value, Label.RESCINDED.value]
    fact = both["label"].isin(facts) | both["label_before"].isin(facts)
    same_standing = both["eligibility"] == both["eligibility_before"]
    cause = pd.Series(NEW_EVIDENCE, index=both.index)
    cause = cause.mask((both["thresholds"] != both["thresholds_before"]) & ~came & same_standing, THRESHOLD_CHANGE)
    cause = cause.mask((both["rules"] != both["rules_before"]) & ~came & ~same_standing, RULE_CHANGE)
    cause = cause.mask(gone | (reread & fact), CORRECTION)
    decided = (both["identity"] != both["identity_before"]) & ~new_list
    cause = cause.mask(new_list, NEW_LIST).mask(decided, IDENTITY)
    lost = ((both["missed_before"] & ~both["missed"]) | (~came & ~new_list)) & ~fact & ~decided & is_older
    return cause.mask(lost, OLDER_DATABASE)


def _decision(both: pd.DataFrame) -> "pd.Series[str]":
    """The decision in force about each film, or the one that no longer is."""
    return both["identity"].where(both["identity"] != "", "No longer in force: " + both["identity_before"])


def _facts(cell: str) -> set[str]:
    """Evidence ids without those of the lists, which change with every revision."""
    return {part for part in cell.split(";") if part and not part.startswith(LIST_ID)}


def corrections(rows: pd.DataFrame) -> pd.DataFrame:
    """What the report before had said and this one takes back (`CORRECTIONS`), among the changes that `diff` gives.

    Either a source was corrected, or it was decided otherwise which film is meant.
    """
    claims = rows["label_before"].isin([*_CLAIMS, Label.NOMINATED.value])
    rows = rows[claims & rows["cause"].isin(TAKEN_BACK)]
    source = "A source was corrected: " + rows["reason_after"].where(rows["reason_after"] != "", "withdrawn")
    return typed(
        rows.assign(
            corrected_at=rows["as_of"],
            what="label",
            before=rows["label_before"],
            after=rows["label_after"],
            reason=source.mask(rows["cause"] == IDENTITY, "Which film is meant was corrected: " + rows["why"]),
        ),
        CORRECTIONS,
    )


def carry(
    previous: pd.DataFrame, current: pd.DataFrame, decisions: Decisions = _NOBODY, *, is_older: bool = False
) -> pd.DataFrame:
    """This report's verdicts with `status`: corrected ones marked, withdrawn ones kept at the end.

    A verdict is `corrected` when it takes back, because of a correction, that something was missed, and stays so while
    its label stays. One that said something was missed and has no unit any more is `withdrawn`.
    """
    after = typed(current, VERDICTS)
    after = after.assign(identity=chosen(after["film_key"], decisions))
    if previous.empty:
        return after
    before = _typed(previous)
    units, old = _unit(after), before.assign(unit=_unit(before))
    taken = _differences(before, after, decisions, is_older=is_older)
    taken = taken[(taken["kind"] == "correction") & (taken["label_after"] != "")]
    held = old[old["status"] == "corrected"].drop_duplicates("unit").set_index("unit")["label"]
    corrected = units.isin(_unit(taken)) | (units.map(held) == after["label"])
    gone = old[~old["unit"].isin(units) & (old["missed"] | (old["status"] == "withdrawn"))]
    day = after["as_of"].max() if len(after) else ""
    gone = gone.assign(identity=chosen(gone["film_key"], decisions))
    gone = gone.assign(status="withdrawn", last_changed=gone["last_changed"].where(gone["status"] == "withdrawn", day))
    after = after.assign(status=after["status"].mask(corrected, "corrected"))
    return typed(pd.concat([after, gone.drop(columns="unit")], ignore_index=True), VERDICTS)
