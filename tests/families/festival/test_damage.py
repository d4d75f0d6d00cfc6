"""Damaged festival pages: what leaves a trace is read as before or held; what leaves none is held by comparison.

A festival's line-up has no size that every page states, and a prize is not given every year. So a film or a prize taken
out, put in, renamed or exchanged with all its marks leaves no trace (`TRACELESS`): the last fit reading shows it.
"""

import random
import re
from functools import cache
from pathlib import Path

import pytest
from damages import Damage, Page, put, real_pages, seeded, without_a_mark

from tracker.domain.facts.records import NominationRecord, Record
from tracker.domain.lists.problems import Severity

LARGEST = 40_000
"""Bytes of the largest page damaged, for the sake of time; larger ones have more sections, not other markup."""
BODIES = {"Cannes_Film_Festival": "cannes", "Venice_International": "venice", "Berlin_International": "berlin"}


def compared(records: list[Record]) -> list[str]:
    """The competition and its prizes; what stands beside the names may change."""
    aside = {"page", "line", "cites", "note", "detail"}
    return sorted(
        r.model_dump_json(exclude=aside)
        for r in records
        if isinstance(r, NominationRecord) and r.category not in ("festival_section", "debut")
    )


# --- damages ---


def spans(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the competition's table and the main prizes stand."""
    headings = list(re.finditer(r"^(==+)([^=\n].*?)\1 *(?:<.*)?$", text, re.MULTILINE))
    bare = [re.sub(r"<ref.*|[\[\]']", "", m[2]).strip().lower() for m in headings]
    awards = next(i for i, name in enumerate(bare) if re.fullmatch(r"official awards?", name))
    jury = next((i for i, name in enumerate(bare) if "jur" in name), -1)
    names = ("in competition", "main competition", "competition")
    places = [i for i, name in enumerate(bare) if name.startswith(names) and i > jury + 1]
    level = [len(m[1]) for m in headings]
    line_up = next(
        i for i in places if i < awards and not (level[i] == 3 and level[jury] == 3) and "{|" in body(text, headings, i)
    )
    prizes = awards if body(text, headings, awards).strip().startswith("*") else awards + 1
    return extent(text, headings, line_up), extent(text, headings, prizes)


def extent(text: str, headings: list[re.Match[str]], place: int) -> tuple[int, int]:
    return headings[place].end(), headings[place + 1].start() if place + 1 < len(headings) else len(text)


def body(text: str, headings: list[re.Match[str]], place: int) -> str:
    return text[slice(*extent(text, headings, place))]


def rows(text: str) -> list[re.Match[str]]:
    """Rows of the competition's table that are films."""
    start, end = spans(text)[0]
    pattern = re.compile(r"^\|-[^\n]*\n(?:\|(?![-}])[^\n]*\n)+", re.MULTILINE)
    return [m for m in pattern.finditer(text, start, end) if "''" in m[0]]


def bullets(text: str) -> list[re.Match[str]]:
    start, end = spans(text)[1]
    return [m for m in re.compile(r"^\*+ ?.+\n", re.MULTILINE).finditer(text, start, end) if "''" in m[0]]


def drop_row(text: str, rng: random.Random) -> str:
    return put(text, rng.choice(rows(text)), "")


def drop_prize(text: str, rng: random.Random) -> str:
    return put(text, rng.choice(bullets(text)), "")


def exchange_prize(text: str, rng: random.Random) -> str:
    one, other = rng.sample(bullets(text), 2)
    film, new = (re.findall(r"''.*?''", m[0]) for m in (one, other))
    return put(text, one, one[0].replace(film[-1], new[-1]))


def insert_row(text: str, rng: random.Random) -> str:
    match = rng.choice(rows(text))
    return text[: match.end()] + "|-\n| colspan=2 | ''[[Invented]]'' || [[No One]] || Nowhere\n" + text[match.end() :]


def bold_row(text: str, rng: random.Random) -> str:
    match = rng.choice([m for m in rows(text) if "'''" not in m[0]])
    return put(text, match, re.sub(r"''(\[\[.*?\]\]|[^'\n]+)''", r"'''''\1'''''", match[0]))


def rename_section(text: str, rng: random.Random) -> str:
    start = spans(text)[rng.randrange(2)][0]
    line = text.rindex("\n", 0, start) + 1
    return f"{text[:line]}==={rng.choice(['Foo', 'Films', 'Haha'])}==={text[start:]}"


def unknown_template(text: str, rng: random.Random) -> str:
    match = rng.choice(rows(text))
    return put(text, match, match[0].replace("''[[", "{{foo|x}} ''[[", 1))


def vandal_prize(text: str, rng: random.Random) -> str:
    match = rng.choice(bullets(text))
    noise = ["* '''Best Vandal''': ''[[Invented]]''\n", "* haha\n", "* [[No One]] for ''Nothing''\n", "** {{foo}}\n"]
    return text[: match.end()] + rng.choice(noise) + text[match.end() :]


def invent_winner(text: str, rng: random.Random) -> str | None:
    match = rng.choice(bullets(text))
    films = list(re.finditer(r"(?<!')''(?!')(?:\[\[.*?\]\]|[^'\n]+)''(?!')", match[0]))
    return put(text, match, put(match[0], films[-1], "''[[Invented]]''")) if films else None


def rename_prize(text: str, rng: random.Random) -> str | None:
    match = rng.choice([m for m in bullets(text) if "'''" in m[0]] or [None])
    return match and put(text, match, re.sub(r"'''.+?'''", "'''[[Invented]]'''", match[0], count=1))


def truncate(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(spans(text)[0][0], spans(text)[1][1])]


def blank(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(150)]


def join_rows(text: str, rng: random.Random) -> str:
    match = rng.choice(rows(text)[1:])
    return put(text, match, match[0].split("\n", 1)[1])


def open_table(text: str, rng: random.Random) -> str:
    start, end = spans(text)[0]
    mark = rng.choice(["{|", "\n|}"])
    at = text.find(mark, start, end + 2)
    return text[:at] + text[at + len(mark) :] if at >= 0 else text


def drop_header(text: str, rng: random.Random) -> str:
    start, end = spans(text)[0]
    marks = list(re.compile(r"^!.*\n", re.MULTILINE).finditer(text, start, end))
    return put(text, rng.choice(marks), "")


def drop_markup(text: str, rng: random.Random) -> str:
    return without_a_mark(text, rng, rng.choice(rows(text) + bullets(text)), r"\[\[|\]\]|''+|\|\||\{\{|\}\}")


TRACELESS: list[Damage] = [drop_row, drop_prize, exchange_prize, insert_row, rename_prize]
DAMAGES: list[Damage] = [
    *TRACELESS,
    bold_row,
    rename_section,
    unknown_template,
    vandal_prize,
    invent_winner,
    truncate,
    blank,
    join_rows,
    open_table,
    drop_header,
    drop_markup,
]


@cache
def before_of(page: Page) -> list[Record]:
    """The undamaged page, as read."""
    return page.read(page.text)[0]


def ingested_wrong(page: Page, damage: Damage, seed: int) -> str | None:
    """A line that names a damage which would have been ingested; None when it was read rightly or held."""
    damaged = damage(page.text, random.Random(seed))  # noqa: S311 - repeatable on purpose
    before = before_of(page)
    if damaged is None or damaged == page.text:
        return None
    records, problems = page.read(damaged, before if damage in TRACELESS else None)
    if any(p.severity is Severity.HOLD for p in problems) or compared(records) == compared(before):
        return None
    return f"{page.title}: {damage.__name__}, seed {seed}"


@pytest.mark.parametrize("damages", [16, pytest.param(1_500, marks=pytest.mark.long)])
def test_seeded_damages_of_real_pages(shared: Path, damages: int) -> None:
    pages = real_pages(Page, shared, BODIES, LARGEST)
    assert seeded(pages, DAMAGES, times=damages, seed=20260502, wrong=ingested_wrong) == []
