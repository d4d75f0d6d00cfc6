"""The page: complete in itself, harmless, readable by everyone."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from tests.report.conftest import BAFTAS, verdict
from tests.report.conftest import page as page_of
from tracker.report.html import render
from tracker.report.model import build

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags in order with their attributes; fails on tags that do not close where they should."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, *names: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture
def text(make: Any) -> str:
    return render(build(make(offline=True)))


@pytest.fixture
def page(text: str) -> Page:
    return Page(text)


def test_nothing_is_fetched_and_nothing_runs_but_the_page_s_own_script(text: str, page: Page) -> None:
    assert page.all("link", "iframe", "object", "embed", "img", "form", "base") == []
    assert not re.search(r"@import|url\(|src=|srcset=", text)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "default-src 'none'" in text
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}';" in text
    assert not re.search(r"innerHTML|eval|fetch|XMLHttpRequest|document\.write", script)


def test_a_dossier_is_folded_and_tables_sort(text: str, page: Page) -> None:
    (dossier,) = re.findall(r'<article class="dossier".*?</article>', text, re.DOTALL)
    assert dossier.index("<details>") < dossier.index('<div class="bodies">')
    assert all("sorts" in table["class"].split() for table in page.all("table") if "season" in table["class"])


def test_every_inner_link_leads_somewhere_and_ids_are_unique(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    names = {
        one
        for _, a in page.tags
        for key in ("aria-labelledby", "aria-describedby")
        if key in a
        for one in a[key].split()
    }
    assert targets | names <= set(ids)


def test_a_screen_reader_finds_its_way(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("main")) == len(page.all("header")) == len(page.all("footer")) == 1
    assert all("aria-label" in nav for nav in page.all("nav"))
    assert all("scope" in th for th in page.all("th"))
    regions = [a for _, a in page.tags if a.get("role") == "region"]
    assert regions
    assert all(a.get("tabindex") == "0" and ("aria-label" in a or "aria-labelledby" in a) for a in regions)
    assert all(svg.get("aria-hidden") == "true" for svg in page.all("svg"))
    assert len(page.all("figure")) == len(page.all("figcaption")) > 0
    assert len(page.all("details")) == len(page.all("figure")) + len(page.all("article"))


def test_labels_are_told_by_text_and_every_miss_has_its_source(text: str) -> None:
    assert ">Shut out</span>" in text
    assert 'aria-label="Source 1">[1]</a>' in text
    assert 'href="https://en.wikipedia.org/w/index.php?oldid=1290000001"' in text


def test_offline_is_said_in_one_line_with_how_to_go_live(text: str, make: Any) -> None:
    assert "bundled archive of the films of 2010" in text
    assert "SNUBS_CONTACT" in text
    assert "bundled archive of the films of 2010" not in render(build(make()))


def test_a_hostile_page_stays_text(hostile: Any) -> None:
    text = render(build(hostile))
    page = Page(text)
    assert page.all("script") == [{}]
    assert page.all("img") == []
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    links = {a["href"].partition(":")[0] for a in page.all("a") if not a["href"].startswith("#")}
    assert links <= {"https", "http"}
    assert "<script>alert(1)</script>" in "".join(page.text)


def test_control_characters_and_reading_direction_marks_do_not_pass(make: Any) -> None:
    rows = [
        {
            "film": "a\u202eb\x00c",
            "film_key": "k",
            "body": "oscars",
            "ceremony": 83,
            "label": "SNUB",
            "category": "director",
        }
    ]
    text = render(build(make(verdicts=rows)))
    assert "\u202e" not in text
    assert "\x00" not in text


def test_the_same_season_gives_the_same_bytes(make: Any) -> None:
    assert render(build(make())) == render(build(make()))


def test_a_whole_season_stays_small(make: Any) -> None:
    label = ["SNUB", "NOMINATED", "WEAK_EVIDENCE", "OVERLOOKED", "UNKNOWN"]
    rows = [
        {
            "film": f"A film with a title of usual length {film}",
            "film_key": f"Q{film}",
            "body": body,
            "ceremony": 83,
            "category": f"category_{category}",
            "label": label[(film + category) % 5],
            "sentence": "One plain sentence of about the length that such sentences have, at the 83rd Academy Awards.",
            "acclaim_percentile": film % 100,
            "nominated_instead": ["One film", "Another film", "A third film", "A fourth film", "A fifth film"],
        }
        for film in range(250)
        for body in ("oscars", "baftas", "golden_globes")
        for category in range(20)
    ]
    text = render(build(make(verdicts=pd.DataFrame(rows))))
    assert len(text.encode()) < 1_500_000


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(theme: int) -> None:
    css = files("tracker.report").joinpath("templates/style.css").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    grounds = {
        "paper": ["ink", "muted", "link", "missed", "nominated"],
        "card": ["ink", "muted", "link", "missed", "nominated"],
        "missed-wash": ["missed"],
        "nominated-wash": ["nominated"],
        "other-wash": ["muted", "ink", "link"],
    }
    for ground, inks in grounds.items():
        for ink in inks:
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def test_widths_of_columns_are_set_in_heads_alone_since_rows_are_stacked_on_a_phone() -> None:
    css = files("tracker.report").joinpath("templates/style.css").read_text(encoding="utf-8")
    assert not re.search(r"(?<!thead )th:[\w-]+-child[^{]*\{ width", css)


def test_a_source_s_number_is_wide_enough_to_touch_where_it_stands_outside_a_sentence() -> None:
    css = files("tracker.report").joinpath("templates/style.css").read_text(encoding="utf-8")
    rule = re.search(r"\.ladder \.cites a \{([^}]*)\}", css)
    assert rule, "WCAG 2.2 asks for 24 pixels where a link is no part of a sentence"
    width = re.search(r"min-width: ([\d.]+)rem", rule[1])
    assert width
    assert float(width[1]) * 16 >= 24


def test_a_dossier_names_a_bodys_nominations_once(make: Any) -> None:
    rows = [verdict("Lost", "oscars", "SHUT_OUT", news=1), verdict("Lost", "baftas", "NOMINATED", "picture")]
    entry = {"body": "baftas", "ceremony": 64, "category": "picture", "result": "nominated", "film_key": "wp:Lost"}
    shown = render(build(make(verdicts=rows, nominations=[entry | page_of("baftas", BAFTAS)])))
    dossier = shown[shown.index('<div class="bodies">') :].split("Evidence", 1)[0]
    assert dossier.count("Best Picture") == 1


def test_a_printed_chart_stands_on_one_page_with_its_words(make: Any) -> None:
    rules = render(build(make())).split("@media print")[1].split("</style>")[0]
    whole = next(rule for rule in rules.splitlines() if "break-inside: avoid" in rule)
    assert {"figure", ".findings p"} <= {part.strip() for part in whole.partition("{")[0].split(",")}
    assert re.search(r"#charts \.charts \{[^}]*auto-fit", rules)
