"""Unpacking a body piece by piece, so that a few packed bytes never become gigabytes."""

import zlib

_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_STEP = 1 << 20


class Unpacked:
    """Collects a body: `feed` raises `OverflowError` beyond `size` bytes and `ValueError` for what cannot be unpacked."""

    def __init__(self, coding: str, size: int) -> None:
        if coding not in {"", "identity", *_WINDOWS}:
            raise ValueError(f"it is packed as “{coding[:40]}”, which was not asked for")
        self._coding = coding
        self._size = size
        self._out = bytearray()
        self._packed = self._fresh() if coding in _WINDOWS else None
        self._empty = True

    def _fresh(self) -> "zlib._Decompress":
        return zlib.decompressobj(_WINDOWS[self._coding])

    def feed(self, part: bytes) -> None:
        """Takes the next bytes as they came."""
        if self._packed is None:
            self._keep(part)
            return
        try:
            self._unpack(part)
        except zlib.error as error:
            raise ValueError("it is not what it says it is packed as") from error

    def _unpack(self, part: bytes) -> None:
        while part and self._packed:
            if self._packed.eof:  # a packed file may hold several members, one after the other
                self._packed = self._fresh()
            if self._empty and self._coding == "deflate" and part[0] & 0x0F != 8:
                self._packed = zlib.decompressobj(-15)  # some servers send deflate without its wrapping
            self._empty = False
            self._keep(self._packed.decompress(part, _STEP))
            part = self._packed.unconsumed_tail or self._packed.unused_data

    def _keep(self, part: bytes) -> None:
        self._out += part
        if len(self._out) > self._size:
            raise OverflowError

    def end(self) -> bytes:
        """The whole body. Raises `ValueError` when its packing was cut off."""
        if self._packed is not None and not self._packed.eof and not self._empty:
            raise ValueError("it was cut off")
        return bytes(self._out)
