"""Category concepts: one reviewed table of slugs, shared by all bodies."""

import re
from functools import cache, lru_cache
from typing import Literal

from tracker.domain.models import Frozen
from tracker.domain.printed import printed_key
from tracker.domain.tables import table

PICTURE = "picture"
"""The category that honours a film as a whole; its nominees are films even where producers are named."""
OTHER = "other"
"""The category of an award that no concept fits, and the group of what belongs to no other."""


class Category(Frozen):
    """A concept such as `lead_actress`, shared by categories of many bodies."""

    title: str
    """Plain English, for reports."""
    group: str
    """`picture`, `directing`, `acting`, `writing`, `craft`, `music`, `feature_kind`, `short`, `newcomer` or `other`."""
    credit: str | None = None
    """The job whose holders are nominated, for example `director`; None where the film itself is."""
    entry: Literal["film", "song", "country", "person"] = "film"
    """What an entry of its lists is; beside a film, people may stand."""
    crafts: tuple[str, ...] = ()
    """Jobs on a film article or page whose holders it would nominate."""
    pool: str | None = None
    """The concept under which its base rates are learnt."""
    kind: str | None = None
    """The kind of work whose own category it is."""
    model: str | None = None
    """The group of categories it is learnt with; None where it is not modelled."""
    signal: bool = False
    """Whether a nomination in it speaks for the film in other categories by itself, not with those of its model."""
    compared: bool = True
    """Whether it compares with a category of another body."""
    either: tuple[str, ...] = ()
    """The concepts of which it honours either, where one prize is for performances by men and by women."""
    names: tuple[str, ...] = ()
    """Names that mean it at any body that gives such an award."""

    @property
    def prize(self) -> str:
        """The award as a sentence calls it: `Best Actor`, `Best Picture`."""
        return f"Best {re.sub('^Best |^Lead (?=Act)', '', self.title)}"


@cache
def categories() -> dict[str, Category]:
    """Every category by slug, in the order reports list them."""
    return table("tracker.data", "categories/concepts.yml", dict[str, Category])


@lru_cache(maxsize=4096)
def award_of(slug: str, printed: str = "") -> str:
    """A category's award as a sentence calls it, under the name that its own list prints.

    `Best Foreign Language Film`; of the halves of a split award `either Best Actor award`; the concept's own name where
    nothing is printed that reads as an award's name.

    Args:
        slug: the concept.
        printed: the name of the list, names of several categories with " / " between.
    """
    # Nobody was nominated for "Best Directing", though lists print it.
    return re.sub(r"^Best Directing\b", "Best Director", _award(slug, printed))


def _award(slug: str, printed: str) -> str:
    category = categories().get(slug)
    prize = category.prize if category else slug
    names = list({_alike(name): name for name in map(_in_print, printed.split(" / "))}.values())
    if "" in names or len(names) > _FEW:
        return prize
    if any(" – " in name for name in names):  # of halves a list may print one after a dash and one after a comma
        names = [name if " – " in name else name.replace(", ", " – ", 1) for name in names]
    heads = {name.partition(" – ")[0] for name in names}
    if len(names) > 1 and len(heads) == 1:
        return f"either {heads.pop() if all(name.count(' – ') == 1 for name in names) else prize} award"
    return " or ".join(names)


def _alike(name: str) -> tuple[str, ...]:
    """What two lists of a ceremony print alike of one award: words, but for "a" and "any", in whatever order."""
    return tuple(sorted(word for word in printed_key(name).split() if word not in _ARTICLES))


_ARTICLES = frozenset(("a", "an", "any", "the"))


def award_title(slug: str, printed: str = "") -> str:
    """The same for a heading or a cell: `Foreign Language Film`, `Actor`; Best Picture stays what it is."""
    if not printed:
        category = categories().get(slug)
        return category.title if category else slug
    award = re.sub(r"^either (.+) award$", r"\1", _award(slug, printed))
    if slug != PICTURE:
        return re.sub(r"(^| or )Best ", r"\1", award)
    # Nobody gives a "Best Picture" at Cannes.
    return award if " / " in printed or _in_print(printed) else as_a_name(prize_of(printed).partition(": ")[0])


def prize_of(printed: str) -> str:
    """The prize for which a line-up competes: "Golden Lion" of "In Competition (Venezia 80) (Golden Lion)"."""
    competes = _COMPETES.fullmatch(printed)
    return competes["prize"] if competes else printed


_COMPETES = re.compile(r".*\bcompetition\b.*\((?P<prize>[^()]+)\)", re.IGNORECASE)


_FEW = 2
_SMALL = frozenset(("a", "an", "and", "by", "for", "from", "in", "not", "of", "on", "or", "the", "to"))


def as_a_name(printed: str) -> str:
    """A printed name of an award in the case of a name, where it stands in capitals or in small letters alone.

    A word of capitals without a vowel is an abbreviation, and stays one.
    """
    loud = printed.partition(" (")[0].isupper()
    if not (loud or printed.islower()):
        return printed
    words = [
        word if loud and not _VOWEL.search(word) and word.isalpha() else _small_or_name(word.lower())
        for word in printed.split()
    ]
    text = _FIRST_LETTER.sub(lambda match: match[0].upper(), " ".join(words))
    return _ELIDED.sub(lambda match: f"d'{match[1].upper()}", text)


_ELIDED = re.compile(r"\bD'(\w)")
"""`Palme d'Or`."""


_FIRST_LETTER = re.compile(r"^[a-z]|(?<=[(/])[a-z]|(?<=-)(?!(?:and|in|of|the|to)-)[a-z]")
"""Of a name, of a part of one and of a compound's words, but for the small ones: `Black-and-White`."""


_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)


def _small_or_name(word: str) -> str:
    return word if word in _SMALL else word[:1].upper() + word[1:]


@lru_cache(maxsize=4096)
def award_alone(printed: str) -> str:
    """`as_a_name` without the body's own award in front: "Best Song" of "golden gem award: best song".

    A heading "Best Performance in a Drama – Actress" is "Best Actress in a Drama".
    """
    name = as_a_name(printed)
    award = name.rpartition(": ")[2]
    return _of_performers(award.replace(" - ", " – ")) if award.startswith(_BEST) else name


_BEST = ("Best ", "Outstanding ")


def _in_print(name: str) -> str:
    """A printed name as running text has it; "" for what does not read as the name of an award."""
    text = as_a_name(name.rpartition(": ")[2].replace(" - ", " – ").replace("--", " – "))
    if name.rpartition(": ")[2].partition(" (")[0].isupper() and not text.startswith(_BEST):
        text = f"Best {text}"
    if not text.startswith(_BEST):
        return ""
    return re.sub(" – Motion Picture$", "", _of_performers(text))


def _of_performers(award: str) -> str:
    """An award whose name ends in the performer, with the performer in front."""
    performance = _PERFORMANCE.fullmatch(award)
    return " ".join(filter(None, ("Best", *performance.group("how", "who", "at")))) if performance else award


_PERFORMANCE = re.compile(
    r"Best (?:(?P<how>\w+) )?Performance(?: (?P<at>(?:in|by) .+?|– [^–,]+))?(?: – [^–]+, [^–]+ or [^–]+)?"
    r" – (?:(?P=how) )?(?P<who>(?:\w+ )?Act(?:or|ress))"
)
"""A field's general heading with the performer behind it; a tail that lists every kind of film tells nothing apart."""


@cache
def group_of(slug: str | None) -> str:
    """The group of a category; `other` for anything else."""
    category = categories().get(slug or "")
    return category.group if category else OTHER


@cache
def pool_of(slug: str) -> str:
    """The concept under which a category's base rates are learnt: one for both screenplays."""
    category = categories().get(slug)
    return (category.pool if category else None) or slug


def entry_of(slug: str | None) -> str:
    """The kind of entry in a category's lists; a film for anything else."""
    category = categories().get(slug or "")
    return category.entry if category else "film"


def kinds_of(slug: str) -> tuple[str, ...]:
    """The concepts that a category's nominees count for at other bodies: several for a prize of either kind."""
    category = categories().get(slug)
    return (category.either if category else ()) or (slug,)


@cache
def prizes_of_either() -> dict[str, str]:
    """The prize of either kind that takes a concept, by that concept."""
    return {kind: slug for slug, category in categories().items() for kind in category.either}


@cache
def genre_of(printed: str) -> str:
    """The one genre that a category's printed name tells of; "" where it tells of none or of several."""
    words = f" {printed_key(printed)} "
    matches = [genre for genre, names in _genres().items() if any(f" {name} " in words for name in names)]
    return matches[0] if len(matches) == 1 else ""


@cache
def _genres() -> dict[str, tuple[str, ...]]:
    return table("tracker.data", "categories/genres.yml", dict[str, tuple[str, ...]])


@cache
def learnt_together() -> dict[str, tuple[str, ...]]:
    """The categories of each model."""
    models = dict.fromkeys(category.model for category in categories().values() if category.model)
    return {model: tuple(slug for slug, one in categories().items() if one.model == model) for model in models}
