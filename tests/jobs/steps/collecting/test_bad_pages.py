"""Pages and servers at their worst, through collecting: held or failed with a reason, and the last good data stays."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from jobs.steps.collecting.collect import asks_for, collect
from jobs.steps.collecting.collected import Collected
from tracker.store import frames
from tracker.store.engine import reading
from tracker.store.overview import recent_runs
from tracker.store.plain import rows_of

BAFTAS, GLOBES = "64th British Academy Film Awards", "68th Golden Globes"
DAMAGES = 3


def _collect(context: Any, names: Sequence[str], **more: Any) -> dict[str, Collected]:
    return {c.source: c for c in collect(context, asks_for(context, names, seasons=[2010]), **more)}


def _known(context: Any) -> Any:
    """Everything a reader sees of lists and nominations, but for the lines that tell how a list stands."""
    with reading(context.engine) as conn:
        lists = frames.lists(conn)
        nominations = frames.nominations(conn)
    read_again = ["list_state", "line", "page_sha256", "source_revision", "retrieved_at", "origin"]
    return nominations.drop(columns=read_again), lists.drop(columns=["state", "checked_at", "problems", "doubts"])


def _lists(context: Any) -> dict[str, tuple[str, str, list[str]]]:
    with reading(context.engine) as conn:
        lists = frames.lists(conn).to_dict("records")
    return {row["source"]: (row["state"], row["good_state"], row["problems"]) for row in lists}


def _same(before: Any, after: Any) -> bool:
    return all(a.equals(b) for a, b in zip(before, after, strict=True))


# --- pages ---


def _undeclared(text: str) -> str:
    return re.sub(r"\[\[[^]]*\|Best Directing\]\]", "[[Award for Best Juggling|Best Juggling]]", text, count=1)


def _three_of_five(text: str) -> str:
    """Without the last two nominees of the first field of five."""
    other = r"\*\*[^\n]*\n"
    field = re.search(rf"(\{{\{{Award category[^\n]*\n\*[^\n]*\n{other}{other}){other}{other}(?!\*)", text)
    assert field
    return text[: field.start()] + field[1] + text[field.end() :]


def _winners_only(text: str) -> str:
    return re.sub(r"^\*\*[^\n]*\n", "", text, flags=re.MULTILINE)


def _half(text: str) -> str:
    return text[: len(text) // 2]


def _twice(text: str) -> str:
    """The first other nominee printed a second time, in place of the next."""
    return re.sub(r"^(\*\*[^\n]*\n)\*\*[^\n]*\n", r"\1\1", text, count=1, flags=re.MULTILINE)


def _other_winner(text: str) -> str:
    """In the field of directors the second stands first, in bold and with the dagger."""
    bold, dagger = "'''", "{{double dagger}}"
    start = text.index("Best Directing]]}}\n") + len("Best Directing]]}}\n")
    winner, second, *rest = text[start:].split("\n")
    assert winner.startswith("* " + bold)
    was = winner.removeprefix("* " + bold).removesuffix(bold + dagger)
    will_be = second.removeprefix("** ")
    return text[:start] + "\n".join([f"* {bold}{will_be}{bold}{dagger}", f"** {was}", *rest])


Rounds = Callable[[int], tuple[dict[str, Collected], dict[str, tuple[str, str, list[str]]], bool]]

ROUNDS = (
    {"oscars": _undeclared, "baftas": _three_of_five, "golden_globes": _winners_only},
    {"oscars": lambda _text: "", "baftas": None, "golden_globes": _half},
    {"oscars": _other_winner, "baftas": "elsewhere", "golden_globes": _twice},
)
TITLES = {"oscars": "83rd Academy Awards", "baftas": BAFTAS, "golden_globes": GLOBES}
SAID = {
    (0, "oscars"): "the category 'Best Directing' is not on the page",
    (0, "baftas"): "3 nominees on the page, 5 declared in baftas/body.yml (event lists of the 43rd to the 79th awards",
    (0, "golden_globes"): "the page has the winners and not the other nominees",
    (1, "oscars"): "the page is empty",
    (1, "baftas"): "the page is missing",
    (1, "golden_globes"): "is not on the page",
    (2, "oscars"): "is marked otherwise than at the last reading",
    (2, "baftas"): "which is another ceremony's page",
    (2, "golden_globes"): "stands twice",
}
BY_CATEGORY = {(0, "oscars"), (0, "baftas"), (2, "oscars"), (2, "golden_globes")}
"""Damages that hold one category by itself."""


@pytest.fixture(scope="module")
def rounds(week_sqlite: Any, tools: Any, tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    """What three pages with a damage each leave behind, on a copy of a good week; each round is made once."""
    made: dict[int, Any] = {}

    def make(number: int) -> Any:
        if number not in made:
            desk = week_sqlite.desk.copy(tmp_path_factory.mktemp("round")).turn_live()
            with tools.services() as services:
                context = tools.live(desk, services).context(tools.MONDAY + timedelta(days=1))
                before = _known(context)
                for source, damage in ROUNDS[number].items():
                    _damage(services, TITLES[source], damage)
                collected = _collect(context, list(TITLES))
                made[number] = collected, _lists(context), _same(before, _known(context))
                context.close()
        return made[number]

    return make


def _damage(services: Any, title: str, damage: Any) -> None:
    if damage is None:
        del services.recorded[title]
    elif damage == "elsewhere":
        del services.recorded[title]
        services.recorded["63rd British Academy Film Awards"] = services.recorded[GLOBES] | {
            "title": "63rd British Academy Film Awards"
        }
        services.archive._redirects[title] = "63rd British Academy Film Awards"
    else:
        services.rewrite(damage, title)


@pytest.mark.parametrize("source", list(TITLES))
@pytest.mark.parametrize("number", range(len(ROUNDS)))
def test_a_damaged_page_is_held_with_its_reason(rounds: Rounds, number: int, source: str) -> None:
    collected, lists, _ = rounds(number)
    assert (collected[source].status, collected[source].exit_code) == ("held", 20)
    assert SAID[number, source] in " | ".join(collected[source].problems)
    state, good_state, problems = lists[source]
    assert (state, good_state) == ("fit" if (number, source) in BY_CATEGORY else "held", "fit")
    assert SAID[number, source] in " | ".join(problems), "the reason stays with the list"


@pytest.mark.parametrize("number", range(len(ROUNDS)))
def test_what_is_held_changes_nothing_a_reader_sees(rounds: Rounds, number: int) -> None:
    collected, _, same = rounds(number)
    assert same
    assert sum(c.new + c.retracted for c in collected.values()) == 0


def test_a_page_that_moved_to_a_new_name_is_read_there(worked: Any, services: Any, tools: Any) -> None:
    services.move(tools.OSCARS, "The 83rd Academy Awards")
    context = tools.live(worked.turn_live(), services).context()
    collected = _collect(context, ["oscars"])["oscars"]
    assert (collected.status, collected.lists, collected.new, collected.retracted) == ("done", {"fit": 1}, 0, 0)
    context.close()


# --- servers ---


def _faults(reply: Any) -> dict[str, Any]:
    """Source, word in its titles, and what the server answers; the slow one and the one after it come last."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    page = b"<!doctype html><title>Just a moment...</title><p>Checking that you are human"
    whole = json.dumps({"batchcomplete": True, "query": {"pages": []}}).encode()
    return {
        "oscars": ("Academy Awards", reply(page, headers=html), "answered with a web page"),
        "baftas": ("British Academy", reply(b"It works!", headers={"Content-Type": "text/plain"}), "text/plain"),
        "golden_globes": ("Golden Globe", reply(whole, promise=len(whole) + 50), "broke the answer off"),
        "nyfcc": ("New York Film Critics", reply(b""), "nothing"),
        "cdg": ("Costume Designers", reply(whole[:-9]), "incomplete JSON"),
        "bifa": ("British Independent", reply(b"", status=404, headers=html), "404"),
    }


def test_servers_at_their_worst_fail_their_sources_and_keep_what_was_known(
    worked: Any, services: Any, tools: Any
) -> None:
    faults = _faults(tools.Reply)
    services.faults = {word: (lambda _w, _p, r=reply: r) for word, reply, _ in faults.values()}
    busy = [tools.Reply(b"", status=503, headers={"Retry-After": "0", "Content-Type": "application/json"})]
    services.faults["Spirit"] = lambda _w, p: busy.pop() if busy else services.honest("/w/api.php", p)
    services.faults["Saturn"] = tools.withheld
    limits = tools.QUICK.model_copy(update={"timeout": 1.0})
    context = tools.live(worked.turn_live(), services).context(tools.MONDAY + timedelta(days=1), limits=limits)
    before = _known(context)
    names = [*faults, "spirit_awards", "saturn_awards", "venice"]
    collected = _collect(context, names)
    for name, (_, _, says) in faults.items():
        assert (collected[name].status, collected[name].exit_code) == ("failed", 30)
        assert says in " | ".join(collected[name].problems), name
    assert collected["spirit_awards"].status == "done", "503 with Retry-After is asked again"
    assert "did not answer in time" in " | ".join(collected["saturn_awards"].problems)
    assert "not asked again" in " | ".join(collected["venice"].problems)
    assert _same(before, _known(context))
    with reading(context.engine) as conn:
        ended = {run.source: (run.status, run.exit_code) for run in recent_runs(rows_of(conn), len(names))}
    assert ended == {name: ("done", 0) if name == "spirit_awards" else ("failed", 30) for name in names}
    assert list(context.crawls_dir.iterdir()) == []
    context.close()


@pytest.mark.parametrize("answer", ["unreachable", "429"])
def test_a_server_that_wants_to_be_left_alone_is(desk: Any, services: Any, tools: Any, answer: str) -> None:
    busy = tools.Reply(b"", status=429, headers={"Retry-After": "86400", "Content-Type": "application/json"})
    services.faults["Award"] = lambda _w, _p: busy
    tools.live(desk, services)
    if answer == "unreachable":
        desk.set(**desk.settings | {"wikipedia_api_url": "http://127.0.0.1:1/w/api.php"})
    context = desk.context()
    oscars, baftas = _collect(context, ["oscars", "baftas"]).values()
    assert (oscars.status, baftas.status) == ("failed", "failed")
    assert ("refuses connections" if answer == "unreachable" else "asks to wait 86400 s") in oscars.problems[0]
    assert "not asked again" in baftas.problems[0]
    assert len(services.requests) == (1 if answer == "429" else 0)
    assert desk.snubs("status").code == 0, "nothing was ever read, so nothing is held"
    context.close()


def test_what_ails_many_sources_is_one_line(desk: Any, services: Any, tools: Any) -> None:
    tools.live(desk, services)
    desk.set(**desk.settings | {"wikipedia_api_url": "http://127.0.0.1:1/w/api.php"})
    ran = desk.snubs("crawl", "oscars", "baftas", "venice", "cannes")
    first, others = ran.err.splitlines()
    assert first == "failed: oscars: 127.0.0.1 refuses connections"
    assert others == "failed: baftas, venice, cannes: not asked again, since 127.0.0.1 refuses connections"
