"""What acclaimed films missed, body by body and category by category, with a source, a date and a reason."""


def version() -> str:
    """The installed version; `0+unknown` in a tree that was never installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("snubs")
    except PackageNotFoundError:
        return "0+unknown"
