"""Request pages from a web server: politely, only if changed, and never from a private network.

Somebody else chooses where a feed or redirect leads. So it is followed to public addresses only, on http and https, and
never in circles.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from spiders.asking.addresses import blocked, host_of, origin_of, without_fragment
from spiders.asking.client import Answer, Client
from spiders.formats.replies import RefusalError

MAX_BYTES = 5 * 2**20
"""Largest page, before and after decompression."""
MAX_HOPS = 5
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.8"


def may_be_read(address: str, blocked_sites: Iterable[str]) -> bool:
    """Whether an address is a web address and not on a blocked site."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not blocked(address, blocked_sites)


async def get(
    client: Client, address: str, headers: Mapping[str, str], blocked_sites: Iterable[str] = ()
) -> tuple[Answer, str]:
    """The answer at the end of all redirects, and its address.

    Raises:
        RefusalError: no answer, a redirect in circles, or one that leads where nobody may be led.
    """
    path: list[str] = []
    url = address
    while True:
        if url in path or len(path) > MAX_HOPS:
            raise RefusalError("redirect_loop", f"redirects in circles ({len(path)} times)")
        path.append(url)
        if origin_of(url) not in client.origins:
            await _admit(client, url)
        answer = await client.get(url, {"Accept": _ACCEPT, **headers}, MAX_BYTES)
        target = answer.headers.get("location")
        if not 300 <= answer.status < 400 or answer.status == HTTPStatus.NOT_MODIFIED or not target:  # noqa: PLR2004
            return answer, url
        url = without_fragment(urljoin(url, target))
        if not may_be_read(url, blocked_sites):
            raise RefusalError("redirect_refused", f"redirects to {url[:200]}, which is not read from")


async def _admit(client: Client, url: str) -> None:
    host = host_of(url)
    port = origin_of(url)[2]
    try:
        infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RefusalError("unreachable", f"{host} cannot be found: check the address and the network") from error
    if not is_public(info[4][0] for info in infos):
        raise RefusalError("private_address", f"{host} is in a private network: not followed")
    client.admit(url)


def is_public(addresses: Iterable[object]) -> bool:
    """Whether every IP address is public; False for an empty answer."""
    numbers = [ipaddress.ip_address(str(address).partition("%")[0]) for address in addresses]
    return bool(numbers) and all(ip.is_global and not ip.is_multicast for ip in numbers)


def validator(answer: Answer) -> str | None:
    """The answer's ETag or modification time, for the next request."""
    for name in ("ETag", "Last-Modified"):
        if value := answer.headers.get(name.lower()):
            return f"{name}: {value[:200]}"
    return None


def conditions(validator: str | None) -> dict[str, str]:
    """Headers that request a page only if it has changed."""
    name, _, value = (validator or "").partition(": ")
    if name == "ETag":
        return {"If-None-Match": value}
    if name == "Last-Modified":
        try:
            parsedate_to_datetime(value)
        except ValueError:
            return {}
        return {"If-Modified-Since": value}
    return {}
