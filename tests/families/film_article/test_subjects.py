"""What an article is about: only films are read, and whatever else turns up is left out with a warning."""

import pytest

from spiders.families.film_article.read import list_titles
from tests.families.film_article.test_layouts import LABELS, article, of
from tracker.domain.facts.records import AccoladeRecord, CreditRecord, FactRecord

TABLE = (
    "<h2>Accolades</h2><table><tr><th>Award</th><th>Category</th><th>Result</th></tr>"
    "<tr><td>Golden Globe Awards</td><td>Best Actress</td><td>Won</td></tr></table>"
)
TALE = "The Long Town"


def page(title: str = TALE, lead: str = "", labels: str = "", short: str = "") -> tuple[int, list[str], list[str]]:
    """Accolades and credits that are read, what the page is said to be about, and codes of warnings."""
    hidden = f'<div class="shortdescription nomobile noprint" style="display:none">{short}</div>' if short else ""
    rows = "".join(f"<tr><th>{label}</th><td>x</td></tr>" for label in filter(None, labels.split("|")))
    html = f'{hidden}<table class="infobox">{LABELS}{rows}</table><p>{lead}</p>{TABLE}'
    records, problems = article(html, title=title)
    subjects = [r.value for r in of(records, FactRecord) if r.property == "subject"]
    return len(of(records, AccoladeRecord)) + len(of(records, CreditRecord)), subjects, [p.code for p in problems]


@pytest.mark.parametrize(
    ("page_of", "subject"),
    [
        ({"title": f"{TALE} (TV series)"}, "television series"),
        ({"title": f"{TALE} (miniseries)"}, "television series"),
        ({"title": f"{TALE} (2014 TV series)"}, "television series"),
        ({"title": f"{TALE} (season 2)"}, "season"),
        ({"title": f"{TALE} (video game)"}, "video game"),
        ({"title": f"{TALE} (soundtrack)"}, "album"),
        ({"title": f"{TALE} (novel)"}, "book"),
        ({"title": f"{TALE} (musical)"}, "play"),
        ({"title": f"{TALE} (film series)"}, "series of films"),
        ({"labels": "Created by|No. of seasons|No. of episodes"}, "television series"),
        ({"labels": "Original network|Original run"}, "television series"),
        ({"labels": "Platform(s)|Mode(s)"}, "video game"),
        ({"short": "American television series (2011–2019)"}, "television series"),
        ({"short": "2019 HBO miniseries"}, "television series"),
        ({"short": "British crime drama series"}, "television series"),
        ({"short": "Season of television series"}, "season"),
        ({"short": "Episode of The Long Road"}, "episode"),
        ({"short": "2004 video game"}, "video game"),
        ({"short": "2015 soundtrack album by Ann Lee"}, "album"),
        ({"lead": f"<b>{TALE}</b> is a historical drama television miniseries by Ann Lee."}, "television series"),
        ({"lead": f"The second season of the television series <b>{TALE}</b> premiered in May."}, "season"),
        ({"lead": f"<b>{TALE}</b> is the first episode of a series about a town."}, "episode"),
        ({"lead": f"<b>{TALE}</b> is the soundtrack album to the film of the same name."}, "album"),
        ({"lead": f"<b>{TALE}</b> is an American media franchise that began with a film."}, "series of films"),
    ],
)
def test_what_is_no_film_is_named_and_nothing_else_is_read(page_of: dict[str, str], subject: str) -> None:
    assert page(**page_of) == (0, [subject], ["not_a_film"])


@pytest.mark.parametrize(
    "page_of",
    [
        {},
        {"title": f"{TALE} (film)", "labels": "Created by"},
        {"title": f"{TALE} (2011 film)", "lead": "It is a television series."},
        {"short": "2010 American drama film"},
        {"short": "2010 film based on the television series"},
        {"short": "2002 television film directed by Ann Lee"},
        {"short": "2008 musical film"},
        {"lead": f"<b>{TALE}</b> is a 2014 biographical film based on the novel and television series."},
        {"lead": f"<b>{TALE}</b> is a musical comedy film adapted from the stage musical."},
        {"lead": f"<b>{TALE}</b> was a teleplay written for the live television show The Hour, and a film of 1962."},
        {"lead": f"<b>{TALE}</b> is a documentary about a game show."},
        {"lead": "Released in May, it has no words for what it is."},
    ],
)
def test_films_are_read_whatever_they_are_made_from(page_of: dict[str, str]) -> None:
    assert page(**page_of) == (2, [], [])


def test_a_series_leads_to_no_list_of_accolades() -> None:
    html = '<div class="hatnote"><a href="/wiki/List_of_accolades_received_by_The_Long_Town">x</a></div>'
    assert list_titles(html, TALE) == ["List of accolades received by The Long Town"]
    assert list_titles(html, f"{TALE} (TV series)") == []
