"""Where link titles lead, and the Wikidata ids of what they lead to."""

from spiders.family import Family

FAMILY = Family(__name__, stage=1)
