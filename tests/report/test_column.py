"""The drafted column: every line has a source, none is stronger than the verdict, and hostile text stays text."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.report.column import ColumnInput, draft, render

PAGE = {
    "source": "oscars",
    "source_url": "https://example.org/list",
    "source_revision": "7",
    "retrieved_at": "2011-01-26",
}
TWICE = "Ann Lee was nominated for Lantern (Lead Actress)"
SENTENCE = "Ann Lee (Winter) was not nominated for Lead Actress at the 83rd Academy Awards."


def verdict(**more: object) -> dict[str, object]:
    row = {
        "film": "Winter",
        "ceremony": 83,
        "category": "lead_actress",
        "category_as_printed": "Best Actress",
        "label": "OVERLOOKED",
        "missed": True,
        "sentence": SENTENCE,
        "p_nomination": None,
        "eligibility": "presumed",
        "nominated_instead": "Black Swan;Rabbit Hole",
    }
    return row | more


def evidence(**more: object) -> dict[str, object]:
    return (
        {"family": "peers", "category": "lead_actress", "claim": "Won Best Actress (Ann Lee)", "dated": "2010-11-01"}
        | PAGE
        | more
    )


def column_input(verdicts: list[dict[str, object]], rows: list[dict[str, object]] | None = None) -> ColumnInput:
    return ColumnInput(
        film="Winter",
        body="oscars",
        body_title="Academy Awards",
        as_of=date(2011, 3, 1),
        verdicts=pd.DataFrame(verdicts),
        evidence=pd.DataFrame(rows if rows is not None else [evidence()]),
        factors=pd.DataFrame(
            [{"text": "UK release 2011-02-11, 149 days after the US release", "evidence_ids": "r1;r2"}]
        ),
        grounds=pd.DataFrame(
            [{"evidence_id": f"r{n}", **PAGE, "source_url": f"https://example.org/{n}"} for n in (1, 2)]
        ),
        films=pd.DataFrame([{"film_key": key, **PAGE, "source_url": f"https://example.org/{key}"} for key in "AB"]),
        lists=pd.DataFrame([{"kind": "nominations", "revision": "7", "as_of": "2011-01-26", **PAGE}]),
    )


def lines(text: str) -> list[str]:
    return [line for line in text.split("## Sources", maxsplit=1)[0].splitlines() if line.startswith("- ")]


def test_every_line_of_the_draft_names_its_source() -> None:
    text = render(
        column_input([verdict(), verdict(label="WEAK_EVIDENCE", missed=False, category="costume_design", sentence="")])
    )
    assert len(lines(text)) >= 6
    assert [line for line in lines(text) if not re.search(r"\[\^\d+\]$", line)] == []


def test_the_title_names_what_was_missed_and_the_biggest_miss_comes_first() -> None:
    sound = verdict(category="sound", category_as_printed="Best Sound", sentence="Winter was not heard.", news=9)
    lead = verdict(level="credit", people="Ann Lee", news=2)
    text = render(column_input([sound, lead]))
    title = text.splitlines()[0]
    assert title == "# Not nominated for Best Actress at the Academy Awards – Ann Lee (Winter)"
    assert text.index(SENTENCE) < text.index("Winter was not heard.")


def test_a_film_that_was_shut_out_was_not_there() -> None:
    whole = verdict(category="", category_as_printed="", label="SHUT_OUT", missed=False)
    assert render(column_input([verdict(), whole])).startswith("# Not at the Academy Awards – Winter\n")


def test_what_has_no_day_comes_last() -> None:
    rows = [evidence(claim="Some day", dated=""), evidence(claim="Late", dated="2011-01-02"), evidence(claim="Early")]
    text = render(column_input([verdict()], rows))
    places = [text.index(claim) for claim in ("Early", "Late", "Some day")]
    assert places == sorted(places)


def test_one_quotation_stands_once_with_all_that_it_is_quoted_for() -> None:
    quotation = "“The best-acted and best-shot film of the year.”"
    press = [
        evidence(family="press", category="", tier=3, dated="2011-01-10", claim=f"{claim}: {quotation}")
        for claim in ("Praises the cinematography", "Praises the acting of Ann Lee")
    ]
    press.append(evidence(family="press", category="", tier=3, dated="2010", claim="Talk of awards of 2010: “A lock.”"))
    (praise,) = (line for line in lines(render(column_input([verdict()], press))) if "best-shot" in line)
    assert praise.count("best-shot") == 1
    assert praise.startswith("- 10 January 2011: Praises the cinematography; praises the acting of Ann Lee: “The best")
    (talk,) = (line for line in lines(render(column_input([verdict()], press))) if "lock" in line)
    assert talk.startswith("- Talk of awards of 2010: “A lock.”")


def test_what_has_no_source_is_left_out() -> None:
    unsourced = evidence(source="", source_url="", claim="Everybody loved it")
    assert "Everybody loved it" not in render(column_input([verdict()], [evidence(), unsourced]))


def test_it_says_what_the_verdict_says_and_who_was_nominated() -> None:
    text = render(column_input([verdict()]))
    assert f"- {SENTENCE}[^" in text
    assert "Actress: Black Swan; Rabbit Hole" in text
    assert "No probability of a nomination could be learnt" in text


def test_performances_of_one_category_share_its_name() -> None:
    thin = {"label": "WEAK_EVIDENCE", "missed": False, "category_as_printed": "Best Supporting Actress"}
    rows = [verdict(**thin, category="supporting_actress", people=who) for who in ("Ann Lee", "Bo Ek")]
    text = render(column_input([verdict(), *rows]))
    assert "too thin to call it a miss: Supporting Actress (Ann Lee and Bo Ek)." in text


def test_thin_evidence_is_named_as_what_not_to_conclude() -> None:
    thin = verdict(
        label="WEAK_EVIDENCE",
        missed=False,
        category="costume_design",
        category_as_printed="Best Costume Design",
        sentence="Winter was not nominated for Costume Design.",
    )
    column = draft(column_input([verdict(), thin]))
    assert [claim.text for claim in column.missed] == [SENTENCE]
    assert any("Costume Design" in claim.text for claim in column.cautions)


def test_a_factor_is_cited_by_what_it_rests_on() -> None:
    column = draft(column_input([verdict()]))
    urls = {one.number: one.url for one in column.citations}
    assert [[urls[n] for n in one.cites] for one in column.explaining] == [
        ["https://example.org/1", "https://example.org/2"]
    ]


@pytest.mark.parametrize(
    ("missed", "told"), [({"people": "Bo Ek"}, []), ({"people": "Ann Lee"}, [TWICE]), ({"category": ""}, [TWICE])]
)
def test_what_may_explain_a_miss_is_about_the_film_or_about_whoever_was_missed(
    missed: dict[str, object], told: list[str]
) -> None:
    factors = [{"code": "own_competition", "text": TWICE, "evidence_ids": "r1"}]
    column = draft(replace(column_input([verdict(**missed)]), factors=pd.DataFrame(factors)))
    assert [claim.text.rstrip(".") for claim in column.explaining] == told


def test_every_source_is_cited_and_numbered_in_the_order_of_the_text() -> None:
    rows = [
        evidence(category=category, dated=f"2010-11-0{n}", claim=f"Won {n}", source_url=f"https://example.org/s{n}")
        for n, category in enumerate(("director", "sound", "director", "sound"), 1)
    ]
    grounds = [{"evidence_id": f"r{n}", **PAGE, "source_url": f"https://example.org/g{n}"} for n in range(9)]
    factors = [{"text": "Ann Lee was named elsewhere", "evidence_ids": ";".join(f"r{n}" for n in range(9))}]
    material = replace(column_input([verdict()], rows), factors=pd.DataFrame(factors), grounds=pd.DataFrame(grounds))
    text, _, sources = render(material).partition("## Sources")
    cited = list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", text)))
    assert cited == re.findall(r"^\[\^(\d+)\]:", sources, re.M) == [str(n) for n in range(1, len(cited) + 1)]


def test_what_is_said_of_other_films_is_cited_by_their_list_and_items_each_with_the_day_of_reading() -> None:
    others = {"text": "Lantern also had B (two nominations)", "film_key": "A", "evidence_ids": "n1;n2"}
    material = replace(
        column_input([verdict()]),
        factors=pd.DataFrame([others | {"source_url": "https://example.org/A"}]),
        grounds=pd.DataFrame([{"evidence_id": one, "film_key": "B", **PAGE} for one in ("n1", "n2")]),
    )
    column = draft(material)
    pages = {one.number: one for one in column.citations}
    assert [pages[n].url for n in column.explaining[0].cites] == [
        f"https://example.org/{name}" for name in ("list", "A", "B")
    ]
    assert all(page.retrieved_at for page in column.citations)


def test_a_claim_without_a_day_says_so_and_is_marked_where_it_came_after_the_announcement() -> None:
    text = render(
        column_input([verdict()], [evidence(dated=""), evidence(claim="Won B", dated="", hindsight="oscars")])
    )
    assert "- Day not known: Won Best Actress (Ann Lee).[" in text
    assert "- Day not known (after the announcement): Won B.[" in text


def test_a_claim_that_says_its_year_is_marked_where_it_came_after_the_announcement() -> None:
    talk = evidence(family="press", category="", dated="2012", hindsight="oscars", claim="Talk of awards of 2012: “A.”")
    assert "- 2012 (after the announcement): Talk of awards of 2012: “A.”[" in render(column_input([verdict()], [talk]))


def test_a_claim_of_several_sources_stands_once_in_its_fullest_form_with_all_of_them() -> None:
    rows = [
        evidence(family="scores", category="", claim="Metascore 76", dated="", source_url="https://example.org/a"),
        evidence(family="scores", category="", claim="Metascore 76 from 45 reviews", dated="2011-01-02"),
        evidence(claim="Won Best Actress", people="", dated="2010-11-02", source_url="https://example.org/b"),
        evidence(people="Ann Lee", dated="", source_url="https://example.org/c"),
        evidence(people="Ann Lee"),
    ]
    text = lines(render(column_input([verdict()], rows)))
    (score,) = (line for line in text if "Metascore" in line)
    assert re.fullmatch(r"- 2 January 2011: Metascore 76 from 45 reviews\.(\[\^\d\]){2}", score)
    (won,) = (line for line in text if "Won Best Actress" in line)
    assert re.fullmatch(r"- 1 November 2010: Won Best Actress \(Ann Lee\)\.(\[\^\d\]){3}", won)


def test_a_file_has_the_name_that_every_other_view_gives_it() -> None:
    supplied = evidence(source="record.oscars", source_url="oscars.csv", origin="supplied")
    text = render(column_input([verdict()], [supplied]))
    assert re.search(r"^\[\^\d\]: oscars\.csv, .*supplied as a file", text, re.M)


def test_the_bodys_own_nominations_did_not_speak_for_it_and_are_not_kept_back() -> None:
    own = evidence(body="oscars", claim="Nominated for Best Directing", category="director")
    near = evidence(body="oscars", family="longlists", claim="Shortlisted", category="director")
    nominated = verdict(label="NOMINATED", missed=False, category="", sentence="Winter received one nomination.")
    text = render(column_input([verdict(), nominated], [own, near]))
    assert "Best Directing" not in text
    assert "Shortlisted" in text
    assert "- It was not ignored: Winter received one nomination.[" in text


def test_what_stood_behind_the_field_is_not_called_thin_evidence() -> None:
    behind = verdict(label="WEAK_EVIDENCE", missed=False, category="costume_design", reason_code="behind_the_field")
    text = render(column_input([verdict(), behind]))
    assert "- By the evidence on record it was not ahead of the field: Actress.[" in text
    assert "too thin" not in text


def test_nothing_missed_is_nothing_to_write() -> None:
    with pytest.raises(ValueError, match="Winter: nothing at the Academy Awards"):
        render(column_input([verdict(label="NOMINATED", missed=False)]))


@given(st.text(max_size=80))
def test_hostile_claims_stay_text_on_one_line(claim: str) -> None:
    text = render(column_input([verdict()], [evidence(claim=f"x {claim}", category=None)]))
    assert len(lines(text)) == len(lines(render(column_input([verdict()], [evidence(claim="x", category=None)]))))
    assert "<script" not in text
