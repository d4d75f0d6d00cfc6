"""Who is who within one film: a performance is a person in a film, and a colleague of the same film is not meant."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property, lru_cache
from itertools import chain, combinations

from tracker.domain.text.names import share_a_word
from tracker.domain.titles.comparable import fold
from tracker.edition.desk.entries import Entry, Named

NAMELESS = "name:"
"""How keys of people begin of whom nothing but a name is known."""
_LETTERS = str.maketrans("ŁłØøĐđ", "LlOoDd")
"""Letters with a stroke, which do not fall apart into a letter and an accent."""


def _words(name: str) -> tuple[str, ...]:
    if name.isascii() and name.replace(" ", "").isalpha():  # as most names are, of which nothing has to be folded
        return tuple(name.lower().split())
    return tuple(fold(name.translate(_LETTERS)).split())


def is_same(one: Named, other: Named) -> bool:
    """Whether two names within one film are one person's: one key, or spellings that differ in little.

    Spaces, accents, the order of the names, initials and second names do not count.
    """
    if one.key and one.key == other.key:
        return True
    return not likenesses(one.name).isdisjoint(likenesses(other.name))


Likeness = tuple[str, ...]


@lru_cache(1 << 15)
def _likenesses(name: str) -> tuple[Likeness, ...]:
    """What two spellings of one name have in common, one of these at least, the first being all letters in a row."""
    words = _words(name)
    return (("".join(words),), ("words", *sorted(words)), ("ends", words[0][0], words[-1])) if words else (("",),)


@lru_cache(1 << 15)
def likenesses(name: str) -> frozenset[Likeness]:
    """The same of a name that has letters; nothing else has anything in common."""
    return frozenset(_likenesses(name)) - {("",)}


@cache
def _sexes_of(categories: frozenset[str]) -> frozenset[str]:
    return frozenset(map(sex_of, categories)) - {""}


@cache
def sex_of(category: str) -> str:
    """`actor` or `actress` for the awards of either; "" for the rest."""
    return next((sex for sex in ("actress", "actor") if category.endswith(sex)), "")


Place = tuple[str, int | None, str]
"""Body, ceremony and category of a field."""


class Fields:
    """The fields of lists, and in which of them a film may have more nominees than are named.

    Lists of films merge two nominees of one film. Where several sources give a field and the one that names most people
    names fewer than the body usually nominates, somebody may be missing.
    """

    def __init__(self, entries: Iterable[tuple[str, int | None, str, str, int]]) -> None:
        """`entries`: body, ceremony, category, source and how many people it names, one row a source of a field."""
        self._sources = entries

    @cached_property
    def _short(self) -> Set[Place]:
        people: dict[Place, list[int]] = defaultdict(list)
        for body, ceremony, category, _, number in self._sources:
            people[body, ceremony, category].append(number)
        usual: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for (body, _, category), sizes in people.items():
            usual[body, category][max(sizes)] += max(sizes) > 0
        least = {key: max(sizes, key=lambda size: (sizes[size], size)) for key, sizes in usual.items()}
        return {place for place, sizes in people.items() if len(sizes) > 1 and max(sizes) < least[place[0], place[2]]}

    def is_short(self, entry: Entry) -> bool:
        """Whether the field of an entry may have nominees that no list at hand names."""
        return place(entry) in self._short


class Cast:
    """The people of one film as its entries name them; people go by number."""

    def __init__(self, entries: Sequence[Entry], fields: Fields) -> None:
        self.names: list[list[Named]] = []
        self._numbers: dict[str, int] = {}
        """By key, and by spelling without spaces."""
        self._alike: dict[Likeness, int] = {}
        """The first person with a name that is the same in little, by what such names have in common."""
        self._fields = fields
        self._named = [entry for entry in entries if entry.people]
        self._silent = [entry for entry in entries if entry.heard and not entry.people]
        self._told: dict[int, frozenset[int]] = {}
        self._meant: dict[int, tuple[frozenset[int], int | None]] = {}
        mentions = dict.fromkeys(chain.from_iterable(entry.people for entry in self._named))
        numbers = (
            {mention: self._number(mention) for mention in mentions} if len(mentions) > 1 else self._only(mentions)
        )
        self._slugs: list[set[str]] = [set() for _ in self.names]
        self._people: dict[int, frozenset[int]] = {}
        for entry in self._named:
            people = self._people[id(entry)] = frozenset(map(numbers.__getitem__, entry.people))
            for person in people:
                self._slugs[person].add(entry.category)

    def _only(self, mentions: Iterable[Named]) -> dict[Named, int]:
        """Nobody has to be told apart from the only one."""
        self.names = [[mention] for mention in mentions]
        return dict.fromkeys(mentions, 0)

    @cached_property
    def _unheard(self) -> Sequence[Entry]:
        """Entries that say whom those of another list mean."""
        return [entry for entry in self._named if entry.tells]

    @cached_property
    def _heard(self) -> Mapping[tuple[str, int | None], set[int]]:
        """Whom lists that count name, by ceremony."""
        people: dict[tuple[str, int | None], set[int]] = defaultdict(set)
        for entry in self._named:
            if entry.heard:
                people[entry.body, entry.ceremony] |= self._people[id(entry)]
        return people

    def _number(self, mention: Named) -> int:
        spelling, *others = _likenesses(mention.name)
        number = self._numbers.get(mention.key)
        if number is None:
            number = self._numbers.get(spelling[0])
        if number is None:
            number = min([self._alike.get(one, len(self.names)) for one in others], default=len(self.names))
        if number == len(self.names):
            self.names.append([])
        self.names[number].append(mention)
        self._numbers[mention.key] = number
        if others:
            self._numbers[spelling[0]] = number
        for one in others:
            self._alike[one] = min(number, self._alike.get(one, number))
        return number

    def open(self, asks: Callable[[Entry], bool]) -> Sequence[Entry]:
        """Entries that are asked about, count, and may mean more people than they name."""
        partial = (entry for entry in self._named if entry.heard and asks(entry) and self._fields.is_short(entry))
        return [*filter(asks, self._silent), *partial]

    def name(self, person: int) -> str:
        """The first spelling that is not all in capitals."""
        names = self.names[person]
        if len(names) == 1:
            return names[0].name
        return next((mention.name for mention in names if not mention.name.isupper()), names[0].name)

    def people_of(self, entry: Entry) -> frozenset[int]:
        """Whom an entry names itself."""
        return self._people.get(id(entry), frozenset())

    def sexes(self, person: int) -> frozenset[str]:
        """Of the awards that a person is named for."""
        return _sexes_of(frozenset(self._slugs[person]))

    def told(self, silent: Entry) -> frozenset[int]:
        """Whom another source of the same ceremony names for an entry that names nobody."""
        if id(silent) not in self._told:
            self._told[id(silent)] = self._tell(silent)
        return self._told[id(silent)]

    def _tell(self, silent: Entry) -> frozenset[int]:
        others = [entry for entry in self._unheard if _may_be_one(entry, silent)]
        if not others:
            return frozenset()
        others = [entry for entry in others if entry.result == silent.result] or others
        same = [entry for entry in others if entry.category == silent.category] or others
        people = frozenset(person for entry in same for person in self._people[id(entry)])
        return people - self._heard[silent.body, silent.ceremony]

    def presumed(self, silent: Entry) -> int | None:
        """Whom an entry means when one person alone of the film is named for that award anywhere."""
        people = [person for person, slugs in enumerate(self._slugs) if silent.category in slugs]
        return people[0] if len(people) == 1 else None

    def is_named_for(self, silent: Entry) -> bool:
        """Whether anybody of the film is named for an entry's award, by whatever list."""
        return any(silent.category in slugs for slugs in self._slugs)

    def meant(self, entry: Entry) -> tuple[frozenset[int], int | None]:
        """Whom an entry that names nobody means by another source, or else most likely."""
        if id(entry) not in self._meant:
            bearers = frozenset() if entry.people else self.told(entry)
            likeliest = None if entry.people or bearers else self.presumed(entry)
            self._meant[id(entry)] = bearers, likeliest
        return self._meant[id(entry)]

    def seconds(self) -> Iterator[tuple[int, int]]:
        """People of whom nothing tells that they are two: names of one sex share a word, and no list has both.

        Who is known by more than a name is somebody else than any other such.
        """
        bare = [all(name.key.startswith(NAMELESS) for name in names) for names in self.names]
        sexes = [self.sexes(person) for person in range(len(self.names))]
        for one, other in combinations(range(len(self.names)), 2):
            if (
                (bare[one] or bare[other])
                and sexes[one] & sexes[other]
                and any(share_a_word(a.name, b.name) for a in self.names[one] for b in self.names[other])
                and not any({one, other} <= people for people in self._lists)
            ):
                yield one, other

    @cached_property
    def _lists(self) -> Sequence[Set[int]]:
        """Whom each list names."""
        lists: dict[tuple[str, int | None, str], set[int]] = defaultdict(set)
        for entry in self._named:
            lists[entry.body, entry.ceremony, entry.source] |= self._people[id(entry)]
        return list(lists.values())

    def may_mean(self, entry: Entry, person: int) -> bool:
        """Whether an entry may be, or hide, a person's: nobody is named for it, or not everybody in its field."""
        people = self.people_of(entry)
        if not entry.heard or person in people:
            return False
        if people or self.told(entry):
            return entry.category in self._slugs[person] and self._fields.is_short(entry)
        sexes = self.sexes(person)
        return not (sexes and sex_of(entry.category) and sex_of(entry.category) not in sexes)


def place(entry: Entry) -> Place:
    """The field of an entry."""
    return (entry.body, entry.ceremony, entry.category)


def _may_be_one(entry: Entry, silent: Entry) -> bool:
    """Whether two sources' entries of a film may be one nomination: one ceremony, and no award of the other sex."""
    if (entry.body, entry.ceremony) != (silent.body, silent.ceremony):
        return False
    return entry.category == silent.category or sex_of(entry.category) == sex_of(silent.category) != ""
