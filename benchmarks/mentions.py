"""How many articles a second are searched for 50,000 titles, beside a loop over the titles."""

import random
import re

from benchmarks.measure import Result, cpu_seconds, side_by_side
from tracker.press.mentions import mentions
from tracker.press.titles import Known, TitleIndex

TITLES = 50_000
ARTICLES = 100
WORDS = 800
LOOPED = 2
"""Articles that the loop over titles gets; its time is scaled up, since it would take minutes."""
BAR = 0.1
"""The index must take less than a tenth of what the loop takes."""

_SEED = 7
_VOCABULARY = 3_000
"""Words that the articles are made of; one title in a hundred is such a word."""


def _word(random_: random.Random, syllables: int = 4) -> str:
    count = random_.randint(2, syllables)
    return "".join(random_.choice("bcdfglmnprst") + random_.choice("aeiou") for _ in range(count))


def _works(random_: random.Random, vocabulary: list[str]) -> list[Known]:
    found = []
    for number in range(TITLES):
        words = [_word(random_) for _ in range(random_.randint(1, 5))]
        title = random_.choice(vocabulary) if number % 100 == 0 else " ".join(words)
        director = f"{_word(random_)} {_word(random_)}".title()
        found.append(Known(key=f"Q{number}", title=title.title(), year=2010, directors=(director,)))
    return found


def _article(random_: random.Random, works: list[Known], vocabulary: list[str]) -> str:
    """Running text that names ten films."""
    words = [random_.choice(vocabulary) for _ in range(WORDS)]
    for place in random_.sample(range(WORDS), 10):
        words[place] = f"the film {random_.choice(works).title}"
    sentences = [" ".join(words[i : i + 16]) + "." for i in range(0, WORDS, 16)]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)


def _loop(works: list[Known], article: str) -> int:
    return sum(re.search(rf"\b{re.escape(work.title)}\b", article) is not None for work in works)


def measure(rounds: int) -> list[Result]:
    """CPU seconds for all articles; an article takes a hundredth."""
    random_ = random.Random(_SEED)  # noqa: S311 - made-up titles
    vocabulary = [_word(random_, 3) for _ in range(_VOCABULARY)]
    works = _works(random_, vocabulary)
    articles = [_article(random_, works, vocabulary) for _ in range(ARTICLES)]
    index = TitleIndex(works)
    mentions(articles[0], index)  # the lexicon is read once a run
    return [
        side_by_side(
            f"mentions in {ARTICLES} articles of {WORDS} words, {TITLES} titles",
            lambda: cpu_seconds(lambda: [mentions(article, index) for article in articles]),
            "a regular expression a title",
            lambda: cpu_seconds(lambda: [_loop(works, article) for article in articles[:LOOPED]]) * ARTICLES / LOOPED,
            rounds=min(rounds, 3),
            bar=BAR,
            unit="s CPU",
        )
    ]
