"""The operator's word on the press: which pages are read."""

from pathlib import Path

from jobs.context import Context
from spiders.family import PressList


def press_list(context: Context) -> PressList:
    """Pages and feeds to read, none of the pages from the archive, and what is never read."""
    press = context.settings.press
    pages = () if context.settings.archive_only else dict.fromkeys([*press.pages, *_added(context)])
    return PressList(tuple(pages), press.feeds, press.blocked)


def _list_file(context: Context) -> Path:
    return context.settings.data_dir / "press-pages.txt"


def _added(context: Context) -> list[str]:
    path = _list_file(context)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def remember(context: Context, address: str) -> None:
    """Add an address to the list, whole or not at all."""
    addresses = _added(context)
    if address in addresses:
        return
    path = _list_file(context)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text("\n".join([*addresses, address]) + "\n", encoding="utf-8")
    part.replace(path)
