"""A Word file (Office Open XML): the words of its paragraphs, and what their styles say they are."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256

from lxml import etree
from lxml.etree import _Element

from digest.errors import ContentError
from digest.model import Block, BlockKind, Metadata, Source
from digest.read import language
from digest.read.text import normalise

_LARGEST = 40 * 2**20  # bytes of one unpacked part
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# words that were struck out, moved away, or stand beside the text: deletions, field codes, footnote marks, text in pictures
_PASSED = frozenset(
    _WORD + name
    for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "drawing", "pict", "object")
)
# "Heading1", "berschrift2", "Titre 1" – the ids of heading styles as Word's languages write them
_LINE = 120  # characters of a line above the headline: an address, a number
_HEADING = re.compile(r"(?:heading|berschrift|titre|titolo|ttulo|rubrik|kop|overskrift)\s?[1-9]", re.IGNORECASE)


def read(data: bytes, path: str, url: str = "") -> Source:
    """The text of the file. Raises `ContentError` for what is no Word file, is locked, or unpacks too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = _part(archive, "word/document.xml", path)
            names = archive.namelist()
            core = _part(archive, "docProps/core.xml", path) if "docProps/core.xml" in names else None
            styles = _styles(_part(archive, "word/styles.xml", path)) if "word/styles.xml" in names else {}
    except (zipfile.BadZipFile, KeyError, RuntimeError, zlib.error, NotImplementedError, EOFError) as error:
        what = "The file is no Word document that can be opened; it may be locked by a password."
        raise ContentError(path, what, "Save it again as .docx, or save its text.") from error
    blocks: list[Block] = []
    text = title = ""
    for kind, words in _titled(_paragraphs(document, styles)):
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(words), kind))
        text += words
        title = title or (words if kind is BlockKind.HEADLINE else "")
    if not text:
        raise ContentError(path, "The document holds no text.", "Save the article's text as .txt.")
    stated = core.findtext(_TITLE, "").strip() if core is not None else ""
    if "".join(stated.split()).casefold() not in "".join(text[:2_000].split()).casefold():
        stated = ""  # the property of the template that the file was made from
    metadata = Metadata(
        title=title or stated,
        url=url,
        lang=language.detect(text),
        found={"title": "style" if title else "properties"} if title or stated else {},
    )
    return Source(path, sha256(data).hexdigest(), text, metadata, tuple(blocks))


def _part(archive: zipfile.ZipFile, name: str, path: str) -> _Element:
    with archive.open(name) as file:
        unpacked = file.read(_LARGEST + 1)
    if len(unpacked) > _LARGEST:
        raise ContentError(path, "The document unpacks to more than 40 MB.", "Save the article's text as .txt.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        if b"<!DOCTYPE" in unpacked[:2_000]:  # Word writes none; entities that grow without end need one
            raise ContentError(path, "The document declares entities, as no Word file does.", "Save its text as .txt.")
        root: _Element = etree.fromstring(unpacked, parser=parser)
    except etree.XMLSyntaxError as error:
        raise ContentError(path, "The document is damaged.", "Save it again as .docx, or save its text.") from error
    return root


def _styles(root: _Element) -> dict[str, str]:
    """The names of the styles by their ids; Word writes the names of its own styles in English, whatever its language."""
    found = {}
    for style in root.iter(_WORD + "style"):
        name = style.find(_WORD + "name")
        if name is not None:
            found[style.get(_WORD + "styleId", "")] = name.get(_WORD + "val", "")
    return found


def _titled(paragraphs: Iterator[tuple[BlockKind, str]]) -> Iterator[tuple[BlockKind, str]]:
    """The first heading in front of all text is the headline where no style names one."""
    every = list(paragraphs)
    named = any(kind is BlockKind.HEADLINE for kind, _ in every)
    first = next((n for n, (kind, words) in enumerate(every) if kind is BlockKind.HEADING or len(words) > _LINE), -1)
    for number, (kind, words) in enumerate(every):
        yield (BlockKind.HEADLINE if not named and number == first and kind is BlockKind.HEADING else kind), words


def _paragraphs(document: _Element, styles: Mapping[str, str]) -> Iterator[tuple[BlockKind, str]]:
    """Every paragraph that has words, in reading order, those of tables too."""
    for paragraph in document.iter(_WORD + "p"):
        words = normalise("".join(_words(paragraph))).replace("\n", " ")
        if words := " ".join(words.split()):
            yield _kind(paragraph, styles), words


def _words(paragraph: _Element) -> Iterator[str]:
    """The runs of text in order, without recursion; a line break is a space."""
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag in _PASSED or (node.tag == _WORD + "p" and node is not paragraph):
            continue
        if node.tag == _WORD + "t":
            yield node.text or ""
        elif node.tag in {_WORD + "br", _WORD + "tab", _WORD + "cr"}:
            yield " "
        elif node.tag == _WORD + "noBreakHyphen":
            yield "-"
        waiting.extend(reversed(node))


def _kind(paragraph: _Element, styles: Mapping[str, str]) -> BlockKind:
    properties = paragraph.find(_WORD + "pPr")
    if properties is None:
        return BlockKind.PARAGRAPH
    style = properties.find(_WORD + "pStyle")
    name = style.get(_WORD + "val", "") if style is not None else ""
    name = styles.get(name, name)
    if name.lower() in {"title", "titel"}:
        return BlockKind.HEADLINE
    if _HEADING.match(name):
        return BlockKind.HEADING
    if "quote" in name.lower() or name.lower() == "zitat":
        return BlockKind.BLOCK_QUOTE
    if name.lower() in {"caption", "beschriftung"}:
        return BlockKind.CAPTION
    return BlockKind.LIST_ITEM if properties.find(_WORD + "numPr") is not None else BlockKind.PARAGRAPH
