"""The reviewed table `words.yml`: labels, notes, currencies and places on pages about one film."""

import re
from functools import cache

from tracker.domain.models import Frozen
from tracker.domain.tables import ByKey, Keys, LongestFirst, Turned, key, table


class Words(Frozen):
    """What labels and cells mean."""

    crafts: Turned
    facts: Turned
    film_labels: Keys
    nobody: Keys
    currencies: LongestFirst
    countries: ByKey
    country_spellings: Turned
    regions: ByKey
    scopes: Keys

    def country(self, name: str) -> str | None:
        """The country of a name in its comparable form."""
        return self.country_spellings.get(name) or self.countries.get(name)

    def place(self, name: str) -> str | None:
        """The country or region."""
        return self.country(name) or self.regions.get(name)


@cache
def words() -> Words:
    """The table, read once."""
    return table("spiders.formats.html", "words.yml", Words)


def is_country(text: str) -> bool:
    """Whether words are the name of a country, or of several."""
    every = (text, *re.split(r"\s*[,/]\s*|\s+and\s+", text))
    countries = [words().country(key(name)) is not None for name in every]
    return countries[0] or all(countries[1:])
