"""A Word file (Office Open XML): the words of its paragraphs, and what their styles say they are."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree
from lxml.etree import _Element

from digest.errors import ContentError
from digest.model import Block, BlockKind, Metadata, Source
from digest.read.text import normalise

_LARGEST = 40 * 2**20  # bytes of one unpacked part
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# words that were struck out, moved away, or are beside the text: deletions, field codes, footnote marks, text in pictures
_PASSED = frozenset(
    _WORD + name
    for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "drawing", "pict", "object")
)
# "heading 1": Word names its own styles in English in a document of any language; "Heading1", an id, where names are missing
_HEADING = re.compile(r"heading ?[1-9]")
_STYLES = "word/styles.xml"
_CORE = "docProps/core.xml"
_FIRST_RANK = "heading1"
_NEAR = 6  # paragraphs at the top
_DEEPEST = 10  # styles that one is based on


def read(data: bytes, path: str, url: str = "") -> Source:
    """The text of the file. Raises `ContentError` for what is no Word file, is locked, or unpacks too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = _part(archive, "word/document.xml", path)
            core = _part(archive, _CORE, path) if _CORE in archive.namelist() else None
            styles = _styles(_part(archive, _STYLES, path)) if _STYLES in archive.namelist() else {}
    except (zipfile.BadZipFile, KeyError, RuntimeError, zlib.error, NotImplementedError, EOFError) as error:
        what = "The file is no Word document that can be opened; it may be locked by a password."
        raise ContentError(path, what, "Save it again as .docx, or save its text.") from error
    blocks: list[Block] = []
    text = title = ""
    for kind, words in _titled(list(_paragraphs(document, styles))):
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(words), kind))
        text += words
        title = title or (words if kind is BlockKind.HEADLINE else "")
    if not text:
        raise ContentError(path, "The document holds no text.", "Save the article's text as .txt.")
    # The title in the properties is often the name of the template that the document was made from.
    stated = core.findtext(_TITLE, "").strip() if core is not None else ""
    if "".join(stated.split()).casefold() not in "".join(text[:2_000].split()).casefold():
        stated = ""  # the property of the template that the file was made from
    metadata = Metadata(
        title=title or stated,
        url=url,
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


@dataclass(frozen=True, slots=True)
class _Style:
    """A style by which a paragraph is set: its name in lower case, the id of the one it is based on, whether it numbers."""

    name: str
    base: str
    numbered: bool


def _styles(root: _Element) -> dict[str, _Style]:
    """The styles of the document by their ids."""
    found = {}
    for style in root.iter(_WORD + "style"):
        numbered = style.find(f"{_WORD}pPr/{_WORD}numPr") is not None
        found[style.get(_WORD + "styleId", "")] = _Style(
            _value(style, "name").lower(), _value(style, "basedOn"), numbered
        )
    return found


def _value(node: _Element, name: str) -> str:
    child = node.find(_WORD + name)
    return child.get(_WORD + "val", "") if child is not None else ""


def _titled(paragraphs: list[tuple[str, BlockKind, str]]) -> Iterator[tuple[BlockKind, str]]:
    """Kinds and words; where no paragraph is a title, the first heading of the first rank near the top is."""
    ranks = [style.replace(" ", "") for style, _, _ in paragraphs[:_NEAR]]
    top = ranks.index(_FIRST_RANK) if _FIRST_RANK in ranks else -1
    titled = any(kind is BlockKind.HEADLINE for _, kind, _ in paragraphs)
    for number, (_, kind, words) in enumerate(paragraphs):
        yield BlockKind.HEADLINE if number == top and not titled else kind, words


def _paragraphs(document: _Element, styles: Mapping[str, _Style]) -> Iterator[tuple[str, BlockKind, str]]:
    """Style, kind and words of every paragraph that has words, in reading order, those of tables too."""
    for paragraph in document.iter(_WORD + "p"):
        words = normalise("".join(_words(paragraph))).replace("\n", " ")
        if words := " ".join(words.split()):
            yield *_kind(paragraph, styles), words


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


def _kind(paragraph: _Element, styles: Mapping[str, _Style]) -> tuple[str, BlockKind]:
    """The name of the style that says what the paragraph is, its own or the nearest that this is based on, and what it says."""
    properties = paragraph.find(_WORD + "pPr")
    if properties is None:
        return "", BlockKind.PARAGRAPH
    numbered = properties.find(_WORD + "numPr") is not None
    name = _value(properties, "pStyle")
    for _ in range(_DEEPEST):
        style = styles.get(name, _Style(name.lower(), "", numbered=False))
        if kind := _named(style.name):
            return style.name, kind
        numbered = numbered or style.numbered
        name = style.base
    return "", BlockKind.LIST_ITEM if numbered else BlockKind.PARAGRAPH


def _named(style: str) -> BlockKind | None:
    if style == "title":
        return BlockKind.HEADLINE
    if _HEADING.match(style):
        return BlockKind.HEADING
    if "quote" in style:
        return BlockKind.BLOCK_QUOTE
    return BlockKind.CAPTION if style == "caption" else None
