"""What a page states in schema.org's terms, as JSON-LD or as microdata: both as nodes of the same form."""

import json
from collections.abc import Iterator
from typing import Any

from spiders.formats.html.dom import Element, squeeze

Node = dict[str, Any]
"""Property to value; values are texts, nodes, or lists of them, and `@type` is a list of texts."""

MAX_NODES = 5_000
MAX_DEPTH = 12
_ATTRIBUTES = {"meta": "content", "link": "href", "a": "href", "img": "src", "time": "datetime", "data": "value"}


def nodes(root: Element) -> list[Node]:
    """The nodes that the page is about, JSON-LD before microdata; those nested in others stay there."""
    scripts = [node for script in root.xpath('//script[@type="application/ld+json"]') for node in _json_ld(script)]
    tops = root.xpath("//*[@itemscope][not(@itemprop)]")
    return [*scripts, *(_microdata(top, 0) for top in tops[:MAX_NODES])]


def is_a(node: Node, *types: str) -> bool:
    """Whether a node is of one of the types."""
    return not set(node.get("@type", ())).isdisjoint(types)


def values(node: Node, name: str) -> list[Any]:
    """All values of a property, none of them blank."""
    value = node.get(name)
    return [v for v in (value if isinstance(value, list) else [value]) if v not in (None, "", [])]


def texts(node: Node, name: str) -> list[str]:
    """The values of a property as texts: of a node, its name."""
    names = [text for value in values(node, name) if (text := name_of(value))]
    return list(dict.fromkeys(names))


def name_of(value: Any) -> str:
    """The text of a value; of a node, its name."""
    if isinstance(value, dict):
        return next((name_of(name) for name in values(value, "name")), "")
    return squeeze(str(value))[:300] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _json_ld(script: Element) -> Iterator[Node]:
    try:
        data = json.loads(script.text_content())
    except (ValueError, RecursionError):
        return
    yield from _tops(data, 0)


def _tops(data: Any, depth: int) -> Iterator[Node]:
    """The top-level nodes: those of lists, of `@graph`, and the page's main entity."""
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        for part in data[:MAX_NODES]:
            yield from _tops(part, depth + 1)
    elif isinstance(data, dict):
        node = _typed(data)
        yield from _tops(node.get("@graph", []), depth + 1)
        if is_a(node, "WebPage", "ItemPage", "ProfilePage"):
            yield from _tops(node.get("mainEntity", []), depth + 1)
        elif node.get("@type"):
            yield node


def _typed(node: Node) -> Node:
    kinds = node.get("@type", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return node | {"@type": [str(kind).rstrip("/").rpartition("/")[2] for kind in kinds if isinstance(kind, str)]}


def _microdata(scope: Element, depth: int) -> Node:
    node: Node = {"@type": [t.rstrip("/").rpartition("/")[2] for t in (scope.get("itemtype") or "").split()]}
    stack = list(scope)[::-1] if depth <= MAX_DEPTH else []
    while stack:
        at = stack.pop()
        if not isinstance(at.tag, str):
            continue
        nested = at.get("itemscope") is not None
        names = (at.get("itemprop") or "").split()
        if names:
            value = _microdata(at, depth + 1) if nested else _value(at)
            for name in names:
                node.setdefault(name, []).append(value)
        if not nested:
            stack += list(at)[::-1]
    return node


def _value(element: Element) -> str:
    attribute = _ATTRIBUTES.get(element.tag)
    if element.get("content") is not None:
        return squeeze(element.get("content"))
    if attribute and element.get(attribute) and not (element.tag == "a" and squeeze(element.text_content())):
        return squeeze(element.get(attribute))
    return squeeze(element.text_content())
