"""The film registry: every film of a season, with people, releases and scores."""

from spiders.family import Family

FAMILY = Family(__name__, stage=2)
