"""Fits the weights by which prose is read, and says how they do on sets left out: python -m benchmarks.fit_press.

A candidate is a craft or a body that a sentence about a film names (`tracker.press.praising`,
`tracker.press.missing`); a passage says yes to it where its label has it. The labelled sets are
`tests/press/*_passages.yml` and the school passages beside this file, which are there to learn from only. The word
lists were mended on the very same passages, so that as they are they flatter the rules; each set is therefore read
without most of the words that no other set holds, chosen by a hash, which is how prose that nobody has seen meets the
lists. Left out means: fitted on the other sets, and read like this.
"""

import argparse
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize

from tracker.domain.yamltext import load_yaml
from tracker.press.lexicon import BODY, shipped_words, using, words_pattern
from tracker.press.missing import miss_candidates
from tracker.press.praising import praise_candidates
from tracker.press.reading import spoken
from tracker.press.signs import Signs
from tracker.press.text import plain
from tracker.press.titles import Known, TitleIndex

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "tracker" / "data" / "press_weights.yml"
DIRECTIONS = Path(__file__).parent / "press_directions.yml"
SCHOOL = sorted(Path(__file__).parent.glob("press_school*.yml"))
DECISIONS = {"praised": "crafts", "missed": "missed"}
RIDGE = 1.0
"""Strength of the pull of every weight towards 0."""
HIDDEN = 0.8
"""Share of the words of one set alone that are hidden while it is read."""
READINGS = 2
"""Times that every set is read, each time without other words."""
SCHOOL_COUNTS = 0.5
"""Weight of a school passage: all of them are by one hand and full of figures of speech."""
NEEDED = 0.43
"""Probability from which the answer is yes: half the F1 that can be had, which is where F1 is best (Lipton, Elkan and
Naryanaswamy, Optimal thresholding of classifiers to maximize F1 measure, 2014)."""
ROUNDS = 4
"""Of choosing which of a passage's sentences its label means."""
_LISTS = ("idioms", "praise", "blame", "advocacy", "refusal", "recognition", "contrast", "irony")
_EXPRESSIONS = ("acclaim", "pleas", "missed")

Floats = np.ndarray[Any, np.dtype[np.float64]]
Passages = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """Whether a passage praises a craft or says that a body missed a film, with the signs of each sentence."""

    answer: bool
    signs: Sequence[Signs]


@dataclass
class Reading:
    """All questions of one set about one decision."""

    questions: list[Question]
    never_asked: int = 0
    """Labels for which no sentence was a candidate."""


def passages_of(path: Path) -> Passages:
    """A labelled set."""
    data: Passages = load_yaml(path.read_text(encoding="utf-8"), path.name)
    return data


def index_of(data: Passages) -> TitleIndex:
    """The works of a labelled set."""
    return TitleIndex(
        Known(
            key=f"{work['title']} ({work.get('kind', 'film')})",
            title=work["title"],
            kind=work.get("kind", "film"),
            year=work.get("year"),
            people=tuple(work.get("people", ())),
            directors=tuple(work.get("directors", ())),
        )
        for work in data["works"]
    )


def readings(data: Passages) -> dict[str, Reading]:
    """What a set asks, by decision."""
    index = index_of(data)
    found = {decision: Reading([]) for decision in DECISIONS}
    for passage in data["passages"]:
        signs: dict[str, dict[tuple[str, str], list[Signs]]] = {name: defaultdict(list) for name in DECISIONS}
        for work, said in spoken(passage["text"], index):
            for praised in praise_candidates(said, (*work.directors, *work.people), work.directors):
                signs["praised"][work.title, praised.slug].append(praised.signs)
            for missed in miss_candidates(said):
                signs["missed"][work.title, missed.slug].append(missed.signs)
        for decision, label in DECISIONS.items():
            _ask(found[decision], passage, label, signs[decision])
    return found


def _ask(reading: Reading, passage: Passages, label: str, signs: Mapping[tuple[str, str], list[Signs]]) -> None:
    """By film where the label says whose it is, else for the passage as a whole."""
    by_film = passage.get(f"{label}_of")
    asked: dict[object, list[Signs]] = defaultdict(list)
    for (title, slug), each in signs.items():
        asked[slug if by_film is None else (title, slug)] += each
    wanted: set[object] = set(passage.get(label, []))
    if by_film is not None:
        wanted = {(title, slug) for title, slugs in by_film.items() for slug in slugs}
    reading.questions += [Question(key in wanted, each) for key, each in asked.items()]
    reading.never_asked += len(wanted - set(asked))


def without_some_words(own: str, others: str, seed: int) -> dict[str, Any]:
    """The lexicon without a part of the judging words that stand in `own` and not in `others`, both plain text."""
    words = dict(shipped_words())
    for name in (*_LISTS, *_EXPRESSIONS):
        words[name] = [entry for entry in words[name] if not _hidden(entry, name, own, others, seed)]
    return words


def _hidden(entry: str, name: str, own: str, others: str, seed: int) -> bool:
    if hashlib.sha256(f"{seed}{entry}".encode()).digest()[0] >= 256 * HIDDEN:
        return False
    pattern = re.compile(entry.replace("{body}", f"[{BODY}a-z]+")) if name in _EXPRESSIONS else words_pattern([entry])
    return pattern.search(own) is not None and pattern.search(others) is None


def read_sets(paths: Sequence[Path], seed: int) -> dict[str, dict[str, Reading]]:
    """Each set, read without some of its words."""
    data = {path.stem: passages_of(path) for path in paths}
    texts = {name: plain("\n".join(p["text"] for p in each["passages"])) for name, each in data.items()}
    found = {}
    for name, each in data.items():
        others = "\n".join(text for other, text in texts.items() if other != name)
        with using(without_some_words(texts[name], others, seed)):
            found[name] = readings(each)
    return found


@dataclass(frozen=True)
class Table:
    """Signs of candidates: a row each, with the number of its question."""

    rows: Floats
    question: "np.ndarray[Any, np.dtype[np.int64]]"
    answer: Floats

    @staticmethod
    def of(questions: Sequence[Question], names: Sequence[str]) -> "Table":
        """Of the signs that have names here."""
        rows = [[signs.get(name, 0.0) for name in names] for q in questions for signs in q.signs]
        number = [i for i, q in enumerate(questions) for _ in q.signs]
        answers = np.array([q.answer for q in questions], dtype=float)
        return Table(np.array(rows, dtype=float).reshape(-1, len(names)), np.array(number, dtype=int), answers)

    def probabilities(self, weights: Floats) -> Floats:
        """Of each question: that of its likeliest candidate."""
        best = np.full(len(self.answer), -30.0)
        np.maximum.at(best, self.question, self.rows @ weights[:-1] + weights[-1])
        chances: Floats = 1 / (1 + np.exp(-best))
        return chances


def fit(table: Table, weight: Floats, names: Sequence[str], directions: Mapping[str, Sequence[str]]) -> Floats:
    """The weights of the signs and, last, the log odds before any.

    A passage's label speaks of one of its sentences: of the likeliest, once there are weights.
    """
    bounds = [*(_bound(name, directions) for name in names), (None, None)]
    found = np.zeros(len(names) + 1)
    for again in range(ROUNDS):
        rows, answers, counts = _chosen(table, weight, found, every=not again)
        found = minimize(
            _loss, found, args=(table.rows[rows], answers, counts), jac=True, method="L-BFGS-B", bounds=bounds
        ).x
    return found


def _bound(name: str, directions: Mapping[str, Sequence[str]]) -> tuple[float | None, float | None]:
    return 0.0 if name in directions["for"] else None, 0.0 if name in directions["against"] else None


def _chosen(table: Table, weight: Floats, weights: Floats, *, every: bool) -> tuple[list[int], Floats, Floats]:
    """Rows with answers and what they count: every row of a no, the likeliest row of a yes."""
    score = table.rows @ weights[:-1] + weights[-1]
    groups: dict[int, list[int]] = defaultdict(list)
    for row, question in enumerate(table.question.tolist()):
        groups[question].append(row)
    rows, answers, counts = [], [], []
    for question, members in groups.items():
        yes = bool(table.answer[question])
        chosen = [max(members, key=lambda row: score[row])] if yes and not every else members
        rows += chosen
        answers += [float(yes)] * len(chosen)
        counts += [weight[question] / len(chosen) ** (1.0 if yes else 0.5)] * len(chosen)
    return rows, np.array(answers), np.array(counts)


def _loss(weights: Floats, rows: Floats, answers: Floats, counts: Floats) -> tuple[float, Floats]:
    score = rows @ weights[:-1] + weights[-1]
    off = counts * (1 / (1 + np.exp(-score)) - answers)
    loss = float(np.sum(counts * (np.logaddexp(0, score) - answers * score)) + RIDGE / 2 * np.sum(weights[:-1] ** 2))
    return loss, np.append(rows.T @ off + RIDGE * weights[:-1], off.sum())


def _is_labelled(path: Path) -> bool:
    """Whether a set says which crafts are praised and which bodies missed a film; others are about other questions."""
    return any(label in passage for passage in passages_of(path)["passages"] for label in DECISIONS.values())


def _is_school(name: str) -> bool:
    return name.startswith("press_school")


Sets = Sequence[dict[str, dict[str, Reading]]]


def _table(sets: Sets, decision: str, names: Sequence[str], left_out: str = "") -> tuple[Table, Floats]:
    chosen = [(name, each[name][decision]) for each in sets for name in each if name != left_out]
    questions = [question for _, reading in chosen for question in reading.questions]
    counts = [
        (SCHOOL_COUNTS if _is_school(name) else 1.0) / len(sets) for name, reading in chosen for _ in reading.questions
    ]
    return Table.of(questions, names), np.array(counts)


def f1(said: "np.ndarray[Any, np.dtype[np.bool_]]", answer: Floats, never_asked: int) -> float:
    """Of answers, with labels that were never asked for as misses."""
    return float(2 * np.sum(said & (answer > 0)) / (said.sum() + answer.sum() + never_asked))


@dataclass
class LeftOut:
    """How one set was read by what was learnt from the others."""

    name: str
    probability: Floats
    rules: "np.ndarray[Any, np.dtype[np.bool_]]"
    answer: Floats
    never_asked: int


def leave_one_out(
    sets: Sets, decision: str, names: Sequence[str], directions: Mapping[str, Sequence[str]]
) -> Iterator[LeftOut]:
    """Every set, read by weights that it had no part in."""
    for name in sets[0]:
        table, counts = _table(sets, decision, names, name)
        weights = fit(table, counts, names, directions)
        for each in sets:
            reading = each[name][decision]
            held_out = Table.of(reading.questions, names)
            rules = np.array([any(signs.get("rules") for signs in q.signs) for q in reading.questions])
            yield LeftOut(name, held_out.probabilities(weights), rules, held_out.answer, reading.never_asked)


def _f1_of(results: Iterable[LeftOut], needed: float) -> float:
    results = list(results)
    said = np.concatenate([r.probability for r in results]) >= needed
    return f1(said, np.concatenate([r.answer for r in results]), sum(r.never_asked for r in results))


def _rules_f1(results: Iterable[LeftOut]) -> float:
    results = list(results)
    said = np.concatenate([r.rules for r in results])
    return f1(said, np.concatenate([r.answer for r in results]), sum(r.never_asked for r in results))


def _all_f1(results: Iterable[LeftOut]) -> float:
    results = list(results)
    answer = np.concatenate([r.answer for r in results])
    return f1(np.ones(len(answer), dtype=bool), answer, sum(r.never_asked for r in results))


def main() -> None:
    """Fit, report and, with --write, ship."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.relative_to(ROOT)}")
    options = parser.parse_args()
    paths = [
        *(path for path in sorted((ROOT / "tests" / "press").glob("*passages.yml")) if _is_labelled(path)),
        *SCHOOL,
    ]
    sets = [read_sets(paths, seed) for seed in range(READINGS)]
    directions = load_yaml(DIRECTIONS.read_text(encoding="utf-8"), DIRECTIONS.name)
    shipped = {}
    for decision in DECISIONS:
        asked = [q for each in sets for readings_ in each.values() for q in readings_[decision].questions]
        names = sorted({name for q in asked for signs in q.signs for name in signs})
        results = list(leave_one_out(sets, decision, names, directions[decision]))
        sets_alone = [r for r in results if not _is_school(r.name)]
        for name in dict.fromkeys(r.name for r in results):
            own = [r for r in results if r.name == name]
            weighed, rules, every = _f1_of(own, NEEDED), _rules_f1(own), _all_f1(own)
            print(f"{decision} {name}: weighed {weighed:.2f}, rules {rules:.2f}, all {every:.2f}")
        print(
            f"{decision} left out, school apart: weighed {_f1_of(sets_alone, NEEDED):.3f} (from {NEEDED}),"
            f" rules {_rules_f1(sets_alone):.3f}, all named {_all_f1(sets_alone):.3f}"
        )
        table, counts = _table(sets, decision, names)
        weights = fit(table, counts, names, directions[decision]).round(2).tolist()
        shipped[decision] = {
            "start": weights[-1],
            "needed": NEEDED,
            "weights": {name: weight for name, weight in zip(names, weights, strict=False) if weight},
        }
    if options.write:
        head = "# Log odds of signs (tracker/press), fitted by `python -m benchmarks.fit_press --write`; do not edit.\n"
        WEIGHTS.write_text(head + yaml.safe_dump(shipped, sort_keys=True, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main()
