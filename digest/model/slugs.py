"""The part of an address that a title or a name becomes."""

import re
import unicodedata
from hashlib import sha256

# what an address may hold: letters a to z and digits
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 70
# "ann-lee-2"
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
# letters that Unicode does not take apart into a base letter and a mark
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "’": "", "'": ""}
)


def slug(title: str) -> str:
    """Turns "Storm Ada: 14 dead" into "storm-ada-14-dead"; "" when no letter a to z and no digit is left."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    whole = _OTHER.sub("-", plain).strip("-")
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rsplit("-", 1)[0]


def key(name: str) -> str:
    """The slug of a name for an address; of one without a letter a to z and a digit, its hash."""
    return slug(name) or sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def keyed(own: str) -> str:
    """An id as an address may hold it: itself where it can be one, else its key; "" stays ""."""
    return own if not own or _KEY.fullmatch(own) else key(own)
