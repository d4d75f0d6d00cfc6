"""The bars of the film-identity benchmark, with its own scorer; the answers are not read while matching."""

import re
import subprocess
import sys
from pathlib import Path

from tracker.identity.files import match_files


def test_the_bars_of_the_benchmark(shared: Path, tmp_path: Path) -> None:
    truth = shared / "truth"
    match_files(truth / "matching" / "registry.csv", truth / "matching" / "queries.csv", tmp_path / "matches.csv")
    command = [sys.executable, str(truth / "score_matching.py"), str(tmp_path / "matches.csv")]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    score = {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", output.splitlines()[-1])}
    assert score["f1"] >= 0.99
    assert score["hard_f1"] >= 0.96
    assert score["precision"] >= 0.995
    assert score["no_match_kept"] >= 0.97
