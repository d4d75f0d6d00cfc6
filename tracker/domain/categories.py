"""Category concepts: one reviewed table of slugs, shared by all bodies."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from tracker.domain.yamltext import load_yaml


class Category(BaseModel):
    """A concept such as `lead_actress` that categories of many bodies stand for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    """Plain English, for reports."""
    group: str
    """`picture`, `directing`, `acting`, `writing`, `craft`, `music`, `feature_kind`, `short`, `newcomer` or `other`."""
    credit: str | None = None
    """The job whose holders are nominated, for example `director`; None where the film itself is."""


@cache
def categories() -> dict[str, Category]:
    """Every category by slug, in the order reports list them."""
    text = files("tracker.data").joinpath("categories.yml").read_text(encoding="utf-8")
    return {slug: Category.model_validate(entry) for slug, entry in load_yaml(text, "categories.yml").items()}


_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)  # lists repeat few names many times
def printed_key(printed: str) -> str:
    """A comparable form of a printed category name: case, accents, dashes, "&" and spaces do not count."""
    plain = unicodedata.normalize("NFKD", printed.replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _NOT_WORDS.sub(" ", re.sub(r"[’']", "", plain)).strip()


def matches_name(text: str, patterns: Iterable[str]) -> bool:
    """Whether a heading is one of some names; a leading or trailing `*` stands for any words."""
    key = printed_key(text)
    for pattern in patterns:
        wanted = printed_key(pattern.strip("*"))
        before, after = pattern.startswith("*"), pattern.endswith("*")
        if key == wanted or (before and after and wanted in key):
            return True
        if (before and key.endswith(wanted)) or (after and key.startswith(wanted)):
            return True
    return False
