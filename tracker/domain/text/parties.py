"""Countries and companies, which stand where people's names might: the reviewed table `tracker/data/parties.yml`."""

import re
from functools import cache

import pycountry

from tracker.domain.models import Frozen
from tracker.domain.tables import Pattern, Turned, key, table

_SEVERAL = re.compile(r"\s*[,;/&–-]\s*|\s+and\s+")
"""Sets countries apart that made a film together."""


class Parties(Frozen):
    """Names of countries, and of what else is no person."""

    country_codes: dict[str, str]
    sport_codes: dict[str, str]
    country_spellings: Turned
    company: Pattern
    companies: Pattern
    organisation: Pattern
    ordinary: Pattern

    def country(self, name: str) -> str | None:
        """The country of a name in its comparable form."""
        short = name.removeprefix("the ")
        return self.country_spellings.get(name) or _names().get(name) or _names().get(short)


@cache
def _names() -> dict[str, str]:
    """Countries by the comparable forms of their English names, in the table and in ISO 3166, past ones too."""
    codes = parties().country_codes
    names = {key(name): name for name in codes.values()}
    for country in pycountry.countries:
        if name := codes.get(country.alpha_2):
            own = (getattr(country, kind, "") for kind in ("name", "common_name", "official_name"))
            names |= {key(_in_order(one)): name for one in own if one and key(_in_order(one)) not in names}
    for past in pycountry.historic_countries:
        name = past.name.partition(",")[0]
        names |= {key(one): name for one in (name, _in_order(past.name)) if key(one) not in names}
    return names


def _in_order(name: str) -> str:
    """A name that is turned round, as in "Korea, Republic of", in its order."""
    head, _, rest = name.partition(", ")
    return f"{rest} {head}" if rest.endswith((" of", " the")) else name


@cache
def country_of_code(code: str) -> str | None:
    """The country of a code, as tables and templates write it."""
    return parties().country_codes.get(code) or parties().sport_codes.get(code)


@cache
def country_of(text: str) -> str:
    """The English name of a country that a code or another spelling stands for; anything else as it is."""
    return country_of_code(text) or parties().country(key(text)) or text


@cache
def parties() -> Parties:
    """The table, read once."""
    return table("tracker.data", "parties.yml", Parties)


def is_country(text: str) -> bool:
    """Whether words are the name of a country, or of several."""
    every = (text, *_SEVERAL.split(text))
    countries = [parties().country(key(name)) is not None for name in every]
    return countries[0] or all(countries[1:])


@cache
def _languages() -> frozenset[str]:
    names = (one.name for one in pycountry.languages if hasattr(one, "alpha_2"))
    return frozenset(key(re.sub(r"^Modern | \(.*", "", name)) for name in names)


def is_language(text: str) -> bool:
    """Whether words are the English name of a language, which is often also what a nation's films are called."""
    return key(text) in _languages()


def is_company(text: str) -> bool:
    """Whether words are the name of a company, or end as one."""
    return bool(parties().companies.fullmatch(text) or _company_ending().search(text))


@cache
def _company_ending() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{parties().company.pattern})\W*$", re.IGNORECASE)


def is_organisation(text: str) -> bool:
    """Whether words are the name of a company or an office, and no person's."""
    return is_company(text) or parties().organisation.search(text) is not None
