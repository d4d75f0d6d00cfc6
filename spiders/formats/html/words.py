"""The reviewed table `words.yml`: labels, notes, currencies and places on pages about one film."""

from functools import cache

from tracker.domain.models import Frozen
from tracker.domain.tables import ByKey, Keys, LongestFirst, Turned, table
from tracker.domain.text.parties import parties


class Words(Frozen):
    """What labels and cells mean."""

    crafts: Turned
    facts: Turned
    film_labels: Keys
    nobody: Keys
    currencies: LongestFirst
    regions: ByKey
    scopes: Keys

    def place(self, name: str) -> str | None:
        """The country or region of a name in its comparable form."""
        return parties().country(name) or self.regions.get(name)


@cache
def words() -> Words:
    """The table, read once."""
    return table("spiders.formats.html", "words.yml", Words)
