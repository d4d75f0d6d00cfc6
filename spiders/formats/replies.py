"""Whether an answer is usable at all: refusals shared by all readers of services, worded for people."""

import json
from http import HTTPStatus

from pydantic import ValidationError

from tracker.domain.text.secrets import masked


class CodedError(Exception):
    """Something that cannot be read; `code` is the problem's code, the text one line for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(masked(message))
        self.code = code
        self.message = masked(message)


class RefusalError(CodedError):
    """An answer that must not be taken for data."""

    def __init__(self, code: str, message: str, status: int = 0) -> None:
        super().__init__(code, message)
        self.status = status
        """HTTP status of the answer, where that is why."""


def misshapen(error: ValidationError, broken: str, unknown: str) -> RefusalError:
    """Why an answer is not of the shape that its model has.

    Args:
        error: pydantic's.
        broken: what to say of incomplete JSON.
        unknown: what to say of any other answer.
    """
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return RefusalError("truncated", f"{broken} ({first['msg']})")
    where = ".".join(str(part) for part in first["loc"])
    return RefusalError("unexpected_answer", f"{unknown}: {where}: {first['msg']}")


def json_body(host: str, status: int, content_type: str, body: bytes) -> bytes:
    """The body, if this is a complete-looking JSON answer.

    Raises:
        RefusalError: `http_status`, `empty_answer`, `challenge_page` (a web page, whatever its status says),
            or `not_json`.
    """
    start = body[:512].lstrip().lower()
    is_page = start.startswith(b"<") or "html" in content_type.lower()
    if status != HTTPStatus.OK:
        detail = " with a web page" if is_page else _reason(body)
        raise RefusalError("http_status", f"{host} answered {status} {_phrase(status)}{detail}", status)
    if is_page:
        raise RefusalError(
            "challenge_page", f"{host} answered with a web page (challenge, consent or error) in place of data"
        )
    if not start:
        raise RefusalError("empty_answer", f"{host} answered with nothing")
    if not start.startswith(b"{"):
        raise RefusalError("not_json", f"{host} answered {content_type or 'without a content type'}, which is not JSON")
    return body


_LONGEST_REASON = 200
"""Characters of a service's own words that are passed on."""


def _reason(body: bytes) -> str:
    """What a JSON error says of itself, behind a colon; "" where it says nothing."""
    try:
        info = json.loads(body)["error"]["info"]
    except (ValueError, LookupError, TypeError):
        return ""
    return f": {' '.join(str(info).split())[:_LONGEST_REASON]}"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "(no known status)"
