"""No code names a body or a category by its slug, but where a rule is truly about that one.

A slug in code is a fact that no folder of `tracker/data/bodies` and no row of `tracker/data/categories` can change, so
a new one needs a reason here. Some slugs are ordinary words too; for those a room may use the word in its other sense.
"""

import ast
from collections import Counter
from pathlib import Path

from tracker.domain.bodies import bodies
from tracker.domain.categories import categories

ROOT = Path(__file__).parents[2]
SLUGS = frozenset(bodies()) | frozenset(categories())

ABOUT_THE_ONE = {
    ("tracker/domain/categories.py", "picture"): "the constant PICTURE, which says why there is one",
    ("tracker/domain/categories.py", "other"): "the constant OTHER, which says why there is one",
    ("jobs/cli/commands/evaluating.py", "oscars"): "whom a reader asks about who names no body",
    ("spiders/families/ceremony/read.py", "screenplay"): "a word in printed names, not the slug",
    ("spiders/families/ceremony/prose/sentences.py", "picture"): "the group, not the category",
    ("spiders/families/ceremony/read.py", "picture"): "the group, not the category",
    ("spiders/families/supplied/rows.py", "oscars"): "an example of a slug in a message",
    ("tracker/edition/desk/entries.py", "ensemble"): "a word in printed names, not the slug",
    ("tracker/judge/evidence/source_work.py", "adapted_screenplay"): "honours the adaptation of a book",
    ("tracker/judge/verdict/naming.py", "festival_section"): "a section's line-up has directors beside its films",
    ("tracker/judge/verdict/units.py", "original_score"): "of music, the one that a reader of a shut-out asks about",
    ("tracker/judge/verdict/units.py", "screenplay"): "one question about writing where nobody named another",
    ("tracker/judge/verdict/units.py", "director"): "who directed a film named for Best Picture is asked about",
}
"""Slugs in code by file, each with the reason why the rule is about that one."""

OTHER_SENSE = {
    ("spiders/archive/", "director"): "a variable of a query",
    ("spiders/families/", "director"): "a job on a film",
    ("spiders/families/", "other"): "the other one of two",
    ("tracker/domain/printed.py", "director"): "a job on a film",
    ("tracker/domain/titles/", "other"): "the other one of two",
    ("tracker/domain/verdicts.py", "other"): "a tone of a label",
    ("tracker/export/", "other"): "a name for what has none",
    ("tracker/identity/", "director"): "a job on a film, and a column",
    ("tracker/identity/", "other"): "the other one of two",
    ("tracker/judge/verdict/", "other"): "a column: the other ceremony or film",
    ("tracker/judge/verdict/naming.py", "director"): "a job on a film",
    ("tracker/prose/", "director"): "a job on a film",
    ("tracker/prose/", "other"): "a mark for a film that is not meant",
    ("tracker/report/", "other"): "a tone of a label",
}
"""Words that are a slug as well, by room, with what they mean there."""


def literals() -> Counter[tuple[str, str]]:
    """How often each file has a string that is a slug."""
    found: Counter[tuple[str, str]] = Counter()
    for root in ("tracker", "spiders", "jobs"):
        for path in (ROOT / root).rglob("*.py"):
            tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            constants = [node.value for node in tree if isinstance(node, ast.Constant) and isinstance(node.value, str)]
            found.update((path.relative_to(ROOT).as_posix(), value) for value in constants if value in SLUGS)
    return found


def reason(file: str, slug: str) -> str | None:
    rooms = (said for (room, word), said in OTHER_SENSE.items() if word == slug and file.startswith(room))
    return ABOUT_THE_ONE.get((file, slug)) or next(rooms, None)


def test_a_slug_in_code_has_a_reason() -> None:
    assert [literal for literal in sorted(literals()) if reason(*literal) is None] == []


def test_a_reason_stands_for_a_slug_that_is_there() -> None:
    assert sorted(ABOUT_THE_ONE.keys() - literals()) == []


def test_a_body_is_told_in_its_folder_alone() -> None:
    """No other table has a list by bodies, and a source repeats nothing of its body."""
    import yaml

    data = ROOT / "tracker" / "data"
    tables = [path for path in data.rglob("*.yml") if (data / "bodies") not in path.parents]
    for path in tables:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert not isinstance(content, dict) or not bodies().keys() & content.keys(), path
    for path in (ROOT / "spiders" / "sources").glob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if content.get("body") == path.stem:
            assert not {"title", "ceremonies", "categories", "basis", "prefixes", "unofficial"} & content.keys(), path
