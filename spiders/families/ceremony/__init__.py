"""Encyclopaedia pages of award ceremonies, one page each."""

from spiders.families.ceremony.source import CeremonySource
from spiders.family import Family

FAMILY = Family(__name__, CeremonySource, nominating=True)
