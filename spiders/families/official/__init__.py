"""A body's own page of each ceremony, used to verify the encyclopaedia."""

from spiders.families.official.source import OfficialSource
from spiders.family import Family

FAMILY = Family(__name__, OfficialSource, archived=False)
