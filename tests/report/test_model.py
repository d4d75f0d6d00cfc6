"""What a report says of a season, and that it says no more than the verdicts do."""

import re
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from tests.report.conftest import EVIDENCE, OSCARS, page, the_list, verdict
from tracker.domain.figures import listing
from tracker.domain.text.dates import day_words
from tracker.domain.verdicts import MISSED, Label
from tracker.report import html, markdown
from tracker.report.citations import Citations, page_name, permalink
from tracker.report.model import ReportInput, build
from tracker.report.words import number, percent


def row(film: str, label: str, category: str = "", **more: Any) -> dict[str, Any]:
    base = {"film": film, "film_key": film, "body": "oscars", "ceremony": 83, "category": category, "label": label}
    return (
        base | {"eligibility": "eligible", "sentence": f"{film} {label} {category}.", "missed": label in MISSED} | more
    )


def test_the_film_that_was_shut_out_leads_in_words_no_stronger_than_its_label(make: Any) -> None:
    report = build(make())
    assert report.headline == "Lost was shut out at the 83rd Academy Awards"
    (finding,) = report.findings
    assert [badge.words.title for badge in finding.badges] == ["Shut out", "Snub", "Overlooked"]
    assert finding.claims[0].text == "Lost: SHUT_OUT  at the oscars."


def test_the_headline_s_claim_comes_first_also_where_the_film_was_shut_out(make: Any) -> None:
    shut_out = row("A", "SHUT_OUT", news=2)
    shock = row("A", "SNUB_SHOCK", "sound", news=1)
    (finding,) = build(make(verdicts=[shut_out, shock])).findings
    assert finding.headline == "A was snubbed against the odds at the 83rd Academy Awards"
    assert [claim.text for claim in finding.claims] == [shock["sentence"], shut_out["sentence"]]


def test_no_nomination_without_acclaim_is_not_told_as_a_miss(make: Any) -> None:
    report = build(make())
    groups = {group.title: [r.film for r in group.rows] for group in report.table}
    assert groups == {"Missed": ["Lost"], "Nominated": ["Found"], "Not called a snub, and why": ["Plain", "Barred"]}
    plain = report.table[-1].rows[0].cells[0].badges[0].words
    assert (plain.title, plain.tone) == ("No nomination", "other")
    assert [dossier.film for dossier in report.dossiers] == ["Lost"]


def test_a_film_with_two_songs_in_a_category_has_as_many_nominations_as_the_list(make: Any) -> None:
    rows = [row("A", "NOMINATED"), row("A", "NOMINATED", "original_song"), row("A", "NOMINATED", "picture")]
    entry = {"body": "oscars", "ceremony": 83, "film_key": "A", "result": "nominated", "official": True}
    songs = [entry | {"category": "original_song", "detail": song} for song in ("One", "Two")]
    others = [entry | {"category": "picture"}, entry | {"category": "sound", "official": False}]
    report = build(make(verdicts=rows, nominations=[*songs, *others]))
    assert report.table[0].rows[0].cells[0].badges[0].note == "3 nominations"


def test_a_finding_says_how_many_more_misses_its_film_has(make: Any) -> None:
    rows = [row("A", "SNUB", category, news=place) for place, category in enumerate(("director", "sound", "score"), 1)]
    rows += [row("A", "OVERLOOKED", "casting", news=4, confidence="low"), row("B", "SNUB", "director", news=5)]
    report = build(make(verdicts=rows))
    assert [(finding.film, finding.more) for finding in report.findings] == [("A", 1), ("B", 0)]
    assert "And one more miss: <a" in html.render(report)
    assert "- And one more miss, in the dossier below." in markdown.render(report)


def test_a_cell_with_a_miss_says_as_well_that_nothing_was_nominated(make: Any) -> None:
    whole = row("A", "SHUT_OUT", missed=False, news=None)
    (group,) = build(make(verdicts=[row("A", "OVERLOOKED", "director", news=1), whole])).table
    assert [badge.words.title for badge in group.rows[0].cells[0].badges] == ["Overlooked", "No nomination"]


@pytest.mark.parametrize(
    ("p", "by"),
    [
        (0.7, "how likely a nomination was, raised by acclaim,"),
        (None, "its acclaim or its film’s, since no probability was learnt,"),
    ],
)
def test_the_order_of_the_findings_is_said_beside_them_and_the_counts_say_what_they_count(
    make: Any, p: float | None, by: str
) -> None:
    rows = [row("A", "SNUB", "picture", p_nomination=p, news=1), row("A", "SNUB", "sound", p_nomination=p, news=2)]
    report = build(make(verdicts=rows))
    assert report.order == f"The film with the biggest miss first: by {by} and by the weight of the award"
    assert "one was missed by the one body judged" in report.standfirst
    assert "That makes two misses, since a film may be missed for several awards." in report.standfirst
    assert all(report.order in text for text in (html.render(report), markdown.render(report)))


def test_the_rule_for_the_headline_and_the_biggest_miss_is_said(make: Any) -> None:
    (rule,) = [rule for rule in build(make()).rules if "headline" in rule]
    assert "probability of 40%" in rule
    assert "A film as a whole, the award for the best film, directing and acting count twice as much" in rule


@pytest.mark.parametrize(
    ("category", "figures", "measure"),
    [
        ("sound", (None, 90.0, 98.8), "its film’s acclaim, percentile 98, above its own of 90"),
        ("sound", (None, None, 98.8), "its film’s acclaim, percentile 98"),
        ("sound", (None, 98.2, 98.8), "its film’s acclaim, percentile 98."),
        ("sound", (None, 99.0, 98.8), "its own acclaim, percentile 99"),
        ("sound", (0.76, None, None), "a nomination was 76% likely"),
        (
            "picture",
            (0.76, 80.0, None),
            "a nomination was 76% likely; its own acclaim, percentile 80; awards for the best film count twice in",
        ),
        ("", (None, 97.5, 97.5), "its acclaim, percentile 97; films that were shut out count twice in this order."),
    ],
)
def test_a_finding_says_which_figures_put_it_in_its_place(
    make: Any, category: str, figures: tuple[float | None, ...], measure: str
) -> None:
    p, own, film = figures
    miss = row("A", "SNUB", category, p_nomination=p, acclaim_percentile=own, news=1)
    whole = [row("A", "RETROSPECTIVE", acclaim_percentile=film, missed=False, news=None)] if category else []
    report = build(make(verdicts=[miss, *whole]))
    assert report.findings[0].measure.startswith(f"What puts it here: {measure}")
    assert all(report.findings[0].measure in text for text in (html.render(report), markdown.render(report)))
    assert any("whichever is higher" in rule for rule in report.rules)


def test_a_shut_out_that_rests_on_a_lesser_award_does_not_count_twice(make: Any) -> None:
    whole = row("A", "SHUT_OUT", p_nomination=0.77, news=1)
    one = row("A", "SNUB", "animated_feature", p_nomination=0.76, news=2)
    (finding,) = build(make(verdicts=[whole, one])).findings
    assert finding.measure == "What puts it here: a nomination was 77% likely."


def test_the_front_has_five_stories_and_opens_with_why_the_first_is_one(make: Any) -> None:
    of = {"level": "credit", "people": ["Ann Lee"], "precursor_hits": 3, "precursor_possible": 3}
    first = row("F0", "SNUB", "director", news=1, p_nomination=0.9, nominated_instead=["Bo Ek (X)", "Cy Ray (Y)"], **of)
    report = build(make(verdicts=[first, *(row(f"F{n}", "SNUB", "sound", news=n + 1) for n in range(1, 7))]))
    assert [finding.film for finding in report.findings] == ["F0", "F1", "F2", "F3", "F4"]
    assert report.standfirst.startswith(
        "Ann Lee was nominated by all three precursors, and a nomination was 90% likely on what was known beforehand. "
        "Nominated instead: Bo Ek (X); Cy Ray (Y). Next in the news: F1, F2, F3 and F4. Of seven films "
    )


@pytest.mark.parametrize(
    ("p", "hits", "opening"),
    [
        (0.3, 0, "A was ahead of 24 of the 41 features that were nominated. Of one"),
        (None, 0, "A was ahead of 24 of the 41 features that were nominated. Of one"),
        (0.3, 2, "A was nominated by both precursors, and was ahead of 24 of the 41 features that were nominated. Of"),
        (0.5, 0, "A nomination of some kind for A was 50% likely on what was known beforehand. Of one"),
    ],
)
def test_a_nomination_less_likely_than_not_opens_no_report(make: Any, p: float, hits: int, opening: str) -> None:
    aside = "ahead of 24 of the 41 features that were nominated"
    of = {"news": 1, "aside": aside, "precursor_hits": hits, "precursor_possible": 2}
    assert build(make(verdicts=[row("A", "SHUT_OUT", p_nomination=p, **of)])).standfirst.startswith(opening)


def test_one_precursor_alone_is_no_reason_to_open_with(make: Any) -> None:
    first = row("A", "SHUT_OUT", news=1, p_nomination=0.93, precursor_hits=1, precursor_possible=1)
    opening = "A nomination of some kind for A was 93% likely on what was known beforehand. Of one"
    assert build(make(verdicts=[first])).standfirst.startswith(opening.removesuffix(" Of one"))


FACTORS = [
    {"code": "late_release", "text": "United States release 2010-12-29, two days before the window closed"},
    {"code": "named_for_two_films", "text": "Ann Lee was named elsewhere for Dusk in the same category (Lead Actress)"},
    {"code": "placed_in_two_categories", "text": "Bo Ek was placed in two categories: Lead Actor and Supporting Actor"},
    {"code": "distributor_had_other_nominees", "text": "Parable also had Dusk (one nomination)"},
    {"code": "uk_after_us", "text": "UK release 2011-02-11, 51 days after the US release 2010-12-22"},
    {"code": "late_release", "text": "Of another body", "body": "baftas"},
]


def test_a_finding_says_what_may_explain_the_miss_where_records_do(make: Any) -> None:
    miss = row("A", "SNUB", "lead_actress", level="credit", people=["Ann Lee"], news=1)
    factors = [{"body": "oscars", "ceremony": 83, "film_key": "A", "evidence_ids": "e2"} | of for of in FACTORS]
    report = build(make(verdicts=[miss], factors=factors))
    explanation = report.findings[0].explanation
    assert explanation is not None
    assert explanation.text == (
        "What may explain it, as what goes together and not as cause: United States release 29 December 2010, two days "
        "before the window closed; Ann Lee was named elsewhere for Dusk in the same category (Lead Actress)."
    )
    assert [report.citations[number - 1].url for number in explanation.cites] == [
        "https://en.wikipedia.org/w/index.php?oldid=1290000001"
    ]
    assert all(explanation.text in text for text in (html.render(report), markdown.render(report)))
    assert build(make(verdicts=[miss])).findings[0].explanation is None


def test_a_shut_out_names_what_a_record_disqualified(make: Any) -> None:
    sentence = "A was not eligible for Best Original Score at the 83rd Academy Awards: it was late."
    barred = row("A", "INELIGIBLE", "original_score", reason_code="record_ineligible", sentence=sentence)
    (finding,) = build(make(verdicts=[row("A", "SHUT_OUT", news=1), barred])).findings
    assert finding.explanation is not None
    assert finding.explanation.text.endswith(f"and not as cause: {sentence}")


def test_every_miss_of_the_front_has_a_line_in_its_body_s_chart(make: Any) -> None:
    likely = [row(f"N{n}", "NOMINATED", "sound", p_nomination=0.99) for n in range(20)]
    miss = row("A", "SNUB", "director", level="credit", people=["Ann Lee"], p_nomination=0.9, news=1)
    miss["evidence_ids"] = "e1"
    report = build(make(verdicts=[*likely, miss]))
    (chart,) = report.charts
    assert (chart.points[-1].name, chart.points[-1].status) == ("Ann Lee", "Missed")
    assert chart.description == "Of the 20 most expected nominations at the Academy Awards, 20 were made."
    assert chart.drawn == "The last line is a miss that the findings tell, below these."
    assert f"{chart.description} {chart.drawn}" in markdown.render(report), "its table has that line too"


def test_a_shut_out_of_the_front_has_a_line_too(make: Any) -> None:
    rows = [row("B", "NOMINATED", "sound", p_nomination=0.99), row("A", "SHUT_OUT", p_nomination=0.8, news=1)]
    (chart,) = build(make(verdicts=rows)).charts
    assert [point.title for point in chart.points] == ["B, Sound", "A, any nomination"]


def of_people(label: str, category: str, *people: str) -> list[dict[str, Any]]:
    return [row("A", label, category, people=list(people), level="credit")]


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        (of_people("SNUB", "director", "P"), "P (A) was snubbed for Best Director at the 83rd Academy Awards"),
        (
            of_people("SNUB", "director", "P", "Q"),
            "P and Q (A) were snubbed at the 83rd Academy Awards",
        ),
        (of_people("OVERLOOKED", "sound", "P", "Q", "R"), "A was overlooked for Best Sound at the 83rd Academy Awards"),
        ([row("A", "SNUB_SHOCK", "sound")], "A was snubbed against the odds at the 83rd Academy Awards"),
        ([row("A", "WEAK_EVIDENCE")], "No snub among the films of 2010 on what is known so far"),
        ([row("A", "UNKNOWN", reason_code="list_missing")], "The films of 2010: no list of nominations is at hand yet"),
        ([], "The films of 2010: nothing to judge yet"),
    ],
)
def test_headlines(make: Any, rows: list[dict[str, Any]], headline: str) -> None:
    assert build(make(verdicts=rows)).headline == headline


@pytest.mark.parametrize(
    ("people", "headline"),
    [
        (["Ann Lee"], "Ann Lee (A Day in June) overlooked at the 83rd Academy Awards"),
        (["Ann Lee", "Bo Ray Cho"], "Ann Lee and Bo Ray Cho overlooked at the 83rd Academy Awards"),
        (["A. B. Cé", "D. E. F. Gé"], "A. B. Cé and D. E. F. Gé overlooked at the 83rd Academy Awards"),
    ],
)
def test_a_headline_has_at_most_twelve_words(make: Any, people: list[str], headline: str) -> None:
    award = "Actor in a Supporting Role"
    more = {"people": people, "level": "credit", "category_as_printed": award}
    report = build(make(verdicts=[row("A Day in June", "OVERLOOKED", "supporting_actor", **more)]))
    assert report.headline == headline


def test_many_ceremonies_are_counted_in_a_headline(make: Any) -> None:
    rows = [row("Dusk", "SHUT_OUT", body=body, ceremony=n) for body, n in (("oscars", 83), ("baftas", 64))]
    report = build(make(verdicts=rows))
    assert report.headline == "Dusk was shut out at the 83rd Academy Awards and another ceremony"
    assert [finding.film for finding in report.findings] == ["Dusk"]


def test_films_stand_in_the_order_of_news_of_their_biggest_miss(make: Any) -> None:
    rows = [
        row("Second", "SHUT_OUT", "", news=3),
        row("First", "OVERLOOKED", "sound", news=4),
        row("First", "SNUB_SHOCK", "lead_actor", news=1),
        row("First", "NOMINATED", "picture"),
        row("Third", "OVERLOOKED", "picture", news=5),
    ]
    report = build(make(verdicts=rows))
    assert report.headline.startswith("First was snubbed against the odds")
    assert [r.film for r in report.table[0].rows] == ["First", "Second", "Third"]
    assert [dossier.film for dossier in report.dossiers] == ["First", "Second", "Third"]
    assert [verdict.news for verdict in report.dossiers[0].bodies[0].missed] == [1, 4]


def test_a_miss_of_low_confidence_is_never_on_the_front_and_stands_in_the_tables(make: Any) -> None:
    doubtful = row("A", "SNUB", "original_score", news=1, confidence="low")
    report = build(make(verdicts=[doubtful, row("B", "OVERLOOKED", "sound", news=2)]))
    assert [finding.headline for finding in report.findings] == [
        "B was overlooked for Best Sound at the 83rd Academy Awards"
    ]
    assert [r.film for r in report.table[0].rows] == ["A", "B"]


def test_a_chance_that_is_not_quite_nothing_is_not_called_nothing() -> None:
    assert [percent(value) for value in (None, 0.0, 0.004, 0.01, 0.996, 1.0)] == [
        "",
        "under 1%",
        "under 1%",
        "1%",
        "over 99%",
        "over 99%",
    ]


def test_withdrawn_verdicts_are_gone_from_the_report(make: Any) -> None:
    report = build(make(verdicts=[row("A", "SNUB", "director", status="withdrawn"), row("B", "SNUB", "director")]))
    assert [d.film for d in report.dossiers] == ["B"]


def test_a_held_list_says_since_when_and_why(make: Any) -> None:
    report = build(make())
    assert [standing.sentence for standing in report.held] == [
        "64th British Academy Film Awards, longlist: data as of 12 January 2026; last crawl held: 2 categories missing."
    ]
    assert "One list held back" in report.standfirst


def test_the_ladder_tells_reached_missed_and_not_known_apart(make: Any) -> None:
    oscars, baftas = build(make()).dossiers[0].bodies
    assert [(step.name, step.state) for step in oscars.ladder] == [("Eligible", "reached"), ("Nominated", "missed")]
    assert [(step.name, step.state) for step in baftas.ladder] == [
        ("Eligible", "reached"),
        ("Longlisted", "reached"),
        ("Starred", "reached"),
        ("Nominated", "missed"),
    ]
    assert baftas.ladder[2].detail == "Lead Actress (Ann Other)"
    unread = build(make(lists=[])).dossiers[0].bodies[0]
    assert unread.ladder[-1].state == "unknown"


def test_a_step_that_no_list_tells_of_is_left_out_below_one_that_was_taken(make: Any) -> None:
    lists = [the_list("oscars"), the_list("oscars", "shortlisted", "trial")]
    taken = {"body": "oscars", "ceremony": 83, "category": "picture", "result": "nominated", "film_key": "wp:Lost"}
    report = build(make(lists=lists, nominations=[taken | page("oscars", OSCARS)]))
    assert [step.name for step in report.dossiers[0].bodies[0].ladder] == ["Eligible", "Nominated"]


def test_a_dossier_warns_of_what_its_own_verdicts_do_not_carry(make: Any) -> None:
    dossier = build(make()).dossiers[0]
    text = " ".join(dossier.cautions)
    assert "no probability could be learnt" in text
    assert "a factor named here is the cause" in text
    assert "undated review score" in text
    assert "presumed" not in text
    assert dossier.links == (
        ("Wikidata Q1", "https://www.wikidata.org/wiki/Q1"),
        ("IMDb tt0000001", "https://www.imdb.com/title/tt0000001/"),
    )


def test_every_miss_cites_its_list_first_and_then_what_speaks_for_it(make: Any) -> None:
    report = build(make())
    urls = {c.number: c.url for c in report.citations}
    shut_out = report.dossiers[0].bodies[0].missed[0]
    assert [urls[n] for n in shut_out.cites] == [
        "https://en.wikipedia.org/w/index.php?oldid=1290000001",
        "https://www.wikidata.org/wiki/Q1",
        "https://en.wikipedia.org/w/index.php?oldid=1290000001",
    ]
    assert sorted(urls) == list(range(1, len(urls) + 1))


def test_a_work_that_was_not_eligible_cites_the_record_of_that_and_not_what_speaks_for_it(make: Any) -> None:
    record = {"evidence_id": "e3", "film_key": "wp:Lost", "family": "eligibility", "claim": "Disqualified"}
    record |= {"source": "season_eligibility", "source_url": "https://example.org/ruling"}
    barred = row("Lost", "INELIGIBLE", "original_score", evidence_ids="e2;e3", film_key="wp:Lost")
    report = build(make(verdicts=[*make().verdicts.to_dict("records"), barred], evidence=[*EVIDENCE, record]))
    urls = {one.number: one.url for one in report.citations}
    [others] = [one for one in report.dossiers[0].bodies[0].others if one.words == Label.INELIGIBLE.words]
    assert next(urls[n] for n in others.cites) == "https://example.org/ruling"
    assert "https://en.wikipedia.org/wiki/BIFA_2010" not in [urls[n] for n in others.cites]


def test_an_old_revision_is_called_by_its_article() -> None:
    old = "https://en.wikipedia.org/w/index.php?title=Winter%27s_Bone&oldid=701855478"
    assert page_name(old) == "en.wikipedia.org: Winter's Bone"


def test_a_page_is_numbered_once_a_revision_and_only_live_wiki_pages_become_permalinks() -> None:
    citations = Citations()
    one = {"source": "s", "source_url": "https://a.org/x", "source_revision": "1"}
    assert citations.cite(one) == citations.cite(dict(one)) == (1,)
    assert citations.cite(one | {"source_revision": "2"}) == (2,)
    assert citations.cite({"source": None, "source_url": ""}) == ()
    assert citations.cite({"source": "top tens", "source_url": "file:///x"}) == (3,)
    assert citations.all()[2].url is None
    assert permalink("https://en.wikipedia.org/wiki/X", "5", "archive") == "https://en.wikipedia.org/wiki/X"


def test_a_page_is_dated_by_the_last_day_of_its_rows() -> None:
    citations = Citations()
    one = {"source": "s", "source_url": "lists.csv", "source_revision": "1", "origin": "supplied"}
    for day in ("2026-06-01", "2026-12-01", "2026-07-01"):
        citations.cite(one | {"retrieved_at": day})
    assert [page.retrieved_at for page in citations.all()] == ["2026-12-01"]


def test_a_chart_shows_expectation_where_it_is_known_and_acclaim_where_not(make: Any) -> None:
    acclaimed = build(make()).charts[0]
    assert not acclaimed.expected
    assert [(p.name, p.nominations, p.status) for p in acclaimed.points] == [
        ("Found", 2, "Nominated"),
        ("Lost", 0, "Missed"),
        ("Plain", 0, "Not judged a miss"),
    ]
    known = [
        row("A", "SNUB", "director", p_nomination=0.7, p_low=0.5, p_high=0.8, people=["P"], level="credit"),
        row("B", "NOMINATED", "picture", p_nomination=0.9),
        row("C", "INELIGIBLE", "picture", p_nomination=0.95, eligibility="ineligible"),
    ]
    expected = build(make(verdicts=known)).charts[0]
    assert [(p.title, p.value, p.status) for p in expected.points] == [
        ("B, Best Picture", 0.9, "Nominated"),
        ("P, Director", 0.7, "Missed"),
    ]
    acclaimed = build(make(verdicts=[row(film, "SNUB", acclaim_percentile=90.0) for film in ("A, B", "C")])).charts[0]
    assert acclaimed.description.endswith(" two were missed: A, B; C.")
    more = [row("D", "SNUB", "picture", p_nomination=0.6), *known]
    assert build(make(verdicts=more)).charts[0].description == (
        "Of the three most expected nominations at the Academy Awards, one was made and two were missed: "
        "P (A) for Best Director; D for Best Picture."
    )
    three, six = ([f"P{n}" for n in range(many)] for many in (3, 6))
    crew = [
        row(film, "SNUB", "sound", p_nomination=0.6, people=people, level="credit")
        for film, people in (("A", three), ("B", six))
    ]
    told = build(make(verdicts=crew)).charts[0].description.partition("missed: ")[2]
    assert told == "P0, P1 and P2 (A) for Best Sound; B for Best Sound."


def test_a_chart_leaves_out_whoever_may_be_the_nominee_whom_a_list_does_not_name(make: Any) -> None:
    known = [
        row("B", "NOMINATED", "lead_actor", p_nomination=0.8),
        row("B", "UNKNOWN", "lead_actor", p_nomination=0.8, people=["P"], level="credit"),
    ]
    (chart,) = build(make(verdicts=known)).charts
    assert [(p.title, p.nominations) for p in chart.points] == [("B, Lead Actor", 1)]
    assert chart.description == "The most expected nomination at the Academy Awards was made."


def test_a_chart_of_probabilities_names_the_award_apart(make: Any) -> None:
    of = {"p_nomination": 0.8, "film_key": "Q1"}
    rows = [row("B", "NOMINATED", "picture", **of), row("B", "SNUB", "director", people=["P"], level="credit", **of)]
    (chart,) = build(make(verdicts=rows)).charts
    assert chart.two_lines
    assert [(p.name, p.award) for p in chart.points] == [("P", "Director"), ("B", "Best Picture")]
    assert not build(make(verdicts=[row("A", "SHUT_OUT", acclaim_percentile=90.0)])).charts[0].two_lines


def test_what_would_lead_but_is_not_sure_enough_is_said_to_stand_below(make: Any) -> None:
    of = {"level": "credit", "people": ["P"]}
    sure = row("A", "SNUB", "director", news=3, confidence="medium")
    aside = [row(f"B{i}", "SNUB", "director", news=i, confidence="low", **of) for i in (1, 2)]
    later = row("C", "SNUB", "director", news=4, confidence="low")
    report = build(make(verdicts=[sure, *aside, later]))
    assert report.aside == (
        "Told below alone are two misses of low confidence that would stand among these, that of P (B1) for Best "
        "Director first."
    )
    assert all(report.aside in text for text in (html.render(report), markdown.render(report)))
    assert build(make(verdicts=[sure, aside[0]])).aside.startswith("Told below alone is one miss of low confidence")
    assert not build(make(verdicts=[sure, later])).aside
    assert build(make(verdicts=aside)).headline.endswith("misses, but none of them sure enough to lead")


def test_a_finding_says_that_the_film_was_shut_out_though_the_odds_of_that_are_not_sure(make: Any) -> None:
    miss = row("A", "OVERLOOKED", "picture", news=2, confidence="medium", ceremony_year=2011)
    shut_out = row("A", "SHUT_OUT", news=1, confidence="low", ceremony_year=2011)
    (finding,) = build(make(verdicts=[miss, shut_out])).findings
    assert [claim.text for claim in finding.claims] == [
        miss["sentence"], "The film received no nomination of any kind at the 83rd Academy Awards."
    ]  # fmt: skip
    assert finding.more == 1


def test_a_chart_calls_no_film_more_acclaimed_than_another_of_the_same_figure(make: Any) -> None:
    told = [row(f"Known {i}", "NOMINATED", acclaim_percentile=99.0 - i) for i in range(3)]
    rest = [row(f"Film {i}", "WEAK_EVIDENCE", acclaim_percentile=46.0) for i in range(30)]
    (chart,) = build(make(verdicts=[*told, *rest])).charts
    assert [point.name for point in chart.points] == ["Known 0", "Known 1", "Known 2"]
    assert chart.description.startswith("Of the three most acclaimed films")
    assert not build(make(verdicts=rest)).charts


def test_a_body_whose_list_is_not_at_hand_judges_nothing(make: Any) -> None:
    one = row("A", "NOMINATED", acclaim_percentile=90.0)
    unknown = row("A", "UNKNOWN", body="baftas", ceremony=64, acclaim_percentile=90.0, p_nomination=0.9)
    report = build(make(verdicts=[one, unknown]))
    assert [chart.title for chart in report.charts] == ["Acclaimed against nominated: Academy Awards"]
    assert "missed by the one body judged" in report.standfirst
    assert "no list of a body that is judged has been read in full" in build(make(verdicts=[unknown])).standfirst


def test_a_dossier_tells_the_probability_of_the_film_from_that_of_an_award(make: Any) -> None:
    rows = [
        row("A", "SHUT_OUT", news=1, p_nomination=0.997, missed=True),
        row("A", "SNUB", "director", news=2, p_nomination=0.6),
        row("A", "WEAK_EVIDENCE", "sound", p_nomination=0.001),
    ]
    (dossier,) = build(make(verdicts=rows)).dossiers
    assert dict(dossier.bodies[0].facts)["Expected"] == (
        "over 99% for the film as a whole, 60% in its likeliest category"
    )
    rows = [row("A", "SHUT_OUT", news=1, p_nomination=0.5, missed=True), row("A", "SNUB", "song", p_nomination=0.7)]
    (dossier,) = build(make(verdicts=rows)).dossiers
    assert dict(dossier.bodies[0].facts)["Expected"] == (
        "50% for the film as a whole (without what is often disqualified, or done by nobody whom a record names), "
        "70% in its likeliest category"
    )


@pytest.mark.parametrize("p", [0.0, 0.001, 0.999, 1.0])
def test_no_probability_is_a_sign_in_the_report_nor_nothing_or_all(make: Any, p: float) -> None:
    ends = {"p_nomination": p, "p_low": p, "p_high": p, "aside": "", "news": 1}
    rows = [row("A", "SNUB", "director", **ends), row("B", "NOMINATED", "director", surprising=True, **ends)]
    report = build(make(verdicts=rows))
    for text in (html.render(report).split("</style>")[1], markdown.render(report)):
        assert re.search("under 1%|over 99%", text)
        assert not re.search(r"(?<!\d)0%|100%|(?:&lt;|&gt;|[<>])\d+%", text)


def test_a_drawing_of_bars_has_a_bar_in_its_legend_and_says_what_stands_before_its_titles(make: Any) -> None:
    bars, marks = make(), make(verdicts=[row("B", "NOMINATED", "picture", p_nomination=0.9)])
    legends = [html.render(build(one)).split('<ul class="legend">')[1].split("</ul>")[0] for one in (bars, marks)]
    assert [legend.count("<rect") for legend in legends] == [1, 0]
    assert "The figure before a title" in html.render(build(bars))
    assert "The figure before a title" not in markdown.render(build(bars)), "its table has a column for it"


def test_changes_name_the_list_the_labels_and_the_cause(make: Any) -> None:
    changes = [
        {"kind": "new_list", "body": "oscars", "ceremony": 83, "sentence": "The list is at hand.", "cause": "new list"},
        {"kind": "new_snub", "film": "A", "label_before": "UNKNOWN", "label_after": "SNUB", "sentence": "A missed."},
    ]
    corrections = [
        {"film": "B", "body": "oscars", "ceremony": 83, "what": "label", "before": "SNUB", "corrected_at": "2026-01-11"}
    ]
    groups = build(make(changes=changes, corrections=corrections)).changes
    assert [(group.title, [claim.text for claim in group.claims]) for group in groups] == [
        ("New snubs", ["A missed. (Not known before, Snub now.)"]),
        ("Corrections", ["B (83rd Academy Awards): label was SNUB, is withdrawn since 11 January 2026."]),
        ("New lists", ["83rd Academy Awards: The list is at hand."]),
    ]


@pytest.mark.parametrize(
    ("kind", "says"), [("cleared", "Shut out, no longer a miss"), ("new_snub", "Shut out, now a miss")]
)
def test_a_label_that_stays_says_what_it_became(make: Any, kind: str, says: str) -> None:
    change = {"kind": kind, "film": "A", "label_before": "SHUT_OUT", "label_after": "SHUT_OUT", "sentence": "A."}
    [group] = build(make(changes=[change])).changes
    assert [claim.text for claim in group.claims] == [f"A. ({says}.)"]


def test_next_dates_lie_ahead_and_past_ones_are_kept_for_the_calendar(make: Any) -> None:
    ahead = [{"day": "2026-01-22", "body": "oscars", "ceremony": 98, "what": "nominations", "source_url": "ftp://x"}]
    report = build(make(dates=ahead))
    assert [(day.day.isoformat(), day.url) for day in report.dates] == [("2026-01-22", None)]
    assert len(report.known_dates) > len(report.dates)


def test_titles_that_look_missing_are_titles(make: Any) -> None:
    report = build(make(verdicts=[row(title, "SNUB", "director") for title in ("NA", "None", "nan")]))
    assert sorted(d.film for d in report.dossiers) == ["NA", "None", "nan"]


def test_a_list_with_a_category_that_was_not_read_is_named_beside_the_held_ones(make: Any) -> None:
    oscars, baftas, longlist = make().lists.to_dict("records")
    open_ = oscars | {"not_read": ["Best Director"], "withheld": ["Best Sound"]}
    trial = longlist | {"state": "trial", "not_read": ["Film"]}
    report = build(make(lists=[open_, trial, baftas | {"problems": ["only a warning"]}]))
    (held,) = report.held
    sentence = "data as of 12 January 2026; not read: Best Director; last crawl held: Best Sound."
    assert held.sentence == f"83rd Academy Awards, nominations: {sentence}"
    assert "One list held back at least in part" in report.standfirst
    assert [s.remarks for s in report.standings if s.state == "fit" and not s.held] == [""]


def test_where_a_film_may_stand_in_what_was_not_read_the_ladder_does_not_say_that_it_was_missed(make: Any) -> None:
    missed = make().verdicts.to_dict("records")[0]

    def nominated(reason: str) -> str:
        whole = missed | {"label": "UNKNOWN", "reason_code": reason, "missed": False, "news": None}
        part = missed | {"label": "OVERLOOKED", "category": "sound"}
        (dossier,) = build(make(verdicts=[part, whole])).dossiers
        (state,) = (step.state for body in dossier.bodies for step in body.ladder if step.name == "Nominated")
        return state

    assert [nominated(reason) for reason in ("category_not_read", "submission_not_known")] == ["unknown", "missed"]


def test_blank_frames_make_a_report_all_the_same() -> None:
    inputs = ReportInput(2010, date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), "0", "", verdicts=pd.DataFrame())
    assert asdict(build(inputs))["findings"] == ()


def test_words() -> None:
    assert [listing(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert [day_words(text) for text in ("2026-01-02", "2026-01-02T05:06:07Z", "2026-01", "2026", "soon", "")] == [
        "2 January 2026",
        "2 January 2026",
        "January 2026",
        "2026",
        "soon",
        "",
    ]
    assert (number(1, "film"), number(2000, "film"), number(2, "body", "bodies")) == (
        "1 film",
        "2,000 films",
        "2 bodies",
    )


def test_people_in_a_claim_are_a_sentence_and_stand_there_once(make: Any) -> None:
    claim = "Won Best Original Score – Golden Globe Awards 2011 (Trent Reznor;Atticus Ross)"
    one = {"evidence_id": "e1", "film_key": "wp:Lost", "family": "peers", "claim": claim}
    people = {"people": "Trent Reznor;Atticus Ross"}
    (line,) = build(make(evidence=[one | people])).dossiers[0].evidence
    assert line.claim == "Won Best Original Score – Golden Globe Awards 2011 (Trent Reznor and Atticus Ross)"
    assert line.people in line.claim


@pytest.mark.parametrize("number", ["tt16419074", "Q4115189"])
def test_a_film_without_a_title_is_nowhere_called_by_its_number_as_by_one(make: Any, number: str) -> None:
    rows = [
        row(number, "NOMINATED", "picture", p_nomination=0.2, p_low=0.1, p_high=0.3, surprising=True, film_key=number),
        row("B", "SNUB", "director", news=1, nominated_instead=["A", number]),
    ]
    report = build(make(verdicts=rows))
    for text in (html.render(report), markdown.render(report)):
        assert "he film with the " in text
        assert not re.search(
            rf"(?<!number ){number}(?!\W*/)", re.sub(r"https?://[^\s\"<>]+|id=\"[^\"]*\"|#[\w-]+", "", text)
        )
    assert [finding.film for finding in report.findings] == ["B"]


@pytest.mark.parametrize(("as_of", "first"), [("2011-01-24", "Old"), ("2011-01-25", "New"), ("2011-02-01", "Old")])
def test_misses_of_the_week_s_nominations_come_before_older_ones(make: Any, as_of: str, first: str) -> None:
    old = verdict("Old", "baftas", "SNUB", "picture", news=1, p_nomination=0.9)
    new = verdict("New", "oscars", "SNUB", "picture", news=2, p_nomination=0.6)
    lists = [the_list("baftas", announced_on="2011-01-05"), the_list("oscars", announced_on="2011-01-25")]
    report = build(replace(make(verdicts=[old, new], lists=lists), as_of=date.fromisoformat(as_of)))
    assert report.headline.startswith(first)
    assert report.findings[0].film == first
    assert ("announced this week, of the 83rd Academy Awards" in report.order) is (first == "New")
