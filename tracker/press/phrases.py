"""Phrases of being nominated and of winning, found in a marked sentence by the patterns of `tracker/data/press.yml`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tracker.press.marks import entries

_NOMINATIONS = re.compile(r"\b(?:nominat\w*|nods|noms)\b")


@dataclass(frozen=True)
class Rule:
    """One pattern and what a match of it says."""

    says: Literal["nominated", "won", "same"]
    """`same` is what the words before it say."""
    role: str
    """`verb` and `noun` have a subject before them; `body_first` and `inside` name in themselves what was nominated;
    `attribute` stands before a noun; `more` adds to the phrase before it."""
    bodiless: bool
    """It names no body: another part of the sentence does, or the sentence before."""
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Phrase:
    """A match in a marked sentence."""

    rule: Rule
    text: str
    """The whole marked sentence."""
    start: int
    end: int

    @property
    def result(self) -> Literal["nominated", "won"]:
        """What it says there was."""
        if self.rule.says != "same":
            return self.rule.says
        return "nominated" if _NOMINATIONS.search(self.lead) else "won"

    @property
    def lead(self) -> str:
        """What stands before it."""
        return self.text[: self.start]

    @property
    def inside(self) -> str:
        """What was matched."""
        return self.text[self.start : self.end]

    @property
    def behind(self) -> str:
        """What stands behind it."""
        return self.text[self.end :]


@cache
def _rules() -> tuple[Rule, ...]:
    macros: dict[str, str] = {}
    for name, text in entries()["macros"].items():
        macros[name] = _filled(text, macros)
    return tuple(
        Rule(each["says"], each["as"], each.get("bodiless", False), re.compile(_filled(each["pattern"], macros)))
        for each in entries()["patterns"]
    )


def _filled(text: str, macros: dict[str, str]) -> str:
    """A pattern with its macros; `<p>` in it stands for a name of any kind."""
    return re.sub(r"\{([a-z_]+)\}", lambda m: macros[m[1]], text.replace("<p>", "<po?>"))


def phrases(text: str) -> list[Phrase]:
    """The phrases of a marked sentence in the order of the text; of those that overlap the one of the earlier rule."""
    chosen: list[Phrase] = []
    for rule in _rules():
        for match in rule.pattern.finditer(text):
            phrase = Phrase(rule, text, match.start(), match.end())
            if match[0].strip() and all(phrase.end <= p.start or phrase.start >= p.end for p in chosen):
                chosen.append(phrase)
    return sorted(chosen, key=lambda p: p.start)
