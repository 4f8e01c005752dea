"""Bytes become text."""

import base64
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.read.encoding import decode, known, mended
from digest.read.page.charset import declared

_DATA = Path(__file__).parents[2] / "shared" / "data" / "attacks"
_RUSSIAN = "Паром снова пойдёт в понедельник, сообщил совет гавани. Двигатели отказали во время мартовского шторма, никто не пострадал."
_GERMAN = (
    "Die Fähre nach Østrand fährt am Montag wieder, sagte die Hafenbehörde – zwei Maschinen waren im Sturm ausgefallen."
)


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "latin1", "gb18030", "rot13", "hex", "\x00", "no-such"]))
def test_any_bytes_become_text(data: bytes, label: str):
    """No bytes and no declared name make decoding fail."""
    assert isinstance(decode(data, label), str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff\x00\x1b"), max_size=300))
def test_utf8_stays_as_it_was(text: str):
    """What is UTF-8 is read as UTF-8, whatever is declared."""
    assert decode(text.encode(), "windows-1252") == text


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(name: str):
    """Text with a byte order mark comes back without it."""
    assert decode(_GERMAN.encode(name), "latin1") == _GERMAN


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf16_without_a_mark_is_seen(name: str):
    """UTF-16 and UTF-32 without a mark are known by where their zero bytes stand."""
    assert decode(_GERMAN.encode(name)) == _GERMAN


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [(_RUSSIAN, "koi8-r", "koi8-r"), (_GERMAN, "cp1252", "ISO-8859-1"), (_RUSSIAN, "cp1251", "cp1251")],
)
def test_the_declared_encoding_is_used(text: str, name: str, label: str):
    """What is no UTF-8 is read as declared, labels as browsers take them."""
    assert decode(text.encode(name), label) == text


@pytest.mark.parametrize("name", ["koi8-r", "cp1251", "iso8859-5", "cp866"])
def test_undeclared_encodings_are_detected(name: str):
    """Without a label the detector decides."""
    assert decode((_RUSSIAN * 3).encode(name)) == _RUSSIAN * 3


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b"<meta charset=koi8-r>", "koi8-r"),
        (
            b'<!-- <meta charset="utf-8"> --><META  http-equiv="Content-Type" content="text/html; charset = \'koi8-r\'">',
            "koi8-r",
        ),
        (b'<p title="<meta charset=utf-8>"><meta charset="koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b'<meta name="description" content="charset=utf-8">', ""),
        (b"<!-- " + b"x" * 2000 + b"<meta charset=utf-8>", ""),
        (b"<!-- " + b"x" * 2000 + b"--><meta charset=koi8-r>", "koi8-r"),
    ],
)
def test_a_page_declares_its_encoding(page: bytes, label: str):
    """The prescan finds <meta charset>, http-equiv and the XML declaration in the head of a page, not in comments."""
    assert declared(page) == label


def test_labels_of_no_text_are_none():
    """Codecs of Python that are no encodings of text are not used."""
    assert [known(label) for label in ("rot13", "base64", "", "x-sjis-2000")] == ["", "", "", ""]


@pytest.mark.data
@pytest.mark.skipif(not _DATA.exists(), reason="needs the research data")
def test_the_public_samples_are_decoded():
    """At least 405 in 425 of the public samples of undeclared encodings come back as the identical text."""
    with gzip.open(_DATA / "chardet_samples.jsonl.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    right = sum(
        decode(data := base64.b64decode(row["b64"])).lstrip("\ufeff")
        == data.decode(row["expected_encoding"], "replace").lstrip("\ufeff")
        for row in rows
    )
    assert right >= len(rows) * 405 / 425


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("He paid Â£51,000 â€“ and itâ€™s gone.", "He paid £51,000 – and it’s gone."),
        ("The cafÃ© in ZÃ¼rich", "The café in Zürich"),
        ("São Â Âge, “Ã” and â", "São Â Âge, “Ã” and â"),
    ],
)
def test_what_was_encoded_twice_is_mended(text: str, meant: str):
    """Bytes of UTF-8 that were read as windows-1252 become the characters that they stand for; letters stay."""
    assert mended(text) == meant
