"""Which person a credit means: namesakes stay apart, spellings come together on evidence."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.facts.film_cells import Credited
from tracker.identity.corrections import Correction, Corrections
from tracker.identity.people.credits import PERSON_REASONS, People, resolve_people
from tracker.identity.people.persons import keyed_people

PAGES = ("Ann Lee (actress)", "Ann Lee (director)", "Bo Ek")
LINKS = pd.DataFrame(
    [{"title": page, "canonical": page, "qid": f"Q{n}", "missing": False} for n, page in enumerate(PAGES, 1)]
    + [{"title": "Bo E. Ek", "canonical": "Bo Ek", "qid": "Q3", "missing": False}]
    + [{"title": f"Cy Ray ({what})", "canonical": None, "qid": None, "missing": True} for what in ("writer", "poet")]
)
ACTING, DIRECTING = {"craft": "cast", "job": "cast"}, {"craft": "director", "job": "director"}


def keys(*rows: dict[str, Any], people: People | None = None, decided: Corrections | None = None) -> list[str]:
    frame = pd.DataFrame([{"name": "Ann Lee", "entry": str(n)} | row for n, row in enumerate(rows)])
    identities = resolve_people(frame, LINKS, people, decided or Corrections())
    assert set(identities["person_reason"]) <= set(PERSON_REASONS)
    return identities["person"].tolist()


def test_two_people_of_one_name_with_articles_are_two_and_a_bare_name_goes_with_its_film() -> None:
    assert keys(
        {"link": "Ann Lee (actress)", "film": "Q10", **ACTING},
        {"link": "Ann Lee (director)", "film": "Q20", **DIRECTING},
        {"film": "Q20", "craft": "picture"},
        {"film": "Q30"},
    ) == ["Ann Lee (actress)", "Ann Lee (director)", "Ann Lee (director)", "name:ann lee"]


def test_a_bare_name_goes_with_the_one_linked_person_of_that_job_and_time() -> None:
    linked = {"link": "Ann Lee (actress)", "film": "Q10", "year": 1966, **ACTING}
    assert keys(linked, {"film": "Q11", "year": 1973, **ACTING})[1] == "Ann Lee (actress)"
    assert keys(linked, {"film": "Q11", "year": 2008, **ACTING})[1] == "Ann Lee (actress)"
    assert keys(linked, {"film": "Q11", "year": 2015, **ACTING})[1] == "name:ann lee"
    assert keys(linked, {"film": "Q11", "year": 1973, **DIRECTING})[1] == "name:ann lee"


def test_bare_namesakes_of_other_jobs_or_times_stay_apart() -> None:
    early, late = {"film": "Q10", "year": 1966, **ACTING}, {"film": "Q20", "year": 2013, **DIRECTING}
    assert keys(late, early) == ["name:ann lee|director|2013", "name:ann lee"]
    assert keys(early, {"film": "Q11", "year": 1970, **ACTING}) == ["name:ann lee"] * 2
    assert keys(early, late | {"film": "Q10"}) == ["name:ann lee"] * 2


def test_spellings_in_the_same_job_of_one_film_are_one_person() -> None:
    one = {"name": "Bo Ek", "link": "Bo Ek", "film": "Q10", "craft": "sound"}
    assert keys(one, {"name": "Bo E. Ek", "film": "Q10", "craft": "sound"}) == ["Bo Ek"] * 2
    assert keys(one, {"name": "Bo E. Ek", "film": "Q11", "craft": "sound"}) == ["Bo Ek", "name:bo e ek"]
    assert keys(one, {"name": "Bo E. Ek", "film": "Q10", "craft": "casting"}) == ["Bo Ek", "name:bo e ek"]
    assert keys(one, {"name": "Bo E. Ek", "film": "Q10", "craft": "sound", "entry": "0"})[1] == "name:bo e ek"
    assert keys(one, {"name": "Bo E. Ek", "link": "Bo E. Ek"}) == ["Bo Ek"] * 2


def test_a_lone_name_that_begins_another_in_the_same_job_of_one_film_is_that_person() -> None:
    one = {"name": "Bo", "film": "Q10", "craft": "cast"}
    longer = {"name": 'BO EVE "Bo" EK', "film": "Q10", "craft": "cast"}
    assert len(set(keys(one, longer))) == 1
    assert len(set(keys(longer, one, longer | {"name": "Bo Ray"}))) == 3, "of two it may be either"
    assert len(set(keys(one, longer | {"film": "Q11"}))) == 2
    assert len(set(keys(one, longer | {"craft": "sound"}))) == 2
    assert len(set(keys(one, longer | {"entry": "0"}))) == 2
    assert len(set(keys(one | {"name": "Ek"}, longer))) == 2


def test_a_stage_name_made_of_a_given_name_is_that_person_in_the_same_job_of_one_film() -> None:
    one = {"name": "Annachu", "link": "Annachu", "film": "Q10", "craft": "original_score"}
    longer = {"name": "Anna Lee", "link": "Anna Lee", "film": "Q10", "craft": "original_score"}
    assert len(set(keys(one, longer))) == 1
    assert len(set(keys(one, longer | {"craft": "sound"}))) == 2
    assert len(set(keys(one | {"name": "Bochu", "link": "Bochu"}, longer | {"name": "Bo Lee", "link": "Bo Lee"}))) == 2


def test_links_that_lead_nowhere_are_one_person_only_in_one_job_of_one_film() -> None:
    poet, writer = ({"name": "Cy Ray", "link": f"Cy Ray ({what})", "craft": "sound"} for what in ("poet", "writer"))
    assert len(set(keys(poet | {"film": "Q10"}, writer | {"film": "Q10"}))) == 1
    assert len(set(keys(poet | {"film": "Q10"}, writer | {"film": "Q20"}))) == 2


KNOWN = People(
    {
        "Q10": [Credited("cast", "Ann Lee", "Q501")],
        "Q11": [Credited("cast", "Ann M. Lee-Orr", "Q501")],
        "Q12": [Credited("cast", "Ann Lee", "Q502")],
    },
    {"Q501": frozenset({"ann lee", "ann m lee orr"})},
)


def test_the_registry_tells_namesakes_apart_and_knows_other_names() -> None:
    a, b, c = ({"film": film, "year": 2010, **ACTING} for film in ("Q10", "Q11", "Q12"))
    assert keys(a, b, c, people=KNOWN) == ["name:ann lee", "name:ann lee", "name:ann lee|cast|2010"]
    assert keys(a, b | {"name": "Ann M. Lee-Orr"}, people=KNOWN) == ["name:ann lee"] * 2
    linked = a | {"link": "Ann Lee (actress)"}
    people = People({"Q10": [Credited("cast", "Ann Lee", "Q1")], "Q12": [Credited("cast", "Ann Lee", "Q502")]})
    identities = resolve_people(pd.DataFrame([{"name": "Ann Lee"} | linked, {"name": "Ann Lee"} | c]), LINKS, people)
    assert identities["person"].tolist() == ["Ann Lee (actress)", "name:ann lee"]
    assert identities["person_qid"].tolist() == ["Q1", "Q502"]


def test_an_id_that_two_articles_share_tells_nobody_apart() -> None:
    people = People({film: [Credited("cast", "Ann Lee", "Q501")] for film in ("Q10", "Q20", "Q30")})
    rows = [
        {"link": "Ann Lee (actress)", "film": "Q10", **ACTING},
        {"link": "Ann Lee (director)", "film": "Q20", **ACTING},
        {"film": "Q30", **ACTING},
    ]
    assert keys(*rows, people=people) == ["Ann Lee (actress)", "Ann Lee (director)", "name:ann lee"]


def decision(kind: Any, film: str, other: str) -> Correction:
    return Correction(kind=kind, film=film, other=other, who="A. Desk", when="2026-01-01", why="seen")  # type: ignore[arg-type]


def test_decisions_hold_for_people_too() -> None:
    linked, bare = {"link": "Ann Lee (actress)", "film": "Q10", **ACTING}, {"film": "Q11", **ACTING}
    apart = decision("different", "person:Ann Lee (actress)", "person:name:ann lee")
    assert keys(linked, bare, decided=Corrections((apart,))) == ["Ann Lee (actress)", "name:ann lee"]
    same = decision("same", "person:Ann Lee (director)", "person:name:ann lee")
    far = bare | DIRECTING
    assert keys(linked, far, decided=Corrections((same,))) == ["Ann Lee (actress)", "Ann Lee (director)"]


def test_a_film_is_never_decided_to_be_a_person() -> None:
    with pytest.raises(ValueError, match="not both people or both films"):
        decision("same", "Q174371", "person:Ann Lee (director)")


NAMES = st.sampled_from(["Ann Lee", "A. Lee", "Bo Ek", "", "Lee, Ann", "\x00", "אבג"])
ROWS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "link": st.sampled_from([None, "", *PAGES, "Cy Ray (poet)"]),
        "film": st.sampled_from(["", "Q10", "Q11"]),
        "craft": st.sampled_from(["", "cast", "sound"]),
        "year": st.sampled_from([None, 1966, 2010]),
        "entry": st.sampled_from(["", "1", "2"]),
    }
)


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_no_two_articles_are_ever_one_person(rows: list[dict[str, Any]]) -> None:
    frame = pd.DataFrame(rows)
    identities = resolve_people(frame, LINKS, KNOWN)
    pages = identities[identities["link"].isin(PAGES) & (identities["person_reason"] == "link")]
    assert (pages["person"] == pages["link"]).all()
    own = {"Ann Lee": PAGES[:2], "Bo Ek": PAGES[2:]}
    assert all(p == link for n, link, p in identities[["name", "link", "person"]].to_numpy() if link in own.get(n, ()))
    assert len(identities) == len(frame)


def joint(name: str, film: str, entry: str, link: str = "Ek brothers", **more: Any) -> dict[str, Any]:
    return {"name": name, "link": link, "film": film, "entry": entry, **DIRECTING, **more}


def test_an_article_under_which_an_entry_names_two_people_is_nobodys_own() -> None:
    pair = [joint(name, "Q10", "a", year=2010) for name in ("Bo Ek", "Cy Ek")]
    assert keys(*pair) == ["name:bo ek", "name:cy ek"]
    alone = joint("Cy Ek", "Q20", "b", year=2012, craft="editor", job="editor")
    own = {"name": "Bo Ek", "link": "Bo Ek", "film": "Q30", "year": 2014, **DIRECTING}
    assert keys(*pair, alone, own) == ["Bo Ek", "name:cy ek", "name:cy ek", "Bo Ek"]
    assert keys(*pair, joint("The Ek Brothers", "Q40", "c"))[2] == "Ek brothers"
    mistaken = [joint(name, "Q10", "a", "Ann Lee (director)") for name in ("Ann Lee", "Bo Ek")]
    assert keys(*mistaken) == ["Ann Lee (director)", "name:bo ek"]


def test_an_article_under_which_a_film_credits_two_people_for_one_craft_is_nobodys_own() -> None:
    pair = [joint(name, "Q10", "") for name in ("Bo Ek", "Cy Ek")]
    listed = [{"name": name, "film": "Q10", "craft": "picture", "entry": "a"} for name in ("Cy Ek", "Bo Ek")]
    assert keys(*pair, *listed) == ["name:bo ek", "name:cy ek", "name:cy ek", "name:bo ek"]
    assert keys(pair[0], joint("Cy Ek", "Q20", "")) == ["Ek brothers"] * 2
    assert keys(*(joint(name, "Q10", "", "Bo Ek") for name in ("Bo Ek", "Bo E. Ek"))) == ["Bo Ek"] * 2


def test_two_spellings_under_one_link_in_an_entry_are_one_person() -> None:
    assert keys(*(joint(name, "Q10", "a", "Bo Ek") for name in ("Bo Ek", "Bo E. Ek"))) == ["Bo Ek"] * 2


@pytest.mark.parametrize(
    "titles",
    [
        ("Zoë Ek", "Zoe Ek"),
        ("Zoe Ek", "Zoe EK"),
        ("Zoe Ek (singer)", "Zoe Ek"),
        ("Zoe Ek (poet)", "Zoe Ek (film poet)"),
    ],
)
def test_links_of_one_name_in_one_job_are_one_person_where_nobody_rivals(titles: tuple[str, str]) -> None:
    songs = [{"name": "Zoe Ek", "link": link, "craft": "song", "job": "song", "year": 2020} for link in titles]
    assert len(set(keys(*songs))) == 1
    assert len(set(keys(songs[0], songs[1] | ACTING))) == 2
    assert len(set(keys(songs[0], songs[1] | {"year": 1970}))) == 2
    rival = songs[0] | {"link": "Zoe Ek (dancer)"}
    assert len(set(keys(*songs, rival))) == (3 if "(" in titles[0] else 1)


def test_titles_that_lead_to_one_item_are_one_person() -> None:
    links = pd.DataFrame(
        [{"title": page, "canonical": page, "qid": "Q9", "missing": False} for page in ("Di Ek (singer)", "Dido")]
    )
    rows = pd.DataFrame([{"name": "Di Ek", "link": "Di Ek (singer)"}, {"name": "Dido", "link": "Dido"}])
    assert len(set(resolve_people(rows, links)["person"])) == 1


def listed(category: str, *names: str) -> list[str]:
    credits = pd.DataFrame([{"statement": "s", "name": name, "link": None, "role": None} for name in names])
    lists = pd.DataFrame([{"statement": "s", "category": category, "film_year": 2010}])
    works = pd.DataFrame([{"statement": "s", "film": "Q10", "link": None}])
    keyed = keyed_people({"credits": credits, "nominations": lists, "works": works}, Corrections())
    return list(keyed["credits"]["person"])


def test_countries_companies_and_offices_are_nobody() -> None:
    assert listed("international_feature", "Algeria", "Union of Soviet Socialist Republics", "Ann Lee") == [
        "",
        "",
        "name:ann lee",
    ]
    assert listed("picture", "20th Century-Fox", "Ek (production company)", "London Films", "Jordan Ek") == [
        "",
        "",
        "",
        "name:jordan ek",
    ]
    assert listed("documentary_short", "United States Navy", "British Ministry of Information", "Co Ek") == [
        "",
        "",
        "name:co ek",
    ]
    assert listed("original_song", "Georgia") == ["name:georgia"]


def test_somebody_with_whom_others_wrote_is_called_by_the_name_alone() -> None:
    assert listed("original_screenplay", "In collaboration with Ann Lee") == ["name:ann lee"]
