"""What commands print to: UTF-8 into files and pipes, what it can show onto a terminal; what cannot be written is one line."""

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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


@contextmanager
def printing() -> Iterator[None]:
    """Whatever is printed inside is handed over at the end, so that it is known whether it could be written.

    Raises:
        DataRefused: it could not, for want of room, say.
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
        problem = f"cannot be written ({error.strerror})"
        raise DataRefused([Fault("standard output", None, None, problem, "make room, or write to another file")]) from None


def print_bytes(data: bytes) -> None:
    """Print UTF-8 as it is, its line ends too; a terminal is given its text."""
    if sys.stdout.isatty():
        print(data.decode(), end="")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def _drop_the_rest() -> None:
    """Else Python tries to write it once more when it ends, and complains."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
