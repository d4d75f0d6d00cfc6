"""From articles to mentions: which films at hand an article names, and what it says of each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from jobs.steps.judging.judge import stored_frames
from tracker.domain.cells import whole
from tracker.domain.facts.film_cells import credits_of, titles_of
from tracker.domain.facts.records import ArticleRecord, BookRecord, MentionRecord, Record, Work

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection

    from tracker.identity.corrections import Corrections
    from tracker.prose.reading import About
    from tracker.prose.titles import KnownWork, TitleIndex

Signs = Mapping[str, Sequence[str]]
"""By `praised:` and a craft or `missed:` and a body, what weighed most for reading it so, and against it."""
_CREDITED = 40
"""People by whom a film may be told in prose; of a crowd any surname is somebody's."""
_CLAIMED = 40
"""Claims of one article about one film that are kept."""
_MOST = 40
"""Works of one article that are kept; a list of every film of a year says nothing about any of them."""


def title_index(conn: "Connection", corrections: "Corrections", books: "Iterable[BookRecord]" = ()) -> "TitleIndex":
    """Every film at hand, with those who made it, and every book that is spoken of, with its authors.

    Args:
        conn: a connection.
        corrections: people's decisions.
        books: further ones, on pages that are being read.
    """
    from tracker.identity import resolve
    from tracker.prose.titles import TitleIndex

    keyed = resolve.with_film_keys(stored_frames(conn), corrections)
    spoken_of = [(book["title"], book["authors"]) for book in keyed["books"].to_dict("records")]
    spoken_of += [(book.title, [author.name for author in book.authors]) for book in books]
    return TitleIndex([*known_works(keyed), *known_books(spoken_of)])


def known_books(titles: "Iterable[tuple[str, Sequence[str]]]") -> "list[KnownWork]":
    """Books by title and authors, each once; they are works of their own, whatever film has their title."""
    from tracker.domain.titles.comparable import title_key
    from tracker.prose.titles import KnownWork

    books: dict[tuple[str, tuple[str, ...]], KnownWork] = {}
    for title, authors in titles:
        key = (title_key(title), tuple(map(title_key, authors)))
        if key[0]:
            books.setdefault(
                key, KnownWork(f"book:{key[0]}|{'|'.join(key[1])}", title, kind="book", people=tuple(authors))
            )
    return list(books.values())


def known_works(keyed: "Mapping[str, pd.DataFrame]") -> "list[KnownWork]":
    """Films of the registry and of the lists, each with its people, from frames with film keys."""
    from tracker.prose.titles import KnownWork

    people = _people(keyed)
    works: dict[str, KnownWork] = {}
    for film in keyed["films"].to_dict("records"):
        if not film["title"] or not film["qid"]:
            continue
        elsewhere = (t.title for t in titles_of(film["titles"]) if t.language[:2] in ("", "en"))
        others = [t for t in (film["original_title"], *film["aliases"], *elsewhere) if t]
        works[film["qid"]] = KnownWork(
            key=film["qid"],
            title=film["title"],
            year=whole(film["year"]),
            other_titles=tuple(others),
            people=tuple(people.get(film["qid"], ())),
            directors=tuple(film["directors"]),
        )
    for work in keyed["works"].to_dict("records"):
        key = work["film"]
        if key and key not in works and work["title"]:
            works[key] = KnownWork(key=key, title=work["title"], people=tuple(people.get(key, ())))
    return list(works.values())


def _people(keyed: "Mapping[str, pd.DataFrame]") -> dict[str, list[str]]:
    """Names credited in any nomination of a film, then those whom articles, pages and the registry credit."""
    works, credits = keyed["works"], keyed["credits"]
    nominated = credits[["statement", "name"]].merge(
        works[["statement", "film"]], on="statement", validate="many_to_many"
    )
    film_credits = keyed["film_credits"]
    names = [
        *zip(nominated["film"], nominated["name"], strict=True),
        *zip(film_credits["film"], film_credits["name"], strict=True),
    ]
    registry = zip(keyed["films"]["qid"], keyed["films"]["credits"], strict=True)
    names += [(film, credit.name) for film, cell in registry for credit in credits_of(cell)]
    people_of: dict[str, dict[str, None]] = {}
    for film, name in names:
        people = people_of.setdefault(film, {})
        if film and isinstance(name, str) and len(people) < _CREDITED:
            people[name] = None
    return {film: list(people) for film, people in people_of.items()}


def with_mentions(conn: "Connection", records: Iterable[Record], corrections: "Corrections") -> list[Record]:
    """The records with a mention for every film that an article names."""
    records = list(records)
    return [*records, *(mention for mention, _ in explained(conn, records, corrections))]


def explained(
    conn: "Connection", records: Sequence[Record], corrections: "Corrections"
) -> list[tuple[MentionRecord, Signs]]:
    """The mentions of every article among the records, each with the signs that it was read by."""
    articles = [record for record in records if isinstance(record, ArticleRecord)]
    if not articles:
        return []
    books = [record for record in records if isinstance(record, BookRecord)]
    index = title_index(conn, corrections, books)
    reviewed = {article.page: [b.title for b in books if b.page == article.page] for article in articles}
    return [mention for article in articles for mention in mentions_of(article, index, reviewed[article.page])]


def mentions_of(
    article: ArticleRecord, index: "TitleIndex", reviewed: Sequence[str] = ()
) -> list[tuple[MentionRecord, Signs]]:
    """What an article says, and apart from it what its readers say below, each with its signs.

    Args:
        article: with its text.
        index: works that may be named.
        reviewed: titles of books that the article is a review of: what it praises is the book.
    """
    from tracker.prose.reading import read

    year = int(article.published_on[:4]) if article.published_on else None
    statements = [
        about for about in read(article.text, index, year=year) if not (about.kind == "film" and _is_book(about))
    ]
    for about in statements:
        _leave_to_the_book(about, reviewed)
    mentions = [(_mention(article, about, "article"), about.because) for about in statements[:_MOST]]
    topic = f"{article.title}\n" if len([a for a in statements if a.kind == "film"]) == 1 else ""
    commented = read(topic + article.comments, index, year=year, context=article.text) if article.comments else []
    comments = [about for about in commented[:_MOST] if _says_something(about)]
    return [*mentions, *((_mention(article, about, "comment"), _of_praise(about.because)) for about in comments)]


def _of_praise(signs: Signs) -> Signs:
    """Readers' comments praise; what they say of nominations is not kept."""
    return {says: read_by for says, read_by in signs.items() if says.startswith("praised:")}


def _is_book(about: "About") -> bool:
    """Whether only a book of this title is at hand."""
    return about.work.kind == "book"


def _leave_to_the_book(about: "About", reviewed: Sequence[str]) -> None:
    """The review of a book says nothing for the film of its title but that there is one."""
    from tracker.domain.titles.comparable import title_key

    if about.kind != "film" or title_key(about.work.title) not in map(title_key, reviewed):
        return
    for statements in (about.crafts, about.people, about.misses, about.nominated, about.reasons):
        statements.clear()
    about.expectations.clear()
    about.quotations.clear()
    about.because.clear()


def _says_something(about: "About") -> bool:
    return bool(about.crafts or about.people or about.reasons or about.expectations)


def _mention(article: ArticleRecord, about: "About", voice: str) -> MentionRecord:
    expects = dict.fromkeys(f"{e.level}:{e.category}" if e.category else e.level for e in about.expectations)
    quotations = _telling(about.quotations)
    return MentionRecord(
        page=article.page,
        work=_work(about.work),
        work_kind="book" if about.kind == "book" else "film",
        voice="comment" if voice == "comment" else "article",
        count=about.count,
        crafts=tuple(sorted(about.crafts)),
        people=tuple(sorted(about.people)),
        missed=tuple(sorted(about.misses)) if voice == "article" else (),
        nominated=tuple(sorted(about.nominated)[:_CLAIMED]) if voice == "article" else (),
        reasons=tuple(sorted(about.reasons)),
        expects=tuple(expects),
        quotations=tuple(text for text, _ in quotations),
        quoted_for=tuple(what for _, what in quotations),
    )


_QUOTED = 5
"""Quotations that are kept of what one article says of one film."""


def _telling(quotations: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """As many quotations as are kept, so that everything that is said has one as far as possible."""
    selection: list[tuple[str, str]] = []
    subjects = set(" ".join(what for _, what in quotations).split())
    for text, what in sorted(quotations, key=lambda pair: -len(pair[1].split())):
        if subjects & set(what.split()) and len(selection) < _QUOTED:
            selection.append((text, what))
            subjects -= set(what.split())
    return selection


def _work(work: "KnownWork") -> Work:
    key = work.key
    return Work(
        title=work.title,
        qid=key if key.startswith("Q") else None,
        imdb=key if key.startswith("tt") else None,
        link=key.removeprefix("wp:") if key.startswith("wp:") else None,
    )
