"""Writes the bundled archive from its fact tables: `python -m spiders.archive.generate [--check]`.

`facts/*.csv` hold what was read, each row with the address it was read at. From them this writes, into
`season_2010/`, what the two services would answer: ceremony pages in MediaWiki's markup (`pages/`), title pages that
lead from a link to a Wikidata id (`titles.json`), redirects, answers of the query service (`sparql/`) and the supplied
CSV files (`supplied/`). The same tables give the same bytes.
"""

import argparse
import csv
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from spiders.families.supplied.read import HEADERS
from tracker.domain.bodies import bodies

HERE = Path(__file__).resolve().parent
FACTS = HERE / "facts"
SEASON = 2010
TARGET = HERE / f"season_{SEASON}"

ENTITY = "http://www.wikidata.org/entity/"
WIKIPEDIA = "https://en.wikipedia.org/wiki/"
FESTIVALS = tuple(slug for slug, body in bodies().items() if body.evidence == "festivals")
"""Bodies whose pages have a line-up and prizes where others have nominees."""
GRID_COLOUR = "#F9EFAA"

Row = dict[str, str]
Json = dict[str, Any]


def read_facts(name: str, folder: Path = FACTS) -> list[Row]:
    """The rows of one fact table, every value a string, blank when not known."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(values: Iterable[object]) -> str:
    """A JSON array with one element a line, so that a change shows as one line."""
    return "[\n" + ",\n".join(_dumps(value) for value in values) + "\n]\n"


def split(cell: str) -> list[str]:
    """The values of a cell that holds several, between semicolons."""
    return cell.split(";") if cell else []


# Wikitext ------------------------------------------------------------------------------------------------------------


def link(text: str, target: str) -> str:
    """A wiki link, or the text alone when no page is known."""
    if not target:
        return text
    return f"[[{target}]]" if text == target else f"[[{target}|{text}]]"


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def people(row: Row) -> str:
    """The credited people, linked where a page is known: "A, B and C"."""
    names = split(row["people"])
    targets = split(row["people_links"]) or [""] * len(names)
    return _listed([link(name, target) for name, target in zip(names, targets, strict=True)])


def entry(row: Row) -> str:
    """One nominee as ceremony pages print it: work and people around a dash, then the character, song or country."""
    film = f"''{link(row['film'], row['film_link'])}''" if row["film"] else ""
    if row["song"]:
        film = f'"{row["song"]}" from {film}'
    if row["country"]:
        film += f" ({row['country']})"
    if row["character"]:
        film += f" as {row['character']}"
    who = people(row) + (f", {row['role']}" if row["role"] else "")
    parts = [who, film] if row["leads"] == "person" else [film, who]
    return "&nbsp;– ".join(part for part in parts if part)


def _reference(url: str) -> str:
    return f"<ref>[{url}]</ref>" if url.startswith("http") else f"<ref>{url}</ref>"


def _references(row: Row, main_source: str) -> str:
    """Where an entry was read if not at the page's own address; first where its result was read, if apart from it."""
    urls = dict.fromkeys(filter(None, (row["result_url"], row["source_url"])))
    return "".join(_reference(url) for url in urls if url != main_source)


def bullet(row: Row, main_source: str) -> str:
    """A nominee's line: winners bold, with a double dagger and one star, the others with two."""
    cite = _references(row, main_source)
    if row["result"] != "won":
        return f"** {entry(row)}{cite}"
    return f"* '''{entry(row)}'''{{{{double dagger}}}}{cite}"


def grid(rows: list[Row], main_source: str) -> str:
    """The award grid, two categories a row, winners first."""
    cells = []
    for (category, target), group in groupby(rows, key=lambda r: (r["category"], r["category_link"])):
        in_order = sorted(group, key=lambda r: r["result"] != "won")
        head = f"{{{{Award category|{GRID_COLOUR}|{link(category, target)}}}}}"
        cells.append("\n".join(['| valign="top" |', head, *(bullet(row, main_source) for row in in_order)]))
    lines = ['{| class="wikitable"']
    for number in range(0, len(cells), 2):
        lines += ["|-", *cells[number : number + 2]]
    return "\n".join([*lines, "|}"])


_COMPETITION = re.compile(r"(?P<heading>.+) \((?P<prize>.+)\)")
"""How the fact table names a festival's competition: its heading and the first prize that its films compete for."""


def festival_body(rows: list[Row], main_source: str) -> list[str]:
    """A festival's line-up as a table, and its prizes as bullets."""
    lines: list[str] = []
    prizes: list[str] = []
    for category, group in groupby(rows, key=lambda r: r["category"]):
        of, competition = list(group), _COMPETITION.fullmatch(category)
        if competition is None:
            prizes += [f"* '''{category}''': {_prize(of[0], main_source)}"] if len(of) == 1 else [
                f"* '''{category}''':", *(f"** {_prize(row, main_source)}" for row in of)
            ]
            continue
        prizes += [f"* '''{competition['prize']}''': {_prize(r, main_source)}" for r in of if r["result"] == "won"]
        lines += [f"==={competition['heading']}===", '{| class="wikitable"', "! English title", "! Director(s)"]
        for row in of:
            film = f"''{link(row['film'], row['film_link'])}''"
            strong = "'''" if row["result"] == "won" else ""
            lines += ["|-", f"| {strong}{film}{strong} || {strong}{people(row)}{strong}"]
        lines.append("|}")
    return ["==Official selection==", *lines, "", "==Official awards==", *prizes]


def _prize(row: Row, main_source: str) -> str:
    film = f"''{link(row['film'], row['film_link'])}''"
    cite = _references(row, main_source)
    return (f"{people(row)} for {film}" if row["leads"] == "person" else f"{film} by {people(row)}") + cite


def _long_date(day: str) -> str:
    value = date.fromisoformat(day)
    return f"{value:%B} {value.day}, {value.year}"


def ceremony_text(ceremony: Row, rows: list[Row]) -> str:
    """The wikitext of a ceremony's page."""
    source = ceremony["source_url"]
    box = ["{{Infobox film awards", f"| number = {ceremony['ceremony']}", f"| award = {ceremony['award']}"]
    if ceremony["held_on"]:
        box.append(f"| date = {_long_date(ceremony['held_on'])}")
    lead = f"The '''{ceremony['name']}''' honoured the films of {ceremony['film_year']}.{_reference(source)}"
    if ceremony["longlist_announced_on"]:
        lead += f" The longlist was announced on {_long_date(ceremony['longlist_announced_on'])}."
    festival = any(_COMPETITION.fullmatch(row["category"]) and row["body"] in FESTIVALS for row in rows)
    if ceremony["announced_on"]:
        what = "line-up was" if festival else "nominations were"
        lead += f" The {what} announced on {_long_date(ceremony['announced_on'])}."
    if festival:
        body = [*festival_body(rows, source), "", "==References==", "{{reflist}}", ""]
        return "\n".join([*box, "}}", lead, "", *body])
    marks = "Winners are listed first, highlighted in '''boldface''', and indicated with a {{double dagger}}."
    if any(row["result"] == "runner_up" for row in rows):
        marks += " The runners-up follow."
    body = ["==Winners and nominees==", marks, "", grid(rows, source), "", "==References==", "{{reflist}}", ""]
    return "\n".join([*box, "}}", lead, "", *body])


# Action API ----------------------------------------------------------------------------------------------------------


def page_object(title: str, text: str, url: str, edition: Row, qid: str = "") -> Json:
    """A page as the Action API (formatversion 2) returns it; the revision is the archive's edition number."""
    content = text.encode("utf-8")
    number = int(edition["edition"])
    revision = {
        "revid": number,
        "parentid": number - 1,
        "timestamp": f"{edition['date']}T00:00:00Z",
        "sha1": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        "slots": {"main": {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": text}},
    }
    return {
        "pageid": zlib.crc32(title.encode("utf-8")),
        "ns": 0,
        "title": title,
        "contentmodel": "wikitext",
        "pagelanguage": "en",
        "touched": revision["timestamp"],
        "lastrevid": number,
        "length": len(content),
        "canonicalurl": url,
        "revisions": [revision],
        **({"pageprops": {"wikibase_item": qid}} if qid else {}),
    }


def page_url(title: str) -> str:
    """Where Wikipedia has a page."""
    return WIKIPEDIA + quote(title.replace(" ", "_"), safe="/:(),'!*")


def file_name(title: str) -> str:
    """A file name that every system accepts, unique for a title."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "_" for c in title)
    return plain if plain.replace("_", " ") == title else f"{plain}-{zlib.crc32(title.encode('utf-8')):08x}"


def title_pages(films: list[Row], edition: Row) -> Iterator[Json]:
    """One page for every film with a known page title, leading to its Wikidata id where that is known."""
    for film in sorted(films, key=lambda f: f["link"]):
        title = film["link"].partition("#")[0]
        if title:
            # A link into a section leads to a page about something else, whose id is not the film's.
            qid = "" if "#" in film["link"] else film["qid"]
            yield page_object(title, f"''{film['title']}'' is a film.\n", page_url(title), edition, qid)


# Query service -------------------------------------------------------------------------------------------------------


def _uri(value: str) -> Json:
    return {"type": "uri", "value": value}


def _text(value: str, language: str = "") -> Json:
    return {"type": "literal", "value": value, **({"xml:lang": language} if language else {})}


def _number(value: str) -> Json:
    kind = "decimal" if "." in value else "integer"
    return {"type": "literal", "value": value, "datatype": f"http://www.w3.org/2001/XMLSchema#{kind}"}


def _time(day: str) -> Json:
    full = (day + "-01-01")[:10] if len(day) < len("YYYY-MM-DD") else day
    return {"type": "literal", "value": f"{full}T00:00:00Z", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime"}


_PRECISION = {len("YYYY"): "9", len("YYYY-MM"): "10", len("YYYY-MM-DD"): "11"}


def _dated(day: str) -> Json:
    return {"date": _time(day), "precision": _number(_PRECISION[len(day)])}


def _film(qid: str) -> Json:
    return {"film": _uri(ENTITY + qid)}


def film_bindings(films: list[Row]) -> Iterator[Json]:
    """Query `films`: title, IMDb id and kind of each film."""
    for film in films:
        row = _film(film["qid"]) | {"label": _text(film["title"], "en")}
        row |= {"imdb": _text(film["imdb"])} if film["imdb"] else {}
        row |= {"kind": _text(film["kind"], "en")} if film["kind"] else {}
        yield row


def release_bindings(films: list[Row], releases: list[Row]) -> Iterator[Json]:
    """Query `releases`: the film's year, and every claim about a day with its place and where it was read.

    A plan that the document itself calls one, or that a later one replaced, has deprecated rank there: no answer.
    """
    claims: dict[str, list[Row]] = {}
    for claim in releases:
        if not claim["superseded"]:
            claims.setdefault(claim["qid"], []).append(claim)
    for film in films:
        if film["year"]:
            yield _film(film["qid"]) | _dated(film["year"])
        for claim in claims.get(film["qid"], []):
            place = claim["event"] or claim["country"]
            row = _film(film["qid"]) | _dated(claim["date"]) | {"ref": _uri(claim["source_url"])}
            yield row | ({"country": _text(place, "en")} if place else {})


_MEASURES = {
    "metascore": ("Q150248", "Q106515043", "{}/100"),
    "tomatometer": ("Q105584", "Q108403393", "{}%"),
}
"""Reviewer, method and notation on Wikidata."""


def score_bindings(scores: list[Row]) -> Iterator[Json]:
    """Query `scores`: review scores with reviewer, method, number of reviews and day."""
    for score in scores:
        reviewer, method, notation = _MEASURES[score["measure"]]
        row = _film(score["qid"]) | {
            "score": _text(notation.format(score["value"])),
            "reviewer": _uri(ENTITY + reviewer),
            "method": _uri(ENTITY + method),
        }
        row |= {"reviews": _number(score["reviews"])} if score["reviews"] else {}
        yield row | ({"scoreDate": _time(score["as_of"])} if score["as_of"] else {})


def people_bindings(films: list[Row]) -> Iterator[Json]:
    """Query `people`: directors, countries of origin, distributor and length, one value a row."""
    for film in films:
        for column, variable in (("directors", "director"), ("countries", "origin"), ("distributor", "distributor")):
            for value in split(film[column]):
                yield _film(film["qid"]) | {variable: _text(value, "en")}
        if film["minutes"]:
            yield _film(film["qid"]) | {"minutes": _number(film["minutes"])}


def alias_bindings(films: list[Row]) -> Iterator[Json]:
    """Query `aliases`: other titles, and the Wikipedia article, one a row."""
    for film in films:
        for alias in split(film["aliases"]):
            yield _film(film["qid"]) | {"alias": _text(alias, "en")}
        if film["link"] and "#" not in film["link"]:
            yield _film(film["qid"]) | {"article": _uri(page_url(film["link"]))}


QUERY_VARIABLES = {
    "films": ("film", "label", "imdb", "kind"),
    "releases": ("film", "date", "precision", "country", "ref"),
    "scores": ("film", "score", "reviewer", "method", "reviews", "scoreDate"),
    "people": ("film", "director", "origin", "distributor", "minutes"),
    "aliases": ("film", "alias", "article"),
    "titles": ("film", "title", "sort", "country"),
    "credits": ("film", "craft", "people"),
    "names": ("person", "name", "imdb", "aliases"),
}
"""What each query asks for; `spiders/families/registry/read.py` reads the answers."""


def results_json(name: str, bindings: Iterable[Json]) -> str:
    """An answer of the query service (application/sparql-results+json), one binding a line."""
    head = _dumps({"vars": QUERY_VARIABLES[name]})
    return f'{{"head":{head},"results":{{"bindings":{_lines(bindings).rstrip()}}}}}\n'


# The whole archive ---------------------------------------------------------------------------------------------------


def _csv(header: tuple[str, ...], rows: Iterable[Row]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([row[column] for column in header] for row in rows)
    return out.getvalue()


def _supplied(folder: Path) -> Iterator[tuple[str, str]]:
    for name, rows in groupby(read_facts("lists", folder), key=lambda r: r["list"]):
        yield f"supplied/{name}.csv", _csv(HEADERS["nominations"], rows)
    tens = [row | {"film_year": str(SEASON)} for row in read_facts("top_tens", folder)]
    yield "supplied/critics_top_tens.csv", _csv(HEADERS["top_tens"], tens)
    for table, kind in (("eligibility", "eligibility"), ("credits", "credits"), ("distributors", "films")):
        yield f"supplied/season_{table}.csv", _csv(HEADERS[kind], read_facts(table, folder))


def archive_files(folder: Path = FACTS) -> dict[str, str]:
    """Every file of the archive by its path below `season_2010/`."""
    edition = read_facts("editions", folder)[-1]
    films = read_facts("films", folder)
    registry = [film for film in films if film["qid"]]
    nominations = read_facts("nominations", folder)
    files = {
        "edition.json": _dumps({"edition": int(edition["edition"]), "date": edition["date"], "season": SEASON}) + "\n"
    }
    for ceremony in read_facts("ceremonies", folder):
        # A page that prints half of an entry cannot be read exactly; such rows stay in the fact table, with the reason.
        rows = [row for row in nominations if row["body"] == ceremony["body"] and not row["gap"]]
        text = ceremony_text(ceremony, rows)
        page = page_object(ceremony["page"], text, ceremony["source_url"], edition)
        files[f"pages/{file_name(ceremony['page'])}.json"] = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
    files["titles.json"] = _lines(title_pages(films, edition))
    files["redirects.json"] = _lines({"from": r["title"], "to": r["to"]} for r in read_facts("redirects", folder))
    answers = {
        "films": film_bindings(registry),
        "releases": release_bindings(registry, read_facts("releases", folder)),
        "scores": score_bindings(read_facts("scores", folder)),
        "people": people_bindings(registry),
        "aliases": alias_bindings(registry),
        # The fact tables hold no titles by country, and casts and crews by name alone: they are a supplied file.
        "titles": (),
        "credits": (),
        "names": (),
    }
    files |= {f"sparql/{name}.json": results_json(name, bindings) for name, bindings in answers.items()}
    return files | dict(_supplied(folder))


def differences(target: Path = TARGET, folder: Path = FACTS) -> list[str]:
    """Paths at which the files on disk are not what the fact tables say: changed, missing or left over."""
    wanted = archive_files(folder)
    there = {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}
    return sorted(
        path for path in wanted.keys() | there.keys() if there.get(path) != wanted.get(path, "\0").encode("utf-8")
    )


def write(target: Path = TARGET, folder: Path = FACTS) -> None:
    """Make the files on disk equal to the fact tables."""
    wanted = archive_files(folder)
    for path in differences(target, folder):
        file = target / path
        if path in wanted:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(wanted[path].encode("utf-8"))
        else:
            file.unlink()


def main(arguments: list[str] | None = None) -> int:
    """Write the archive, or with `--check` only say whether it is up to date (exit 1 when not)."""
    parser = argparse.ArgumentParser(prog="python -m spiders.archive.generate", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the files are out of date")
    if not parser.parse_args(arguments).check:
        write()
        return 0
    stale = differences()
    for path in stale:
        print(f"season_{SEASON}/{path}: not what the fact tables say; run python -m spiders.archive.generate")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
