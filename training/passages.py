"""Labelled passages: what a careful reader says that they mention, praise, and claim."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.domain.yamltext import load_yaml
from tracker.prose.reading import About
from tracker.prose.titles import KnownWork, TitleIndex

FITTED = Path(__file__).parent / "passages"
HELD_OUT = Path(__file__).parent.parent / "tests" / "prose" / "held_out"
TASKS = ("crafts", "missed", "nominated")
"""Labels of a passage that are lists of slugs or claims."""

Answers = set[tuple[str, str]]
"""Titles with slugs; the title is empty where a label is of the passage as a whole."""


@dataclass(frozen=True)
class Passage:
    """One passage with its labels."""

    source: str
    """The set that it is from."""
    text: str
    works: Mapping[str, str]
    """Titles with the kind of work that is meant, `film` or `book`."""
    labels: Mapping[str, Any]
    index: TitleIndex
    development: bool

    def has(self, task: str) -> bool:
        """Whether it is labelled for a task."""
        return task in self.labels["labels"]

    def answers(self, task: str) -> Answers:
        """What is to be read, by film where the label says whose it is."""
        by_film = self.labels.get(f"{task}_of")
        if by_film is not None:
            return {(title, slug) for title, slugs in by_film.items() for slug in slugs}
        title = next(iter(self.works), "") if task == "nominated" else ""
        return {(title, slug) for slug in self.labels.get(task, [])}

    def readings(self, task: str, abouts: Sequence[About]) -> Answers:
        """What was read, in the same form."""
        by_film = f"{task}_of" in self.labels or task == "nominated"
        return {(about.work.title if by_film else "", slug) for about in abouts for slug in getattr(about, task)}


def load(path: Path) -> list[Passage]:
    """The passages of one file."""
    data = load_yaml(path.read_text(encoding="utf-8"), path.name)
    index = TitleIndex(
        KnownWork(
            key=f"{work['title']} ({work.get('kind', 'film')})",
            title=work["title"],
            kind=work.get("kind", "film"),
            year=work.get("year"),
            people=tuple(work.get("people", ())),
            directors=tuple(work.get("directors", ())),
        )
        for work in data["works"]
    )
    labelled = data.get("labels", ["nominated"] if path.stem == "nominated" else ["crafts", "missed"])
    return [
        Passage(
            path.stem,
            passage["text"],
            passage["works"] if isinstance(passage["works"], dict) else dict.fromkeys(passage["works"], "film"),
            {**passage, "labels": labelled},
            index,
            bool(passage.get("development")),
        )
        for passage in data["passages"]
    ]


def load_all(folder: Path) -> Iterator[Passage]:
    """The passages of every file of a folder."""
    for path in sorted(folder.glob("*.yml")):
        yield from load(path)
