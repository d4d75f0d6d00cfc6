"""Whether a ceremony's list is whole: named problems, judged against what its source declares.

A film's absence from a list is the tracker's finding, so a category counts only if it is there with its number of
nominees. What is wrong with a category holds that category; signs of a wrong, truncated or vandalised page hold all of
it. Pure: records and declarations in, problems out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.categories import categories, entry_of, group_of
from tracker.domain.ceremonies import Ceremony
from tracker.domain.facts.records import CeremonyRecord, FieldRecord, NominationRecord, Record, Result
from tracker.domain.lists.agreement import changes, had_winner, shown
from tracker.domain.lists.fields import by_category
from tracker.domain.lists.problems import Problem, problem_at
from tracker.domain.sources import ListSource
from tracker.domain.titles.comparable import fold

RESPELT_SHARE = 0.03
"""A list is held if more of its entries than this are respelt since the last fit reading."""
LOST_SHARE = 0.1
"""A list is held whole if more of its entries than this are gone since the last fit reading."""
_FEW_LOST = 5
WINNERS_AFTER = timedelta(days=14)
"""How long after its ceremony a page may go without winners."""
_FEW = 2
_LISTED = 5
_MOST_SAID = 400
_ENOUGH = 3
_MINOR = frozenset({"short", "newcomer"})

Entries = Mapping[str, Sequence[NominationRecord]]


@dataclass(frozen=True, slots=True)
class _Context:
    source: ListSource
    ceremony: Ceremony
    page: str | None

    def problem(
        self, code: str, message: str, *, category: str | None = None, line: int | None = None, warn: bool = False
    ) -> Problem:
        title = self.page or f"{self.source.title}, ceremony {self.ceremony.number}"
        problem = problem_at(title, code, message, (self.page, self.ceremony.number, line), warn=warn)
        return problem.model_copy(update={"category": category})


def check_list(
    source: ListSource,
    ceremony: Ceremony,
    records: Iterable[Record],
    *,
    today: date,
    previous: Iterable[Record] | None = None,
) -> list[Problem]:
    """Problems of one ceremony's list, beyond those its reader found in single lines.

    Args:
        source: declares categories, field sizes and what to expect.
        ceremony: which list.
        records: everything read for this ceremony.
        today: the day that decides whether an announcement has happened yet.
        previous: the records of the last fit reading of the same list, when there is one.
    """
    records = list(records)
    entries = [r for r in records if isinstance(r, NominationRecord)]
    context = _Context(source, ceremony, entries[0].page if entries else None)
    astray = _wrong_year(context, records)
    if not entries:
        if not _is_due(ceremony, records, today):
            return []
        return [context.problem("no_nominations", "the nominations are out, and not one could be read")]
    fields, unknown = by_category(source, ceremony.number, entries)
    problems = [_unknown(context, printed, of) for printed, of in unknown.items()] + astray
    problems += _missing(context, fields)
    problems += _sizes(context, fields)
    problems += _stated(context, records, fields)
    problems += _duplicates(context, fields)
    if source.result is Result.NOMINATED:
        problems += _winners(context, fields)
        problems += _winners_due(context, records, today)
    problems += _floors(context, fields, entries)
    if source.verified:
        problems += _unlinked(context, fields)
    if previous is not None:
        before = [r for r in previous if isinstance(r, NominationRecord)]
        problems += _changes(context, entries, before)
    return problems


def _wrong_year(context: _Context, records: Sequence[Record]) -> list[Problem]:
    """A page dated in another year than the rule gives: the rule or the title is wrong.

    A body that counts by the year of the films speaks at its end, and gives what it awarded then or early in the next.
    """
    day = next((r for r in records if isinstance(r, CeremonyRecord) and r.property == "held_on"), None)
    by_films = context.ceremony.number == context.ceremony.film_year
    years = (context.ceremony.year, *((context.ceremony.film_year + 1,) if by_films else ()))
    if day is None or date.fromisoformat(day.value).year in years:
        return []
    message = f"held on {day.value}, and ceremony {context.ceremony.number} is of {context.ceremony.year}"
    return [context.problem("wrong_year", message)]


def _is_due(ceremony: Ceremony, records: Sequence[Record], today: date) -> bool:
    """Whether the nominations must be out by now: the stated day, the ceremony or the end of its year has passed."""
    for name in ("announced_on", "held_on"):
        for record in records:
            if isinstance(record, CeremonyRecord) and record.property == name:
                return today.isoformat() >= record.value
    return today.year > ceremony.year


def _unknown(context: _Context, printed: str, entries: Sequence[NominationRecord]) -> Problem:
    """What nobody declared is taken in as printed, and closes nothing."""
    message = f"nobody declared the category {printed!r}: {len(entries)} entries"
    return context.problem("unknown_category", message, line=entries[0].line, warn=True)


def _missing(context: _Context, fields: Entries) -> list[Problem]:
    due = [
        name
        for name, category in context.source.categories.items()
        if category.given_at(context.ceremony.number) and not category.optional and name not in fields
    ]
    return [
        context.problem("missing_category", f"the category {name!r} is not on the page", category=name) for name in due
    ]


def _sizes(context: _Context, fields: Entries) -> list[Problem]:
    """Fields outside their declared size. A nominee marked as unofficial is optional.

    A size that counts films is one for the films of a field, and one that counts nominees none for a list of films
    alone, on which a film with two nominees stands once.
    """
    problems = []
    number = context.ceremony.number
    films_only = not any(entry.people for entries in fields.values() for entry in entries)
    for name, entries in fields.items():
        category = context.source.categories[name]
        size = category.size_at(number)
        if size is None:
            continue
        unofficial_as_a_whole = number in context.source.unofficial
        nominees = [e for e in entries if e.official or unofficial_as_a_whole]
        official, films = len(nominees), len({fold(e.works[0].title) if e.works else id(e) for e in nominees})
        most = films if context.source.counts_films(number, name) else official
        if len(entries) < size[0] or most > size[1]:
            wanted = f"{size[0]}" if size[0] == size[1] else f"{size[0]} to {size[1]}"
            by = context.source.basis_at(number, name) or "no source is named"
            message = (
                f"{name}: {official} nominees on the page, {wanted} declared in {context.source.declared_in} ({by})"
            )
            fewer = films_only and categories()[category.concept].credit is not None and most <= size[1]
            problems.append(context.problem("field_size", message, category=name, line=entries[0].line, warn=fewer))
    return problems


def _stated(context: _Context, records: Sequence[Record], fields: Entries) -> list[Problem]:
    """Sizes stated in the page's prose that its list contradicts; prose only warns."""
    problems = []
    for claim in records:
        if not isinstance(claim, FieldRecord) or claim.claim != "stated_size" or claim.value is None:
            continue
        least, count = claim.value, len(fields.get(claim.declared or "", ()))
        if count and not least <= count <= (claim.most or least):
            message = f"{claim.declared}: {count} nominees on the list, and the page says {claim.as_printed!r}"
            problems.append(context.problem("stated_size", message[:_MOST_SAID], line=claim.line, warn=True))
    return problems


def entry_key(record: NominationRecord) -> tuple[str, ...]:
    """What makes an entry the same entry after small edits: films and people by folded name, a song or a character."""
    works = sorted(fold(work.title) for work in record.works)
    people = sorted(fold(person.name) for person in record.people)
    by_detail = entry_of(record.category) == "song" or group_of(record.category) == "acting"
    return (*works, "|", *people, "|", fold(record.detail or "") if by_detail else "")


def _duplicates(context: _Context, fields: Entries) -> list[Problem]:
    problems = []
    for name, entries in fields.items():
        counts = Counter(map(entry_key, entries))
        for entry in entries:
            key = entry_key(entry)
            if counts[key] > 1 and not _is_shared_name(entry):
                counts[key] = 0
                shown = ", ".join([w.title for w in entry.works] + [p.name for p in entry.people])
                message = f"{name}: {shown!r} stands twice"
                problems.append(context.problem("duplicate_entry", message, category=name, line=entry.line))
    return problems


def _is_shared_name(entry: NominationRecord) -> bool:
    """Whether two such entries may both be right: only if nothing but a character differs."""
    return bool(entry.detail) and not entry.works and not entry.people


def _winners(context: _Context, fields: Entries) -> list[Problem]:
    fields = {name: entries for name, entries in fields.items() if not _is_side_section(context, name)}
    won = {name: sum(e.result is Result.WON for e in entries) for name, entries in fields.items()}
    problems = []
    if any(won.values()) and not all(won.values()):
        problems += [
            context.problem(
                "winner_missing",
                f"{name}: no winner, and other categories have one",
                category=name,
                warn=not context.source.verified,
            )
            for name, count in won.items()
            if not count
        ]
    if all(won[name] == len(entries) for name, entries in fields.items()):
        # A body that names winners only is declared with fields of that size; any other page has lost its nominees.
        if any(_is_short(context, name, entries) for name, entries in fields.items()):
            problems.append(context.problem("winners_only", "the page has the winners and not the other nominees"))
        return problems
    most = {name: context.source.categories[name].most_winners(context.ceremony.number) for name in fields}
    problems += [
        context.problem(
            "tie", f"{name}: {won[name]} winners", category=name, line=entries[0].line, warn=won[name] <= most[name]
        )
        for name, entries in fields.items()
        if won[name] > 1
    ]
    return problems


def _winners_due(context: _Context, records: Sequence[Record], today: date) -> list[Problem]:
    """A list without any winner, some time after the day on which the page says they were named."""
    day = next((r.value for r in records if isinstance(r, CeremonyRecord) and r.property == "held_on"), None)
    if day is None or any(isinstance(r, NominationRecord) and r.result is Result.WON for r in records):
        return []
    if today < date.fromisoformat(day) + WINNERS_AFTER:
        return []
    message = f"no winner is marked, and they were named on {day}"
    return [context.problem("winners_due", message, warn=not context.source.verified)]


def _is_side_section(context: _Context, name: str) -> bool:
    """Whether a field is a festival section outside the main competition, which may have no prize."""
    category = context.source.categories[name]
    return bool(category.lineup) and (category.optional or category.selected)


def _is_short(context: _Context, name: str, entries: Sequence[NominationRecord]) -> bool:
    size = context.source.categories[name].size_at(context.ceremony.number)
    return size is not None and len(entries) < size[0]


def _floors(context: _Context, fields: Entries, entries: Sequence[NominationRecord]) -> list[Problem]:
    problems = []
    expected = (("categories", len(fields), context.source.expect.categories),)
    for what, count, span in (*expected, ("nominations", len(entries), context.source.expect.nominations)):
        if span is None:
            continue
        if count < span[0]:
            problems.append(context.problem(f"few_{what}", f"{count} {what}, at least {span[0]} are expected"))
        elif count > span[1]:
            problems.append(
                context.problem(f"many_{what}", f"{count} {what}, at most {span[1]} are expected", warn=True)
            )
    return problems


def _unlinked(context: _Context, fields: Entries) -> list[Problem]:
    """An entry of a major category without a link, for a film that the page links nowhere: worth a look."""
    problems = []
    linked = {w.title for entries in fields.values() for e in entries for w in e.works if w.link}
    for name, entries in fields.items():
        if categories()[context.source.categories[name].concept].group in _MINOR:
            continue
        bare = [e for e in entries if not _has_link(e) and not any(w.title in linked for w in e.works)]
        if len(bare) == 1 and len(entries) >= _ENOUGH:
            shown = ", ".join([w.title for w in bare[0].works] + [p.name for p in bare[0].people])
            problems.append(
                context.problem("unlinked_entry", f"{name}: {shown!r} has no link", line=bare[0].line, warn=True)
            )
    return problems


def _has_link(entry: NominationRecord) -> bool:
    return any(w.link for w in entry.works) or any(p.link for p in entry.people)


def _changes(context: _Context, now: Sequence[NominationRecord], before: Sequence[NominationRecord]) -> list[Problem]:
    """Entries of the last fit reading that are gone; a few corrected spellings only warn.

    Each holds its category; so many that somebody may have rewritten the page hold all of it.
    """
    diff = changes(now, before)
    names = _Names(context, (*before, *now))
    problems = [
        names.problem("winner_changed", e, f"{shown(e)!r} is marked otherwise than at the last reading")
        for e in diff.winners
    ]
    problems += [names.problem("name_changed", e, f"{came!r} where {gone!r} stood") for e, gone, came in diff.people]
    problems += [names.problem("entries_lost", e, f"{shown(e)!r} of the last reading is gone") for e in diff.lost]
    late = [e for e in diff.added if had_winner(before, e)]
    if len(late) > len(diff.lost):
        problems += [names.problem("entries_added", e, f"{shown(e)!r} came after the winner was known") for e in late]
    if len(diff.lost) > max(_FEW_LOST, LOST_SHARE * len(before)):
        message = f"{len(diff.lost)} of {len(before)} entries of the last reading are gone"
        problems.append(context.problem("many_lost", message))
    if diff.respelt:
        examples = "; ".join(f"{e.category_as_printed}: {shown(e)}" for e in diff.respelt[:_LISTED])
        message = f"{len(diff.respelt)} of {len(before)} entries are spelt otherwise than before: {examples}"
        few = len(diff.respelt) <= max(_FEW, RESPELT_SHARE * len(before))
        problems.append(context.problem("entries_respelt", message, warn=few))
    return problems


class _Names:
    """Declared categories of the entries of two readings."""

    def __init__(self, context: _Context, entries: Iterable[NominationRecord]) -> None:
        self.context = context
        fields, _ = by_category(context.source, context.ceremony.number, entries)
        self.names = {id(entry): name for name, of in fields.items() for entry in of}

    def problem(self, code: str, entry: NominationRecord, message: str) -> Problem:
        """A problem that holds the entry's category; in one that nobody declared it only warns."""
        name = self.names.get(id(entry))
        text = f"{entry.category_as_printed}: {message}"
        return self.context.problem(code, text, category=name, line=entry.line, warn=name is None)
