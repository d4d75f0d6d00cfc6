"""Reading articles for what they say of 50,000 works, beside finding the titles in them and no more."""

import random

import ahocorasick

from benchmarks.measure import Result, Scale, cpu_seconds, side_by_side
from tracker.prose.mentions import mentions
from tracker.prose.titles import KnownWork, TitleIndex

CASE = "prose"
TITLES = 50_000
ARTICLES = 100
WORDS = 800
BAR = 90.0
"""Reading to finding: what an article says of a film costs more than to see its title."""

_SEED = 7
_VOCABULARY = 3_000
"""Words that the articles are made of; one title in a hundred is such a word."""


def _word(random_: random.Random, syllables: int = 4) -> str:
    count = random_.randint(2, syllables)
    return "".join(random_.choice("bcdfglmnprst") + random_.choice("aeiou") for _ in range(count))


def _works(random_: random.Random, vocabulary: list[str]) -> list[KnownWork]:
    works = []
    for number in range(TITLES):
        words = [_word(random_) for _ in range(random_.randint(1, 5))]
        title = random_.choice(vocabulary) if number % 100 == 0 else " ".join(words)
        director = f"{_word(random_)} {_word(random_)}".title()
        works.append(KnownWork(key=f"Q{number}", title=title.title(), year=2010, directors=(director,)))
    return works


def _article(random_: random.Random, works: list[KnownWork], vocabulary: list[str]) -> str:
    """Running text that names ten films."""
    words = [random_.choice(vocabulary) for _ in range(WORDS)]
    for place in random_.sample(range(WORDS), 10):
        words[place] = f"the film {random_.choice(works).title}"
    sentences = [" ".join(words[i : i + 16]) + "." for i in range(0, WORDS, 16)]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)


def _automaton(works: list[KnownWork]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for work in works:
        automaton.add_word(work.title, work.key)
    automaton.make_automaton()
    return automaton


def measure(scale: Scale) -> list[Result]:
    """Processor seconds for all articles."""
    random_ = random.Random(_SEED)  # noqa: S311 - made-up titles
    vocabulary = [_word(random_, 3) for _ in range(_VOCABULARY)]
    works = _works(random_, vocabulary)
    articles = [_article(random_, works, vocabulary) for _ in range(2 if scale.small else ARTICLES)]
    index, automaton = TitleIndex(works), _automaton(works)
    mentions(articles[0], index)  # the lexicon is read once a run
    return [
        side_by_side(
            CASE,
            f"read {len(articles)} articles of {WORDS} words for {TITLES} titles",
            lambda: cpu_seconds(lambda: [mentions(article, index) for article in articles]),
            "finding the titles by pyahocorasick",
            lambda: cpu_seconds(lambda: [list(automaton.iter(article)) for article in articles]),
            rounds=scale.rounds,
            bar=BAR,
        )
    ]
