"""Fixtures for every test: no network but loopback, and the shared measuring material where it exists."""

import gc
import os
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jobs.cli.main import collect_rarely

pytest_plugins = (
    "processes",
    "forked_crawls",
    "databases",
    "judgements",
    "loopback_wiki",
    "postgresql",
    "readings",
    "real_services",
)

collect_rarely()


def pytest_collection_finish() -> None:
    """What the tests imported stays: no look for cycles, and none of the five at the end, passes through it again."""
    gc.collect()
    gc.freeze()


settings.register_profile("quick", max_examples=16, derandomize=True)
settings.register_profile("long", max_examples=2_000, print_blob=True)
for profile in ("long", "quick"):
    slow = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile(profile, settings.get_profile(profile), **slow)
settings.load_profile("quick")  # `make test-long` asks for the other

ROOT = Path(__file__).resolve().parent.parent


_tests = count()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A developer's own SNUBS_ variables and data folder must not change a test.

    The folder of each test's own is only named here: most of the thousands make none.
    """
    for name in [n for n in os.environ if n.startswith("SNUBS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "xdg-data" / str(next(_tests))))


@pytest.fixture
def shared() -> Path:
    """The folder of real pages and records beside the checkout."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("needs ../shared (real pages and records), which this machine does not have")
    return path
