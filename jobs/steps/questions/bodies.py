"""Which body, and which of its categories, a person means."""

from collections.abc import Mapping

from jobs.steps.questions.near import offer
from tracker.domain.errors import InputError
from tracker.domain.titles.comparable import fold
from tracker.edition.queries import category as queries
from tracker.edition.read import Edition, Row


def body_of(edition: Edition, text: str) -> Row:
    """The body of a name: its slug, its title, what others call it, or how one of these begins.

    Raises:
        InputError: none, or several.
    """
    wanted, rows = fold(text), edition.rows(queries.BODIES)
    names = {row["body"]: [fold(name) for name in (row["body"], row["title"], *(row["also"] or ()))] for row in rows}
    matches = [row for row in rows if wanted in names[row["body"]]] or [
        row for row in rows if wanted and any(name.startswith(wanted) for name in names[row["body"]])
    ]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise InputError(
            f"several bodies may be meant by {text.strip()!r}: {'; '.join(row['body'] for row in matches)}"
        )
    raise InputError(f"no body is called {text.strip()!r}{offer(edition, text, 'body')}; `snubs sources` lists them")


def category_of(edition: Edition, body: str, text: str) -> tuple[str, str]:
    """Concept and title of the category that a name means at a body: any that it ever had in print, or its concept.

    Raises:
        InputError: none, or several.
    """
    rows = edition.rows(queries.GIVEN, body)
    titles = {row["category"]: row["title"] or row["category"] for row in rows}
    names: dict[str, set[str]] = {}
    for row in rows:
        for name in (row["category"], row["printed"], row["title"]):
            names.setdefault(_plain(name or row["category"]), set()).add(row["category"])
    wanted = _plain(text)
    matches = names.get(wanted) or _containing(names, wanted)
    if len(matches) == 1:
        [concept] = matches
        return concept, titles[concept]
    if matches:
        raise InputError(f"several categories may be meant by {text.strip()!r}: {'; '.join(sorted(matches))}")
    near = _near(names, wanted, titles) or f"; at hand: {'; '.join(sorted(titles))}"
    raise InputError(f"{body} has no category called {text.strip()!r}{near}")


def _plain(name: str) -> str:
    return fold(name.replace("_", " ")).removeprefix("best ").removeprefix("award for ")


def _containing(names: Mapping[str, set[str]], wanted: str) -> set[str]:
    """Categories of which some name has every word that is asked for."""
    words = set(wanted.split())
    return {one for name, concepts in names.items() if words and words <= set(name.split()) for one in concepts}


def _near(names: Mapping[str, set[str]], wanted: str, titles: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    close = dict.fromkeys(titles[one] for name in get_close_matches(wanted, names, n=6) for one in sorted(names[name]))
    return f"; near: {'; '.join(close)}" if close else ""
