"""Weights that come with the program: for whom, for how long, and of what they are made."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest

from tracker.domain.errors import ConfigError
from tracker.domain.rules import load_rules
from tracker.judge.expectation import shipped
from tracker.judge.expectation.shipped import archive, card, instead, shipped_for
from tracker.judge.expectation.weights import Weights, of_bytes
from training import expectation as training

World = Any
RULES = load_rules()


def years(season: int, lists: int) -> tuple[int, ...]:
    """Film years of so many closed lists, the season's own among them."""
    return tuple(range(season - lists + 1, season + 1))


def members(content: bytes) -> dict[str, Weights]:
    with ZipFile(BytesIO(content)) as archive_file:
        weights = {name: of_bytes(archive_file.read(name)) for name in archive_file.namelist()}
    return {name: one for name, one in weights.items() if one}


@pytest.mark.parametrize("body", RULES.bodies)
def test_every_judged_body_has_weights_that_name_nobody(body: str) -> None:
    learnt = shipped_for(body, 2012)
    assert learnt
    assert learnt.season == 2012
    assert learnt.regressions
    assert learnt.cells
    assert learnt.vocabulary.earlier is None
    assert card().left_out not in learnt.lists[body]


def test_a_season_after_the_last_has_its_weights_and_one_before_the_first_has_none() -> None:
    last = shipped_for("oscars", 2030)
    assert last
    assert last == shipped_for("oscars", last.season)
    assert last.season == card().last + 1
    assert shipped_for("oscars", card().first - 1) is None
    assert shipped_for("césar", 2010) is None


def test_few_lists_give_way_to_shipped_weights_and_hold_as_long_as_they_would() -> None:
    lists, weights = {"oscars": years(2012, lists=3)}, shipped_for("oscars", 2012)
    assert weights
    assert instead("oscars", 2012, lists, "here") == replace(weights, season=2012, rules="here", lists=lists)
    assert weights.lists != lists


def test_enough_lists_beside_the_season_s_own_teach_alone() -> None:
    enough = card().enough
    assert instead("baftas", 2012, {"baftas": years(2012, lists=enough + 1)}, "here") is None
    assert instead("baftas", 2012, {"baftas": years(2012, lists=enough)}, "here")


def test_a_body_of_which_nothing_is_shipped_learns_from_what_there_is() -> None:
    assert instead("césar", 2012, {"césar": years(2012, lists=3)}, "here") is None


def test_a_world_of_one_season_has_probabilities(world: World, verdict: Any) -> None:
    for body in ("golden_globes", "critics_choice", "baftas"):
        for person in ("Ann", "Bea", "Cat"):
            world.entry(body, "lead_actress", f"{person}'s film", person, season=2010)
        world.listed(body, 2010, announced_on="2011-01-05")
    world.entry("oscars", "lead_actress", "Ann's film", "Ann", season=2010)
    world.entry("oscars", "lead_actress", "Bea's film", "Bea", season=2010)
    world.listed("oscars", 2010, announced_on="2011-01-25")
    world.film("Cat's film", us="2010-10-01").film("Ann's film").film("Bea's film")
    judgement = world.judge()
    miss = verdict(judgement, "oscars", "lead_actress", "Cat's film", "Cat")
    assert miss["p_nomination"] > 0.5
    assert miss["p_low"] < miss["p_nomination"] < miss["p_high"]


def test_an_archive_keeps_figures_as_they_are_printed() -> None:
    learnt = shipped_for("oscars", 2010)
    assert learnt
    exact = replace(
        learnt,
        regressions=tuple(replace(one, covariance=one.covariance + 1 / 70_000) for one in learnt.regressions),
    )
    (again,) = members(archive([exact])).values()
    for one, other in zip(exact.regressions, again.regressions, strict=True):
        np.testing.assert_allclose(one.covariance, other.covariance, atol=6e-5)
        np.testing.assert_allclose(one.coefficients, other.coefficients, atol=6e-7)
    assert archive([again]) == archive([again])


@pytest.mark.parametrize("damage", [slice(0, 40_000), slice(20_000, None), slice(0, 0)])
def test_a_damaged_archive_is_named_with_what_to_do(
    damage: slice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (training.SHIPPED / "oscars.zip").read_bytes()
    file = tmp_path / "oscars.zip"
    file.write_bytes(content[damage])
    monkeypatch.setattr(shipped, "_file", lambda _: file)
    for name in ("_seasons", "_read"):
        monkeypatch.setattr(shipped, name, getattr(shipped, name).__wrapped__)
    with pytest.raises(ConfigError, match=r"oscars.zip: cannot be read .*install the program again"):
        shipped_for("oscars", card().first)


def test_a_byte_that_changed_in_any_member_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray((training.SHIPPED / "golden_globes.zip").read_bytes())
    with ZipFile(BytesIO(content)) as members:
        middle = sorted(members.infolist(), key=lambda one: one.header_offset)[len(members.namelist()) // 2]
    content[middle.header_offset + 200] ^= 1
    (tmp_path / "golden_globes.zip").write_bytes(content)
    whole = shipped._file
    monkeypatch.setattr(
        shipped, "_file", lambda body: tmp_path / "golden_globes.zip" if "globes" in body else whole(body)
    )
    assert re.search(r"golden_globes\.zip: cannot be read .*install the program again", shipped.damage())


@pytest.mark.long
def test_the_training_command_makes_what_is_shipped(shared: Path, tmp_path: Path) -> None:
    tables = training.taught(shared / "truth", tmp_path)
    for body in RULES.bodies:
        training_result = members(archive(training.learnt(tables, body)))
        files = members((training.SHIPPED / f"{body}.zip").read_bytes())
        assert list(training_result) == list(files)
        for one, other in zip(training_result.values(), files.values(), strict=True):
            for name in ("season", "lists", "vocabulary", "order", "usual"):
                assert getattr(one, name) == getattr(other, name)
            assert one.totals == pytest.approx(other.totals)
            for new, old in zip(one.regressions, other.regressions, strict=True):
                np.testing.assert_allclose(new.coefficients, old.coefficients, atol=1e-4)
                np.testing.assert_allclose(new.covariance, old.covariance, atol=1e-3)


def test_a_missing_archive_is_damage_and_no_reason_to_judge_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shipped, "_file", lambda body: tmp_path / f"{body}.zip")
    shipped._seasons.cache_clear()
    with pytest.raises(ConfigError, match=r"oscars\.zip: cannot be read \(No such file.*; install the program again"):
        shipped_for("oscars", 2012)
    assert "baftas.zip: cannot be read" in shipped.damage()
    monkeypatch.undo()
    shipped._seasons.cache_clear()
    assert shipped.damage() == ""
