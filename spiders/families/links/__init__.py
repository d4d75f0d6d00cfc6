"""The targets of link titles, with their Wikidata ids."""

from spiders.family import Family

FAMILY = Family(__name__, stage=1)
