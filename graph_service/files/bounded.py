"""Reading with an end: no file takes more memory than was allowed, whatever it unpacks to and however long its lines are."""

import io
from pathlib import Path
from typing import BinaryIO

from graph_service.errors import DataRefused, Fault

# As much as seven million links or five million records take, more than can be measured here. What is read from a list of
# links takes up to twenty times its length, from a table of records forty: no more than a common machine has.
MOST = 100_000_000
LONGEST_LINE = 1_000_000  # characters; split into cells, a line without end takes forty times its length
_PIECE = 1 << 20


def read_bounded(path: Path, most: int = MOST, remedy: str = "check the path and its permissions") -> bytes:
    """What the file holds, as it lies there; never more than `most` bytes.

    Raises:
        DataRefused: it cannot be read, which `remedy` then answers, or it is longer.
    """
    try:
        with path.open("rb") as file:
            return drain(file, str(path), most)
    except OSError as error:
        raise DataRefused([Fault(str(path), None, None, f"cannot be read ({error.strerror})", remedy)]) from None


def drain(stream: BinaryIO, name: str, most: int) -> bytes:
    """What is left of the stream, piece by piece, for a packed stream says its length only at its end, and may lie.

    Raises:
        DataRefused: it is longer than `most` bytes; told of `name`.
    """
    held = io.BytesIO()
    while piece := stream.read(_PIECE):
        if held.tell() + len(piece) > most:
            remedy = "take a part of it, or raise GRAPH_SERVICE_MAX_UNPACKED_BYTES"
            raise DataRefused([Fault(name, None, None, f"holds more than {most:,} bytes, unpacked", remedy)])
        held.write(piece)
    return held.getvalue()
