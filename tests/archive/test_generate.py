"""The bundled archive is what its fact tables say, and the tables say what was read."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from spiders.archive import generate
from spiders.archive.generate import FACTS, TARGET, bullet, entry, file_name, grid, read_facts
from spiders.families.supplied.read import HEADERS

TABLES = sorted(path.stem for path in FACTS.glob("*.csv"))
NEVER_LET_ME_GO = "Never Let Me Go"


def test_the_committed_archive_is_what_the_generator_writes() -> None:
    assert generate.differences() == [], "run python -m spiders.archive.generate"


def test_the_generator_writes_the_same_bytes_twice_and_removes_what_is_left_over(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "old.json").write_text("{}")
    generate.write(tmp_path)
    assert generate.differences(tmp_path) == []
    assert not (tmp_path / "pages" / "old.json").exists()


def test_check_reports_a_file_that_was_changed_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.write(tmp_path)
    (tmp_path / "titles.json").write_text("[]")
    monkeypatch.setattr(generate, "differences", lambda: ["titles.json"])
    assert generate.main(["--check"]) == 1
    assert "titles.json: not what the fact tables say" in capsys.readouterr().out


def test_it_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in TARGET.parent.rglob("*.*") if path.is_file()) < 3_000_000


@pytest.mark.parametrize("table", TABLES)
def test_every_fact_names_where_it_was_read(table: str) -> None:
    rows = read_facts(table)
    assert rows
    assert [row for row in rows if not row["source_url"].startswith(("https://", "http://", "pkg:pypi/"))] == []
    assert all(None not in row and None not in row.values() for row in rows)


def test_no_result_was_read_in_a_report_of_the_nominations() -> None:
    """But for what is given with them."""
    won = [row for row in read_facts("nominations") if row["result"] == "won" and "nominations" not in row["note"]]
    assert [row for row in won if re.search(r"nomin|snubbed", row["result_url"] or row["source_url"])] == []


def test_ids_do_not_clash() -> None:
    titles = [r["page"] for r in read_facts("ceremonies")]
    titles += [f["link"].partition("#")[0] for f in read_facts("films") if f["link"]]
    assert len(titles) == len(set(titles))
    assert len({generate.zlib.crc32(title.encode()) for title in titles}) == len(titles)
    assert len({file_name(title) for title in titles}) == len(titles)
    qids = [f["qid"] for f in read_facts("films") if f["qid"]]
    assert len(qids) == len(set(qids))


def test_a_films_printed_title_leads_to_one_film() -> None:
    """Where no page is known a title stands alone, so it must not mean two films of the archive."""
    films = read_facts("films")
    titles = Counter(film["title"] for film in films)
    assert {title for title, n in titles.items() if n > 1} == set()
    names = set(titles) | {alias for film in films for alias in generate.split(film["aliases"])}
    links = {film["link"] for film in films}
    rows = [row for row in read_facts("nominations") if row["film"]]
    assert [row["film"] for row in rows if row["film_link"] not in links and row["film"] not in names] == []


# The evidence that the season is kept for --------------------------------------------------------------------------


def of_film(table: str, **wanted: str) -> list[dict[str, str]]:
    rows = read_facts(table)
    title = "film" if table == "nominations" else "title"
    return [r for r in rows if r[title] == NEVER_LET_ME_GO and all(r[k] == v for k, v in wanted.items())]


def test_never_let_me_go_has_its_true_evidence_and_no_more() -> None:
    rows = {(r["body"], r["category"], r["result"], r["people"]) for r in of_film("nominations")}
    assert ("bifa", "Best Actress", "won", "Carey Mulligan") in rows
    assert ("saturn_awards", "Best Supporting Actor", "won", "Andrew Garfield") in rows
    assert {r["category"] for r in of_film("nominations", body="spirit_awards")} == {"Best Cinematography"}
    without = {"oscars", "baftas", "golden_globes", "actor_awards", "critics_choice"}
    assert not without & {body for body, *_ in rows}
    (star,) = of_film("lists", list="baftas_longlist", starred="yes")
    assert (star["people"], star["category"]) == ("Carey Mulligan", "Leading Actress (long list)")
    assert {r["people"] for r in of_film("lists", list="evening_standard")} == {
        "Andrew Garfield",
        "Carey Mulligan",
        "Keira Knightley",
    }
    (tens,) = of_film("top_tens")
    assert (tens["lists"], tens["of"]) == ("6", "107")
    (score,) = [s for s in read_facts("scores") if s["qid"] == "Q927826" and s["measure"] == "metascore"]
    assert score["value"] == "69"


def test_never_let_me_gos_release_days_are_all_there() -> None:
    days = {(r["country"], r["date"]) for r in of_film("releases") if not r["event"]}
    assert {("United States", "2010-09-15"), ("United Kingdom", "2011-02-11"), ("United Kingdom", "2011-01-14")} <= days
    (festival,) = [r for r in of_film("releases") if r["event"]]
    assert (festival["event"], festival["date"]) == ("London Film Festival", "2010-10-13")


def test_a_plan_that_was_given_up_is_a_fact_but_no_answer() -> None:
    plans = {(r["qid"], r["date"]) for r in read_facts("releases") if r["superseded"]}
    assert ("Q927826", "2011-01-14") in plans
    answer = json.loads((TARGET / "sparql" / "releases.json").read_text(encoding="utf-8"))["results"]["bindings"]
    rows = {(r["film"]["value"].rpartition("/")[2], r["date"]["value"][:10]) for r in answer}
    assert ("Q927826", "2011-02-11") in rows
    assert not plans & rows


def test_casts_and_crews_are_those_of_films_in_the_registry_each_name_once_a_craft() -> None:
    films = {film["qid"] for film in read_facts("films")} - {""}
    rows = read_facts("credits")
    assert {row["qid"] for row in rows} <= films
    credits = Counter((row["qid"], row["craft"], name) for row in rows for name in generate.split(row["people"]))
    assert [credit for credit, n in credits.items() if n > 1] == []
    assert {"Carey Mulligan", "Andrew Garfield", "Keira Knightley"} <= {
        name for qid, craft, name in credits if (qid, craft) == ("Q927826", "cast")
    }


def test_a_fact_that_changes_says_of_which_day_or_revision_it_is() -> None:
    undated = [row for row in read_facts("credits") if not row["as_of"] and "oldid=" not in row["source_url"]]
    assert undated == []


def test_the_four_disqualified_scores_and_the_films_of_other_seasons() -> None:
    rows = [r for r in read_facts("eligibility") if r["body"] == "oscars" and r["status"] == "ineligible"]
    scores = {r["title"] for r in rows if r["category"] == "original_score"}
    assert scores == {"Black Swan", "True Grit", "The Fighter", "The Kids Are All Right"}
    assert {"Carlos", "A Prophet", "Mother", "The Secret in Their Eyes"} <= {r["title"] for r in rows}
    (carlos,) = [f for f in read_facts("films") if f["title"] == "Carlos"]
    assert "television" in carlos["kind"]


def test_the_three_closed_lists_are_whole() -> None:
    rows = read_facts("nominations")
    fields = {b: Counter(r["category"] for r in rows if r["body"] == b) for b in ("oscars", "baftas", "golden_globes")}
    assert {body: len(field) for body, field in fields.items()} == {"oscars": 24, "baftas": 23, "golden_globes": 14}
    assert fields["oscars"]["Best Picture"] == 10
    assert set(fields["golden_globes"].values()) == {5}
    for body in fields:
        won = Counter(r["category"] for r in rows if r["body"] == body and r["result"] == "won")
        assert set(won.values()) == {1}


def test_the_facts_agree_with_the_checked_records(shared: Path) -> None:
    """Every film and result of the measuring material is in the tables, and no other."""
    with (shared / "truth/season_2010/nominations.csv").open(encoding="utf-8", newline="") as file:
        checked = list(csv.DictReader(file))
    renamed = {"Madagascar, carnet de voyage (Madagascar, a Journey Diary)": "Madagascar, a Journey Diary"}
    body_of = {"ace": "ace_eddie"}
    lists = {"baftas_longlist": "baftas", "oscars_shortlists": "oscars", "evening_standard": "evening_standard"}
    theirs = Counter(
        (body_of.get(r["body"], r["body"]), renamed.get(r["film"], r["film"]).casefold(), r["result"]) for r in checked
    )
    ours = Counter((r["body"], r["film"].casefold(), r["result"]) for r in read_facts("nominations"))
    ours += Counter((lists[r["list"]], r["title"].casefold(), r["result"]) for r in read_facts("lists"))
    assert {k: (theirs[k], ours[k]) for k in theirs.keys() | ours.keys() if theirs[k] != ours[k]} == {}


# Markup --------------------------------------------------------------------------------------------------------------

BLANK = dict.fromkeys(read_facts("nominations")[0], "")


def row(**cells: str) -> dict[str, str]:
    return BLANK | {"category": "Best", "result": "nominated", "source_url": "https://example.org/a"} | cells


def test_an_entry_prints_work_people_and_what_the_category_asks_for() -> None:
    film = {"film": "Red", "film_link": "Red (2010 film)", "people": "A;B;C", "people_links": "A;;C (x)"}
    assert entry(row(**film)) == "''[[Red (2010 film)|Red]]''&nbsp;– [[A]], B and [[C (x)|C]]"
    lead = row(film="Red", people="A", leads="person", character="Frank")
    assert entry(lead) == "A&nbsp;– ''Red'' as Frank"
    assert entry(row(film="Red", song="Blue", people="A")) == "\"Blue\" from ''Red''&nbsp;– A"
    assert entry(row(film="Red", country="Denmark")) == "''Red'' (Denmark)"
    assert entry(row(people="Tom Hardy")) == "Tom Hardy"


def test_a_winner_is_bold_starred_once_and_marked_with_the_dagger() -> None:
    won = row(film="Red", result="won")
    assert bullet(won, "https://example.org/a") == "* '''''Red'''''{{double dagger}}"
    assert bullet(row(film="Red"), "https://example.org/b") == "** ''Red''<ref>[https://example.org/a]</ref>"


def test_a_winner_cites_first_where_its_result_was_read() -> None:
    won = row(film="Red", result="won", result_url="https://example.org/won")
    cited = "<ref>[https://example.org/won]</ref>"
    assert bullet(won, "https://example.org/a").endswith(cited)
    assert bullet(won, "https://example.org/b").endswith(cited + "<ref>[https://example.org/a]</ref>")


def test_winners_come_first_in_their_field() -> None:
    text = grid([row(film="Lost"), row(film="Won", result="won")], "https://example.org/a")
    assert text.index("Won") < text.index("Lost")
    assert text.count("{{Award category|") == 1


def test_supplied_files_have_the_headers_of_the_family() -> None:
    for path in (TARGET / "supplied").glob("*.csv"):
        header = tuple(path.read_text(encoding="utf-8").splitlines()[0].split(","))
        assert header in HEADERS.values()
