"""CSV files, a user's or the program's own, read from a folder and never from the network."""

from spiders.families.supplied.source import SuppliedSource
from spiders.family import Family

FAMILY = Family(__name__, SuppliedSource, networked=False)
