"""The bytes of a graph file, also where it is compressed or lies in the folder or archive that KONECT ships."""

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar, cast

from graph_service.files.bounded import MOST, drain
from graph_service.files.file_graph import refusal

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LINKS = "out."  # KONECT's name for the file that holds the links: out.ucidata-zachary
_PACKED: Mapping[bytes, Callable[[BinaryIO], object]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
    b"\x28\xb5\x2f\xfd": zstd.ZstdFile,
}
_Found = TypeVar("_Found")
_BROKEN = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, zstd.ZstdError)


class Content(NamedTuple):
    """The bytes of a file and the name that faults call it by."""

    name: str
    data: bytes


def content_of(path: Path, most: int = MOST) -> Content:
    """What the file holds, decompressed, `most` bytes at most; of a folder or an archive, its one file of links.

    Raises:
        DataRefused: it cannot be read, it is longer, or it holds no file of links or several.
    """
    name = str(path)
    try:
        file = (_only(name, sorted(path.glob(f"{_LINKS}*"))) if path.is_dir() else path).open("rb")
    except OSError as error:
        raise refusal(name, None, None, f"cannot be read ({error.strerror})", "check the path and its permissions") from None
    with file:
        try:
            data = drain(_unpacked(file), name, most)
            return Content(name, _from_archive(name, data, most) if data[257:262] == b"ustar" else data)
        except _BROKEN as error:
            told = " ".join(str(error).split())
            raise refusal(name, None, None, f"cannot be unpacked ({told})", "fetch or pack the file again") from None


def _unpacked(file: io.BufferedReader) -> BinaryIO:
    """A stream of what the file holds; its first bytes, not its name, say how it is packed."""
    start = file.peek(max(map(len, _PACKED)))
    opener = next((found for mark, found in _PACKED.items() if start.startswith(mark)), None)
    return cast("BinaryIO", opener(file)) if opener else file


def _from_archive(name: str, data: bytes, most: int) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        files = [member for member in archive.getmembers() if member.isfile()]
        member = _only(name, [file for file in files if Path(file.name).name.startswith(_LINKS)])
        found = archive.extractfile(member)
        return drain(cast("BinaryIO", found), name, most) if found else b""


def _only(name: str, found: Sequence[_Found]) -> _Found:
    if len(found) != 1:
        problem = f"{len(found)} files called {_LINKS}… where one is looked for"
        raise refusal(name, None, None, problem, "name the file that holds the links")
    return found[0]
