"""Secrets in the addresses that an operator names: they are sent, and never shown."""

import re

_SECRET = re.compile(
    r"""([?&;](?:[\w.-]*(?:token|secret|passw|passphrase|pwd|auth(?!or)|signature|session|credential|apikey)[\w.-]*"""
    r"""|(?:[\w.-]*[_.-])?key|sig|sid|pass)=)[^&\#;\s"'<>)]+?(?=[:.,]?(?:[&\#;\s"'<>)]|$))""",
    re.IGNORECASE,
)
"""A value of a query whose name says that it is nobody else's business."""
_PASSWORD = re.compile(r"(//[^/\s:@]*:)[^/\s@]+(?=@)")


def masked(text: str) -> str:
    """A text to be shown or kept for people, without the secrets of addresses in it."""
    if "=" not in text and "@" not in text:  # as nearly all lines: an import alone may have a hundred thousand
        return text
    return _PASSWORD.sub(r"\1***", _SECRET.sub(r"\1***", text))
