"""What commands print to: UTF-8 into files and pipes, what it can show onto a terminal; what cannot be written is one line."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from graph_service.errors import DataRefused, Fault


def set_up() -> None:
    """Have stdout and stderr write every character, whatever the machine's own encoding is.

    A file or a pipe is read by programs, which take UTF-8. A terminal has an encoding of its own, often GBK, and shows a
    question mark for what that has not.
    """
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


@contextmanager
def printing() -> Iterator[None]:
    """Whatever is printed inside is handed over at the end, so that it is known whether it could be written.

    Raises:
        DataRefused: it could not, for want of room, say, or because standard output is closed.
        SystemExit: whoever reads it, such as `head`, has left, and needs no word about it.
    """
    try:
        yield
        print(end="", flush=True)
    except BrokenPipeError:
        _drop_the_rest()
        raise SystemExit(1) from None
    except OSError as error:
        _drop_the_rest()
        closed = error.errno == errno.EBADF
        problem = f"cannot be written ({'it is closed' if closed else error.strerror})"
        remedy = "write to a file or a pipe" if closed else "make room, or write to another file"
        raise DataRefused([Fault("standard output", None, None, problem, remedy)]) from None


def print_bytes(data: bytes) -> None:
    """Print UTF-8 as it is, its line ends too; a terminal is given its text, and so is what collects text in a program."""
    if sys.stdout.isatty() or not isinstance(sys.stdout, TextIOWrapper):
        print(data.decode(), end="")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def _open_what_is_closed() -> None:
    """Stand in for streams that are closed, as daemons start their programs: stdin is at its end, stderr heard by nobody, and
    stdout an error once something is printed, for who asks for an answer must not believe that it was written. In order, so
    that each is given its own number, which the processes that this one starts take over.
    """
    for name, flag, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, flag)
            os.set_inheritable(nowhere, True)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8", closefd=False))


def _drop_the_rest() -> None:
    """Else Python tries to write it once more when it ends, and complains."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
