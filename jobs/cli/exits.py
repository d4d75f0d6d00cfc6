"""How a command line ends that fails: an exit code, and for every expected error one line that names the remedy."""

import errno
import os
import re
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from jobs.cli.console import warn
from jobs.cli.options import State, words_of
from jobs.stopping import Stopped
from tracker.domain.errors import Exit, SnubsError, nearest, problem_in_words

if TYPE_CHECKING:
    import typer

STOPPED = "stopped; what was finished is kept, and the next run does the rest"
INTERRUPTED = 130
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_PLACES = frozenset({errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP, errno.EIO})


_MOST, _ENDS = 200, (1_500, 300)
"""Characters of an argument, and of the two ends of a message, that are said."""


def _say(line: str, arguments: Sequence[str] = ()) -> None:
    """Say a message in one line, in which the caller's own words are cut where they are long."""
    words = {part.strip() for argument in arguments for part in (argument, argument.partition("=")[2])}
    for text in sorted({form for word in words for form in (word, repr(word)[1:-1])}, key=len, reverse=True):
        line = line.replace(text, f"{text[:_MOST]}…") if len(text) > _MOST else line
    line, (first, last) = " ".join(line.splitlines()), _ENDS
    warn(f"snubs: {line if len(line) <= first + last else f'{line[:first]} … {line[-last:]}'}")


def _outside_world(error: OSError) -> Exit:
    """A full disk or somebody else's folder is the operator's to mend; anything else is ours."""
    if error.errno in _FULL:
        _say(f"the disk is full ({error.filename or 'while writing'}); free some space and run again")
        _unread()  # what stands in the output's buffer has no room either
    elif error.errno in _DENIED:
        _say(f"not allowed to write {error.filename}; check the folder's owner or choose another one")
    elif error.errno in _PLACES and error.filename is not None:
        _say(f"{error.filename}: {error.strerror}; check data_dir (SNUBS_DATA_DIR), output_dir and --out")
    elif error.errno == errno.EPIPE:
        return _unread()
    else:
        return _bug()
    return Exit.USAGE


def _unread() -> Exit:
    """The reader of our output, `head` for example, has seen enough; the interpreter still flushes at its end."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    return Exit.DONE


def _misused(error: "typer.TyperException", arguments: list[str]) -> None:
    """What is wrong with the command line, with the option's name; a group without a command has shown its help."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context and context.parent else _command(arguments)
    message = re.sub(
        "(?<=: )(Value error|Input should).*", lambda says: problem_in_words(says[0]), error.format_message()
    )
    message = _missing(error, arguments) or message
    message = re.sub(r"(No such command '.*?')\. Did you mean .*", r"\1", message)  # the line ends with one of them
    if message := message.rstrip("."):
        remedy = _dashed(error, where, arguments) or _other_command(error, message) or f"see {where} --help"
        _say(f"{message}; {remedy}", arguments)


def _missing(error: "typer.TyperException", arguments: Sequence[str]) -> str:
    """Everything that a command line lacks, where that is more than the one thing that the error names; else ""."""
    context, param = getattr(error, "ctx", None), getattr(error, "param", None)
    if context is None or param is None or not error.format_message().startswith("Missing "):
        return ""
    words = {word.partition("=")[0] for word in arguments}
    options = [one for one in context.command.params if one.required and one.param_type_name == "option"]
    lacking = [repr(one.opts[0]) for one in options if words.isdisjoint(one.opts)]
    if param.param_type_name == "argument":
        argument = error.format_message().rstrip(".")
        return f"{argument}, and {_options(lacking)}" if lacking else ""
    return f"Missing {_options(lacking)}" if len(lacking) > 1 else ""


def _options(names: Sequence[str]) -> str:
    return f"option{'s' * (len(names) > 1)} {', '.join(names)}"


def _other_command(error: "typer.TyperException", message: str) -> str:
    """What a word that is no command may mean, or where the commands are listed; "" where something else is wrong."""
    match, context = re.match(r"No such command '(.*)'$", message), getattr(error, "ctx", None)
    if match is None or context is None:
        return ""
    return nearest(match[1], getattr(context.command, "commands", ())) or f"see {context.command_path} --help"


def _dashed(error: "typer.TyperException", where: str, arguments: Sequence[str]) -> str:
    """The remedy where what was taken for options may be a name: no command has so many letters behind one dash."""
    option, context = str(getattr(error, "option_name", "")), getattr(error, "ctx", None)
    takes_names = context and any(param.param_type_name == "argument" for param in context.command.params)
    word = next((word for word in arguments if option and word.startswith(option)), "")
    if not takes_names or word.startswith("--") or len(word) <= len(option):
        return ""
    return f"what begins with - goes last, behind --: {where} -- {shlex.quote(word)}"


def _command(arguments: list[str]) -> str:
    """What of a command line names the command, as far as it goes."""
    return " ".join(["snubs", *words_of(arguments)][:2])


def _is_text(argument: str) -> bool:
    """Whether an argument was text; other bytes come as surrogates."""
    return not any("\ud800" <= letter <= "\udfff" for letter in argument)


def _damaged() -> str:
    """Names of editions that are not what was written: what reading them ends in is no bug."""
    from jobs.context import Context
    from jobs.steps.editions.shelf import Shelf

    with suppress(SnubsError, OSError):
        return ", ".join(map(str, Shelf(Context.load(State.config).editions_dir).damaged()))
    return ""


def _bug() -> Exit:
    import traceback

    if names := _damaged():
        _say(f"damaged: {names}; `snubs edition` makes the current one anew, remove others or restore a copy")
        return Exit.USAGE
    traceback.print_exc()
    _say("this is a bug; please report the lines above")
    return Exit.BUG


def ended(error: BaseException, arguments: list[str]) -> int:  # noqa: PLR0911 - one line a kind of error
    """Say in one line how a command line ended, and give its exit code.

    Raises:
        BaseException: the error itself, where it is no way to end.
    """
    import typer

    match error:
        case SnubsError():
            _say(str(error), arguments)
            return error.exit_code
        case UnicodeEncodeError() if unreadable := [word for word in arguments if not _is_text(word)]:
            _say(f"{unreadable[0]!r} is no text in UTF-8; check the terminal's encoding (LANG, LC_ALL)", arguments)
            return Exit.USAGE
        case typer.Exit():
            return int(error.exit_code)
        case typer.TyperException():
            _misused(error, arguments)
            return Exit.USAGE
        case typer.Abort() | KeyboardInterrupt():
            _say(STOPPED)
            return INTERRUPTED
        case Stopped():
            _say(STOPPED)
            return error.exit_code
        case SystemExit():  # how both typer and rich leave when nobody reads their output
            return _unread()
        case OSError():
            return _outside_world(error)
        case Exception():
            return _bug()
    raise error
