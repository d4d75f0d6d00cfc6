"""Encyclopaedia pages of film festivals, one page each."""

from spiders.families.festival.source import FestivalSource
from spiders.family import Family

FAMILY = Family(__name__, FestivalSource)
