"""Rendered articles of candidate films: credits, releases, scores and accolades."""

from spiders.family import Family

FAMILY = Family(__name__, stage=3, archived=False)
