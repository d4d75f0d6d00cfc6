"""How far each site of the press is trusted: the operator's word."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jobs.context import PRESS
from spiders.asking.addresses import of_site

if TYPE_CHECKING:
    import pandas as pd


def site_tier(address: str, tiers: Mapping[str, int], default: int) -> int:
    """How far a site is trusted; what is said of a site holds for its parts, and the longest name counts."""
    sites = [site for site in tiers if of_site(address, site)]
    return tiers[max(sites, key=len)] if sites else default


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
    tier[press] = [site_tier(address or "", tiers, int(own)) for address, own in pairs]
    return frame.assign(tier=tier)
