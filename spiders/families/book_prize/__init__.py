"""The page on which the winners and shortlists of a book prize stand."""

from spiders.families.book_prize.source import BookPrizeSource
from spiders.family import Family

FAMILY = Family(__name__, BookPrizeSource, archived=False)
