"""The bytes of a graph file, also where it is compressed or lies in the folder or archive that KONECT ships."""

import bz2
import codecs
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
from graph_service.files.streams import Streams

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_LINKS = "out."  # KONECT's name for the file that holds the links: out.ucidata-zachary
_XZ_MEMORY = 1 << 27  # bytes: twice the dictionary of `xz -9`, for the file says how large it is; zstd has the same bound
_PACKED: Mapping[bytes, Callable[[BinaryIO], object]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": lambda file: Streams(file, bz2.BZ2Decompressor),
    b"\xfd7zXZ": lambda file: Streams(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY), padding=b"\0"),
    b"\x28\xb5\x2f\xfd": zstd.ZstdFile,
    b"\x50\x2a\x4d\x18": zstd.ZstdFile,  # a frame to skip, which pzstd puts before each frame of data
}
_SAYS_PACKED = (".gz", ".bz2", ".xz", ".zst", ".tgz", ".tbz2", ".txz", ".tzst")
_AGAIN = "fetch or pack the file again"
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
            stream = _unpacked(file)
            data = drain(stream, name, most)
            if data[257:262] == b"ustar":
                data = _from_archive(name, data, most)
            elif stream is file and file.name.lower().endswith(_SAYS_PACKED) and not _is_text(data):
                raise refusal(name, None, None, "is cut, damaged or not packed as its name says", _AGAIN)
            return Content(name, data)
        except _BROKEN as error:
            told = " ".join(str(error).split())
            raise refusal(name, None, None, f"cannot be unpacked ({told})", _AGAIN) from None


def _unpacked(file: io.BufferedReader) -> BinaryIO:
    """A stream of what the file holds; its first bytes, not its name, say how it is packed."""
    start = file.peek(max(map(len, _PACKED)))
    opener = next((found for mark, found in _PACKED.items() if start.startswith(mark)), None)
    return cast("BinaryIO", opener(file)) if opener else file


def _is_text(data: bytes) -> bool:
    """Whether this is text, as of a file that was unpacked on its way here and kept its name, and no start of a packed one."""
    if any(mark.startswith(data) for mark in _PACKED):
        return False
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


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
