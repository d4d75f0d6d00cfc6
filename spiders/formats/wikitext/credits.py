"""Read a masked entry: its films, its people with their roles, and the character, song or country.

Strings stay as printed. Anything outside the known forms raises; nothing is guessed or dropped: text that
is neither film nor person (a source work, a performer, an original title) is kept as a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from spiders.formats.html.words import words as html_words
from spiders.formats.names import is_letters, is_name, surname_of, whole_names
from spiders.formats.wikitext.entry import AWARD, LINK, MOSTLY, OBJECT, QUOTE, TIE, WORK, Entry, Shown, UnreadableError
from spiders.formats.wikitext.words import words
from tracker.domain.facts.records import Person, Work
from tracker.domain.tables import key
from tracker.domain.text.parties import country_of_code, is_company, is_country, is_language, parties


class Form(Enum):
    """How entries of a category are built."""

    GENERAL = auto()
    """Films and people in either order."""
    ACTING = auto()
    """A person, a film, `as` a character."""
    SONG = auto()
    """A quoted title, the film it is from, its writers."""
    COUNTRY = auto()
    """A film with its country; people after a dash."""
    COUNTRY_ONLY = auto()
    """A film and its country, however set off."""
    PERSON = auto()
    """A person; a film need not be named."""


@dataclass(slots=True)
class Reading:
    """The contents of an entry."""

    works: list[Work] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    official: bool = True
    unnamed: bool = False
    """Whether a whole cast or crew, or a company, stands in place of names."""


_ASIDE = "[\uf000-\uf4ff]"
_INNERMOST = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_DASH = "[–—―‒]"
_SEPARATOR = re.compile(
    rf"\s+{_DASH}+\s*|\s*{_DASH}+\s+|(?<={WORK})\s*{_DASH}\s*|(?<={_ASIDE})\s*{_DASH}\s*|\s*{_DASH}(?={WORK})"
    rf"|\s+-{{1,3}}\s+|(?<={WORK})-\s*|\s*•\s*|\s+·\s+|\s*:\s+(?={WORK})"
)
_JOIN = r"\s*(?:[,;/+&]|\band\b|\bor\b)?\s*(?:\band\b)?\s*"
_WORKS = re.compile(rf"(?P<before>.*?)(?P<works>{WORK}(?:(?:{_ASIDE}|{_JOIN})*{WORK})*)(?P<after>.*)", re.DOTALL)
_BEFORE_FILM = re.compile(
    r"(?:^|[,\s])(?:(?:(?:love|main|end|title) )?(?:theme|song)(?: song)? )?(?:from|for|in|of|with)$", re.IGNORECASE
)
_UNQUOTED = rf"(?:(?!\bby\b|{_DASH}|\s-\s)[^,;:{WORK[1:-1]}{QUOTE[1:-1]}])+"
_FROM_FILM = re.compile(rf"(?P<title>{_UNQUOTED}|{WORK})\s+from\s+(?={WORK})")
"""What is from a film is a song, and nobody who wrote it, whether it has quotation marks or not."""
_AS_ROLE = re.compile(
    rf"({WORK})\s*((?:{_ASIDE}\s*)*)(?:,?\s*as\s+(?P<role>.+?)|\s*)"
    rf"(?=$|\s*(?:[,;/&]|\band\b)\s*(?:and\s+)?{WORK}\s*(?:{_ASIDE}\s*)*(?:,?\s*as\b|$|[,;/&]|\band\b))",
    re.DOTALL,
)
_PERFORMED = re.compile(
    r"(?:\s*,|\s+and\b)?\s*\b((?:performed|sung) by\b.*?)"
    r"(?=$|[,;]\s*(?:and )?(?:(?:music|lyrics?|words|and|composed|&) )*(?:written|composed|music|lyrics?|words) by\b)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_WORK = f"[^{WORK[1:-1]}]"
_PLAYED = re.compile(rf"{_NOT_WORK}*[^\s{WORK[1:-1]}]{_NOT_WORK}*{WORK}\s*(?:{_ASIDE}\s*)*,?\s*as\s")
"""A person, a film and a character, in a category that does not say that it is for performances."""
_POSTHUMOUS = re.compile(
    r"posthum|^(?:award )?(?:accept|present)ed by\b|^did not attend|^in absentia|^p\.\s?[na]\.?$|\btied?\b"
    r"|^ex[ -](?:aequo|æquo)$|indicates|^\W*$",
    re.IGNORECASE,
)
_PEOPLE_SPLIT = re.compile(
    rf"\s*,\s*(?:(?:and|&|with|und|et)\s+)?|\s+(?:and|&|with|und|et)\s+|(?<={OBJECT})\s*/\s*|\s+/\s*"
)
_PAIR = re.compile(r"[^,;/&]+\s(?:and|&)\s[^,;/&]+")
_LINKED_SPLIT = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_PRIZE = re.compile(
    r"\b(?:awards?|prizes?|prix|mention(?:ed|s)?|honorary|honou?r(?:able|ees?)?|achievement|trophy|medal)\b",
    re.IGNORECASE,
)
"""What no job and no name has: another prize stands there."""
_JOB = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(words().credit_words | words().jobs)))}|picture)s?\b"
    r"|\w(?:er|or|ist|ing|ion)s?$",
    re.IGNORECASE,
)
"""A word for a job in a label: "Costume designer", "Casting"."""
_JOB_OF = re.compile(
    r"\s*(?:and\s+)?([^:,]{1,80}?)(?:\s+by|\s*:|\.(?:(?<=\bdir\.)|(?<=\bdirs\.)|(?<=\bprod\.)))\s+(?=\S)", re.IGNORECASE
)
"""What somebody did, in front of the name."""
_BEHIND_JOB = (" by ", ":", "dir.", "dirs.", "prod.")
"""Nothing without one of these says a job in front of a name: most credits are names alone."""
_NO_AWARD = re.compile(r"no (?:award|prize|nominee|winner)s?|not awarded|tb[ad]|to be (?:announced|determined)", re.I)
"""Stands where a film would."""
_BY = re.compile(r"(?:(?:written|produced|directed)(?: and (?:written|produced|directed))? )?by\s", re.IGNORECASE)
"""Behind a film, that names follow."""
_FULL_STOP = re.compile(r"(?<!\bBros)(?<!\bCorp)(?<!\bEsq)(?<!\bInc)(?<!\bLtd)(?<=\w[a-zà-ÿ]{2})\s*\.$")
"""Ends an entry, not a name."""
_ROLE_MARKS = re.compile(r"[\s*§¶#^]+$")
"""Marks behind a character that belong to the entry."""
_SIGNS = re.compile(
    "[\\s\\u2600-\\u27bf\\U0001f300-\\U0001faff\\ufe0f]*[\\u2600-\\u27bf\\U0001f300-\\U0001faff]\\ufe0f?$"
)
"""Small pictures behind a character, which may say that it won."""
_OTHER_FILM = re.compile(rf"[;,]\s*(?:also|and|in|for)\b[^;,]*{WORK}")
_JOINED_ROLE = re.compile(r"\s/\s|[;,&]\s|\band\b")
_RUN_TOGETHER = re.compile(r"[^\W\d_]{5}(?<=[a-zà-ÿ]{5})[A-ZÀ-Ý]\S*\s\S")
"""A capital inside a word that is not the last one, after more letters than a prefix such as "Mac" or "Fitz" has: two
names run together. A surname may have a capital inside."""
_CREDIT = re.compile(rf"^{WORK}\s*{_DASH}\s*([^,;{WORK[1:-1]}]+)$")
_ASIDE_AT_END = re.compile(r"(?<=\S)\s*\([^()]*\)$")
_BRACKET = re.compile(rf"{WORK}\s*\(((?:[^()]|\([^()]*\))*)\)")
_ENDING = re.compile(r"(\.\.\.|[.!?…])\s*(?=$|[,;])")
_LANGUAGE = re.compile(rf"^in\s+(?!.*\bby\b)(?:[\w-]+|{LINK}|,|\s|&|/|{_ASIDE})+$")
_OR = re.compile(r"\bor$")
_ARTICLES = ("the", "a", "an")
"""A character may be described rather than named: "the gardener"."""
_RESULT = re.compile(
    "|".join((words().winner_words.pattern, words().runner_up.pattern, words().nominee_words.pattern)), re.IGNORECASE
)
_RESULT_OF = re.compile(rf"(?:{_RESULT.pattern})\s*:", re.IGNORECASE)
_OTHER_AWARD = re.compile(rf"{AWARD.pattern}[^:,{WORK[1:-1]}]*:\s", re.IGNORECASE)
_ONE_WORD = re.compile(r"\S+(?: [A-Z])?")
"""One word, or with a letter behind it: a company is called so as often as a person."""
_LETTERS = re.compile(r"[A-Z]{2,5}")
"""Behind a name, those of a society, or another name."""
_COMPANY = re.compile(r"\((?:[^()]* )?(?:company|label|studio)\)$")
"""Behind the title of a company's article."""
_PERSON_LINK = re.compile(r"\((?![^()]*\b(?:country|state|nation|republic)\))[^()]+\)$")
"""Behind the title of an article that is about something else of a country's name."""
_OF_COUNTRY = re.compile(r"^Cinema of (?:the )?")
"""What stands before a country in the title of the article on its films."""
_FIGURE = re.compile(r"\d{1,3}")
"""Behind a film and a name, the votes."""
_LETTER_OF_RESULT = re.compile(r"[WN]\.?")
"""May stand for winner and nominee."""
_SEVERAL = re.compile(r"s\b")
"""In a job: all who are named have it."""
_FULL_NAME = 2
_MOST_ASIDES = 0x500
_JOINING = re.compile(r"\[(and|&|with)\]", re.IGNORECASE)
"""What an editor put between two names."""


def brackets_name_people(entries: Iterable[Entry]) -> bool:
    """Whether what stands in brackets behind the films of a category are names of people, not companies or countries.

    A person has two names; most of what stands there decides for all of it.
    """
    asides = [entry.plain(match[1]) for entry in entries if (match := _BRACKET.search(entry.masked))]
    people = [one for one in asides if len(one.split()) > 1 and not _is_place_or_company(one)]
    return len(people) * 2 > len(asides)


def credits_name_companies(entries: Iterable[Entry]) -> bool:
    """Whether what stands behind the films of a category after a dash is, mostly, companies and no people."""
    credits = [entry.plain(match[1]) for entry in entries if (match := _CREDIT.search(entry.masked))]
    # A company in brackets behind a name made the film; it stands in nobody's place.
    bare = [_ASIDE_AT_END.sub("", credit) for credit in credits]
    return sum(map(_is_place_or_company, bare)) * 2 > len(bare)


def _is_place_or_company(text: str) -> bool:
    return (is_company(text) and " for " not in text) or is_country(text)


def read_entry(
    entry: Entry,
    form: Form,
    *,
    writing: bool = False,
    brackets: bool = True,
    companies: bool = False,
    producers: bool = False,
) -> Reading:
    """Read an entry.

    Args:
        entry: the masked line.
        form: how entries of its category are built.
        writing: whether source works are printed after the writers.
        brackets: whether names may stand in brackets behind a film (`brackets_name_people`).
        companies: whether companies stand where names might (`credits_name_companies`).
        producers: whether a film's producers are named, among whom a company may stand.

    Raises:
        UnreadableError: it does not read as that form.
    """
    if entry.unknown:
        raise UnreadableError(f"unknown template or tag {entry.unknown[0]!r} next to a nominee")
    return _Reader(entry, form, writing, brackets, companies, producers).read()


@dataclass(slots=True)
class _Reader:
    entry: Entry
    form: Form
    writing: bool
    brackets: bool = True
    companies: bool = False
    producers: bool = False
    out: Reading = field(default_factory=Reading)
    asides: dict[str, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    """Asides that stood beside a film and were neither country nor note: names if nothing else is."""
    between: int | None = None
    """How many people were named before the first film, and with a character: a film after others is another entry."""

    def read(self) -> Reading:
        if other := _OTHER_AWARD.match(self.entry.masked):
            raise UnreadableError(f"the name of another award: {self._plain(other[0])[:80]!r}")
        text = self._film_out_of_aside(self._take_asides(self._without_remarks(self.entry.masked)))
        text = self._take_song(text) if self.form is Form.SONG else text
        if self.form is Form.GENERAL and _PLAYED.match(text):
            self.form = Form.ACTING
        text = self._cut_source(text)
        segments = [s.strip() for s in _SEPARATOR.split(text) if s and s.strip()]
        if not segments:
            raise UnreadableError("nothing to read")
        if self.form is Form.COUNTRY and len(segments) > 1 and (country := self._country_in(segments[0])):
            self.out.details.append(country)
            segments.pop(0)
        for segment in segments:
            self._segment(segment, alone=len(segments) == 1)
        self._settle()
        return self.out

    # --- parts ---

    def _without_remarks(self, text: str) -> str:
        """Without what stands in italics and brackets behind a name."""
        film = re.search(WORK, text)
        for mark in re.findall(rf"(?<!{WORK})(?<!{WORK} ){WORK}", text[film.end() :] if film else ""):
            shown = self.entry.shown[mark]
            if not shown.link and re.fullmatch(r"\([^()]*\)", shown.text):
                self._note(shown.text[1:-1])
                text = text.replace(mark, "")
        return text

    def _take_asides(self, text: str) -> str:
        """Replace each text in parentheses or brackets by a mark, innermost first; a word that joins is none."""
        text = _JOINING.sub(r"\1", text)

        def taken(match: re.Match[str]) -> str:
            if len(self.asides) >= _MOST_ASIDES:
                raise UnreadableError("too many parentheses")
            mark = chr(0xF000 + len(self.asides))
            self.asides[mark] = match[0]
            return mark

        while (shorter := _INNERMOST.sub(taken, text)) != text:
            text = shorter
        if stray := re.search(r"[()\[\]{}|<>]", text):
            raise UnreadableError(f"stray {stray[0]!r}")
        return text

    def _film_out_of_aside(self, text: str) -> str:
        """`Person (''Film'')`: without a film outside parentheses, the one inside is the film."""
        if not re.search(WORK, text):
            for mark, held in self.asides.items():
                if mark in text and re.search(WORK, held):
                    if self.producers and re.search(LINK, text):
                        raise UnreadableError(
                            f"a film or a name before a title in brackets: {self._plain(text)[:80]!r}"
                        )
                    return text.replace(mark, f" – {held[1:-1]}")
        return text

    def _open(self, masked: str) -> str:
        """The text with its asides restored."""
        while any(c in self.asides for c in masked):
            masked = "".join(self.asides.get(c, c) for c in masked)
        return masked

    def _plain(self, masked: str) -> str:
        return self.entry.plain(self._open(masked))

    def _inside(self, mark: str) -> str:
        return self.asides[mark][1:-1].strip()

    def _note(self, text: str) -> None:
        if words().not_nominee.search(text) or words().doubtful.match(text) or _LETTER_OF_RESULT.fullmatch(text):
            raise UnreadableError(f"a note says {text[:80]!r}")
        if text:
            self.out.notes.append(text)
            if words().unofficial.search(text):
                self.out.official = False

    def _take_song(self, text: str) -> str:
        if bare := _FROM_FILM.match(text):
            if re.search(QUOTE, self._open(text)) or not text[bare.end() + 1 :].strip():
                raise UnreadableError("no song title where one is expected")
            self.out.details.append(self._plain(bare["title"]))
            return text[bare.end() :]
        song = re.search(QUOTE, text)
        if song is None:
            for mark in self.asides:
                if re.fullmatch(QUOTE, self._inside(mark)):
                    self._song(self._inside(mark))
                    return text.replace(mark, "")
            raise UnreadableError("no song title in quotation marks")
        if text[: song.start()].strip() and not re.search(rf"(?:^|{_DASH}|,)\s*$", text[: song.start()]):
            raise UnreadableError("no song title where one is expected")
        title = self.entry.shown[song[0]].text
        if title.count("(") != title.count(")"):
            raise UnreadableError(f"a quotation inside a song's title: {title[:80]!r}")
        self._song(song[0])
        return text[: song.start()] + text[song.end() :]

    def _song(self, mark: str) -> None:
        self.out.details.append(self.entry.shown[mark].text.strip('"').strip())

    def _cut_source(self, text: str) -> str:
        """Move what a screenplay is based on into the notes."""
        if not self.writing:
            return text
        rest: list[str] = []
        for place, group in enumerate(text.split(";")):
            clause = next((m for m in words().source_clause.finditer(group) if place or self._has_film(group, m)), None)
            if clause is None:
                rest.append(group)
                continue
            before = group[: clause.start()].rstrip(" ,")
            if place and re.fullmatch(rf"\s*{WORK}\s*", before):
                self._note(self._plain(group))
                continue
            self._note(self._plain(group[clause.start() :]))
            if before.strip():
                rest.append(before)
        return ";".join(rest)

    @staticmethod
    def _has_film(group: str, match: re.Match[str]) -> bool:
        return re.search(WORK, group[: match.start()]) is not None

    # --- segments ---

    def _segment(self, segment: str, *, alone: bool) -> None:
        if self.form in (Form.COUNTRY, Form.COUNTRY_ONLY) and _LANGUAGE.match(segment):
            self._note(self._plain(segment))
            return
        match = _WORKS.fullmatch(segment)
        if match and self.between is not None and (match["before"].strip() or len(self.out.people) > self.between):
            raise UnreadableError("several entries in one line")
        if match and self.form is Form.ACTING and self.out.details and _JOINED_ROLE.search(self.out.details[-1]):
            # A character does not lead to a film: what is joined to it is another nominee.
            raise UnreadableError("several entries in one line")
        if match is None and _FIGURE.fullmatch(segment) and (self.out.people or self.form is Form.ACTING):
            self._note(segment)
        elif match is None:
            people = len(self.out.people)
            self._credits(segment)
            if self.form is Form.ACTING and self.between and len(self.out.people) > people:
                raise UnreadableError(f"a name or a character after a film: {self._plain(segment)[:80]!r}")
        elif self.form is Form.ACTING:
            self._acted(segment, match)
        else:
            self._films(match, alone=alone)
        if match and self.between is None:
            self.between = len(self.out.people)

    def _films(self, match: re.Match[str], *, alone: bool) -> None:
        before = _BEFORE_FILM.sub("", match["before"].strip()).strip(" ,:")
        self._credits_or_nothing(before)
        self._add_works(match["works"])
        if self.between is None:
            self.between = len(self.out.people)
        after = match["after"].strip()
        while after and after[0] in self.asides:
            self._beside_film(after[0])
            after = after[1:].strip()
        if ending := _ENDING.match(after):
            self._ending(ending[1], last=alone and not before)
            after = after[ending.end() :].strip()
        if self.form in (Form.COUNTRY, Form.COUNTRY_ONLY) and _LANGUAGE.match(after):
            self._note(self._plain(after))
            return
        if self.form is Form.COUNTRY and (country := self._country_in(after.strip(" ,;:"))):
            self.out.details.append(country)
            return
        if after and after[0] not in ",;:" and not (alone and (_BY.match(after) or self._begins_with_job(after))):
            raise UnreadableError(f"cannot read {self._plain(after)[:80]!r} after a film")
        self._credits_or_nothing(after.lstrip(",;: ").removeprefix("by "))

    def _ending(self, mark: str, *, last: bool) -> None:
        """A mark outside a title's italics: its own; a full stop only where its link, or else more text, says so."""
        work = self.out.works[-1]
        title, link = f"{work.title}{mark}", re.sub(r" \([^()]*\)$", "", work.link or "")
        if mark != "." or (link == title if link in (title, work.title) else not last):
            self.out.works[-1] = work.model_copy(update={"title": title})

    def _acted(self, segment: str, works: re.Match[str]) -> None:
        """Films with the character played in each, if named."""
        before = works["before"].strip().rstrip(",").strip()
        rest = segment[len(works["before"]) :]
        if before and re.search(r"\bas$", before):
            # "as" before italics: the italics belong to the character.
            raise UnreadableError("a character in italics")
        self._credits_or_nothing(_BEFORE_FILM.sub("", before).strip(" ,"))
        at = 0
        while at < len(rest):
            match = _AS_ROLE.match(rest, at)
            if match is None:
                raise UnreadableError(f"cannot read {self._plain(rest[at:])[:80]!r} after a film")
            self._add_work(match[1])
            for mark in match[2].replace(" ", ""):
                self._beside_film(mark)
            if match["role"]:
                self._character(match["role"])
            at = match.end()
            joined = re.compile(r"\s*(?:[,;/&]|\band\b)?\s*(?:and\s+)?").match(rest, at)
            at = joined.end() if joined else at

    def _without_remark(self, text: str, *, country: bool = False) -> str:
        """Without remarks and companies in brackets at its end, and perhaps a country, which become notes."""
        while text and text[-1] in self.asides:
            plain = self._plain(self._inside(text[-1]))
            is_language = self.form is Form.COUNTRY_ONLY and _LANGUAGE.match(self._inside(text[-1]))
            if not (is_language or _is_remark(plain) or is_company(plain) or (country and is_country(plain))):
                break
            self._note(plain)
            text = text[:-1].strip()
        return text

    def _without_company(self, text: str) -> str:
        """A name or character without the company that it was for, which becomes a note."""
        before, behind, company = text.rpartition(" for ")
        if not behind or not is_company(self._plain(company)):
            return text
        self._note(self._plain(company))
        return before.strip(" ,;")

    def _character(self, role: str) -> None:
        role = self._without_company(
            self._without_remark(_FULL_STOP.sub("", _ROLE_MARKS.sub("", role.strip(" ,;"))), country=True)
        )
        if "," in role and words().unofficial.search(role, role.rindex(",")):
            raise UnreadableError(f"words beside a character say {self._plain(role)[-80:]!r}")
        if _OTHER_FILM.search(role):
            raise UnreadableError(f"another film behind a character: {self._plain(role)[-80:]!r}")
        text = "".join(c for c in role if c not in self.asides).split()
        last, article = text[-1:], text[-2:-1]
        described = bool(article) and article[0].lower() in _ARTICLES
        plausible = described or not last or last[0] in words().role_endings or re.search(OBJECT, last[0]) is not None
        if not plausible and last[0].islower():
            raise UnreadableError(f"cannot read {self._plain(role)[-80:]!r} as a character")
        if sign := _SIGNS.search(role):
            if not (self.entry.bold >= MOSTLY or self.entry.dagger or self.entry.won):
                raise UnreadableError(f"a sign that nothing explains: {self._plain(role)[-80:]!r}")
            role = role[: sign.start()]
        if role:
            self.out.details.append(self.entry.names(self._open(role)))

    def _add_works(self, masked: str) -> None:
        international = self.form in (Form.COUNTRY, Form.COUNTRY_ONLY) and not TIE.search(self.entry.masked)
        for place, character in enumerate(masked):
            # Behind "or", and behind an international film and a slash, stands its other title.
            before = masked[:place].rstrip()
            if character in self.asides:
                self._beside_film(character)
            elif character not in self.entry.shown:
                continue
            elif _OR.search(before) or (
                international and before.endswith("/") and not self.entry.shown[character].link
            ):
                self._note(self.entry.shown[character].text)
            else:
                self._add_work(character)

    def _add_work(self, mark: str) -> None:
        shown = self.entry.shown[mark]
        if not shown.text or (not shown.link and _NO_AWARD.fullmatch(shown.text)):
            raise UnreadableError("a film without a title")
        if self.out.works and not shown.link and re.fullmatch(r"\(.*\)", shown.text):
            self._note(shown.text[1:-1])
            return
        self.out.works.append(Work(title=shown.text, link=shown.link))

    def _beside_film(self, mark: str) -> None:
        """An aside right after a film: its country, its original title, a note, or names."""
        inner = self._inside(mark)
        plain = self._plain(inner)
        if not plain:
            return
        if _RESULT_OF.match(plain):
            raise UnreadableError(f"another entry in brackets: {plain[:80]!r}")
        if _is_remark(plain) or re.fullmatch(rf"(?:{WORK}|\s|,|/)+", inner):
            self._note(plain)
        elif self.form in (Form.COUNTRY, Form.COUNTRY_ONLY):
            if _LANGUAGE.match(inner) or (any(c.isdigit() for c in plain) and "," not in inner):
                self._note(plain)  # a year, votes or minutes are no country
            else:
                self._country_beside(inner)
        elif self.form is Form.ACTING and inner.startswith("as "):
            self._character(inner.removeprefix("as "))
        elif _performers_only(inner) or words().source_clause.search(inner):
            self._note(plain)
        else:
            self.loose.append(inner)

    def _country_beside(self, inner: str) -> None:
        """An aside after an international film: its country, or that and who directed it, or another title."""
        parts = [part.strip() for part in re.split("[,;]", inner)]
        countries = [country for part in parts if (country := self._country_in(part))]
        rest = [part for part in parts if not self._country_in(part)]
        if not rest:
            self.out.details.append(self._country_in(inner) or self._plain(inner))
            return
        says_who = self._says_jobs(", ".join(rest)) or (countries and re.search(LINK, rest[0]))
        if not countries and not says_who:
            full_names = all(len(self._plain(part).split()) >= _FULL_NAME for part in self._parts(inner))
            if self.form is Form.COUNTRY and self.brackets and full_names:
                self.loose.append(inner)
            else:
                self.out.details.append(self._plain(inner))
            return
        self.out.details += countries
        if self.form is Form.COUNTRY and says_who:
            self._credits(", ".join(rest))
        else:
            self._note(self._plain(", ".join(rest)))

    def _country_in(self, masked: str) -> str | None:
        """The country, or several, that words or their link name: "Danish" may lead to Denmark."""
        return country_named(self._plain(masked), self.entry.shown[masked].link if re.fullmatch(LINK, masked) else None)

    # --- people ---

    def _credits_or_nothing(self, text: str) -> None:
        if text.strip(" ,;:"):
            self._credits(text)

    def _credits(self, text: str) -> None:
        if self._takes_back(text):
            return
        if self.form is Form.COUNTRY_ONLY:
            self._country(text)
            return
        text = re.sub(r"^\s*by\s+", "", text)
        performed = _PERFORMED.search(text)
        if performed and not (text[: performed.start()].strip() and _only_jobs(text[: performed.start()])):
            self._note(self._plain(performed[1].strip(" ,")))
            text = f"{text[: performed.start()]}{text[performed.end() :]}".lstrip(" ,;")
        text = self._without_company(text)
        if self.form is Form.ACTING and (played := re.search(r"\s+as\s+(.+)$", text, re.DOTALL)):
            self._character(played[1])
            text = text[: played.start()]
        if re.fullmatch(rf"\s*(?:{_ASIDE}\s*)+", text):
            for mark in text.replace(" ", ""):
                self._aside_alone(mark)
            return
        for group in self._groups(text):
            self._group(group)

    def _takes_back(self, text: str) -> bool:
        """Whether words in place of names take the nomination back, or may; they become a note.

        Raises:
            UnreadableError: such words stand among names, or say what nobody can judge.
        """
        own = "".join(c for c in text if c not in self.asides and c not in self.entry.shown).strip(" ,.!")
        match = words().unofficial.search(own) or words().doubtful.match(own)
        if match is None:
            return False
        before = own[: match.start()].split()
        if re.search("[,;]", own) or re.search(OBJECT, text) or not all(map(_is_small, before)):
            raise UnreadableError(f"words beside names say {own[:80]!r}")
        self._note(self._plain(text).strip(" ,"))
        return True

    def _country(self, text: str) -> None:
        text = self._without_remark(text.strip(" ,;"))
        country = self._country_in(text)
        if country is None and text and all(map(self._may_be_person, self._parts(text))):
            for part in self._parts(text):
                self._add_people(part, None)
        elif text:
            self.out.details.append(country or self._plain(text))

    def _may_be_person(self, part: str) -> bool:
        """Whether words are a full name or a link to somebody, and no company and no country."""
        plain = self._plain(part)
        full = re.fullmatch(LINK, part) is not None or len(plain.split()) >= _FULL_NAME
        return full and is_name(plain) and not (is_company(plain) or self._country_in(part))

    def _aside_alone(self, mark: str) -> None:
        inner = self._inside(mark)
        plain = self._plain(inner)
        if _is_remark(plain) or _performers_only(inner):
            self._note(plain)
        elif plain:
            self._credits(inner)

    @staticmethod
    def _groups(text: str) -> list[str]:
        """Credits set off by semicolons, or by a comma or "and" before another job ("Music by A, lyrics by B")."""
        groups: list[str] = []
        for group in text.split(";"):
            jobs = ""
            for part in _before_job().split(group):
                if not part.strip(" ,."):
                    continue
                if _only_jobs(part):
                    # "Music and lyrics by": the first word is half of the job, not a name.
                    jobs += f"{part.strip()} and "
                    continue
                groups.append(jobs + part)
                jobs = ""
        return groups

    def _group(self, group: str) -> None:
        role = None
        if words().ensemble.fullmatch(self._plain(group)):
            self.out.unnamed = True
            self._note(self._plain(group))
            return
        job = _JOB_OF.match(group) if any(mark in group.lower() for mark in _BEHIND_JOB) else None
        if job and not re.search(WORK, job[1]):
            role, group = self._plain(job[1]), group[job.end() :]
            role = self._job_in(role, labelled=job[0].rstrip().endswith(":"))
            if role and self.writing and words().source_jobs.fullmatch(role):
                self._note(f"{role}: {self._plain(group)}")
                return
        elif together := re.match(r"\s*(in collaboration with)\s+(.+)$", group, re.IGNORECASE | re.DOTALL):
            role, group = together[1], together[2]
        first = len(self.out.people)
        trailing: str | None = None
        for part in self._siblings(self._parts(group), group):
            remarks = [self._plain(self._inside(c)) for c in part if c in self.asides]
            trade = "".join(c for c in part if c not in self.asides).strip()
            if self._is_job(trade) and all(map(_is_remark, remarks)):
                trailing = self._plain(trade)
                for remark in remarks:
                    self._note(remark)
                self._give_role(first if _SEVERAL.search(trailing) else max(first, len(self.out.people) - 1), trailing)
                continue
            self._name(part, role, first)
        if len(self.out.people) == first and trailing:
            raise UnreadableError(f"the job {trailing!r} without a name")

    def _job_in(self, label: str, *, labelled: bool) -> str | None:
        """The job that a label or words before "by" say; None where they are the company behind those named.

        Raises:
            UnreadableError: they are no job.
        """
        if is_company(label) and not (_only_jobs(label) or self._is_job(label)):
            self._note(label)
            return None
        if AWARD.match(label) or _PRIZE.search(label) or (labelled and not _JOB.search(label)):
            raise UnreadableError(f"the name of another award: {label[:80]!r}")
        return label

    def _parts(self, group: str) -> list[str]:
        """Names of a list; letters after a name stay with it."""
        parts = [name.strip(" ,") for part in _PEOPLE_SPLIT.split(group) for name in _at_slash(part)]
        societies = {part for part in parts[1:] if re.fullmatch(LINK, part) and is_letters(self._plain(part))}
        return whole_names(part for part in parts if part.strip(".") and part not in societies)

    def _siblings(self, parts: list[str], group: str) -> list[str]:
        """The names of a group, where a first name alone has the surname that it shares with another.

        A link says itself whom it means. Without one the first of a pair has the other's surname, but a songwriter may
        have one name.
        """
        for part in parts:
            shown = self.entry.shown.get(part)
            first, _, surname = _bare(shown.link).partition(" ") if shown else ("", "", "")
            if shown and surname and shown.text == first and surname in self._surnames(parts, part):
                self.entry.shown[part] = Shown(f"{first} {surname}", shown.link)
        if self.form is not Form.SONG and _are_first_names(parts, self.entry.shown, self._is_job):
            raise UnreadableError(f"first names, or names of one word: {self._plain(group)[:80]!r}")
        if not _PAIR.fullmatch(group) or len(parts) != len("ab") or self.form is Form.SONG or self._is_job(parts[1]):
            return parts
        first, surname = parts[0], surname_of(self._plain(parts[1]))
        alone = surname and " " not in first and not (re.search(OBJECT, first) or is_company(first))
        if not alone:
            return parts
        if is_company(self._plain(parts[1])):
            return [group]
        if self.producers:
            raise UnreadableError(f"a company or a first name: {first[:80]!r}")
        return [f"{first} {surname}", parts[1]]

    def _surnames(self, parts: list[str], but: str) -> set[str]:
        """Surnames of the others in a group, as printed or by their links."""
        others = [part for part in parts if part != but]
        links = (self.entry.shown[part].link for part in others if part in self.entry.shown)
        return {surname_of(self._plain(part)) for part in others} | {surname_of(_bare(link)) for link in links}

    @staticmethod
    def _is_job(part: str) -> bool:
        """Whether a part is a job such as "producers" or "Sound Director" and no name."""
        if re.search(OBJECT, part):
            return False
        jobs = words().jobs
        split = [w.strip(".,").lower() for w in re.split(r"[\s/,]+", part) if w.strip(".,")]
        return bool(split) and all(w in jobs or w.removesuffix("s") in jobs for w in split)

    def _give_role(self, first: int, role: str) -> None:
        for place in range(first, len(self.out.people)):
            if self.out.people[place].role is None:
                self.out.people[place] = self.out.people[place].model_copy(update={"role": role})

    def _name(self, part: str, role: str | None, first: int) -> None:
        number = len(self.out.people)
        asides = [c for c in part if c in self.asides]
        if self.writing and any(words().source_jobs.fullmatch(self._plain(self._inside(c))) for c in asides):
            self._note(self._plain(part))
            return
        name = "".join(c for c in part if c not in self.asides).strip(" ,")
        if self.form is Form.COUNTRY and (country := self._country_in(name)):
            self.out.details.append(country)
        else:
            self._add_people(name, role)
        for mark in asides:
            plain = self._plain(self._inside(mark))
            if self._is_job(plain) and not re.search(OBJECT, self._inside(mark)):
                alone = plain.casefold().startswith("co-") and not _SEVERAL.search(plain)
                self._give_role(max(first, len(self.out.people) - 1) if alone else first, plain)
                if len(self.out.people) == number:
                    self._add_people(name, plain)  # somebody who was named before, for another job
            elif self.form is Form.COUNTRY and not self.out.details and is_country(plain):
                self.out.details.append(plain)
            elif self.form is Form.COUNTRY and self._country_in(name) and self._may_be_person(self._inside(mark)):
                self._add_people(self._inside(mark), role)
            elif _is_remark(plain) or plain.lower().startswith("also "):
                self._note(plain)
            elif re.search(f"{LINK}|{WORK}", self._open(self._inside(mark))) and not self._is_source(mark):
                raise UnreadableError(f"cannot read {plain[:80]!r} after a name")
            else:
                self._note(plain)

    def _is_source(self, mark: str) -> bool:
        return words().source_clause.search(self._inside(mark)) is not None

    def _add_people(self, masked: str, role: str | None) -> None:
        masked = re.sub(rf"(?<={LINK})\s*\.$", "", masked)
        links = re.findall(LINK, masked)
        if not masked:
            return
        if len(links) > 1:
            raise UnreadableError(f"two names without a comma between them: {self._plain(masked)[:80]!r}")
        if re.search(WORK, masked):
            raise UnreadableError(f"a film among the names: {self._plain(masked)[:80]!r}")
        if self.form is Form.SONG and re.match(rf"[\s/&]*{QUOTE}", masked):
            raise UnreadableError(f"two songs in one entry: {self._plain(masked)[:80]!r}")
        if not links:
            if words().ensemble.fullmatch(self._plain(masked)):
                self.out.unnamed = True
                self._note(self._plain(masked))
                return
            self._person(self._plain(masked), None, role)
        else:
            self._add_linked(masked, links, role)

    def _add_linked(self, masked: str, links: Sequence[str], role: str | None) -> None:
        """Add the people of a link, with whatever of a name stands beside it."""
        shown = self.entry.shown[links[0]]
        if shown.link == shown.text and _RUN_TOGETHER.search(shown.text):
            raise UnreadableError(f"broken link {shown.text[:80]!r}")
        if masked == links[0]:
            for name in _names_in_link(shown):
                self._person(name, shown.link, role, linked=True)
        else:
            beside = [w.strip(".,").lower() for w in self._plain(masked.replace(links[0], " ")).split()]
            name = self.entry.names(masked)
            if all(word in words().beside_link for word in beside if word):
                self._person(name, shown.link, role, linked=True)
            elif _is_surname(shown.text, masked.partition(links[0])):
                # The surname's own page tells nothing of who is meant.
                whole = all(word in (shown.link or "") for word in name.split())
                self._person(name, shown.link if whole else None, role)
            else:
                raise UnreadableError(f"a name that is linked only in part: {name[:80]!r}")

    def _person(self, name: str, link: str | None, role: str | None, *, linked: bool = False) -> None:
        if not linked:
            name = _FULL_STOP.sub("", name)
        if key(name) in html_words().nobody:
            self._note(name)
            return
        if not (linked and name) and (_only_jobs(name) or not is_name(name) or _RESULT.fullmatch(name)):
            raise UnreadableError(f"{name[:80]!r} does not read as a name")
        if self.form is Form.COUNTRY and name.startswith("in "):
            self._note(name)
            return
        is_sure = is_country(name) or (linked and not is_language(name))
        if self.form is Form.COUNTRY and len(name.split()) == 1 and not is_sure:
            raise UnreadableError(f"a country, a language or a name: {name[:80]!r}")
        if self.form in (Form.GENERAL, Form.COUNTRY) and country_named(name, link):
            # A country is no person: what an entry of countries is about, and beside other films a remark.
            (self.out.details if self.form is Form.COUNTRY else self.out.notes).append(name)
            return
        if not linked and (_PRIZE.search(name) or (AWARD.match(name) and _JOB.search(name))):
            raise UnreadableError(f"the name of another award: {name[:80]!r}")
        publishes = self.form is Form.SONG and bool(self.out.people)
        if (self.form is Form.GENERAL and self.companies) or (
            (self.form is Form.GENERAL or publishes) and (is_company(name) or _leads_to_company(link or ""))
        ):
            self._note(name)
            self.out.unnamed = True
            return
        if not linked and self.out.people and (_LETTERS.fullmatch(name) or _FIGURE.fullmatch(name)):
            raise UnreadableError(f"letters, votes or a name: {name!r}")
        one_word = not linked and self.producers and _ONE_WORD.fullmatch(name)
        unsure = one_word or (linked and name.isupper()) or (self.producers and parties().ordinary.match(name))
        if self.form is Form.GENERAL and (self.producers or self.out.unnamed) and unsure:
            raise UnreadableError(f"a company or a name: {name[:80]!r}")
        for place, person in enumerate(self.out.people):
            if person.name == name or (link is not None and person.link == link and person.name == name):
                roles = dict.fromkeys(r for r in (person.role, role) if r)
                update = {"role": "; ".join(roles) or None, "link": person.link or link}
                self.out.people[place] = person.model_copy(update=update)
                return
        self.out.people.append(Person(name=name, link=link, role=role))

    # --- the whole ---

    def _settle(self) -> None:
        """Check that the form is complete."""
        self._assign_loose()
        if not self.out.works and self.form is not Form.PERSON:
            raise UnreadableError("no film in the entry")
        if self.form in (Form.COUNTRY, Form.COUNTRY_ONLY):
            self._settle_countries()
        if not (self.out.people or self.out.unnamed) and self.form in (Form.PERSON, Form.ACTING):
            raise UnreadableError("no person in the entry")
        short = [person.name for person in self.out.people if not (person.link or " " in person.name)]
        if self.form is Form.ACTING and len(self.out.people) > 1 and short:
            raise UnreadableError(f"a name or a character: {short[0][:80]!r}")
        if self.form is Form.ACTING and len(self.out.works) == 1 and len(self.out.details) == 1:
            role = f"as {self.out.details[0]}"
            self.out.people = [p.model_copy(update={"role": p.role or role}) for p in self.out.people]
        if self.entry.struck >= MOSTLY:
            self.out.official = False
        for mark in self.entry.marks:
            self._footnote(mark)
        for name in self.entry.removed:
            self.out.notes.append(f"struck out: {name}")

    def _settle_countries(self) -> None:
        """Of what stands where a country might, tell the countries from the rest."""
        countries = [detail for detail in self.out.details if is_country(detail)]
        others = [detail for detail in self.out.details if detail not in countries]
        if self.form is Form.COUNTRY_ONLY:
            self.out.notes += filter(is_company, others)
            others = [detail for detail in others if not is_company(detail)]
        elif countries:
            self.out.notes += others
            others = []
        if others:
            raise UnreadableError(f"no country that anybody knows: {others[0][:80]!r}")
        if self.form is Form.COUNTRY and not countries and self.between and len(self.out.people) > self.between:
            raise UnreadableError(f"a country or a name: {self.out.people[0].name[:80]!r}")
        self.out.details = countries

    def _assign_loose(self) -> None:
        """Asides that stood beside a film name people where nothing else does."""
        if len(self.out.works) > 1 and sum(map(self._names_only, self.loose)) > 1:
            raise UnreadableError("several entries in one line")
        for inner in self.loose:
            beside_country = self.form is Form.COUNTRY and any(map(is_country, self.out.details))
            if self.out.people or beside_country or not self.brackets or not self._names_only(inner):
                self._note(self._plain(inner))
            else:
                self._credits(inner)

    def _footnote(self, mark: str) -> None:
        """A footnote about a revoked nomination must belong to struck-out text, or to words that take it back."""
        if words().unofficial.search(mark) and self.out.official and not self.entry.removed:
            raise UnreadableError(f"a note says {mark[:80]!r} and nothing is struck out")
        self.out.notes.append(mark)

    def _names_only(self, inner: str) -> bool:
        plain = self._plain(inner)
        if re.search(LINK, inner) is not None:
            return True
        return (is_name(plain) and not _only_jobs(plain)) or self._says_jobs(plain)

    def _begins_with_job(self, text: str) -> bool:
        job = _JOB_OF.match(text)
        return job is not None and job[0].rstrip().endswith(":") and self._is_job(job[1])

    def _says_jobs(self, text: str) -> bool:
        """Whether credits say who did what: "music: A; lyrics: B", "A, producer"."""
        *names, last = text.split(",")
        job = _JOB_OF.match(text)
        said = job is not None and (_only_jobs(job[1]) or self._is_job(job[1]))
        return said or (bool(names) and self._is_job(last))


@cache
def _before_job() -> re.Pattern[str]:
    """What sets a job off from the credit before it."""
    names = "|".join(sorted(map(re.escape, words().credit_words)))
    return re.compile(
        rf"\s*[,./]\s*(?:and\s+)?(?=(?:{names})\b[^,;:]{{0,40}}?(?:\s+by\s|:\s))|\s+and\s+(?=(?:{names})\s+by\s)",
        re.IGNORECASE,
    )


def _is_small(word: str) -> bool:
    """Whether a word is no name: in lower case, or of what was nominated."""
    return word.islower() or word.casefold() in ("nomination", "nominee", "entry", "submission", "film", "song")


def _at_slash(part: str) -> list[str]:
    """Full names with nothing but a slash between them."""
    names = part.split("/")
    return names if len(names) > 1 and all(len(name.split()) >= _FULL_NAME for name in names) else [part]


def _are_first_names(parts: Sequence[str], shown: Mapping[str, Shown], is_job: Callable[[str], bool]) -> bool:
    """Whether unlinked names of one word stand before each other or a full name: "Bell, Ann", "Ann, Bo and Cy Bell"."""
    single = [not re.search(OBJECT, part) and len(part.split()) == 1 and not is_company(part) for part in parts]
    if len(parts) < _FULL_NAME or not all(single[:-1]) or any(map(is_job, parts)):
        return False
    return all(single) if len(parts) == _FULL_NAME else parts[-1] not in shown


def _is_surname(linked: str, masked: tuple[str, str, str]) -> bool:
    """Whether a link holds no more than a surname behind a first name or initial."""
    before, _, after = masked
    return len(linked.split()) == 1 and len(before.split()) == 1 and before.endswith(" ") and not after.strip()


def country_named(text: str, link: str | None) -> str | None:
    """The country, or several, that printed words or their link name."""
    if link and _PERSON_LINK.search(link) and words().disambiguator.search(link):
        return None
    if is_country(text):
        return text
    target = _OF_COUNTRY.sub("", _bare(link))
    return country_of_code(text) or (target if target and is_country(target) else None)


def _leads_to_company(link: str) -> bool:
    """Whether a link's target is called as a company is, or said to be one."""
    return is_company(_bare(link)) or _COMPANY.search(link) is not None


def _is_remark(text: str) -> bool:
    """Whether an aside says something about the nomination or the nominee's death."""
    return any(says.search(text) for says in (_POSTHUMOUS, words().unofficial, words().not_nominee)) or bool(
        words().doubtful.match(text)
    )


def _bare(link: str | None) -> str:
    return words().disambiguator.sub("", link or "")


def _performers_only(text: str) -> bool:
    """Whether credits name whoever performs a song, and nobody who wrote it."""
    performed = _PERFORMED.search(text)
    return performed is not None and not f"{text[: performed.start()]}{text[performed.end() :]}".strip(" ,;")


def _only_jobs(part: str) -> bool:
    return all(word.lower() in words().credit_words for word in re.findall(r"[^\s,&/]+", part))


def _names_in_link(shown: Shown) -> list[str]:
    """The people one link names: two full names joined by "and" or a comma are two people, a duo's name is one."""
    merged = whole_names(_LINKED_SPLIT.split(shown.name))
    if len(merged) == 1 or any(not p[:1].isupper() or p.startswith("The ") for p in merged):
        return [shown.name]
    lengths = [len(p.split()) for p in merged]
    if all(length >= _FULL_NAME for length in lengths):
        return merged
    siblings = shown.link == shown.text or re.search(r"\b(?:brothers|sisters|siblings|twins)\b", shown.link or "")
    if lengths == [1, _FULL_NAME] and siblings:
        # An article on two people of one name, such as siblings: its title gives the name once.
        return [f"{merged[0]} {merged[1].split()[1]}", merged[1]]
    return [shown.name]
