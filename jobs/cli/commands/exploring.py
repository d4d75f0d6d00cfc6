"""The edition in a browser."""

import socket
from typing import Annotated

import typer

from jobs.cli.console import say
from jobs.cli.options import this_context
from tracker.domain.errors import ConfigError

HOST = "127.0.0.1"


def explore(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port on this machine; 0 for any free one.")
    ] = 8001,
) -> None:
    """Open the edition in a browser with Datasette: tables, facets, questions; read-only, for this machine alone.

    For example: snubs explore --port 0. Datasette is installed with .venv/bin/python -m pip install datasette.
    """
    from jobs.steps.editions.current import to_ask
    from tracker.export.explore import require_datasette, site

    require_datasette()
    edition = to_ask(this_context()).path
    with _listening(port) as listener:
        import uvicorn

        say(f"edition {edition.stem}")
        say(f"http://{HOST}:{listener.getsockname()[1]}/  (Ctrl-C stops it)")
        config = uvicorn.Config(site(edition).app(), log_level="warning", lifespan="on")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise ConfigError(f"port {port}: {error.strerror}; choose another one with --port") from error
    return listener
