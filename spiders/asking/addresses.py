"""Addresses of servers and sites: which match, and which belong to which."""

from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

Server = tuple[str, str, int]
"""Scheme, host and port."""


def origin_of(url: str) -> Server:
    """The part that two addresses on one server share."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def host_of(url: str) -> str:
    """An address's host, for messages."""
    return urlsplit(url).hostname or url


def site_of(url: str) -> str:
    """Host of an address without `www.`; a file's own name."""
    return host_of(url).removeprefix("www.")


def of_site(address: str, site: str) -> bool:
    """Whether an address belongs to a site, or to a part of one."""
    host = site_of(address)
    return host == site or host.endswith(f".{site}")


def blocked(address: str, sites: Iterable[str]) -> bool:
    """Whether an address belongs to one of the sites, or to a part of one."""
    return any(of_site(address, site) for site in sites)


def without_fragment(address: str) -> str:
    """An address without its `#` fragment."""
    return urlunsplit(urlsplit(address)._replace(fragment=""))
