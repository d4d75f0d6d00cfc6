"""What acclaimed films missed, body by body and category by category, with a source, a date and a reason."""

import sys
from collections.abc import Sequence


class _PandasAlone:
    """Hides pyarrow from pandas while that loads; whoever imports it otherwise finds it.

    pandas takes it in where it is installed, for types that no column here has: 38 MB of every process.
    """

    @staticmethod
    def find_spec(name: str, _path: Sequence[str] | None = None, _target: object = None) -> None:
        if name == "pyarrow" and "pandas" in sys.modules and not hasattr(sys.modules["pandas"], "DataFrame"):
            raise ModuleNotFoundError(name=name)


sys.meta_path.insert(0, _PandasAlone())


def version() -> str:
    """The installed version; `0+unknown` in a tree that was never installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("snubs")
    except PackageNotFoundError:
        return "0+unknown"
