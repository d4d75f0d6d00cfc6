"""Film articles: infobox, releases, scores, accolades and ids, from small pages in every layout at hand."""

import json
from typing import Any

import pytest

from spiders.catalogue import load_sources
from spiders.families.film_article.read import envelope, list_titles, read
from tracker.domain.facts.records import (
    AccoladeRecord,
    CreditRecord,
    FactRecord,
    Origin,
    PageRecord,
    Record,
    ReleaseRecord,
    ScoreRecord,
)
from tracker.domain.lists.problems import Problem

SOURCE = load_sources()["wikipedia_film"]
LABELS = "<tr><th>Distributed by</th><td>Somebody</td></tr><tr><th>Cinematography</th><td>Anna Bell</td></tr>"


def article(html: str, title: str = "Made Up (film)", qid: str = "Q1") -> tuple[list[Record], list[Problem]]:
    if "infobox" not in html:
        html = f'<table class="infobox">{LABELS}</table>{html}'
    answer = json.dumps({"parse": {"title": title, "revid": 7, "text": f'<div class="mw-parser-output">{html}</div>'}})
    page = PageRecord(
        id=title,
        source=SOURCE.name,
        title=title,
        url="https://wiki.example/x",
        retrieved_at="2011-03-01T00:00:00Z",
        origin=Origin.LIVE,
    )
    return read(SOURCE, page, envelope(qid, answer.encode()))


def infobox(rows: str) -> list[Record]:
    return article(f'<table class="infobox vevent"><tbody><tr><th>Made Up</th></tr>{LABELS}{rows}</tbody></table>')[0]


def of(records: list[Record], kind: type[Any]) -> list[Any]:
    return [r for r in records if isinstance(r, kind)]


def facts(records: list[Record], name: str) -> list[FactRecord]:
    return [r for r in records if isinstance(r, FactRecord) and r.property == name]


def names(records: list[Record], craft: str) -> list[tuple[str, str | None, str | None]]:
    return [(r.name, r.link, r.note) for r in records if isinstance(r, CreditRecord) and r.craft == craft]


# --- infobox ---


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<a href="/wiki/Ann_Lee">Ann Lee</a><br/>Bo Ek', [("Ann Lee", "Ann Lee", None), ("Bo Ek", None, None)]),
        ("<ul><li>Ann Lee</li><li>Bo Ek, Jr.</li></ul>", [("Ann Lee", None, None), ("Bo Ek, Jr.", None, None)]),
        ("Ann Lee, Bo Ek and Cy Oz", [("Ann Lee", None, None), ("Bo Ek", None, None), ("Cy Oz", None, None)]),
        ('<a href="/wiki/X">Ann and Bo Ek</a>', [("Ann and Bo Ek", "X", None)]),
        ("Ann Lee <small>(uncredited)</small>", [("Ann Lee", None, "uncredited")]),
        ("Ann Lee<br/>Uncredited:<br/>Bo Ek", [("Ann Lee", None, None), ("Bo Ek", None, "Uncredited")]),
        ("Ann Lee<br/>(additional music by Bo Ek)", [("Ann Lee", None, "additional music by Bo Ek")]),
        ("(score by Ann Lee and Bo Ek)", [("Ann Lee", None, "score"), ("Bo Ek", None, "score")]),
        ("Ann Lee credited as Al Roe", [("Ann Lee", None, "credited as Al Roe")]),
        ("N/A", []),
        ("See Cast", []),
        ('Ann Lee<sup class="reference">[1]</sup><sup class="reference">[2]</sup>', [("Ann Lee", None, None)]),
    ],
)
def test_people_of_a_credit(cell: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert names(infobox(f"<tr><th>Directed by</th><td>{cell}</td></tr>"), "director") == expected


def test_rows_are_found_by_their_labels_wherever_they_stand() -> None:
    records = infobox(
        "<tr><th><div>Production<br/>companies</div></th><td>Film4, Inc.<br/>Other and Sons</td></tr>"
        "<tr><th>Countries</th><td>United Kingdom<br/>United States</td></tr>"
        "<tr><th>Languages</th><td>English, French</td></tr>"
        "<tr><th>Screenplay\xa0by</th><td>Cy Oz</td></tr><tr><th>Something new</th><td>Who knows</td></tr>"
    )
    assert [f.value for f in facts(records, "studio")] == ["Film4, Inc.", "Other and Sons"]
    assert [f.value for f in facts(records, "country")] == ["United Kingdom", "United States"]
    assert [f.value for f in facts(records, "language")] == ["English", "French"]
    assert names(records, "screenwriter") == [("Cy Oz", None, None)]
    assert names(records, "cinematographer") == [("Anna Bell", None, None)]


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("$18 million", 18e6, "$"),
        ("US$15–20 million", 15e6, "US$"),
        ("£9.4 million (US$15 million)", 9.4e6, "£"),
        ("$32,381,217", 32_381_217, "$"),
        ("$1.017 billion", 1.017e9, "$"),
        ("$999.9 millon", 999.9e6, "$"),
    ],
)
def test_sums_of_money(cell: str, amount: float, currency: str) -> None:
    (budget,) = facts(infobox(f"<tr><th>Budget</th><td>{cell}</td></tr>"), "budget")
    assert (budget.amount, budget.currency) == (amount, currency)


def test_running_times_with_their_versions() -> None:
    values = facts(
        infobox("<tr><th>Running time</th><td>130 minutes<br/>135 minutes (TIFF)<br/>2 h 5 min</td></tr>"), "minutes"
    )
    assert [(f.amount, f.note) for f in values] == [(130, None), (135, "TIFF"), (125, None)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            '<i><a href="/wiki/Oil!">Oil!</a></i><br/>by <a href="/wiki/Upton">Upton</a>',
            [("based_on", "Oil!", "Oil!", None), ("based_on_author", "Upton", "Upton", None)],
        ),
        (
            "the novel <i>Oil!</i> by Upton",
            [("based_on", "Oil!", None, "the novel"), ("based_on_author", "Upton", None, None)],
        ),
        (
            "<i>One</i> by<br/>Ann Lee<br/><i>Two</i><br/>by Bo Ek",
            [
                ("based_on", "One", None, None),
                ("based_on_author", "Ann Lee", None, None),
                ("based_on", "Two", None, None),
                ("based_on_author", "Bo Ek", None, None),
            ],
        ),
        (
            "<i>One</i><br/>1993 book<br/>by Ann Lee",
            [("based_on", "One", None, "1993 book"), ("based_on_author", "Ann Lee", None, None)],
        ),
    ],
)
def test_what_a_film_is_based_on(cell: str, expected: list[tuple[str, ...]]) -> None:
    claims = infobox(f"<tr><th>Based on</th><td>{cell}</td></tr>")
    shown = [(f.property, f.value, f.link, f.note) for f in of(claims, FactRecord) if f.property.startswith("based_on")]
    assert shown == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            '<ul><li>4 September 2010<span style="display:none"> (<span class="bday">2010-09-04</span>)</span> '
            "<small>(<a href='/wiki/T'>Telluride Film Festival</a>)</small></li>"
            "<li>5 November 2010 (United States)</li></ul>",
            [("2010-09-04", None, "Telluride Film Festival"), ("2010-11-05", "United States", None)],
        ),
        ("December 25, 1998 (1998-12-25) (limited)", [("1998-12-25", None, None)]),
        (
            "May 1996 (Cannes)<br/>24 May 1996 (UK)",
            [("1996-05", None, "Cannes"), ("1996-05-24", "United Kingdom", None)],
        ),
        ("US & CAN: January 7, 2011", [("2011-01-07", "United States", None), ("2011-01-07", "Canada", None)]),
        ("January 7, 2011 (United States; wide)", [("2011-01-07", "United States", None)]),
        ("7 January 2011 (London premiere)", [("2011-01-07", None, "London premiere")]),
        ("7 January 2011 (North America)", [("2011-01-07", "North America", None)]),
        ("1994", [("1994", None, None)]),
        ("January 7, 2011 (TUnited States)", [("2011-01-07", "United States", None)]),
        ("January 7, 2011 (Roman)", [("2011-01-07", None, "Roman")]),
        ("January 7, 2011 (ABC Cinema)", [("2011-01-07", None, "ABC Cinema")]),
        ("31 February 2010 (US)", []),
    ],
)
def test_release_dates_with_country_or_event(cell: str, expected: list[tuple[str | None, ...]]) -> None:
    releases = of(infobox(f"<tr><th>Release dates</th><td>{cell}</td></tr>"), ReleaseRecord)
    assert [(r.date, r.country, r.event) for r in releases] == expected


# --- scores ---


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (
            "On Rotten Tomatoes, 93% of 250 critics' reviews are positive, with an average rating of 8.5/10. The "
            'website says: "It 100% rocks." Metacritic, which uses a weighted average, assigned the film a score of 75 '
            'out of 100, based on 45 critics, indicating "generally favorable" reviews.',
            ["tomatometer 93 250", "rt_average 8.5 250", "metascore 75 45"],
        ),
        (
            "It holds an 88% rating on Rotten Tomatoes and a 90 metascore on Metacritic.",
            ["tomatometer 88", "metascore 90"],
        ),
        (
            "It holds a rating of 77 on Metacritic, and has a rating of 94% on Rotten Tomatoes from 48 reviews.",
            ["metascore 77", "tomatometer 94 48"],
        ),
        (
            "At Metacritic, which assigns a rating out of 100 to reviews from mainstream critics, the film received "
            "an average score of 81, based on 36 reviews.",
            ["metascore 81 36"],
        ),
        (
            "Rotten Tomatoes says 121 of the 142 reviews they tallied were positive. This resulted in a score of 85%.",
            ["tomatometer 85 142"],
        ),
        (
            "Rotten Tomatoes has given it a 92% rating with 244 fresh and 20 rotten reviews. The average is 8.4/10.",
            ["tomatometer 92 264", "rt_average 8.4 264"],
        ),
        ("OnRotten Tomatoes, the film has 75% based on reviews from 61 critics.", ["tomatometer 75 61"]),
        ("It scored 82 metapoints out of 100 on Metacritic.", ["metascore 82"]),
        ("It has an average score of 65/100 at the review aggregator Metacritic.", ["metascore 65"]),
        ("Metacritic rated the movie 75 based on 39 critics.", ["metascore 75 39"]),
        ("Rotten Tomatoes has it at 65%, based on twenty reviews.", ["tomatometer 65 20"]),
        ("It has 90 on Metacritic, where it is on 39 critics' top 10 lists.", ["metascore 90"]),
        ("Metacritic gave it 82 out of 100 based on 82 reviews.", ["metascore 82 82"]),
        ("Rotten Tomatoes: 85%; Metacritic: 77/100.", ["tomatometer 85", "metascore 77"]),
    ],
)
def test_figures_in_their_many_wordings(prose: str, expected: list[str]) -> None:
    records, _ = article(f"<h2>Reception</h2><p>{prose}</p>")
    assert [f"{r.measure} {r.value:g} {r.reviews or ''}".strip() for r in of(records, ScoreRecord)] == expected


@pytest.mark.parametrize(
    "prose",
    [
        "Audiences on Rotten Tomatoes gave the film 85%.",
        "Rotten Tomatoes gives an audience score of 85%.",
        "In the United Kingdom 83% of critics listed by Rotten Tomatoes gave it a positive review.",
        "<i>Other Film</i> holds a 45% on Rotten Tomatoes.",
        "The sequel holds a 45% on Rotten Tomatoes.",
        "It is one of few winners with scores below 60% on Rotten Tomatoes.",
        "It holds a 6.7 rating on the Internet Movie Database based on 70 reviews.",
        "It was on 46% of critics' lists, according to Metacritic.",
        'A consensus on Rotten Tomatoes reads "100% fun".',
    ],
)
def test_figures_of_others_are_left_alone(prose: str) -> None:
    records, _ = article(f"<h2>Reception</h2><p>{prose}</p>")
    assert of(records, ScoreRecord) == []


def test_the_day_of_a_figure() -> None:
    records, _ = article("<p>As of June 10, 2014, the film holds 85% on Rotten Tomatoes.</p>")
    assert [(r.value, r.as_of) for r in of(records, ScoreRecord)] == [(85, "2014-06-10")]


def test_some_critics_after_all_critics() -> None:
    records, _ = article("<p>On Rotten Tomatoes it has 71% from critics, 87% among top critics.</p>")
    assert [r.value for r in of(records, ScoreRecord)] == [71]


def test_a_soundtracks_figure_is_not_the_films() -> None:
    records, _ = article(
        "<h2>Soundtrack</h2><p>Metacritic gave it a score of 70 out of 100.</p><h2>Release</h2><p>-</p>"
    )
    assert of(records, ScoreRecord) == []


def test_only_the_films_own_row_of_a_table_of_films() -> None:
    table = (
        "<table><tr><th>Film</th><th>Rotten Tomatoes</th><th>Metacritic</th></tr>"
        "<tr><td>Other Film</td><td>11% (20 reviews)</td><td>22</td></tr>"
        "<tr><td><i>Made Up</i></td><td>91% (120 reviews)</td><td>82 (30 reviews)</td></tr></table>"
    )
    scores = [(r.measure, r.value, r.reviews) for r in of(article(table)[0], ScoreRecord)]
    assert scores == [("tomatometer", 91, 120), ("metascore", 82, 30)]


def test_two_figures_stand_side_by_side_and_are_named() -> None:
    records, problems = article("<p>It holds 91% on Rotten Tomatoes.</p><p>It has 93% on Rotten Tomatoes.</p>")
    assert [r.value for r in of(records, ScoreRecord)] == [91, 93]
    assert [p.message for p in problems if p.code == "conflict"] == ["Made Up (film): gives tomatometer as 91 and 93"]


# --- accolades ---


def accolades(html: str) -> list[tuple[Any, ...]]:
    records, _ = article(f"<h2>Accolades</h2>{html}")
    return [
        (
            a.body or a.body_as_printed,
            a.number,
            a.category or a.category_as_printed,
            a.result,
            [p.name for p in a.people],
        )
        for a in of(records, AccoladeRecord)
    ]


def test_a_table_with_spans_lists_and_colours() -> None:
    assert accolades(
        "<table><tr><th colspan=4>List of accolades</th></tr>"
        "<tr><th>Award</th><th>Category</th><th>Recipient(s)</th><th>Result</th></tr>"
        '<tr><td rowspan=3><a href="/wiki/83rd_Academy_Awards">Academy Awards</a></td><td>Best Picture</td>'
        "<td>Ann Lee<br/>Bo Ek</td><td>Nominated</td></tr>"
        '<tr><td>Best Film Editing</td><td>Cy Oz</td><td style="background:#99FF99"></td></tr>'
        "<tr><td>Best Actor</td><td>Di Fu</td><td>Won</td></tr>"
        "<tr><td>Made Up Society</td><td>Best Hat</td><td>Ed Ro</td><td>2nd place</td></tr></table>"
    ) == [
        ("oscars", 83, "picture", "nominated", ["Ann Lee", "Bo Ek"]),
        ("oscars", 83, "film_editing", "won", ["Cy Oz"]),
        ("oscars", 83, "lead_actor", "won", ["Di Fu"]),
        ("Made Up Society", None, "Best Hat", "runner_up", ["Ed Ro"]),
    ]


def test_a_body_in_a_row_of_its_own_and_columns_in_another_order() -> None:
    assert accolades(
        "<table><tr><th>Result</th><th>Category</th><th>Nominee</th></tr>"
        "<tr><th colspan=3>64th British Academy Film Awards</th></tr>"
        "<tr><td>Nominated</td><td>Best Cinematography</td><td>Anna Bell</td></tr></table>"
    ) == [("baftas", 64, "cinematography", "nominated", ["Anna Bell"])]


def test_several_awards_in_one_row() -> None:
    assert accolades(
        "<table><tr><th>Award</th><th>Category</th><th>Nominee</th><th>Outcome</th></tr>"
        "<tr><td>Golden Globe Awards</td><td>Best Director<br/>Best Screenplay</td><td>Ann Lee<br/>Bo Ek</td>"
        "<td>Nominated</td></tr></table>"
    ) == [
        ("golden_globes", None, "director", "nominated", ["Ann Lee"]),
        ("golden_globes", None, "screenplay", "nominated", ["Bo Ek"]),
    ]


def test_the_full_date_tells_the_ceremony_and_a_year_alone_does_not() -> None:
    table = (
        "<table><tr><th>Date of ceremony</th><th>Award</th><th>Category</th><th>Name</th><th>Result</th></tr>"
        "<tr><td>February 27, 2011</td><td>Academy Award</td><td>Best Actress</td><td>Ann Lee</td><td>Won</td></tr>"
        "<tr><td>2010</td><td>Academy Award</td><td>Best Actress</td><td>Bo Ek</td><td>Nominated</td></tr></table>"
    )
    assert [found[1] for found in accolades(table)] == [83, None]


def test_a_row_with_two_results_has_none() -> None:
    entries = accolades(
        "<table><tr><th>Award</th><th>Category</th><th>Name</th><th>Result</th></tr>"
        "<tr><td>Golden Globe Award</td><td>Best Director</td><td>Ann Lee</td><td rowspan=2>Won</td></tr>"
        "<tr><td>Golden Globe Award</td><td>Best Screenplay</td><td>Bo Ek</td><td>Nominated</td></tr></table>"
    )
    assert [(c, r) for _, _, c, r, _ in entries] == [("director", "won"), ("screenplay", None)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<ul><li>Academy Award for Best Actress (Ann Lee, nominee)</li></ul>",
            [("oscars", None, "lead_actress", "nominated", ["Ann Lee"])],
        ),
        (
            "<p>BAFTA Awards</p><ul><li>Nominated: Best Actress – Ann Lee</li><li>Won: Best British Film</li></ul>",
            [("baftas", None, "lead_actress", "nominated", ["Ann Lee"]), ("baftas", None, "british_film", "won", [])],
        ),
        (
            "<h3>Won</h3><h4>Academy Awards</h4><ul><li>Best Director (Ann Lee)</li></ul>",
            [("oscars", None, "director", "won", ["Ann Lee"])],
        ),
        (
            "<ul><li>Golden Globes<ul><li>Best Actress in a Drama: Ann Lee (Nominated)</li></ul></li></ul>",
            [("golden_globes", None, "lead_actress", "nominated", ["Ann Lee"])],
        ),
        (
            "<p>Wins</p><ul><li>Academy Awards: Best Art Direction (A. Lee) (Bo Ek), Best Director (Cy Oz)</li></ul>",
            [
                ("oscars", None, "production_design", "won", ["A. Lee", "Bo Ek"]),
                ("oscars", None, "director", "won", ["Cy Oz"]),
            ],
        ),
        (
            "<dl><dt>In addition, the film was nominated for three Academy Awards:</dt></dl><ul><li>Best Director "
            "(Ann Lee)</li></ul>",
            [("oscars", None, "director", "nominated", ["Ann Lee"])],
        ),
        (
            "<ul><li>68th Academy Awards<ul><li>Best Director for Ann Lee (lost to Bo Ek for X)</li></ul></li></ul>",
            [("oscars", 68, "director", "nominated", ["Ann Lee"])],
        ),
    ],
)
def test_accolades_in_lists(html: str, expected: list[tuple[Any, ...]]) -> None:
    assert accolades(html) == expected


def test_what_a_list_does_not_say_is_counted_and_not_guessed() -> None:
    records, problems = article("<h2>Awards</h2><ul><li>National Board of Review: Best Actor: Bo Ek</li></ul>")
    assert of(records, AccoladeRecord) == []
    assert "1 rows of accolades could not be read" in problems[-1].message


def test_a_separate_list_gives_accolades_alone() -> None:
    html = (
        '<table class="infobox"><tr><th>Directed by</th><td>x</td></tr><tr><th>Cast</th><td>y</td></tr></table>'
        "<h2>Accolades</h2><table><tr><th>Award</th><th>Category</th><th>Recipient</th><th>Result</th></tr>"
        "<tr><td>Academy Awards</td><td>Best Picture</td><td>Ann Lee</td><td>Won</td></tr></table>"
    )
    records, _ = article(html, title="List of accolades received by Made Up")
    assert [type(r) for r in records] == [AccoladeRecord]


def test_links_to_separate_lists() -> None:
    html = (
        '<div role="note" class="hatnote">Main article: <a href="/wiki/List_of_accolades_received_by_Made_Up">List</a>'
        '</div><div class="hatnote"><a href="/wiki/Other">x</a></div>'
    )
    assert list_titles(html) == ["List of accolades received by Made Up"]


# --- ids ---


def imdb(links: str) -> list[str]:
    return [f.value for f in facts(article(f"<h2>External links</h2><ul>{links}</ul>")[0], "imdb")]


def test_the_id_among_external_links() -> None:
    own = '<li><a href="http://www.imdb.com/title/tt116999/"><i>Made Up</i></a> at the Internet Movie Database</li>'
    other = '<li><a href="https://www.imdb.com/title/tt0000002/"><i>Other</i></a> at IMDb</li>'
    assert imdb(own) == ["tt0116999"]
    assert imdb(other + own) == ["tt0116999"]
    assert imdb('<li><a href="http://www.imdb.com/name/nm0000002/">Ann Lee</a></li>') == []


def test_an_article_without_an_infobox_says_nothing() -> None:
    records, problems = article('<p class="no-infobox">Made Up has 93% on Rotten Tomatoes.</p>')
    assert records == []
    assert [p.code for p in problems] == ["no_infobox"]


def test_ids_elsewhere_on_the_page_are_not_the_films() -> None:
    records, _ = article('<p><a href="http://www.imdb.com/title/tt0000002/">a film</a></p><h2>References</h2>')
    assert facts(records, "imdb") == []


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ann Lee<sup>1</sup>", [("Ann Lee", None)]),
        ("Ann Lee<sup>a</sup>, Bo Ek<sup>*</sup>", [("Ann Lee", None), ("Bo Ek", None)]),
        ("Ann Lee*", [("Ann Lee", None)]),
        ("🏆 Ann Lee", [("Ann Lee", None)]),
        ("Directed by Ann Lee", [("Ann Lee", "Directed")]),
        ("Dir. Ann Lee", [("Ann Lee", "Dir")]),
        ("Written and directed by Ann Lee", [("Ann Lee", "directed")]),
        ("Denmark", []),
        ("Band of 20<sup>th</sup>", [("Band of 20th", None)]),
    ],
)
def test_recipients_are_people_without_marks_and_jobs(cell: str, people: list[tuple[str, str | None]]) -> None:
    heads = "<tr><th>Award</th><th>Category</th><th>Recipient</th><th>Result</th></tr>"
    award = '<a href="/wiki/83rd_Academy_Awards">Academy Awards</a>'
    row = f"<tr><td>{award}</td><td>Best Director</td><td>{cell}</td><td>Won</td></tr>"
    records, _ = article(f'<h2>Accolades</h2><table class="wikitable">{heads}{row}</table>')
    assert [[(p.name, p.role) for p in r.people] for r in of(records, AccoladeRecord)] == [people]
