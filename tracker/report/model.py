"""From frames to a report as plain data. Frames as the contracts of `docs/data-dictionary.md` name them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

import pandas as pd

from tracker.config import Thresholds
from tracker.domain.bodies import announcement_days, way_of_giving
from tracker.domain.categories import group_of
from tracker.domain.cells import is_missing, is_web_address, parts_of, whole
from tracker.domain.ceremonies import edition
from tracker.domain.figures import in_words, listing, quantity, tally
from tracker.domain.lists.standing import counts, holds_back
from tracker.domain.text.dates import day_words
from tracker.domain.titles.main import without_title
from tracker.domain.verdicts import NOT_ANNOUNCED, Label, LabelWords
from tracker.frames import rows_of
from tracker.judge.expectation.shipped import card
from tracker.judge.verdict.news import weights, without
from tracker.report import front
from tracker.report.citations import Citations, text_of
from tracker.report.dossiers import Material, by_keys, dossier
from tracker.report.front import press_errors
from tracker.report.parts import (
    ChangeGroup,
    Chart,
    ChartPoint,
    Claim,
    Dossier,
    Finding,
    NextDate,
    Report,
    Standing,
    Verdict,
)
from tracker.report.race import Coming, headline, races_of, standfirst
from tracker.report.reliability import trust
from tracker.report.season import anchor_of, badges_of, film_acclaim, film_place, nomination_count, season_table
from tracker.report.words import (
    NAMED_ALONE,
    also_missed,
    category_title,
    kind_words,
    label_words,
    percent,
    percentile,
    plain,
    prize_title,
    reason_words,
    words,
)

MAX_DOSSIERS = 24
MAX_FINDINGS = 5
MAX_CLAIMS = 3
MAX_WORDS = 12
"""Of a headline."""
MAX_CHANGES = 40
MAX_POINTS = 20
MAX_CHARTS = 3
MAX_SURPRISES = 12
MAX_CITES = 8


def _empty() -> pd.DataFrame:
    return pd.DataFrame()


@dataclass(frozen=True)
class ReportInput:
    """What a report is made of. Every frame may be empty and lack columns; text may be missing as "" or NA."""

    season: int
    """Film year."""
    as_of: date
    generated_at: datetime
    """Aware."""
    version: str
    run: str
    offline: bool = False
    first: bool = False
    """No report of this season came before."""
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Body to its title, in the order of columns; bodies that are not in here follow by name."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    verdicts: pd.DataFrame = field(default_factory=_empty)
    """Columns of snubs.csv, and `film_key` where there is one."""
    evidence: pd.DataFrame = field(default_factory=_empty)
    """Columns of evidence.csv."""
    eligibility: pd.DataFrame = field(default_factory=_empty)
    """Columns of eligibility.csv."""
    changes: pd.DataFrame = field(default_factory=_empty)
    """Columns of changes.csv."""
    corrections: pd.DataFrame = field(default_factory=_empty)
    """Columns of corrections.csv."""
    lists: pd.DataFrame = field(default_factory=_empty)
    """Columns of lists.csv."""
    nominations: pd.DataFrame = field(default_factory=_empty)
    """What `tracker.export.tables.nominations_table` gives, `starred` included."""
    films: pd.DataFrame = field(default_factory=_empty)
    """qid, imdb, title (or film), original_title, year, directors, wikipedia, and `film_key` where there is one."""
    press_claims: pd.DataFrame = field(default_factory=_empty)
    """Columns of press_claims.csv."""
    records: tuple[str, ...] = ()
    """What fell or rose at the records desk since the report before, in sentences."""
    pending: int | None = None
    """Film year of the running season, of which no nominations are at hand yet, where this one stands in for it."""
    races: Sequence[Coming] = ()
    """Bodies whose nominations are still to come: of this season, or of the one for which it stands in."""
    named_alone: bool = False
    """No film of the season is on record but those that lists name."""
    factors: pd.DataFrame = field(default_factory=_empty)
    """What goes together with misses: body, ceremony, film_key, code, text, evidence_ids."""
    dates: pd.DataFrame = field(default_factory=_empty)
    """Days beside those in `lists`: day, body, ceremony, what, source_url."""


def _figure(row: Mapping[str, Any], name: str) -> float | None:
    value = row.get(name)
    return None if is_missing(value) else float(value)  # type: ignore[arg-type]


def _key_of(row: Mapping[str, Any]) -> str:
    keys = (text_of(row, name) for name in ("film_key", "film_qid", "film_imdb", "film"))
    return next((key for key in keys if key), "")


def _at(row: Mapping[str, Any]) -> tuple[str, str, int | None]:
    """The film and the ceremony of a verdict."""
    return _key_of(row), text_of(row, "body"), whole(row.get("ceremony"))


_AS_THEY_STAND = (
    *("level", "label", "strength", "eligibility", "near_miss", "sentence", "aside", "confidence"),
    *("first_seen", "last_changed"),
)
"""Texts of a verdict that are called as their columns are."""


def _is_fresh(row: Mapping[str, Any], as_of: date) -> bool:
    """Whether a list of nominations came out within the week that ends with a report."""
    if text_of(row, "kind") not in ("", "nominations"):
        return False
    week = {(as_of - timedelta(days=days)).isoformat() for days in range(7)}
    return text_of(row, "announced_on") in week


class _Builder:
    """Holds the input and the footnotes while a report is put together."""

    def __init__(self, inputs: ReportInput) -> None:
        self.inputs = inputs
        self.citations = Citations()
        self.lists = rows_of(inputs.lists)
        self.evidence = {text_of(row, "evidence_id"): row for row in rows_of(inputs.evidence)}
        self.lists_of: dict[tuple[str, int | None], list[dict[str, Any]]] = {}
        for row in self.lists:
            self.lists_of.setdefault((text_of(row, "body"), whole(row.get("ceremony"))), []).append(row)
        self.fresh = {at for at, lists in self.lists_of.items() if any(_is_fresh(row, inputs.as_of) for row in lists)}
        self.acclaim: dict[tuple[str, str, int | None], float | None] = {}
        for row in rows_of(inputs.verdicts):
            if not text_of(row, "category"):
                self.acclaim.setdefault(_at(row), _figure(row, "acclaim_percentile"))
        self.nominations = by_keys(inputs.nominations)
        self.counts = Counter(
            (key, text_of(row, "body"), whole(row.get("ceremony")))
            for key, rows in self.nominations.items()
            for row in rows
            if text_of(row, "result") in ("won", "nominated") and text_of(row, "official") not in ("False", "0")
        )

    def title(self, body: str) -> str:
        return self.inputs.bodies.get(body) or plain(body)

    def cite_list(self, body: str, ceremony: int | None) -> tuple[int, ...]:
        """The page from which a body's nominations were read: what an absence rests on."""
        return self.citations.of_lists(self.lists_of.get((body, ceremony), []))

    def verdict(self, row: Mapping[str, Any]) -> Verdict:
        body, ceremony = text_of(row, "body"), whole(row.get("ceremony"))
        category = text_of(row, "category")
        same: dict[str, Any] = {name: text_of(row, name) for name in _AS_THEY_STAND}
        film_key, film = _key_of(row), without_title(text_of(row, "film"))
        return Verdict(
            **same,
            film=f"{film[:1].upper()}{film[1:]}" if film != text_of(row, "film") else film,
            film_key=film_key,
            body=body,
            body_title=self.title(body),
            ceremony=ceremony,
            category=category,
            category_title=category_title(category, text_of(row, "category_as_printed")) if category else "",
            prize=prize_title(category, text_of(row, "category_as_printed")) if category else "",
            people=tuple(parts_of(row.get("people"))),
            reason=reason_words(text_of(row, "reason_code")),
            p=_figure(row, "p_nomination"),
            low=_figure(row, "p_low"),
            high=_figure(row, "p_high"),
            acclaim=_figure(row, "acclaim_percentile"),
            film_acclaim=self.acclaim.get(_at(row)),
            hits=whole(row.get("precursor_hits")),
            possible=whole(row.get("precursor_possible")),
            instead=tuple(map(without_title, parts_of(row.get("nominated_instead")))),
            factors=tuple(parts_of(row.get("why_factors"))),
            evidence_ids=tuple(parts_of(row.get("evidence_ids"))),
            status=text_of(row, "status") or "active",
            missed=row.get("missed") is True or text_of(row, "missed").casefold() == "true",
            news=whole(row.get("news")),
            surprising=row.get("surprising") is True,
            fresh=(body, ceremony) in self.fresh,
            nominations=self.counts[film_key, body, ceremony],
            cites=self.cite_list(body, ceremony),
            list_cites=self.cite_list(body, ceremony),
        )

    def with_evidence(self, verdict: Verdict) -> Verdict:
        """A verdict with citations of what it rests on besides the list; the dossier's table has the rest.

        That is what speaks for a miss, and the record by which a work was not eligible.
        """
        barred = verdict.label == Label.INELIGIBLE.value
        if not (verdict.missed or barred):
            return verdict
        rows = [self.evidence[one] for one in verdict.evidence_ids if one in self.evidence]
        rows = [row for row in rows if not barred or text_of(row, "family") == "eligibility"]
        pages = [number for row in rows for number in self.citations.cite(row)]
        every = dict.fromkeys([*pages, *verdict.cites] if barred else [*verdict.cites, *pages])
        return replace(verdict, cites=tuple(every)[:MAX_CITES])

    def standing(self, row: Mapping[str, Any]) -> Standing:
        body, state = text_of(row, "body"), text_of(row, "state")
        as_of = text_of(row, "as_of")
        problems = listing(parts_of(row.get("problems")))
        name = self.ceremony(row)
        kind = kind_words(text_of(row, "kind") or "nominations", body)
        status = f"data as of {day_words(as_of)}" if as_of else "no good list yet"
        remarks = _remarks(row, problems)
        if remarks:
            status += f"; {remarks}"
        return Standing(
            body_title=self.title(body),
            ceremony=name,
            kind=kind,
            state=state,
            state_title=words().states.get(state, plain(state)),
            as_of=as_of,
            remarks=remarks,
            held=holds_back(row),
            found=whole(row.get("found")),
            sentence=f"{name}, {kind}: {status}.",
            cites=self.citations.cite(row, revision="revision", seen="as_of") if as_of else (),
        )

    def change_groups(self) -> tuple[ChangeGroup, ...]:
        groups: dict[str, list[Claim]] = {}
        for row in rows_of(self.inputs.changes):
            groups.setdefault(text_of(row, "kind"), []).append(Claim(self.change(row), self.citations.cite(row)))
        for row in rows_of(self.inputs.corrections):
            groups.setdefault("correction", []).append(Claim(self.correction(row), self.citations.cite(row)))
        order = list(words().changes)
        in_order = sorted(groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else len(order))
        return tuple(_change_group(kind, list(dict.fromkeys(claims))) for kind, claims in in_order)

    def ceremony(self, row: Mapping[str, Any]) -> str:
        """`83rd Academy Awards`."""
        title, number_ = self.title(text_of(row, "body")), whole(row.get("ceremony"))
        return edition(number_, title) if number_ else title

    def change(self, row: Mapping[str, Any]) -> str:
        """A change in words: what is said now, what was said before, what brought it about."""
        sentence, cause = text_of(row, "sentence"), plain(text_of(row, "cause")).rstrip(".")
        if not text_of(row, "film") and text_of(row, "body"):
            sentence = f"{self.ceremony(row)}: {sentence}"
        before, after = text_of(row, "label_before"), text_of(row, "label_after")
        labels = _label_change(before, after, text_of(row, "kind")) if before and after else ""
        cause = "" if cause == plain(text_of(row, "kind")) else cause  # its heading says so
        why = "; ".join(part for part in (labels, cause) if part)
        return f"{sentence} ({why[:1].upper()}{why[1:]}.)" if why else sentence

    def correction(self, row: Mapping[str, Any]) -> str:
        """A correction in words."""
        before, after = text_of(row, "before") or "blank", text_of(row, "after") or "withdrawn"
        places = [self.ceremony(row)] if text_of(row, "body") else []
        category = text_of(row, "category")
        where = ", ".join([*places, *([category_title(category)] if category else [])])
        head = f"{text_of(row, 'film')} ({where})" if where else text_of(row, "film")
        when = text_of(row, "corrected_at")
        since = f" since {day_words(when)}" if when else ""
        text = f"{head}: {text_of(row, 'what')} was {before}, is {after}{since}. {text_of(row, 'reason')}"
        return text.strip()

    def dates(self) -> tuple[NextDate, ...]:
        """Every day that a list or the input names, once, oldest first."""
        days = [date_ for row in self.lists for date_ in self._list_dates(row)]
        for row in rows_of(self.inputs.dates):
            days += self._date(row, "day", text_of(row, "what"))
        return tuple(sorted(dict.fromkeys(days), key=lambda d: (d.day, d.body_title, d.what)))

    def _list_dates(self, row: Mapping[str, Any]) -> list[NextDate]:
        kind = text_of(row, "kind") or "nominations"
        announced = f"{kind_words(kind, text_of(row, 'body'))} announced"
        held = announced if self._held_is_vote(row) else "ceremony"
        return self._date(row, "announced_on", announced) + self._date(row, "held_on", held)

    def _held_is_vote(self, row: Mapping[str, Any]) -> bool:
        """Whether the day on which prizes were given is that of a vote: no other day of it is stated."""
        body, ceremony = text_of(row, "body"), whole(row.get("ceremony"))
        if way_of_giving(body) != "votes":
            return False
        days = {text_of(one, "announced_on") for one in self.lists_of.get((body, ceremony), ())} - {""}
        stated = announcement_days().get((body, whole(row.get("film_year")) or 0))
        return text_of(row, "held_on") in (days or {stated.on if stated else text_of(row, "held_on")})

    def _date(self, row: Mapping[str, Any], column: str, what: str) -> list[NextDate]:
        try:
            day = date.fromisoformat(text_of(row, column)[:10])
        except ValueError:
            return []
        url = text_of(row, "source_url")
        body = text_of(row, "body")
        link = url if is_web_address(url) else None
        return [NextDate(day, body, self.title(body), whole(row.get("ceremony")), what, link)]

    def explanation(self, verdicts: list[Verdict], factors: Sequence[Mapping[str, Any]]) -> Claim | None:
        """What may explain a film's biggest miss, as far as records say anything."""
        top = min((v for v in verdicts if v.missed), key=attrgetter("place"))
        told, barred = front.explanations(top, factors), front.rulings(top, verdicts)
        if not (text := front.explained(told, barred)):
            return None
        rows = [self.evidence[one] for one in front.evidence_of(told) if one in self.evidence]
        pages = [
            *(number for row in rows for number in self.citations.cite(row)),
            *(n for v in barred for n in v.cites),
        ]
        return Claim(text, tuple(sorted([*dict.fromkeys(pages or top.list_cites)][:MAX_CITES])))


def _label_change(before: str, after: str, kind: str) -> str:
    """What became of a label; it may stay where the verdict became a miss, or is none any more."""
    title = label_words(after).title
    if before == after:
        return f"{title}, {'now' if kind == 'new_snub' else 'no longer'} a miss"
    return f"{label_words(before).title} before, {title} now"


def _change_group(kind: str, claims: list[Claim]) -> ChangeGroup:
    more = max(0, len(claims) - MAX_CHANGES)
    return ChangeGroup(words().changes.get(kind, plain(kind)), tuple(claims[:MAX_CHANGES]), more)


def _body_order(inputs: ReportInput, verdicts: Iterable[Verdict]) -> list[str]:
    order = dict.fromkeys(verdict.body for verdict in verdicts)
    titled = [body for body in inputs.bodies if body in order]
    return [*titled, *sorted(body for body in order if body not in titled)]


def _by_film(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    films: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        films.setdefault(verdict.film_key, []).append(verdict)
    return films


def _headline(verdicts: list[Verdict]) -> str:
    """The strongest thing that may be said of a film, in the words of its label and no stronger, and few of them."""
    top = min((v for v in verdicts if v.missed), key=attrgetter("place"))
    if top.label == "SHUT_OUT":
        ceremonies = list(
            dict.fromkeys(f"the {v.ceremony_title}" for v in verdicts if v.missed and v.label == top.label)
        )
        rest = len(ceremonies) - 1
        more = "another ceremony" if rest == 1 else f"{in_words(rest)} other ceremonies"
        places = (listing(ceremonies), f"{ceremonies[0]} and {more}", ceremonies[0])
        return _brief(f"{top.film}{was} shut out at {place}" for place in places for was in (" was", ""))
    at = f"at the {top.ceremony_title}"
    prizes = dict.fromkeys((f" for {top.prize}", f" for {prize_title(top.category)}", "") if top.prize else ("",))
    forms = [
        (who, f" {verb}" if was else "", prize)
        for who, verb in _subjects(top)
        for prize in prizes
        for was in (True, False)
    ]
    return _brief(f"{who}{was} {top.words.verb}{prize} {at}" for who, was, prize in forms)


def _brief(headlines: Iterable[str]) -> str:
    """The first headline that is no longer than one may be, else the shortest."""
    every = list(headlines)
    return next((one for one in every if len(one.split()) <= MAX_WORDS), min(every, key=len))


def _subjects(verdict: Verdict) -> list[tuple[str, str]]:
    """One or two people by name, else the film, and the verb that goes with them; what says most comes first."""
    if verdict.level != "credit" or not 0 < len(verdict.people) <= 2:  # noqa: PLR2004
        return [(verdict.film, "was")]
    people, verb = listing(verdict.people), "was" if len(verdict.people) == 1 else "were"
    return [(f"{people} ({verdict.film})", verb), (people, verb)]


def _firm(verdicts: list[Verdict]) -> list[Verdict]:
    """A film's verdicts for the front: without misses of low confidence, and none where no other miss is left."""
    firm = [v for v in verdicts if not (v.missed and v.confidence == "low")]
    return firm if any(v.missed for v in firm) else []


def _told(verdicts: list[Verdict]) -> list[Verdict]:
    """The misses of a film that its finding tells, the biggest first.

    Of a film that was shut out the next ones are of the film as a whole, since they say the rest.
    """
    ranked = sorted((v for v in verdicts if v.missed and v.sentence), key=attrgetter("place"))
    whole = [v for v in ranked[1:] if not v.category]
    shut_out = any(not v.category for v in ranked)
    return [*ranked[:1], *(whole if shut_out else ranked[1:])][:MAX_CLAIMS]


def _finding(verdicts: list[Verdict], every: list[Verdict], explanation: Claim | None) -> Finding:
    """The strongest claim, which is the headline's, in a sentence, and the next ones in another.

    Args:
        verdicts: a film's, as far as they are firm.
        every: all of the film's.
        explanation: what may explain its biggest miss.
    """
    misses = [v for v in verdicts if v.missed]
    first, *others = _told(verdicts) or (None,)
    claims = [] if first is None else [Claim(first.sentence, tuple(sorted(first.cites)))]
    beside = [also_missed(v.prize, v.ceremony_title, v.people if v.level == "credit" else (), v.aside) for v in others]
    if all(v.aside for v in others) and beside:
        cites = dict.fromkeys(number for v in others for number in v.cites)
        claims.append(Claim(f"Missed as well: {'; '.join(beside)}.", tuple(sorted([*cites][:MAX_CITES]))))
    else:
        claims += [Claim(v.sentence, v.cites) for v in others]
    told = {v.body for v in (first, *others) if v}
    claims += [
        Claim(f"The film received no nomination of any kind at the {v.ceremony_title}.", v.cites)
        for v in every
        if v.label == "SHUT_OUT" and v.body in told and v not in (first, *others)
    ]
    return Finding(
        misses[0].film,
        _headline(verdicts),
        badges_of(verdicts),
        tuple(dict.fromkeys(claims)),
        explanation,
        _measure(min(misses, key=attrgetter("place")), misses),
        sum(v.missed for v in every) - sum(v is not None for v in (first, *others)),
        anchor_of(misses[0].film_key),
    )


def _measure(miss: Verdict, misses: list[Verdict]) -> str:
    """The figures that put a miss in its place among the news: its chance, an acclaim and the award's weight."""
    own, film = miss.acclaim, miss.film_acclaim
    acclaim = f"its film’s acclaim, percentile {percentile(film)}" if film is not None else ""
    if own is not None and not (miss.category and film is not None and film > own):
        acclaim = f"its {'own ' if miss.category else ''}acclaim, percentile {percentile(own)}"
    elif own is not None and film is not None and percentile(own) != percentile(film):
        acclaim += f", above its own of {percentile(own)}"
    likely = "" if miss.p is None else f"a nomination was {percent(miss.p)} likely"
    figures = "; ".join(filter(None, (likely, acclaim, _weight(miss, misses))))
    return f"What puts it here: {figures}." if figures else ""


def _weight(miss: Verdict, misses: list[Verdict]) -> str:
    """That an award counts more than others in the order; a shut-out counts no more than the award it rests on."""
    weight = weights().of(miss.category)
    if weight <= 1:
        return ""
    if not miss.category and any(_rests_on(one, miss) for one in misses):
        return ""
    group = "film" if not miss.category else group_of(miss.category)
    what = words().weighty.get(group, f"{plain(group).lower()} awards")
    return f"{what} count {_TIMES.get(weight, f'{weight:g} times')} in this order"


def _rests_on(one: Verdict, whole: Verdict) -> bool:
    """Whether a film's chance lay in one lesser category: without it a nomination was less likely than not."""
    lesser = one.body == whole.body and one.category and weights().of(one.category) < weights().of("")
    return bool(lesser and one.p is not None and whole.p is not None and without(whole.p, one.p) < 0.5)  # noqa: PLR2004


_TIMES = {2.0: "twice", 3.0: "three times"}


def _remarks(row: Mapping[str, Any], problems: str) -> str:
    """What of a list is held back, and why."""
    if text_of(row, "state") == "held":
        return f"last crawl held{': ' + problems if problems else ''}"
    not_read, withheld = (listing(parts_of(row.get(name))) for name in ("not_read", "withheld"))
    parts = (f"not read: {not_read}" if not_read else "", f"last crawl held: {withheld}" if withheld else "")
    return "; ".join(part for part in parts if part)


def _standfirst(
    inputs: ReportInput,
    verdicts: list[Verdict],
    missed: int,
    holds: Sequence[Standing],
    bodies: int,
) -> str:
    if not bodies and inputs.pending is None and (race := standfirst(inputs.races)):
        return race
    if not bodies:
        none = "no list of a body that is judged has been read in full"
        return f"No verdicts yet for the films of {inputs.season}: {none}."
    films, misses = len({v.film_key for v in verdicts}), sum(v.missed for v in verdicts)
    text = (
        f"Of {quantity(films, 'film')} of {inputs.season}, {in_words(missed) if missed else 'none'} "
        f"{'was' if missed == 1 else 'were'} "
        f"missed by {front.of_bodies(bodies)}, on what was known by {day_words(inputs.as_of)}."
    )
    if misses:
        text += f" That makes {quantity(misses, 'miss', 'misses')}, since a film may be missed for several awards."
    partly = " at least in part" if any(standing.state != "held" for standing in holds) else ""
    holding = f" {quantity(len(holds), 'list').capitalize()} held back{partly}: see where the data stands."
    return text + (f" {NAMED_ALONE}." if inputs.named_alone else "") + (holding if holds else "") + _pending(inputs)


def _pending(inputs: ReportInput) -> str:
    if inputs.pending is None:
        return ""
    return f" The films of {inputs.pending} follow with the first nominations of a body that is judged."


_OF_A_LIST = ("NOMINATED", "SHUT_OUT", "WEAK_EVIDENCE")


def _is_judged(verdicts: list[Verdict]) -> bool:
    """Whether a list of a body at hand tells anything; rules alone tell what could not be nominated."""
    return any(verdict.missed or verdict.label in _OF_A_LIST for verdict in verdicts)


def _status(verdicts: list[Verdict]) -> str:
    if any(v.label == "NOMINATED" for v in verdicts):
        return "Nominated"
    return "Missed" if any(v.missed for v in verdicts) else "Not judged a miss"


def _most_expected(verdicts: list[Verdict]) -> list[Verdict]:
    """The most expected works; not whoever may be the nominee where the list names the film alone."""
    listed = {(v.film_key, v.category) for v in verdicts if v.label == "NOMINATED" and v.level != "credit"}
    candidates = [
        v
        for v in verdicts
        if v.p is not None and v.category and v.eligibility in ("eligible", "presumed", "")
        if v.label != "UNKNOWN" or (v.film_key, v.category) not in listed
    ]
    candidates.sort(key=lambda v: (-(v.p or 0), v.film, v.category))
    return candidates[:MAX_POINTS]


_MOST_NAMED = 5
"""People whom a sentence names."""


def _expected_point(verdict: Verdict) -> ChartPoint:
    who = listing(verdict.people) if verdict.level == "credit" and 0 < len(verdict.people) < 3 else verdict.film  # noqa: PLR2004
    status = _status([verdict])
    return ChartPoint(
        name=who,
        value=verdict.p or 0,
        low=verdict.low,
        high=verdict.high,
        nominations=int(status == "Nominated"),
        status=status,
        award=verdict.category_title or "any nomination",
        told=f"{_whose(verdict)} for {verdict.prize or 'any award'}",
    )


def _whose(verdict: Verdict) -> str:
    """Whom a sentence names, and the film; of many people the film alone."""
    has_room = verdict.level == "credit" and 0 < len(verdict.people) <= _MOST_NAMED
    return f"{listing(verdict.people)} ({verdict.film})" if has_room else verdict.film


def _acclaimed_points(verdicts: list[Verdict]) -> list[tuple[str, ChartPoint]]:
    """Films by acclaim, the highest first, by key."""
    points = []
    for of_film in _by_film(verdicts).values():
        acclaim = film_acclaim(of_film)
        if acclaim is not None:
            count, status, film = nomination_count(of_film), _status(of_film), of_film[0].film
            point = ChartPoint(film, acclaim, None, None, count, status, told=film)
            points.append((of_film[0].film_key, point))
    return sorted(points, key=lambda pair: (-pair[1].value, pair[1].name))


def _without_ties(values: Sequence[float], most: int) -> int:
    """How many of the highest values to show: none of those that tie with one for which there is no room.

    Films of which nothing is on record share one percentile, and the alphabet makes no film more acclaimed.
    """
    if len(values) <= most:
        return len(values)
    return sum(value > values[most] for value in values)


_AXES = {True: "Probability of a nomination in percent, with its interval,", False: "Nominations"}
_BEFORE_TITLES = "The figure before a title is its acclaim, a percentile of the season’s eligible films."


def chart_of(body_title: str, verdicts: list[Verdict], told: Sequence[Verdict] = ()) -> Chart | None:
    """A body's chart: what was expected against what was nominated, or acclaim where no probability is known.

    Args:
        body_title: of the body.
        verdicts: of the body.
        told: misses of whatever body that the findings tell; those of this body have a line, far down as they may be.
    """
    expectations, of_front = _most_expected(verdicts), {v.unit for v in told}
    if expectations:
        points = tuple(map(_expected_point, expectations))
        later = [v for v in verdicts if v.unit in of_front and v not in expectations and v.p is not None]
        below = tuple(_expected_point(v) for v in sorted(later, key=attrgetter("place")))
    else:
        acclaimed, keys = _acclaimed_points(verdicts), {v.film_key for v in verdicts if v.unit in of_front}
        count = _without_ties([point.value for _, point in acclaimed], MAX_POINTS)
        points = tuple(point for _, point in acclaimed[:count])
        below = tuple(point for key, point in acclaimed[count:] if key in keys)
    if not points:
        return None
    return Chart(
        title=f"{'Expected' if expectations else 'Acclaimed'} against nominated: {body_title}",
        description=_caption(points, body_title, expected=bool(expectations)),
        drawn=" ".join(filter(None, ("" if expectations else _BEFORE_TITLES, _below(len(below))))),
        expected=bool(expectations),
        measure="Probability" if expectations else "Acclaim percentile",
        axis=f"{_AXES[bool(expectations)]} at the {body_title}",
        points=(*points, *below),
        two_lines=bool(expectations),
        below=_below(len(below)),
    )


def _below(count: int) -> str:
    """What stands below the lines that the caption counts."""
    if not count:
        return ""
    lines = "The last line is a miss" if count == 1 else f"The last {in_words(count)} lines are misses"
    return f"{lines} that the findings tell, below these."


def _caption(points: Sequence[ChartPoint], body_title: str, *, expected: bool) -> str:
    """What a chart shows, in a sentence that ends with what was missed."""
    one, many = _THINGS[expected]
    counts = Counter(point.status for point in points)
    parts = [_outcome(status, counts[status], expected=expected) for status in _OUTCOMES if counts[status]]
    misses = "; ".join(point.told for point in points if point.status == "Missed")
    if len(points) == 1:
        text = f"The {one} at the {body_title} {parts[0].removeprefix('one ')}"
    else:
        text = f"Of the {in_words(len(points))} {many} at the {body_title}, {listing(parts)}"
    return f"{text}{f': {misses}' if misses else ''}."


_THINGS = {
    True: ("most expected nomination", "most expected nominations"),
    False: ("most acclaimed film that is judged", "most acclaimed films that are judged"),
}
_OUTCOMES = ("Nominated", "Not judged a miss", "Missed")


def _outcome(status: str, count: int, *, expected: bool) -> str:
    """`19 were made`, `one was missed`, `two are not judged misses`."""
    one = count == 1
    if status == "Not judged a miss":
        return f"{in_words(count)} {'is not judged a miss' if one else 'are not judged misses'}"
    what = "made" if expected and status == "Nominated" else status.lower()
    return f"{in_words(count)} {'was' if one else 'were'} {what}"


def _order_of_findings(verdicts: list[Verdict]) -> str:
    """What the findings are ordered by, in this report."""
    has_probability = any(verdict.missed and verdict.p is not None for verdict in verdicts)
    by = (
        "how likely a nomination was, raised by acclaim,"
        if has_probability
        else "its acclaim or its film’s, since no probability was learnt,"
    )
    first = f"The film with the biggest miss first: by {by} and by the weight of the award"
    fresh = list(dict.fromkeys(verdict.ceremony_title for verdict in verdicts if verdict.missed and verdict.fresh))
    if not fresh:
        return first
    return f"{first}; misses of the nominations announced this week, of the {listing(fresh)}, before all others"


def _order_of_news() -> str:
    """Why a film leads, and what is called the biggest miss."""
    ranking = weights()
    most = max(ranking.prominence.values())
    first = [
        words().prominent.get(group, plain(group).lower()) for group, of in ranking.prominence.items() if of == most
    ]
    return (
        f"The biggest miss is the one that surprises most: by how likely a nomination was, raised by acclaim, the "
        f"highest of which alone counts as a probability of {ranking.acclaim:.0%}. Acclaim here is the work’s own or "
        f"that of its film as a whole at the same body, whichever is higher, so a place in the category alone does not "
        f"decide; each finding says which figures put it there. {listing(first)} count "
        f"{_TIMES.get(most, f'{most:g} times')} as much as other awards. The film with the biggest miss gives the "
        f"headline and the next ones the findings, misses of low confidence apart; tables and dossiers have the same "
        f"order."
    )


def _rules(limits: Thresholds) -> tuple[str, ...]:
    basis = card()
    return (
        _order_of_news(),
        f"Expected: the probability of a nomination on evidence dated before the announcement. Shock snub from "
        f"{limits.shock:.0%}, snub from {limits.snub:.0%}. It rests on the body’s other lists where "
        f"{basis.enough} of them are at hand, otherwise on weights that come with the program, learnt from lists of "
        f"the films of {basis.first} to {basis.last} without those of {basis.left_out}. Where neither says "
        f"anything, it is left empty.",
        f"Acclaimed: a percentile among the season’s eligible films, from at least two independent kinds of "
        f"evidence. Overlooked where its place in the category is within {limits.overlooked_fields:g} times the field "
        f"and it is ahead of a nominee; strong within the field, or ahead of {limits.strong_ahead:.0%} of the "
        f"nominees. A near miss at the same body with {limits.near_miss_acclaim:g} or more is a snub.",
        f"Shut out is a miss where the film is ahead of {limits.shut_out_ahead:.0%} of the features that were "
        f"nominated for anything there, where no nomination at all was less than {limits.shut_out_unlikely:.0%} "
        f"likely, or where a near miss stands beside it; elsewhere it is a fact in the table.",
        "Absence is claimed only where the body’s own list for that category was read complete and after the "
        "announcement.",
        "Precursors: the bodies whose nominations tell something of the judged body’s own, as far as they had "
        "announced theirs for that award before it. Peer bodies, a kind of evidence, are all academies and guilds.",
        "A step with a question mark: no complete list says whether the film took it.",
    )


def _film_rows(inputs: ReportInput) -> dict[str, dict[str, Any]]:
    films: dict[str, dict[str, Any]] = {}
    for row in rows_of(inputs.films):
        for name in ("film_key", "film_qid", "qid", "film_imdb", "imdb"):
            if key := text_of(row, name):
                films.setdefault(key, row)
    return films


def build(inputs: ReportInput) -> Report:
    """The report of a season as plain data, every claim with the numbers of its citations."""
    builder = _Builder(inputs)
    current = (row for row in rows_of(inputs.verdicts) if text_of(row, "label") != Label.RETROSPECTIVE.value)
    verdicts = [builder.verdict(row) for row in current]
    verdicts = [verdict for verdict in verdicts if verdict.status != "withdrawn"]
    order = _body_order(inputs, verdicts)
    verdicts.sort(key=lambda verdict: order.index(verdict.body))
    films = _by_film(verdicts)
    missed_keys = sorted(
        (key for key, rows in films.items() if any(v.missed for v in rows)), key=lambda key: film_place(films[key])
    )
    dossier_keys = missed_keys[:MAX_DOSSIERS]
    for key in dossier_keys:
        films[key] = [builder.with_evidence(verdict) for verdict in films[key]]
    stories = sorted((rows for key in missed_keys if (rows := _firm(films[key]))), key=film_place)[:MAX_FINDINGS]
    factors = by_keys(inputs.factors)
    explanations = [builder.explanation(rows, factors.get(rows[0].film_key, ())) for rows in stories]
    findings = tuple(
        _finding(rows, films[rows[0].film_key], why) for rows, why in zip(stories, explanations, strict=True)
    )
    told = [verdict for rows in stories for verdict in _told(rows)]
    changes = builder.change_groups()
    standings = tuple(builder.standing(row) for row in _sorted_lists(builder, order))
    holds = tuple(standing for standing in standings if standing.held)
    evidence, films_of = by_keys(inputs.evidence), _film_rows(inputs)
    material = Material(evidence, builder.nominations, films_of, builder.lists_of, builder.citations, builder.title)
    dossiers: tuple[Dossier, ...] = tuple(dossier(films[key], order, material) for key in dossier_keys)
    errors, errors_more = press_errors(rows_of(inputs.press_claims), builder.lists_of, builder.title, builder.citations)
    days = builder.dates()
    surprises = tuple(sorted((v for v in verdicts if v.surprising), key=_unexpected))
    by_body = {body: own for body in order if _is_judged(own := [v for v in verdicts if v.body == body])}
    charts = [chart_of(builder.title(body), own, told) for body, own in by_body.items()]
    return Report(
        season=inputs.season,
        as_of=inputs.as_of,
        generated_at=inputs.generated_at,
        version=inputs.version,
        run=inputs.run,
        offline=inputs.offline,
        headline=findings[0].headline if findings else _no_news(inputs, verdicts),
        standfirst=front.opening(stories) + _standfirst(inputs, verdicts, len(missed_keys), holds, len(by_body)),
        races=races_of(inputs.races, builder.citations),
        findings=findings,
        order=_order_of_findings(verdicts),
        aside=front.left_aside(verdicts, stories),
        first=inputs.first,
        changes=changes,
        records=inputs.records,
        lists=tally("list", counts(rows_of(inputs.lists))),
        standings=standings,
        held=holds,
        dates=tuple(day for day in days if day.day >= inputs.as_of),
        known_dates=days,
        bodies=tuple(builder.title(body) for body in order),
        table=season_table(films, order, {body: builder.title(body) for body in order}, set(dossier_keys)),
        charts=tuple(chart for chart in charts if chart)[:MAX_CHARTS],
        trust=trust(rows_of(inputs.verdicts), {body: builder.title(body) for body in order}),
        surprises=surprises[:MAX_SURPRISES],
        surprises_more=surprises[MAX_SURPRISES:],
        press_errors=errors,
        press_errors_more=errors_more,
        dossiers=dossiers,
        dossiers_more=len(missed_keys) - len(dossier_keys),
        labels=_labels(verdicts),
        rules=_rules(inputs.thresholds),
        citations=builder.citations.all(),
        verdicts=tuple(v for v in verdicts if v.missed or v.status == "corrected"),
    )


def _unexpected(verdict: Verdict) -> tuple[float, str, str]:
    return (verdict.p or 0.0, verdict.film, verdict.category)


def _labels(verdicts: list[Verdict]) -> tuple[LabelWords, ...]:
    """The labels that this report uses, in the order of a page."""
    labels = {verdict.label for verdict in verdicts}
    in_order = [label_words(label) for label in Label if label in labels]
    return (*in_order, *([words().unbacked] if any(verdict.words == words().unbacked for verdict in verdicts) else []))


def _no_news(inputs: ReportInput, verdicts: list[Verdict]) -> str:
    if inputs.pending is None and (leader := headline(inputs.races)):
        return leader
    if any(verdict.missed for verdict in verdicts):
        return f"The films of {inputs.season}: misses, but none of them sure enough to lead"
    missing = {reason_words("list_missing"), reason_words(NOT_ANNOUNCED)}
    if any(verdict.reason not in missing for verdict in verdicts):
        return f"No snub among the films of {inputs.season} on what is known so far"
    if verdicts:
        return f"The films of {inputs.season}: no list of nominations is at hand yet"
    return f"The films of {inputs.season}: nothing to judge yet"


def _sorted_lists(builder: _Builder, order: list[str]) -> list[dict[str, Any]]:
    """Lists of judged bodies first, then the others by title; the newest ceremony first."""

    def key(row: Mapping[str, Any]) -> tuple[int, str, int, str]:
        body = text_of(row, "body")
        place = order.index(body) if body in order else len(order)
        return (place, builder.title(body), -(whole(row.get("ceremony")) or 0), text_of(row, "kind"))

    return sorted(builder.lists, key=key)
