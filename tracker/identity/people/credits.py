"""The person behind each credit: the linked article, else the films, ids, crafts and years of the name.

A person's key is the article, else `name:` and the folded name; further people of one name add craft and first year
(`name:steve mcqueen|cast|1966`). A name never joins people against the evidence: not two people with their own pages,
two names in one entry, or keys that a person decided are different. An article under which an entry, or a film's
credits for one craft, name several people is nobody's own.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pandas as pd

from tracker.domain.facts.film_cells import Credited
from tracker.domain.titles.comparable import fold
from tracker.frames import OBJECT
from tracker.identity.cells import article, text
from tracker.identity.corrections import NONE, Corrections, person_key
from tracker.identity.films.links import Links, link_table
from tracker.identity.names import Name, begins, same_person

PERSON_REASONS = {
    "decision": "a person said so",
    "link": "the name links to the article",
    "joint_link": "the name links to an article about several people",
    "same_film": "linked under that name in another list of the film",
    "spelling": "spelled alike in another list of the film, for the same job",
    "beginning": "one name begins the other in another list of the film, for the same job",
    "registry_id": "the registry's one person of that name in the film",
    "other_link": "another link of the name, in the same job and years",
    "name": "the only linked person of that name, in the same job and years",
    "printed": "nothing but the name is known",
}
"""Why a credit has its person, in the order of the steps, in words."""
ACTIVE = 45
"""Most years between two credits of one name and job in one career. Of linked names in the lists of 99 seasons, each of
the 34 gaps of 21 to 45 years lies within the career of one person, and none between two of one name and job."""
NAMELESS = "name:"
"""How keys of people without an article begin."""
NOBODY = -1
"""In place of a node: what the row names is no person."""
_MARK = re.compile(r" \(([^()]*)\)$")


@dataclass(frozen=True)
class People:
    """The people of a registry."""

    credited: Mapping[str, Sequence[Credited]] = field(default_factory=dict)
    """By film key."""
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Folded names and other spellings by Wikidata id."""


@dataclass
class _Node:
    """A person as one list shows them: a link target with all its credits, or an unlinked name on one film."""

    key: str
    linked: bool
    page: bool
    """Its article was found, so that another article is another person."""
    qid: str = ""
    names: set[Name] = field(default_factory=set)
    places: set[tuple[str, str]] = field(default_factory=set)
    """Film and craft of each credit; "" where unknown."""
    jobs: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    reason: str = "printed"


class _Joined:
    """Nodes that are one person, joined on evidence and never against it."""

    def __init__(self, nodes: Sequence[_Node], corrections: Corrections) -> None:
        self.nodes = nodes
        self._to = list(range(len(nodes)))
        self._members: dict[int, list[int]] = {at: [at] for at in self._to}
        self._corrections = corrections
        self.ids: dict[int, str] = {}
        """The registry's id of a person, by root."""
        self.partners: set[tuple[int, int]] = set()
        """Nodes that are spelled alike in one film and job, or whose names begin alike there."""
        self.votes: dict[int, frozenset[str]] = {}
        """All ids that the registry has for people of a node's names in its films, by node."""

    def root(self, at: int) -> int:
        """The node that stands for a person: a linked one, if any of the person's nodes is linked."""
        while self._to[at] != at:
            at = self._to[at]
        return at

    def numbers(self, at: int) -> list[int]:
        """The numbers of all nodes of a node's person."""
        return self._members[self.root(at)]

    def members(self, at: int) -> list[_Node]:
        """All nodes of a node's person."""
        return [self.nodes[m] for m in self.numbers(at)]

    def join(self, one: int, other: int, reason: str) -> None:
        """Make two nodes one person unless evidence contradicts it."""
        first, second = sorted((self.root(one), self.root(other)), key=lambda at: (not self.nodes[at].linked, at))
        if first == second or self._told_apart(first, second):
            return
        if not self._may(self._members[first], self._members[second]):
            return
        for at in self._members[second]:
            if self.nodes[at].reason in ("printed", "joint_link") or reason == "other_link":
                self.nodes[at].reason = reason
        self._to[second] = first
        if second in self.ids:
            self.ids[first] = self.ids.pop(second)
        self._members[first] += self._members.pop(second)

    def _told_apart(self, first: int, second: int) -> bool:
        """Whether the registry has both, with different ids."""
        return first in self.ids and second in self.ids and self.ids[first] != self.ids[second]

    def _may(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        both = [self.nodes[at] for at in (*mine, *theirs)]
        pages, qids = {n.key: n.qid for n in both if n.page}, {n.qid for n in both if n.qid}
        if len(qids) > 1 or (len(pages) > 1 and "" in pages.values()):
            return False
        pairs = ((self.nodes[a], self.nodes[b]) for a in mine for b in theirs)
        return not any(
            (a.entries & b.entries and not a.names & b.names)
            or self._corrections.apart(person_key(a.key), person_key(b.key))
            for a, b in pairs
        )


def resolve_people(
    credits: pd.DataFrame, links: pd.DataFrame, people: People | None = None, corrections: Corrections = NONE
) -> pd.DataFrame:
    """Give every credit a person key.

    Args:
        credits: `name` ("" with no link: nobody), `link` and, where known, `film` (key), `craft` (what they are named
            for, a category too), `job`, `year` of the film, and `entry`: what names two people at once names two.
        links: where link titles lead.
        people: what the registry knows.
        corrections: people's decisions; keys of people begin with `person:` there.

    Returns:
        A copy of `credits` with `person` (key, empty for nobody), `person_qid` (empty when unknown), `person_reason`
        (of `PERSON_REASONS`), `person_why` and `person_votes`: the registry's ids for people of that name in these
        films; and `person_part` (a number, `NOBODY` for nobody) and `person_ties`: no credit is told by those of other
        parts, and a credit more or less tells others only of the parts that have one of its ties.
    """
    registry = people or People()
    nodes, of_row, row_ties = _nodes(credits, link_table(links))
    joined = _Joined(nodes, corrections)
    films = _by_film(nodes)
    _join_on_films(joined, films)
    joined.ids = _ids(joined, films, registry)
    _join_on_ids(joined)
    _join_links(joined)
    _join_on_names(joined)
    return _keyed(credits, of_row, joined, corrections).assign(**_parts(of_row, row_ties, joined))


_Ties = tuple[str, ...]


def _nodes(credits: pd.DataFrame, links: Links) -> tuple[list[_Node], list[int], list[_Ties]]:
    """Nodes, the node of each row, and its ties of name, page and film."""
    link = article(text(credits, "link"))
    qids = links.qids
    nodes: list[_Node] = []
    places: dict[tuple[str, ...], int] = {}
    of_row: list[int] = []
    ties: list[_Ties] = []
    columns = [text(credits, name).tolist() for name in ("name", "film", "craft", "job", "year", "entry")]
    pages = [links.page(target) for target in link]
    plain_names = [fold(name or page) for name, page in zip(columns[0], pages, strict=True)]
    # Credits of a film's article have no entry; those for one craft stand together there.
    groups = [entry or (film and craft and (film, craft)) for _, film, craft, _, _, entry in zip(*columns, strict=True)]
    joint = _joint(pages, plain_names, groups)
    for target, page, plain, film, craft, job, year, entry in zip(link, pages, plain_names, *columns[1:], strict=True):
        if not plain:
            of_row.append(NOBODY)
            ties.append(())
            continue
        is_joint = (page, plain) in joint
        key = "" if is_joint else page
        year = year.removesuffix(".0")  # noqa: PLW2901 - the same year
        place = (key,) if key else (page, plain) if is_joint else ("", plain, film, craft, job, year)
        at = places.setdefault(place, len(nodes))
        if at == len(nodes):
            there = bool(key) and not links.missing.get(target, True)
            reason = "joint_link" if is_joint else "link" if key else "printed"
            nodes.append(_Node(key or NAMELESS + plain, bool(key), there, qids.get(key, ""), reason=reason))
        node = nodes[at]
        node.names.add(tuple(plain.split()))
        node.places.add((film, craft))
        node.jobs |= {job} - {""}
        node.entries |= {entry} - {""}
        node.years |= {int(y) for y in [year] if y.isdigit()}
        of_row.append(at)
        ties.append((name_tie(plain), *((f"page {page}",) if page else ()), *((film_tie(film),) if film else ())))
    return nodes, of_row, ties


def name_tie(plain: str) -> str:
    """The tie of all credits of a folded name."""
    return f"name {plain}"


def film_tie(film: str) -> str:
    """The tie of all credits of a film; its people are of one part only where they are spelled or begin alike."""
    return f"film {film}"


def id_tie(qid: str) -> str:
    """The tie of all credits that may be of a person of the registry."""
    return f"id {qid}"


def _parts(of_row: Sequence[int], row_ties: Sequence[_Ties], joined: _Joined) -> dict[str, "pd.Series[Any]"]:
    """The parts and ties of rows."""
    to: dict[str | int, str | int] = {}

    def root(end: str | int) -> str | int:
        while (above := to.get(end, end)) != end:
            to[end] = to.get(above, above)
            end = above
        return end

    each: list[_Ties] = []
    for at, ties in zip(of_row, row_ties, strict=True):
        ids = {joined.nodes[at].qid, *joined.votes.get(at, ())} - {""} if ties else ()
        each.append((*ties, *map(id_tie, sorted(ids))))
        for tie in each[-1]:
            if not tie.startswith(film_tie("")):
                to[root(tie)] = root(at)
    for one, other in joined.partners:
        to[root(one)] = root(other)
    parts = [NOBODY if at == NOBODY else root(at) for at in of_row]
    return {"person_part": pd.Series(parts, dtype=OBJECT), "person_ties": pd.Series(each, dtype=OBJECT)}


def _joint(pages: Sequence[str], names: Sequence[str], groups: Sequence[Hashable]) -> set[tuple[str, str]]:
    """Articles about several people, each with the names that stand beside others under its link in a group.

    Whoever has the article's title for a name has it for an own one, whoever else was linked to it by mistake.
    """
    beside: dict[tuple[str, Hashable], set[str]] = defaultdict(set)
    for page, name, group in zip(pages, names, groups, strict=True):
        if page and group:
            beside[page, group].add(name)
    return {
        (page, name)
        for (page, _), several in beside.items()
        for pair in combinations(sorted(several), 2)
        if not same_person(*(tuple(one.split()) for one in pair))
        for name in pair
        if name != fold(_MARK.sub("", page))
    }


def _by_film(nodes: Sequence[_Node]) -> dict[str, list[int]]:
    films: dict[str, list[int]] = {}
    for at, node in enumerate(nodes):
        for film in sorted({film for film, _ in node.places if film}):
            films.setdefault(film, []).append(at)
    return films


def _join_on_films(joined: _Joined, films: Mapping[str, list[int]]) -> None:
    """One film has one person of a name, and for one job one of names spelled or begun alike, unless two are linked."""
    for film, here in sorted(films.items()):
        for at in here:
            node = joined.nodes[at]
            if not node.linked:
                same = [n for n in here if joined.nodes[n].linked and joined.nodes[n].names & node.names]
                _join_only(joined, at, same, "same_film")
        pairs = _pairs(joined.nodes, film, here)
        for at, partners in _alike(joined, pairs).items():
            _join_only(joined, at, partners, "spelling")
        for at, partners in _begun_alike(joined, pairs).items():
            _join_only(joined, at, partners, "beginning")


def _pairs(nodes: Sequence[_Node], film: str, here: Sequence[int]) -> list[tuple[int, int]]:
    """People of a film's entries with the same job, each two of which are not both linked."""
    in_job: dict[str, list[int]] = {}
    for at in here:
        for job in {craft for f, craft in nodes[at].places if f == film and craft}:
            in_job.setdefault(job, []).append(at)
    every = {pair for group in in_job.values() for pair in combinations(group, 2)}
    return sorted((one, other) for one, other in every if not (nodes[one].page and nodes[other].page))


def _alike(joined: _Joined, pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """By person those of a film's pairs to whose names one of the person's is spelled alike, which holds both ways."""
    partners: dict[int, list[int]] = {}
    for one, other in pairs:
        names = joined.nodes[other].names
        if any(same_person(x, y) for x in joined.nodes[one].names for y in names):
            _note(joined, partners, one, other)
            _note(joined, partners, other, one)
    return partners


def _begun_alike(joined: _Joined, pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """By person of a lone name those of a film's pairs one of whose names it begins."""
    partners: dict[int, list[int]] = {}
    lone = {at for pair in pairs for at in pair if any(len(name) == 1 for name in joined.nodes[at].names)}
    for one, other in pairs:
        for mine, partner in ((one, other), (other, one)):
            names = joined.nodes[partner].names
            if mine in lone and any(begins(x, y) for x in joined.nodes[mine].names for y in names):
                _note(joined, partners, mine, partner)
    return partners


def _note(joined: _Joined, partners: dict[int, list[int]], mine: int, partner: int) -> None:
    joined.partners.add((min(mine, partner), max(mine, partner)))
    partners.setdefault(mine, []).append(partner)


def _join_only(joined: _Joined, at: int, partners: Iterable[int], reason: str) -> None:
    """Join with the partners' person if they are all one."""
    roots = {joined.root(partner) for partner in partners} - {joined.root(at)}
    if len(roots) == 1:
        joined.join(at, roots.pop(), reason)


def _ids(joined: _Joined, films: Mapping[str, list[int]], registry: People) -> dict[int, str]:
    """The registry's id of each person, by root, where all of the person's films agree on one."""
    votes: dict[int, set[str]] = {}
    for film, here in sorted(films.items()):
        credited = registry.credited.get(film, ())
        for at in here if credited else ():
            votes.setdefault(joined.root(at), set()).update(_named_in(credited, joined.nodes[at], film, registry))
    joined.votes = {at: frozenset(qids) for root, qids in votes.items() for at in joined.numbers(root)}
    return {root: qids.pop() for root, qids in votes.items() if len(qids) == 1}


def _named_in(credited: Sequence[Credited], node: _Node, film: str, registry: People) -> set[str]:
    """Ids of the film's people of one of these names; failing that, of those spelled alike in the same job."""
    names = {" ".join(name) for name in node.names}
    none: frozenset[str] = frozenset()
    spellings_of = ((c.qid, {fold(c.name)} | registry.spellings.get(c.qid, none)) for c in credited if c.qid)
    by_name = {qid for qid, spellings in spellings_of if names & spellings}
    if by_name:
        return by_name
    jobs = {craft for f, craft in node.places if f == film}
    alike = (c for c in credited if c.qid and c.craft in jobs)
    return {c.qid for c in alike if any(same_person(tuple(fold(c.name).split()), name) for name in node.names)}


def _join_on_ids(joined: _Joined) -> None:
    """Join unlinked names by id; an id that two linked people share is dropped."""
    roots: dict[str, list[int]] = {}
    for root, qid in joined.ids.items():
        roots.setdefault(qid, []).append(root)
    for qid, several in roots.items():
        linked = [r for r in several if any(n.linked for n in joined.members(r))]
        if len(linked) > 1 or any(n.qid not in ("", qid) and n.page for r in linked for n in joined.members(r)):
            for root in several:
                del joined.ids[root]
            continue
        first = (linked or several)[0]
        for root in several:
            joined.join(first, root, "registry_id")


def _join_links(joined: _Joined) -> None:
    """Join links that are one person: of one Wikidata item, or of one name in one career, told apart by no brackets."""
    for together in _grouped((at, [node.qid]) for at, node in enumerate(joined.nodes) if node.qid):
        for one, other in combinations(together, 2):
            joined.join(one, other, "other_link")
    linked = ((at, node.names) for at, node in enumerate(joined.nodes) if node.linked)
    for together in _grouped(linked):
        marks = {at: _mark(joined.nodes[at].key) for at in together}
        rivals = any(not (a <= b or b <= a) for a, b in combinations(marks.values(), 2))
        for one, other in combinations(together, 2):
            if not (rivals and marks[one] != marks[other]) and _may_be_one(joined, one, other):
                joined.join(one, other, "other_link")


def _grouped(nodes: Iterable[tuple[int, Iterable[Hashable]]]) -> list[list[int]]:
    """Numbers of nodes that share something, for everything that several of them have."""
    by_value: dict[Hashable, list[int]] = defaultdict(list)
    for at, values in nodes:
        for value in values:
            by_value[value].append(at)
    return [together for together in by_value.values() if len(together) > 1]


def _mark(title: str) -> frozenset[str]:
    """The words in brackets that tell an article from others of its name."""
    match = _MARK.search(title)
    return frozenset(fold(match[1]).split()) if match else frozenset()


def _may_be_one(joined: _Joined, one: int, other: int) -> bool:
    """Whether two links of one name share a career; a craft too, where only one of them has brackets."""
    mine, theirs = joined.members(one), joined.members(other)
    crafts = [{craft for n in nodes for _, craft in n.places if craft} for nodes in (mine, theirs)]
    same_marks = bool(_mark(joined.nodes[one].key)) == bool(_mark(joined.nodes[other].key))
    return (same_marks or bool(crafts[0] & crafts[1])) and _one_career(mine, theirs)


def _join_on_names(joined: _Joined) -> None:
    """Join the remaining nodes of one name unless job or years contradict it."""
    for here in _grouped((at, node.names) for at, node in enumerate(joined.nodes)):
        linked = {root for root in map(joined.root, here) if joined.nodes[root].linked}
        loose = [at for at in here if joined.root(at) not in linked]
        loose.sort(key=lambda at: (min(joined.nodes[at].years, default=0), at))
        if len(linked) == 1:
            [only] = linked
            for at in loose:
                if _one_career(joined.members(only), joined.members(at)):
                    joined.join(only, at, "name")
        for one, other in combinations(loose, 2):
            if joined.root(one) != joined.root(other) and _one_career(joined.members(one), joined.members(other)):
                joined.join(one, other, "printed")


def _one_career(mine: Sequence[_Node], theirs: Sequence[_Node]) -> bool:
    """Whether two people of one name share a film, or a job within the years of a career; unknown is not against."""
    films = [{film for n in nodes for film, _ in n.places if film} for nodes in (mine, theirs)]
    if films[0] & films[1]:
        return True
    jobs = [{job for n in nodes for job in n.jobs} for nodes in (mine, theirs)]
    years = [{year for n in nodes for year in n.years} for nodes in (mine, theirs)]
    if all(jobs) and not jobs[0] & jobs[1]:
        return False
    return not all(years) or min(abs(a - b) for a in years[0] for b in years[1]) <= ACTIVE


def _keyed(credits: pd.DataFrame, of_row: Sequence[int], joined: _Joined, corrections: Corrections) -> pd.DataFrame:
    keys, none = _keys(joined), frozenset[str]()
    ids = {root: next((n.qid for n in joined.members(root) if n.qid), "") or joined.ids.get(root, "") for root in keys}
    decided = {root: corrections.key(person_key(key)).removeprefix(person_key("")) for root, key in keys.items()}
    rows = []
    for at in of_row:
        if at == NOBODY:
            rows.append(("", "", "", "", none))
            continue
        root = joined.root(at)
        reason = "decision" if decided[root] != keys[root] else joined.nodes[at].reason
        rows.append((decided[root], ids[root], reason, PERSON_REASONS[reason], joined.votes.get(at, none)))
    columns = ["person", "person_qid", "person_reason", "person_why", "person_votes"]
    table = pd.DataFrame(rows, columns=columns, index=credits.index)
    return credits.assign(**{name: table[name].astype("object") for name in table.columns})


def _keys(joined: _Joined) -> dict[int, str]:
    """The key of each person: an article that was found, else the first link, else the name."""
    keys: dict[int, str] = {}
    nameless: dict[str, list[int]] = {}
    for root in sorted({joined.root(at) for at in range(len(joined.nodes))}):
        links = sorted((not n.page, n.key) for n in joined.members(root) if n.linked)
        if links:
            keys[root] = links[0][1]
        else:
            nameless.setdefault(min(n.key for n in joined.members(root)), []).append(root)
    for key, roots in nameless.items():
        careers = sorted((*_began(joined.members(root)), root) for root in roots)
        keys[careers[0][-1]] = key
        keys |= {root: f"{key}|{job}|{year or ''}" for year, job, root in careers[1:]}
    return keys


def _began(members: Sequence[_Node]) -> tuple[int, str]:
    """First year and first job."""
    jobs = sorted((min(n.years, default=0), job) for n in members for job in n.jobs or {""})
    return jobs[0]
