"""The CMS's own files, out of its npm package."""

import io
import re
import tarfile
from base64 import b64decode
from hashlib import sha512
from pathlib import PurePosixPath

from digest.errors import SettingsError

VERSION = "0.221.1"
ADDRESS = f"https://registry.npmjs.org/@sveltia/cms/-/cms-{VERSION}.tgz"
_SHA512 = "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
_BELOW = "package/npm/"  # the build that brings its own fonts
_KINDS = frozenset({".js", ".wasm", ".woff2", ".png", ".txt"})
# "https://cdn.jsdelivr.net/fontsource/fonts/noto-mono@5.3.0/latin-400-normal.woff2"
_FONT = re.compile(rb"https://cdn\.jsdelivr\.net/fontsource/fonts/(?P<name>[a-z0-9-]+)[^)\"'`]*\.woff2")
_FONTS = {
    b"material-symbols-outlined": b"material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2",
    b"noto-mono": b"noto-mono-latin-400-normal-DiC8lJru.woff2",
    b"source-sans-3": b"source-sans-3-latin-wght-normal-BqRLTx4X.woff2",
}
_LARGEST = 20_000_000  # bytes of one file


def _local(script: bytes) -> bytes:
    """A script with the fonts that it brings in the place of those that it asks another host for."""
    return _FONT.sub(lambda font: b"cms/assets/" + _FONTS[font["name"]], script)


def unpacked(package: bytes) -> dict[str, bytes]:
    """The files by their paths below `cms/`. Raises `SettingsError` where the package is not the one that is known."""
    if sha512(package).digest() != b64decode(_SHA512):
        raise SettingsError(f"It is not the package @sveltia/cms {VERSION}: its hash is another. Nothing was written.")
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as files:
        for entry in files:
            path = PurePosixPath(entry.name)
            wanted = (entry.name.startswith(_BELOW) and path.suffix in _KINDS) or entry.name == "package/LICENSE.txt"
            stream = files.extractfile(entry) if wanted and entry.isfile() and entry.size <= _LARGEST else None
            if stream and ".." not in path.parts:
                name = entry.name.removeprefix(_BELOW).removeprefix("package/")
                found[f"cms/{name}"] = _local(stream.read()) if path.suffix == ".js" else stream.read()
    return dict(sorted(found.items()))
