"""An edition in Datasette: read-only, with what tables and columns mean, and nothing fetched from elsewhere."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import ConfigError
from tracker.domain.facts.tables import edition_tables
from tracker.domain.yamltext import load_yaml

if TYPE_CHECKING:
    from datasette.app import Datasette

NAME = "edition"
"""Of the database, in addresses."""
_SETTINGS = {
    "allow_download": False,
    "suggest_facets": False,
    "default_page_size": 50,
    "sql_time_limit_ms": 3_000,
    "facet_time_limit_ms": 1_500,
    "truncate_cells_html": 300,
}


def require_datasette() -> None:
    """Refuse to go on without the library.

    Raises:
        ConfigError: names the remedy.
    """
    try:
        import datasette.app  # noqa: F401
    except ImportError as error:
        raise ConfigError("snubs explore needs Datasette: .venv/bin/python -m pip install datasette") from error


def site(edition: Path) -> "Datasette":
    """The application that shows an edition's file."""
    from datasette.app import Datasette
    from datasette.database import Database

    own = ("snubs", str(Path(__file__).parent / "static"))
    made = Datasette([], metadata=metadata(edition.stem), settings=_SETTINGS, static_mounts=[own])
    made.remove_database("_memory")
    made.add_database(Database(made, path=str(edition), is_mutable=False), name=NAME)
    return made


def metadata(called: str) -> dict[str, Any]:
    """What Datasette shows beside the rows: titles, meanings and units of columns, facets, order, and questions."""
    shown = load_yaml(files(__name__).joinpath("explore.yml").read_text(encoding="utf-8"), "explore.yml")
    tables = {
        name: {
            "title": table.title,
            "description": table.about,
            "columns": {column.name: column.about for column in (*table.columns, *table.inner)},
            **shown.get("tables", {}).get(name, {}),
        }
        for name, table in edition_tables().items()
    }
    return {
        "title": f"Award snubs, edition {called}",
        "description": "What film awards passed over, with sources. To be read; nothing can be changed.",
        "extra_css_urls": ["/snubs/explore.css"],
        "extra_js_urls": [{"url": "/snubs/explore.js", "module": True}],
        "databases": {NAME: {"tables": tables | {"search": {"hidden": True}}, "queries": shown.get("questions")}},
    }
