"""Articles of the press, pages of single films, reviews of books."""

from spiders.family import Family

FAMILY = Family(__name__)
