"""How well passages are read: films, crafts, missed bodies and claims, and film against book."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tracker.prose.reading import About
from training.passages import TASKS, Passage


@dataclass
class Count:
    """Answers that were right, wrong, and not given."""

    right: int = 0
    wrong: int = 0
    lost: int = 0

    def add(self, wanted: set[tuple[str, str]], got: set[tuple[str, str]]) -> None:
        """Count one passage."""
        self.right += len(wanted & got)
        self.wrong += len(got - wanted)
        self.lost += len(wanted - got)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.lost
        return 2 * self.right / total if total else 1.0

    @property
    def precision(self) -> float:
        """Share of right answers among those given."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what was to be read."""
        return self.right / max(1, self.right + self.lost)


@dataclass
class Scores:
    """The counts of some passages."""

    films: Count = field(default_factory=Count)
    kind: Count = field(default_factory=Count)
    crafts: Count = field(default_factory=Count)
    missed: Count = field(default_factory=Count)
    nominated: Count = field(default_factory=Count)

    def __str__(self) -> str:
        kind = self.kind.right / max(1, self.kind.right + self.kind.lost)
        shares = [f"films {self.films.f1:.3f}", f"kind {kind:.3f}"]
        counts = ((task, getattr(self, task)) for task in TASKS)
        return " ".join([*shares, *(f"{t} {c.f1:.3f} ({c.right}/{c.wrong}/{c.lost})" for t, c in counts)])


def score(passages: Iterable[Passage], read: Callable[[Passage], Sequence[About]]) -> Scores:
    """The counts of passages as a reader reads them."""
    scores = Scores()
    for passage in passages:
        abouts = read(passage)
        scores.films.add({(t, "") for t in passage.works}, {(a.work.title, "") for a in abouts})
        for title, kind in passage.works.items():
            right = [kind] == [about.kind for about in abouts if about.work.title == title]
            scores.kind.right += right
            scores.kind.lost += not right
        for task in TASKS:
            if passage.has(task):
                getattr(scores, task).add(passage.answers(task), passage.readings(task, abouts))
    return scores
