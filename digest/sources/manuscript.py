"""An article as a Markdown file that editors can read and correct, and that reads back as the same words and blocks."""

import re
from collections.abc import Mapping

import yaml

from digest.model import Article, Block, BlockKind
from digest.parser.language import UNKNOWN

# what Markdown would take for a mark anywhere in a line: emphasis, code, links, HTML, and the backslash itself
_MARK = re.compile(r"[\\`*_\[\]<]")
# "&amp;", "&#8217;" – what Markdown would read as one character
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]{1,32};)")
# "# ", "> ", "- ", "+ ", "---", "===", "~~~" at the start of a line
_START = re.compile(r"^(?=[#>+=~-])")
# "1. ", "12) " at the start of a line
_NUMBER = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")
_OMITTED = frozenset({BlockKind.HEADLINE, BlockKind.BYLINE})  # they are in the front matter


def write(article: Article, more: Mapping[str, str] | None = None) -> str:
    """The whole file. `more` are further lines of front matter ("fetched": "2026-10-20")."""
    stated: dict[str, object] = {
        "title": article.title,
        "date": article.published,
        "byline": list(article.byline) if len(article.byline) > 1 else "".join(article.byline),
        "source": article.source,
        "url": article.url,
        "lang": article.lang if article.lang != UNKNOWN else "",
        "description": article.deck,
        "tags": list(article.tags),
        **(more or {}),
    }
    fields = {name: value for name, value in stated.items() if value}
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1_000_000) if fields else ""
    return f"---\n{front}---\n\n{body(article)}\n"


def body(article: Article) -> str:
    """The blocks in their order. Headline and byline are left to the front matter, where that has them."""
    stated = {BlockKind.HEADLINE: bool(article.title), BlockKind.BYLINE: bool(article.byline)}
    kept = [b for b in article.blocks if not (b.kind in _OMITTED and stated[b.kind])]
    parts: list[str] = []
    before: Block | None = None
    for block in kept:
        if before and before.kind is block.kind is BlockKind.POST:
            parts[-1] += "\\\n" + block_text(article, block)  # a post and its signature are in one quotation
        else:
            parts.append(block_text(article, block))
        before = block
    return "\n\n".join(parts)


def block_text(article: Article, block: Block) -> str:
    """One block with the marks of its kind."""
    words = escape(" ".join(block.of(article.text).split()))
    if block.kind is BlockKind.HEADING:
        return f"## {words}"
    if block.kind is BlockKind.LIST_ITEM:
        return f"- {words}"
    if block.kind in {BlockKind.BLOCK_QUOTE, BlockKind.POST}:
        return f"> {words}"
    if block.kind is BlockKind.CAPTION:
        return f"![{words}]()"
    return words


def escape(words: str) -> str:
    """One line of words that Markdown reads as exactly these words."""
    safe = _ENTITY.sub(r"\\&", _MARK.sub(r"\\\g<0>", words))
    return _NUMBER.sub(r"\1\\", _START.sub(r"\\", safe)) if safe else safe
