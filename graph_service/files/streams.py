"""What a file holds that was packed as one stream or as several, one after another, as programs that pack in parallel do."""

from collections.abc import Callable
from typing import BinaryIO, Protocol

_PIECE = 1 << 16
_PADDING_UNIT = 4  # bytes


class Unpacker(Protocol):
    """What unpacks one stream: `bz2.BZ2Decompressor`, `lzma.LZMADecompressor`."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether it unpacks nothing more before it is given more."""

    @property
    def unused_data(self) -> bytes:
        """What it was given beyond the end of the stream."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """What this unpacks to, `max_length` bytes at most."""


class Streams:
    """The unpacked bytes of a file. The readers that come with Python drop what follows a stream and is none, as if the
    file ended there; here it is an error. `padding` may stand after a stream, in units of four bytes.
    """

    def __init__(self, file: BinaryIO, unpacker: Callable[[], Unpacker], padding: bytes = b"") -> None:
        self._file = file
        self._unpacker = unpacker
        self._padding = padding
        self._stream = unpacker()

    def read(self, most: int) -> bytes:
        """The next bytes, `most` at most; none at the end of the file.

        Raises:
            EOFError: the file ends within a stream.
            ValueError: the padding is cut.
            OSError, lzma.LZMAError: it is damaged.
        """
        data = b""
        while not data:
            if self._stream.eof:
                packed = self._after_the_stream()
                if not packed:
                    break
                self._stream = self._unpacker()
            else:
                packed = self._file.read(_PIECE) if self._stream.needs_input else b""
                if self._stream.needs_input and not packed:
                    raise EOFError("it ends before the end of what was packed")
            data = self._stream.decompress(packed, most)
        return data

    def _after_the_stream(self) -> bytes:
        packed, following, padding = self._stream.unused_data or self._file.read(_PIECE), b"", 0
        while packed and not following:
            following = packed.lstrip(self._padding)
            padding += len(packed) - len(following)
            packed = following or self._file.read(_PIECE)
        if padding % _PADDING_UNIT:
            raise ValueError(f"{padding} bytes of padding, which comes in units of {_PADDING_UNIT}")
        return packed
