"""Figures as sentences print them: small numbers as words, shares rounded, probabilities and percentiles cut."""

import math
from collections.abc import Iterable, Mapping, Sequence

_EXACT = 9
"""Decimals that are kept before rounding down: 100 times 0.29 is 28.999999999999996."""


def whole_percent(probability: float) -> int:
    """A probability, 0 to 1, in whole percent.

    It is cut, as percentiles are: labels begin at whole percents, and what falls short of one is not printed as if it
    had reached it.
    """
    return math.floor(round(100 * probability, _EXACT))


def share(part: float) -> str:
    """A counted share, 0 to 1, in whole percent, half rounded up: neither a nought nor all where it is not."""
    whole = _rounded(part)
    least, most = (part > 0 and not whole), (part < 1 and whole == 100)  # noqa: PLR2004
    return "under 1%" if least else "over 99%" if most else f"{whole}%"


def chance(probability: float) -> str:
    """A probability, 0 to 1, in whole percent: `98%`, and `under 1%` or `over 99%` for what is open."""
    if _rounded(probability) == 100:  # noqa: PLR2004
        return "over 99%"
    return f"{whole_percent(probability) or 'under 1'}%"


def _rounded(part: float) -> int:
    return math.floor(round(100 * part, _EXACT) + 0.5)


def chance_in_words(probability: float) -> str:
    """A probability in a sentence: `about 98%`, `under 1%`, `over 99%`."""
    figure = chance(probability)
    return f"about {figure}" if figure[0].isdigit() else figure


def whole_percentile(percentile: float) -> int:
    """A percentile, 0 to 100, as a whole number."""
    return math.floor(round(percentile, _EXACT))


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `83rd`, `111th`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


_CARDINALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def in_words(number: int) -> str:
    """`two`, `ten`, `11`; nothing is `no`, as in "no nominee"."""
    return _CARDINALS[number] if 0 <= number < len(_CARDINALS) else f"{number:,}"


def rank_in_words(place: int) -> str:
    """`second`, `tenth`, `11th`."""
    return _ORDINALS[place] if 0 < place < len(_ORDINALS) else ordinal(place)


def quantity(number: int, one: str, many: str = "") -> str:
    """`one nominee`, `two bodies`, `11 films`; without `many` the plural is the singular with an s."""
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def tally(one: str, counts: Mapping[str, int]) -> str:
    """`30 lists: 5 complete, 25 on trial`, `three lists: one complete, two on trial`, `one list, complete`."""
    total, states = sum(counts.values()), [state.replace("_", " ") for state in counts]
    if len(states) == 1:
        return f"{quantity(total, one)}, {'all ' if total > 1 else ''}{states[0]}"
    say = in_words if in_words(total).isalpha() else "{:,}".format
    parts = (f"{say(number)} {state}" for number, state in zip(counts.values(), states, strict=True))
    return ": ".join(filter(None, [quantity(total, one), ", ".join(parts)]))


def listing(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def spans(years: Iterable[int], most: int | None = None) -> str:
    """`2000 to 2004, 2006`; more runs than `most` in few words: `13 seasons from 2000 to 2024`."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    if most is not None and len(runs) > most:
        return f"{sum(map(len, runs))} seasons from {runs[0][0]} to {runs[-1][-1]}"
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
