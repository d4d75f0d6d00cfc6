"""Files of the user's are read from one folder and never from the network."""

from typing import Any

import pytest

SOURCE = """\
title: a list
body: oscars
publisher: nobody
family: supplied
table: nominations
tier: 2
licence: none
page: "{page}"
ceremonies: {{first: 82, last: {last}, film_year: "ceremony + 1927", year: "ceremony + 1928"}}
"""
HEADER = (
    "ceremony,category,result,title,link,imdb,qid,people,people_links,starred,detail,note,announced_on,source_url\r\n"
)


@pytest.fixture(scope="module")
def outcome(tools: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("supplied")
    sources, files = folder / "sources", folder / "files"
    sources.mkdir()
    files.mkdir()
    pages = {
        "one": ("one.csv", 82),
        "several": ("several.csv", 83),
        "each": ("each_{number}.csv", 83),
        "outside": ("../secret.csv", 82),
        "large": ("large.csv", 82),
    }
    for name, (page, last) in pages.items():
        (sources / f"{name}.yml").write_text(SOURCE.format(page=page, last=last))
    for name in ("one", "several", "each_83"):
        (files / f"{name}.csv").write_text(HEADER, newline="")
    (folder / "secret.csv").write_text(HEADER)
    (files / "large.csv").write_text(HEADER + "x" * 10_000)
    job = tools.write_job(
        folder / "run",
        "http://127.0.0.1:9/w/api.php",
        [{"name": name} for name in pages],
        contact="",
        sources_dir=str(sources),
        supplied_dir=str(files),
        limits={"max_bytes": 5_000},
    )
    return tools.run(job)


def test_files_are_pages_and_need_no_contact(outcome: Any) -> None:
    page = outcome.pages("one")["one.csv"]
    assert (page["origin"], page["ceremony"], page["missing"]) == ("supplied", 82, False)
    assert outcome.bytes_of(page).decode() == HEADER
    assert outcome.stats["requests"] == 0


def test_a_file_may_be_about_one_ceremony_or_several(outcome: Any) -> None:
    assert outcome.pages("several")["several.csv"]["ceremony"] is None
    each = outcome.pages("each")
    assert {name: (p["ceremony"], p["missing"]) for name, p in each.items()} == {
        "each_82.csv": (82, True),
        "each_83.csv": (83, False),
    }


def test_only_plain_names_of_moderate_files_are_read(outcome: Any) -> None:
    assert outcome.codes("outside") == ["configuration"]
    assert outcome.codes("large") == ["too_large"]
    assert outcome.pages("outside") == {}
