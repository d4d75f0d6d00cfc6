"""The command `snubs match`: anybody's list against anybody's registry."""

from collections import Counter
from pathlib import Path

from jobs.cli.console import emit_json, progress, say
from tracker.domain.errors import Exit


def run_match(registry: Path, queries: Path, out: Path, review: Path | None, *, as_json: bool) -> int:
    """Match two CSV files, write the answers, say how many there are of each kind."""
    from tracker.identity.files import match_files

    with progress("matching") as advance:
        found = match_files(registry, queries, out, review, advance)
    count = Counter(found["decision"])
    if as_json:
        places = {"out": str(out)} | ({"review": str(review)} if review else {})
        emit_json({"lines": len(found), **{name: count[name] for name in ("accept", "review", "none")}, **places})
        return int(Exit.DONE)
    accepted, unsure, without = (count[decision] for decision in ("accept", "review", "none"))
    say(f"{out}: {len(found)} lines, {accepted} matched, {without} without a film, {unsure} unsure")
    if unsure:
        say(f"unsure: see {review}" if review else "unsure: --review FILE writes them with their candidates")
    return int(Exit.DONE)
