"""What acclaimed films missed, body by body and category by category, with a source, a date and a reason."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("snubs")
except PackageNotFoundError:  # run from a tree that was never installed
    __version__ = "0+unknown"
