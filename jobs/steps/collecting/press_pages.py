"""The operator's word on the press: which pages are read, and how far each site is trusted."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.context import Context
from spiders.asking.addresses import of_site

if TYPE_CHECKING:
    import pandas as pd

PRESS = "press"
"""The source of what the operator reads of the press."""


def press_pages(context: Context) -> tuple[str, ...]:
    """Pages to read."""
    return tuple(dict.fromkeys([*context.settings.press.pages, *_added(context)]))


def _list_file(context: Context) -> Path:
    return context.settings.data_dir / "press-pages.txt"


def _added(context: Context) -> list[str]:
    path = _list_file(context)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def remember(context: Context, address: str) -> None:
    """Add an address to the list, whole or not at all."""
    known = _added(context)
    if address in known:
        return
    path = _list_file(context)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text("\n".join([*known, address]) + "\n", encoding="utf-8")
    part.replace(path)


def site_tier(address: str, tiers: Mapping[str, int], default: int) -> int:
    """How far a site is trusted; what is said of a site holds for its parts, and the longest name counts."""
    named = [site for site in tiers if of_site(address, site)]
    return tiers[max(named, key=len)] if named else default


def with_site_tiers(frames: "Mapping[str, pd.DataFrame]", tiers: Mapping[str, int]) -> "dict[str, pd.DataFrame]":
    """Frames in which what the press says has the tier of its site.

    Args:
        frames: of the store; those with `source`, `tier` and `source_url` are changed.
        tiers: by site, as `press.tiers` in the settings gives them.
    """
    if not tiers:
        return dict(frames)
    return {name: _tiered(frame, tiers) for name, frame in frames.items()}


def _tiered(frame: "pd.DataFrame", tiers: Mapping[str, int]) -> "pd.DataFrame":
    if not {"source", "tier", "source_url"} <= set(frame.columns):
        return frame
    press = frame["source"] == PRESS
    if not press.any():
        return frame
    tier = frame["tier"].copy()
    pairs = zip(frame.loc[press, "source_url"], tier[press], strict=True)
    tier[press] = [site_tier(address or "", tiers, int(known)) for address, known in pairs]
    return frame.assign(tier=tier)
