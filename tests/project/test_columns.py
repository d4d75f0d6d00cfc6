"""No code reads a column that nothing defines: a misspelt name is found without running it (docs/decisions/0014).

A name in a subscript must be a column of a schema, or be written somewhere: as a keyword
(`assign(name=...)`), the key of a dict, a member of a list of columns, or the target of an assignment.
"""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from tracker.domain.facts.frames import FRAMES, JUDGED
from tracker.domain.facts.tables import schema, tables

ROOT = Path(__file__).parents[2]
PACKAGES = ("tracker/store", "tracker/identity", "tracker/judge", "tracker/report", "tracker/export", "jobs/steps")
FRAMES_OF_ALL = frozenset(chain(*FRAMES.values(), *JUDGED.values(), *(schema(name) for name in tables())))
PLAIN_KEYS = frozenset({*FRAMES, "loc", "msg", "message", "stands_for"})
"""Names of frames, and keys of pydantic's errors, of stored problems and of `press.yml`."""


def text(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def texts(*nodes: ast.AST | None) -> set[str]:
    return {name for node in nodes if (name := text(node)) is not None}


def selected(subscript: ast.Subscript) -> set[str]:
    """Names between the brackets, alone, in a list, or beside rows."""
    inside = subscript.slice
    parts = inside.elts if isinstance(inside, ast.Tuple) else [inside]
    return texts(*chain.from_iterable(part.elts if isinstance(part, ast.List) else [part] for part in parts))


def written(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)
            if isinstance(node.func, ast.Attribute) and node.func.attr == "agg":
                yield from chain(*(listed(argument) for argument in node.args))
        elif isinstance(node, ast.keyword) and node.arg in ("columns", "name", "names"):
            yield from listed(node.value) | texts(node.value)
        elif isinstance(node, ast.keyword) and node.arg in ("suffixes", "indicator"):
            yield from suffixed(node.value)
        elif isinstance(node, ast.Dict):
            yield from texts(*node.keys, *node.values)
        elif isinstance(node, ast.DictComp):
            yield from listed(node.generators[0].iter)
        elif isinstance(node, ast.Assign):
            yield from chain(listed(node.value), *(selected(t) for t in node.targets if isinstance(t, ast.Subscript)))
        elif isinstance(node, ast.AnnAssign):
            yield from chain(listed(node.value), [node.target.id] if isinstance(node.target, ast.Name) else [])


def listed(node: ast.expr | None) -> set[str]:
    """The names of a list that is given a name, or that says which columns a frame has."""
    return texts(*node.elts) if isinstance(node, ast.List | ast.Tuple | ast.Set) else set()


def suffixed(beside: ast.expr) -> Iterator[str]:
    """What joining adds: columns that two frames share, each with its suffix, and pandas' own."""
    yield "_merge"
    yield from (column + suffix for suffix in listed(beside) if suffix for column in FRAMES_OF_ALL)


@cache
def trees(package: str) -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / package).rglob("*.py"))}


@cache
def defined() -> frozenset[str]:
    """Every name of a column that may be read."""
    every = chain.from_iterable(trees(package).values() for package in PACKAGES)
    paired = {f"{column}_in" for column in FRAMES_OF_ALL}  # the suffix of `tracker.judge.material.frames.pair`
    return FRAMES_OF_ALL | PLAIN_KEYS | paired | {name for tree in every for name in written(tree)}


def read(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and not is_table(node.value):
            yield from ((name, node.lineno) for name in selected(node) if name.isidentifier())


def is_table(node: ast.expr) -> bool:
    """A constant that is looked up, or a type."""
    return (isinstance(node, ast.Name) and (node.id.isupper() or node.id == "Literal")) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_every_column_that_is_read_is_defined(package: str) -> None:
    misspelt = [
        f"{path.relative_to(ROOT)}:{line}: {name!r}"
        for path, tree in trees(package).items()
        for name, line in read(tree)
        if name not in defined()
    ]
    assert misspelt == []


def test_a_misspelt_column_is_found() -> None:
    """Every name that the judgement reads, with two of its letters swapped."""
    names = {name for tree in trees("tracker/judge").values() for name, _ in read(tree)}
    swapped = [name[:1] + name[2] + name[1] + name[3:] for name in names if len(name) > 3 and name[1] != name[2]]
    assert len(swapped) > 100
    assert [name for name in swapped if name in defined()] == []
