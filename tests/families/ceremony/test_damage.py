"""Damaged pages: whatever leaves a trace is read as before or held with its category, never ingested otherwise.

Seeded damages of real pages (where they are at hand) and of a page written for this test. Damages that no single page
can show are a consistent lie: a winner swapped with all marks, a name or character replaced by another of its kind.
They are caught by comparing with the last fit reading; see tests/domain/test_checks.py.
"""

import random
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from damages import Damage, Page, put, real_pages, seeded, without_a_mark
from list_pages import GALA

from spiders.catalogue import parse_source
from tracker.domain.facts.records import NominationRecord
from tracker.domain.lists.fields import by_category, withhold
from tracker.domain.lists.problems import held_categories
from tracker.domain.sources import ListSource


class CeremonyPage(Page):
    """A page with nominees by category."""

    def outcome(self, text: str) -> tuple[dict[str, list[str]], frozenset[str], bool]:
        """What would be ingested by category, the categories that are held, and whether the page is."""
        records, problems = self.read(text)
        # Entries are compared under the category that is meant, whatever words of its heading a damage spared.
        aside = {"page", "line", "cites", "note", "category_as_printed"}
        fit, _ = withhold(self.source, self.number, records, problems)
        fields, _ = by_category(self.source, self.number, (r for r in fit if isinstance(r, NominationRecord)))
        ingested = {name: sorted(r.model_dump_json(exclude=aside) for r in of) for name, of in fields.items()}
        return ingested, held_categories(problems), any(p.holds_all for p in problems)


# --- damages ---


def lists(text: str) -> tuple[int, int]:
    """Where the film lists stand."""
    start = text.index("{|", re.search(r"==+ *Winners and nominees", text).start())  # type: ignore[union-attr]
    ends = r"\n==+ *(Films with multiple|Governors|Presenters|Ceremony|Statistics|Television|References)"
    end = re.compile(ends).search(text, start)
    return start, end.start() if end else len(text)


def among_lists(pattern: str, text: str) -> list[re.Match[str]]:
    start, end = lists(text)
    return [m for m in re.compile(pattern, re.MULTILINE).finditer(text) if start < m.start() < end]


def bullets(text: str) -> list[re.Match[str]]:
    return among_lists(r"^\*+ ?.+$", text)


def drop_heading(text: str, rng: random.Random) -> str:
    return put(text, rng.choice(among_lists(r"^.*\{\{Award category\|.*$|^!.*$", text)), "")


def drop_category(text: str, rng: random.Random) -> str:
    heads = among_lists(r"\{\{Award category\|(?:.|\n)*?(?=\n\||\n\|\})", text)
    return put(text, rng.choice(heads or among_lists(r"^\|[^\n{}-]*\n\n?(?:\*|''')(?:.|\n)*?(?=\n\|)", text)), "")


def drop_bullet(text: str, rng: random.Random) -> str:
    return put(text, rng.choice(bullets(text)), "")


def drop_bullets(text: str, rng: random.Random) -> str:
    places = bullets(text)
    at = rng.randrange(len(places) - 3)
    return text[: places[at].start()] + text[places[at + 2].end() :]


def unbold(text: str, rng: random.Random) -> str | None:
    places = [m for m in bullets(text) if "'''" in m[0]]
    match = rng.choice(places) if places else None  # where winners stand above the bullets
    return put(text, match, match[0].replace("'''", "")) if match else None


def bold_another(text: str, rng: random.Random) -> str:
    match = rng.choice([m for m in bullets(text) if "'''" not in m[0]])
    marks = re.match(r"\*+ ?", match[0])[0]  # type: ignore[index]
    return put(text, match, f"{marks}'''{match[0][len(marks) :]}'''")


def drop_dagger(text: str, rng: random.Random) -> str | None:
    places = among_lists(r"\{\{[Dd]ouble[- ]dagger\}\}|‡", text)
    return put(text, rng.choice(places), "") if places else None


def swap_place(text: str, rng: random.Random) -> str | None:
    places = bullets(text)
    pairs = [(a, b) for a, b in pairwise(places) if "'''" in a[0] and "'''" not in b[0]]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    marks = [re.match(r"\*+", m[0])[0] for m in (a, b)]  # type: ignore[index]
    first, second = marks[0] + b[0][len(marks[1]) :], marks[1] + a[0][len(marks[0]) :]
    return text[: a.start()] + first + text[a.end() : b.start()] + second + text[b.end() :]


def rename_template(text: str, rng: random.Random) -> str | None:
    places = among_lists(r"\{\{Award category", text)
    names = ["AwardCategory", "Award cat", "Awards category", "Award catgory", "Prize heading", "Foo", "small"]
    return put(text, rng.choice(places), "{{" + rng.choice(names)) if places else None


def wrong_category(text: str, rng: random.Random) -> str | None:
    links = r"(?<=\|)\[\[[^\]]*\]\](?=\}\})|(?<=^!)\[\[[^\]]*\]\]$"
    places = among_lists(links, text) or among_lists(r"\[\[Golden Globe Award[^\]]*\]\]$", text)
    if len(places) < 2:
        return None
    one, other = rng.sample(places, 2)
    return put(text, one, other[0])


def truncate(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(*lists(text))]


def truncate_anywhere(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(len(text))]


def blank(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(100)]


def insert_nominee(text: str, rng: random.Random) -> str:
    match = rng.choice(bullets(text))
    marks = re.match(r"\*+", match[0])[0]  # type: ignore[index]
    invented = [
        " ''Invented''",
        " [[No One]] – ''[[Invented]]'' as Some",
        " ''[[Invented]]'' – [[No One]]",
        " haha",
        "",
    ]
    return text[: match.end()] + f"\n{marks}{rng.choice(invented)}" + text[match.end() :]


def vandalise(text: str, rng: random.Random) -> str:
    match = rng.choice(bullets(text))
    noise = ["\nVANDAL WAS HERE", " lol", " {{foo}}", " <blink>x</blink>", " http://spam.example buy", " was robbed!!"]
    return text[: match.end()] + rng.choice(noise) + text[match.end() :]


def break_table(text: str, rng: random.Random) -> str:
    return put(text, rng.choice(among_lists(r"^(?:\{\|.*|\|\}|\|-.*|\| *valign[^\n]*|\|$)", text)), "")


def drop_markup(text: str, rng: random.Random) -> str:
    return without_a_mark(text, rng, rng.choice(bullets(text)), r"\[\[|\]\]|''+|\{\{|\}\}")


DAMAGES: list[Damage] = [
    drop_heading,
    drop_category,
    drop_bullet,
    drop_bullets,
    unbold,
    bold_another,
    drop_dagger,
    swap_place,
    rename_template,
    wrong_category,
    truncate,
    truncate_anywhere,
    blank,
    insert_nominee,
    vandalise,
    break_table,
    drop_markup,
]


@cache
def _undamaged(page: CeremonyPage) -> dict[str, list[str]]:
    return page.outcome(page.text)[0]


def ingested_wrong(page: CeremonyPage, damage: Damage, seed: int) -> str | None:
    """A line that names a damage which would have been ingested; None when it was read rightly or held."""
    damaged = damage(page.text, random.Random(seed))  # noqa: S311 - repeatable on purpose
    if damaged is None:
        return None
    rows, held, whole = page.outcome(damaged)
    right = {name: entries for name, entries in _undamaged(page).items() if name not in held}
    if whole or rows == right:
        return None
    return f"{page.title}: {damage.__name__}, seed {seed}"


# --- a page written for this test ---

YAML = """
verified_on: ["50th Gala Awards"]
sections: {take: ["Winners and nominees"]}
prefixes: ["Gala Award for"]
categories:
"""
KINDS = {
    "Best Film": ("picture", "''[[Film {n}]]'' – [[Maker {c}]] and [[Helper {c}]], producers"),
    "Best Director": ("director", "[[Maker {c}]] – ''[[Film {n}]]''"),
    "Best Actor": ("lead_actor", "[[Player {c}]] – ''[[Film {n}]]'' as [[Hero {n}]]"),
    "Best Song": ("original_song", "\"Song {n}\" from ''[[Film {n}]]'' – Music by [[Maker {c}]]; Lyrics by [[P {c}]]"),
    "Best Sound": ("sound", "''[[Film {n}]]'' – [[Maker {c}]], [[Helper {c}]] and [[Player {c}]]"),
}  # fmt: skip


def gala() -> CeremonyPage:
    source = parse_source(
        GALA + YAML + "".join(f'  "{name}": {{is: {kind}, field: 4}}\n' for name, (kind, _) in KINDS.items()),
        "gala",
        ListSource,
    )
    cells = []
    for name, (_, form) in KINDS.items():
        winner, *others = [form.format(n=n, c="ABCD"[n - 1]) for n in range(1, 5)]
        lines = [f"* '''{winner}'''{{{{double dagger}}}}", *(f"** {other}" for other in others)]
        cells.append(
            f'| valign="top" |\n{{{{Award category|#F9EFAA|[[Gala Award for {name}|{name}]]}}}}\n' + "\n".join(lines)
        )
    table = '{| class="wikitable"\n|-\n' + "\n|-\n".join(cells) + "\n|}"
    lead = "{{Infobox film awards|date=March 5, 2000}}\nThe '''50th Gala Awards''' took place on March 5, 2000.\n"
    return CeremonyPage(
        source,
        50,
        "50th Gala Awards",
        f"{lead}\n==Winners and nominees==\n{table}\n\n==References==\n{{{{reflist}}}}\n",
    )


def test_the_page_itself_fits() -> None:
    rows, held, whole = gala().outcome(gala().text)
    assert (held, whole) == (frozenset(), False)
    assert sum(map(len, rows.values())) == 20


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_damages_of_a_small_page(damage: Damage) -> None:
    page = gala()
    assert [line for seed in range(12) if (line := ingested_wrong(page, damage, seed))] == []


# --- real pages ---


BODIES = {
    "_Academy_Awards": "oscars",
    "_British_Academy_Film_Awards": "baftas",
    "_Golden_Globes": "golden_globes",
}


@pytest.mark.parametrize(("damages", "every"), [(17, 9), pytest.param(3_000, 1, marks=pytest.mark.long)])
def test_seeded_damages_of_real_pages(shared: Path, damages: int, every: int) -> None:
    pages = real_pages(CeremonyPage, shared, BODIES)[::every]
    assert seeded(pages, DAMAGES, times=damages, seed=20260501, wrong=ingested_wrong) == []
