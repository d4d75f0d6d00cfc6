"""A body's own page of each ceremony, which verifies what the encyclopaedia says."""

from spiders.families.official.source import OfficialSource
from spiders.family import Family

FAMILY = Family(__name__, OfficialSource, archived=False)
