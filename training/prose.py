"""Fits the weights by which prose is read: `python -m training.prose` measures, `--write` ships them.

Every decision is a logistic regression over named features. A passage's label says that one of its sentences praises a
craft, not which: a craft's likeliest sentence is taken for it, once there are weights. Of thousands of features those
that weigh most are kept and fitted again, so that the file stays small.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from tracker.domain.text.sentences import sentences
from tracker.prose import model as models
from tracker.prose.mentions import WorkKey
from tracker.prose.misses import miss_candidates
from tracker.prose.model import Features, Model
from tracker.prose.places import Place, Surroundings, Topic
from tracker.prose.praise import praise_candidates
from tracker.prose.reading import About, read, spoken
from tracker.prose.titles import KnownWork, TitleIndex
from training.passages import FITTED, HELD_OUT, Passage, load_all
from training.scores import score

WEIGHTS = Path(__file__).parent.parent / "tracker" / "data" / "prose" / "weights.json"
TEXTS = Path(__file__).parent / "texts"
MADE_UP, ORDINARY = 0.05, 3.0
"""Weights of made-up questions and of ordinary sentences."""
ROUNDS = 3
SEED = 20110215


@dataclass(frozen=True)
class Settings:
    """How one decision is fitted; chosen on the development part (docs/prose.md)."""

    inverse_strength: float
    """Of the pull of every weight towards 0."""
    kept: int
    """Features that are kept."""
    threshold: float
    """Log odds from which the answer is yes."""
    rarest: int = 2
    """Times that a feature must be seen."""


SETTINGS = {
    "mention": Settings(1.0, 60, 0.0, 1),
    "kind": Settings(1.0, 40, 0.0, 1),
    "praised": Settings(0.1, 400, -0.4),
    "missed": Settings(0.1, 350, -0.28),
}


@dataclass(frozen=True)
class Question:
    """Something that a passage says or does not say, with the features of every place where it may say it."""

    passage: int
    answer: bool
    places: Sequence[Features]
    weight: float = 1.0


Questions = dict[str, list[Question]]


def questions(passages: Sequence[Passage]) -> Questions:
    """What the passages ask, by decision."""
    asked: Questions = {task: [] for task in SETTINGS}
    for number, passage in enumerate(passages):
        _ask_of_places(asked, number, passage)
        weight = 0.6 if passage.source.startswith(("school", "plain")) else 1.0
        candidates: dict[str, dict[tuple[str, str], list[Features]]] = {t: defaultdict(list) for t in SETTINGS}
        for work, part_features in _candidates(passage):
            for task, slug, features in part_features:
                candidates[task][work, slug].append(features)
        for task, label in (("praised", "crafts"), ("missed", "missed")):
            if passage.has(label):
                asked[task] += _asked(number, passage, label, candidates[task], weight)
    return asked


def _candidates(passage: Passage) -> Iterator[tuple[str, list[tuple[str, str, Features]]]]:
    works: dict[WorkKey, About] = {}
    for (_, kind), about, part in spoken(passage.text, passage.index, works):
        if kind != "film":
            continue
        work = about.work
        rows = [("praised", c.slug, c.features) for c in praise_candidates(part, work)]
        rows += [("missed", c.slug, c.features) for c in miss_candidates(part, work.everybody)]
        yield work.title, rows


def _asked(
    number: int,
    passage: Passage,
    label: str,
    candidates: Mapping[tuple[str, str], list[Features]],
    weight: float,
) -> Iterator[Question]:
    wanted = passage.answers(label)
    merged: dict[tuple[str, str], list[Features]] = defaultdict(list)
    whole = f"{label}_of" not in passage.labels
    for (title, slug), places in candidates.items():
        merged["" if whole else title, slug] += places
    yield from (Question(number, key in wanted, places, weight) for key, places in merged.items())


def _ask_of_places(asked: Questions, number: int, passage: Passage) -> None:
    """Whether each stretch that reads like a title is one, and whether of a film or a book."""
    about = Topic(passage.text)
    for place in _places(passage.text, passage.index):
        kind = passage.works.get(place.hit.title)
        works = [w for w in place.hit.works if w.kind == kind] or place.hit.works
        asked["mention"] += [Question(number, kind is not None, [place.features(about, work)]) for work in works]
        if kind is not None:
            asked["kind"].append(Question(number, kind == "film", [place.kind(about)]))
    for index, text, answer in _made_up(passage):
        topic = Topic(text)
        for place in _places(text, index):
            asked["mention"].append(Question(number, answer, [place.features(topic, place.hit.works[0])], MADE_UP))


def _places(text: str, index: TitleIndex) -> Iterator[Place]:
    around = [Surroundings(sentence) for sentence in sentences(text)]
    for hit in index.find(text):
        own = next((each for each in around if each.sentence.start <= hit.start < each.sentence.end), None)
        if own is not None:
            yield Place(text, hit, own)


def _made_up(passage: Passage) -> Iterator[tuple[TitleIndex, str, bool]]:
    """The passage with films that it does not name, and with its film under a title of one everyday word.

    What is capitalised in a passage and no title of it might be a film's title, and is not meant. A passage that is
    clear about "Salt Road" is as clear about "Drive".
    """
    words = {
        w for w in re.findall(r"\b[A-ZÀ-Þ][\w’']+\b", passage.text) if not any(w in title for title in passage.works)
    }
    yield TitleIndex(KnownWork(word, word) for word in sorted(words)), passage.text, False
    chosen = random.Random(f"{SEED}{passage.text}").choice(  # noqa: S311 - a made-up title
        (TEXTS / "common_titles.txt").read_text("utf-8").splitlines()
    )
    titles = [title for title in passage.works if passage.text.count(title) == 1 and " " in title]
    for title in titles[:1]:
        work = next(w for hit in passage.index.find(title) for w in hit.works)
        yield (
            TitleIndex([KnownWork("x", chosen, work.kind, work.year, (), work.people, work.directors)]),
            passage.text.replace(title, chosen),
            True,
        )


def ordinary() -> list[Question]:
    """Sentences that hold the words of common titles and name no film."""
    titles = (TEXTS / "common_titles.txt").read_text("utf-8").splitlines()
    index = TitleIndex(KnownWork(title, title) for title in titles)
    lines = (TEXTS / "ordinary.txt").read_text("utf-8").splitlines()
    return [
        Question(-1, False, [place.features(Topic(line), work)], ORDINARY)
        for line in lines
        for place in _places(line, index)
        for work in place.hit.works
    ]


def fit(asked: Sequence[Question], settings: Settings) -> Model:
    """The weights of a decision."""
    seen = Counter(name for q in asked for features in q.places for name, value in features.items() if value)
    names = {name for name, times in seen.items() if times >= settings.rarest}
    first, vectors = _fitted(asked, names, settings)
    spread = np.abs(first.coef_[0]) * np.sqrt([seen[name] for name in vectors.feature_names_])
    best = {vectors.feature_names_[i] for i in np.argsort(-spread)[: settings.kept]}
    last, vectors = _fitted(asked, best, settings)
    weights = {n: round(float(w), 2) for n, w in zip(vectors.feature_names_, last.coef_[0], strict=True)}
    return Model(
        {n: w for n, w in sorted(weights.items()) if w}, round(float(last.intercept_[0]), 2), settings.threshold
    )


def _fitted(
    asked: Sequence[Question], names: set[str], settings: Settings
) -> tuple[LogisticRegression, DictVectorizer]:
    vectors = DictVectorizer()
    rows = [[{n: v for n, v in f.items() if v and n in names} for f in q.places] for q in asked]
    vectors.fit([f for each in rows for f in each])
    tables = [csr_matrix(vectors.transform(each)) for each in rows]
    regression = LogisticRegression(C=settings.inverse_strength, max_iter=500)
    for again in range(ROUNDS):
        chosen, answers, weights = [], [], []
        for question, places in zip(asked, tables, strict=True):
            if again and question.answer and places.shape[0] > 1:
                places = places[int(np.argmax(regression.decision_function(places)))]  # noqa: PLW2901
            count = places.shape[0]
            chosen.append(places)
            answers += [question.answer] * count
            weights += [question.weight / count ** (1.0 if question.answer else 0.5)] * count
        regression.fit(vstack(chosen), answers, sample_weight=weights)
    return regression, vectors


def use(fitted: Mapping[str, Model]) -> None:
    """Reads with these models from now on."""
    models.model.cache_clear()
    models.USED.clear()
    models.USED.update(fitted)


def fit_all(passages: Sequence[Passage], settings: Mapping[str, Settings] = SETTINGS) -> dict[str, Model]:
    """Every decision; which titles are meant is fitted first, since the others ask about the films meant."""
    asked: Questions = {task: [] for task in settings}
    for number, passage in enumerate(passages):
        _ask_of_places(asked, number, passage)
    fitted = {
        task: fit([*asked[task], *(ordinary() if task == "mention" else [])], settings[task])
        for task in ("mention", "kind")
    }
    use(fitted)
    rest = questions(passages)
    fitted |= {task: fit(rest[task], settings[task]) for task in ("praised", "missed")}
    use(fitted)
    return fitted


def report(passages: Iterable[Passage], title: str) -> None:
    """Print how passages are read, a set at a time."""
    passages = list(passages)
    groups = {
        "eight sets": [p for p in passages if not p.source.startswith(("school", "nominated", "plain", "ninth"))],
        "second, seventh, eighth": [p for p in passages if p.source in ("second", "seventh", "eighth")],
        "school": [p for p in passages if p.source.startswith("school")],
        "nominated": [p for p in passages if p.source == "nominated"],
        "written last": [p for p in passages if p.source in ("ninth", "nominated_3")],
        "all": passages,
    }
    for name, group in groups.items():
        print(f"{title}, {name} ({len(group)}): {score(group, lambda p: read(p.text, p.index))}")


def write(fitted: Mapping[str, Model]) -> None:
    """Ship the weights, in hundredths."""
    data = {
        task: {
            "start": round(100 * each.start),
            "threshold": round(100 * each.threshold),
            "weights": {name: round(100 * weight) for name, weight in each.weights.items()},
        }
        for task, each in fitted.items()
    }
    WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Fit on the training part and measure on the development part; fit on both, measure once more, and ship."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--held-out", action="store_true", help="measure on the held-out part too")
    parser.add_argument("--write", action="store_true", help="write tracker/data/prose/weights.json")
    options = parser.parse_args()
    passages = list(load_all(FITTED))
    fit_all([p for p in passages if not p.development])
    report((p for p in passages if p.development), "development")
    if options.held_out or options.write:
        fitted = fit_all(passages)
        report(load_all(HELD_OUT), "held out")
        if options.write:
            write(fitted)


if __name__ == "__main__":
    main()
