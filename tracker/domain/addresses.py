"""Checks on what an operator enters to go live: the services' addresses and a contact."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def service_address(url: str) -> str:
    """A service's address, checked and unchanged.

    Raises:
        ValueError: not http(s), without a host, or with a user name or password in it.
    """
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise ValueError("the address must not carry a user name or password")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{url!r} is not an http(s) address")
    return url


def contact_line(contact: str) -> str:
    """A contact stripped of surrounding blanks, fit for a request header.

    Raises:
        ValueError: more than one line, characters that cannot be seen, or nothing that a site could reach.
    """
    if any(not c.isprintable() for c in contact):
        raise ValueError("contact must be one line of printable characters")
    if contact.strip() and not re.search(r"\S@\S|https?://\S", contact):
        raise ValueError(f"{contact!r} is neither an email address nor the address of a page")
    return contact.strip()


def site_address(url: str) -> str:
    """Where reports are published: "" or an http(s) address, unchanged.

    Raises:
        ValueError: it is neither.
    """
    return service_address(url) if url else url


SiteAddress = Annotated[str, AfterValidator(site_address)]
ServiceAddress = Annotated[str, AfterValidator(service_address)]
ContactLine = Annotated[str, AfterValidator(contact_line)]
