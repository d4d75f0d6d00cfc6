"""A book prize's page of winners and shortlists."""

from spiders.families.book_prize.source import BookPrizeSource
from spiders.family import Family

FAMILY = Family(__name__, BookPrizeSource, archived=False)
