"""How a command line ends: an exit code, and for every expected error one line that names the remedy."""

import errno

from jobs.console import warn
from tracker.domain.errors import Exit, SnubsError

INTERRUPTED = 130


def _say(line: str) -> None:
    warn(f"snubs: {line}")


def _outside_world(error: OSError) -> Exit:
    """A full disk or somebody else's folder is the operator's to mend; anything else is ours."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        _say(f"the disk is full ({error.filename or 'while writing'}); free some space and run again")
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        _say(f"not allowed to write {error.filename}; check the folder's owner or choose another one")
    else:
        return _bug()
    return Exit.USAGE


def _bug() -> Exit:
    import traceback

    traceback.print_exc()
    _say("this is a bug; please report the lines above")
    return Exit.BUG


def run_command(arguments: list[str]) -> int:
    """Run one command line and give its exit code."""
    import typer

    from jobs.commands import app

    code: int
    try:
        code = int(app(arguments, prog_name="snubs", standalone_mode=False) or 0)
    except SnubsError as error:
        _say(str(error))
        code = error.exit_code
    except typer.Exit as done:
        code = done.exit_code
    except typer.TyperException as error:
        _say(f"{error.format_message().rstrip('.')}; see snubs --help")
        code = Exit.USAGE
    except (typer.Abort, KeyboardInterrupt):
        _say("stopped; what was finished is kept")
        code = INTERRUPTED
    except OSError as error:
        code = _outside_world(error)
    except Exception:
        code = _bug()
    return int(code)
