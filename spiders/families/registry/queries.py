"""The queries of the family `wikidata_films`: small ones, so that no fact of a film is multiplied with another.

First the ids of the films of some days, then facts of a few films by their ids: query.wikidata.org ends a query after
60 s, and a year has some ten thousand films. People come by their ids, a row a film and craft, with their names in a
query of their own.

The queries keep to what both query.wikidata.org and a plain SPARQL 1.1 endpoint can do: labels by `rdfs:label`, since
the label service is Blazegraph's own. `mul` is Wikidata's "same in all languages", used where no English label is.
Every branch of a UNION says on its own what it needs, for some endpoints join a union before they narrow it.
"""

from collections.abc import Mapping

_ENGLISH = 'IN ("en", "mul")'

_FILM = "?film wdt:P31 ?class . ?class wdt:P279* wd:Q11424 ."
_AGGREGATORS = "wd:Q105584, wd:Q150248"
"""Rotten Tomatoes and Metacritic."""

_PUBLISHED = """?statement ps:P577 ?published . {part} ?film p:P577 ?statement ; wdt:P345 ?imdb .
    FILTER(STRSTARTS(?imdb, "tt"))"""
"""By the statement, not by the best date: a film of another year that came out elsewhere is one of the season."""

MOST_IDS = 200
"""In a query: their addresses stay below 8,000 characters, which every server takes."""

CRAFTS = {
    "director": ("P57",),
    "screenwriter": ("P58",),
    "cast": ("P161", "P725"),
    "producer": ("P162",),
    "cinematographer": ("P344",),
    "editor": ("P1040",),
    "composer": ("P86",),
}
"""Properties of each craft as Wikidata names them: director, screenwriter, cast member and voice actor, producer,
director of photography, film editor, composer."""

_PEOPLE_OF = " UNION ".join(
    f'{{ ?film {"|".join(f"wdt:{p}" for p in properties)} ?person . BIND("{craft}" AS ?craft) }}'
    for craft, properties in CRAFTS.items()
)

_OTHER_ENGLISH = 'IN ("en-gb", "en-ca", "en-us", "en-au", "en-simple")'
_STATED = " UNION ".join(
    f'{{ ?film p:{p} ?statement . ?statement ps:{p} ?title ; wikibase:rank ?rank . BIND("{sort}" AS ?sort)'
    f" FILTER(?rank != wikibase:DeprecatedRank)"
    f" OPTIONAL {{ ?statement pq:P291 ?place . ?place rdfs:label ?country . FILTER(LANG(?country) {_ENGLISH}) }} }}"
    for p, sort in (("P1476", "original"), ("P1705", "native"), ("P1448", "official"))
)
"""Title, native label and official name, as Wikidata calls these properties."""

SEPARATORS = {"people": " ", "aliases": "\t"}
"""Between the parts of cells that hold several; no id and no name contains it."""

QUERIES: Mapping[str, str] = {
    "ids": f"""SELECT DISTINCT ?film WHERE {{
  {{ {_PUBLISHED} ?article schema:about ?film ; schema:isPartOf <https://en.wikipedia.org/> . }}
  UNION {{ {_PUBLISHED} ?film p:P444 ?review . ?review pq:P447 ?reviewer . FILTER(?reviewer IN ({_AGGREGATORS})) }}
}}""",
    "named": """SELECT DISTINCT ?film WHERE {
  {part} ?film wdt:P345 ?imdb .
}""",
    "films": f"""SELECT DISTINCT ?film ?label ?imdb ?kind ?original WHERE {{
  {{part}} {_FILM}
  ?film rdfs:label ?label . FILTER(LANG(?label) {_ENGLISH})
  OPTIONAL {{ ?film wdt:P345 ?imdb . }}
  OPTIONAL {{ ?class rdfs:label ?kind . FILTER(LANG(?kind) {_ENGLISH}) }}
  OPTIONAL {{ ?film wdt:P1476 ?original . }}
}}""",
    "releases": f"""SELECT DISTINCT ?film ?date ?precision ?country ?ref WHERE {{
  {{part}} ?film p:P577 ?statement .
  ?statement wikibase:rank ?rank ; psv:P577 [ wikibase:timeValue ?date ; wikibase:timePrecision ?precision ] .
  FILTER(?rank != wikibase:DeprecatedRank)
  OPTIONAL {{ ?statement pq:P291 ?place . ?place rdfs:label ?country . FILTER(LANG(?country) {_ENGLISH}) }}
  OPTIONAL {{ ?statement prov:wasDerivedFrom/pr:P854 ?ref . }}
}}""",
    "scores": f"""SELECT DISTINCT ?film ?score ?reviewer ?method ?reviews ?scoreDate WHERE {{
  {{part}} ?film p:P444 ?statement .
  ?statement wikibase:rank ?rank ; ps:P444 ?score ; pq:P447 ?reviewer .
  FILTER(?rank != wikibase:DeprecatedRank && ?reviewer IN ({_AGGREGATORS}))
  OPTIONAL {{ ?statement pq:P459 ?method . }}
  OPTIONAL {{ ?statement pq:P7887 ?reviews . }}
  OPTIONAL {{ ?statement pq:P585 ?scoreDate . }}
}}""",
    "people": f"""SELECT DISTINCT ?film ?director ?origin ?distributor ?minutes WHERE {{
  {{part}} {{ ?film wdt:P57 ?person . ?person rdfs:label ?director . FILTER(LANG(?director) {_ENGLISH}) }}
  UNION {{ ?film wdt:P495 ?place . ?place rdfs:label ?origin . FILTER(LANG(?origin) {_ENGLISH}) }}
  UNION {{ ?film wdt:P750 ?company . ?company rdfs:label ?distributor . FILTER(LANG(?distributor) {_ENGLISH}) }}
  UNION {{ ?film wdt:P2047 ?minutes . }}
}}""",
    "aliases": """SELECT DISTINCT ?film ?alias ?article WHERE {
  {part} { ?film skos:altLabel ?alias . FILTER(LANG(?alias) = "en") }
  UNION { ?article schema:about ?film ; schema:isPartOf <https://en.wikipedia.org/> . }
}""",
    "titles": f"""SELECT DISTINCT ?film ?title ?sort ?country WHERE {{
  {{part}} {_STATED}
  UNION {{ ?film wdt:P364 ?tongue . ?tongue wdt:P424 ?code . ?film rdfs:label|skos:altLabel ?title .
    FILTER(LANG(?title) = ?code && LANG(?title) != "en") BIND("native" AS ?sort) }}
  UNION {{ ?film rdfs:label ?title . FILTER(LANG(?title) {_OTHER_ENGLISH}) BIND("release" AS ?sort) }}
  UNION {{ ?film skos:altLabel ?title . FILTER(LANG(?title) {_OTHER_ENGLISH}) BIND("release" AS ?sort) }}
}}""",
    "credits": f"""SELECT ?film ?craft (GROUP_CONCAT(DISTINCT ?id; separator=" ") AS ?people) WHERE {{
  {{part}} {_PEOPLE_OF}
  BIND(STRAFTER(STR(?person), "/entity/") AS ?id) FILTER(STRSTARTS(?id, "Q"))
}} GROUP BY ?film ?craft""",
    "names": f"""SELECT ?person ?name ?imdb (GROUP_CONCAT(DISTINCT ?alias; separator="\\t") AS ?aliases) WHERE {{
  {{part}} ?person rdfs:label ?name . FILTER(LANG(?name) {_ENGLISH})
  OPTIONAL {{ ?person wdt:P345 ?imdb . }}
  OPTIONAL {{ ?person skos:altLabel ?alias . FILTER(LANG(?alias) {_ENGLISH}) }}
}} GROUP BY ?person ?name ?imdb""",
}
"""By name, with the place of what is asked for marked `{part}`; `query` fills it in."""

OF_FILMS = ("scores", "people", "aliases", "titles")
"""What else is said of every film; credits and names are those of films that anything speaks for."""


def query(name: str, year: int, clause: str) -> str:
    """The text of one query; its first line names it and the season, for logs and for recorded answers.

    Args:
        name: of `QUERIES`.
        year: the season.
        clause: what narrows it to a part of the season.
    """
    prefix = "PREFIX pr: <http://www.wikidata.org/prop/reference/>\n"
    return f"# snubs:{name} {year}\n{prefix}{QUERIES[name].replace('{part}', clause)}"
