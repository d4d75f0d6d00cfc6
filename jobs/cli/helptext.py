"""Writes `help.txt`, what `snubs --help` prints, from the commands themselves (docs/decisions/0007)."""

import sys
import textwrap
from pathlib import Path

import typer

from jobs.cli.commands.editions import editions, kept
from jobs.cli.commands.importing import imports
from jobs.cli.commands.overview import database
from jobs.cli.commands.press import press
from jobs.cli.commands.reviewing import cases, review
from jobs.cli.main import application

WIDTH = 100
GROUPS = {
    "The report": ("weekly", "run", "schedule"),
    "Stage by stage": ("crawl", "backfill", "reparse", "compare", "report", "export"),
    "Files of your own": (
        *("import nominations", "import films", "import credits", "import releases", "import scores"),
        *("import top-tens", "import eligibility", "import columns", "import list", "import remove"),
    ),
    "Questions": (
        *("film", "person", "season", "race", "seasons", "category", "changes", "search", "records", "evaluate"),
        *("articles", "explore", "sources", "status", "doctor"),
    ),
    "Which film is meant": (
        *(
            "match",
            "review",
            "review decide",
            "review alias",
            "review retitle",
            "review rows",
            "review held",
            "review pass",
        ),
        *("review log", "review undo"),
    ),
    "Voices": ("column", "press add", "press read", "press list"),
    "Editions": ("edition", "editions", "editions diff", "editions prune"),
    "Housekeeping": ("new-source", "read", "db upgrade"),
}
EXAMPLES = (
    ("snubs weekly", "the whole job on the bundled season, offline"),
    ("SNUBS_CONTACT=you@example.org snubs weekly", "the same, live"),
    ('snubs film "Never Let Me Go"', "one film: every body, category, reason and source"),
    ('snubs person "Carey Mulligan"', "every nomination, miss and near miss of one person"),
    ("snubs crawl oscars --ceremony 72-97", "some ceremonies of one source"),
    ("snubs backfill --from 2005 --dry-run", "what filling past seasons would cost"),
    ("snubs export --season 2010 --out csvs", "the CSVs alone"),
    ("snubs match --registry films.csv --queries list.csv --out matches.csv", "ids for somebody's list"),
    ("snubs import scores FILE --as-of 2011-01-20 --tier 3", "figures of your own; `snubs import columns` says how"),
    ("*/10 * * * * snubs run", "a cron line: whatever is due"),
)
SETTINGS = (
    "SNUBS_CONTACT, SNUBS_DATABASE_URL, SNUBS_DATA_DIR, SNUBS_OUTPUT_DIR, SNUBS_OFFLINE=1, SNUBS_CONFIG and every "
    "other setting of config.yaml; see README.md."
)


def _first_sentence(text: str | None) -> str:
    return " ".join((text or "").strip().split("\n\n")[0].split())


def _summaries(app: typer.Typer) -> dict[str, str]:
    def named(group: typer.Typer, prefix: str) -> dict[str, str]:
        return {
            prefix + (command.name or command.callback.__name__.replace("_", "-")): _first_sentence(
                command.help or command.callback.__doc__
            )
            for command in group.registered_commands
            if command.callback
        }

    subs = {"db ": database, "editions ": editions, "import ": imports, "press ": press, "review ": review}
    alone = {"review": _first_sentence(cases.__doc__), "editions": _first_sentence(kept.__doc__)}
    return (
        named(app, "")
        | alone
        | {key: text for prefix, group in subs.items() for key, text in named(group, prefix).items()}
    )


def _entry(name: str, text: str, column: int) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=f"  {name:<{column}}  ", subsequent_indent=" " * (column + 4))


def help_text() -> str:
    """The whole text.

    Raises:
        KeyError: a command is in no group, or a group names a command that does not exist.
    """
    app = application()
    summaries = _summaries(app)
    commands = [name for names in GROUPS.values() for name in names]
    if sorted(commands) != sorted(summaries):
        raise KeyError(f"GROUPS and the commands differ: {sorted(set(commands) ^ set(summaries))}")
    column = max(map(len, summaries))
    parts = [f"snubs - {_first_sentence(app.info.help)}", "Usage:\n  snubs [--config FILE] COMMAND [OPTIONS]"]
    for group, names in GROUPS.items():
        parts.append(f"{group}:\n" + "\n".join(_entry(name, summaries[name], column) for name in names))
    widest = max(len(line) for line, _ in EXAMPLES)
    parts.append("Examples:\n" + "\n".join(_entry(line, text, widest) for line, text in EXAMPLES))
    parts.append("Environment:\n" + textwrap.fill(SETTINGS, WIDTH, initial_indent="  ", subsequent_indent="  "))
    codes = _first_sentence(app.info.epilog).removeprefix("Exit codes: ")
    parts.append("Exit codes:\n" + textwrap.fill(codes, WIDTH, initial_indent="  ", subsequent_indent="  "))
    parts.append("Options and more on a command: snubs COMMAND --help")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    target = Path(__file__).with_name("help.txt")
    target.write_text(help_text(), encoding="utf-8")
    sys.stdout.write(f"wrote {target.name}\n")
