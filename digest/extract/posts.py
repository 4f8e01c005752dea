"""Embedded social posts: the words, and the line that signs them."""

import re

from digest.english import days
from digest.model import Block, BlockKind, Mention, Post

# "— Ostrand Ferries (@ostrandferries) July 2, 2025", "— Ida Munk (@ida@fjord.example) …", "— Harbour (@harbour.example) …"
SIGNATURE = re.compile(
    r"(?:^|(?<=\s))[—–-]{1,2}\s?(?P<name>[^\n(@]{1,80}?)\s?\((?P<handle>@\w[\w.@-]{0,79})\)\s?(?P<date>[^\n]{0,40})$"
)
_LINK = re.compile(r"https?://\S+|pic\.[\w.-]{1,60}/\S+")


def find(text: str, blocks: tuple[Block, ...]) -> tuple[Post, ...]:
    """The posts among the blocks: a signature, and the block before it (or the words before it on its line)."""
    found: list[Post] = []
    for index, block in enumerate(blocks):
        match = SIGNATURE.search(block.of(text)) if block.kind is BlockKind.POST else None
        if not match:
            continue
        body = Block(block.start, block.start + match.start(), block.kind)
        if match.start() == 0:
            if index == 0 or blocks[index - 1].kind is not BlockKind.POST:
                continue
            body = blocks[index - 1]
        words = _mention(text, body)
        if words.text:
            address = _LINK.search(body.of(text) + " " + match["date"])
            url = address[0] if address else ""
            found.append(Post(words, match["name"].strip(), match["handle"], days.read(match["date"]), url))
    return tuple(post for post in found if not post.date.startswith("--"))


def _mention(text: str, body: Block) -> Mention:
    """The post's words without the links at its end."""
    words = body.of(text)
    end = len(words.rstrip())
    while match := _LINK.search(words, _last_word(words, end), end):
        end = match.start()
        while end and words[end - 1].isspace():
            end -= 1
    start = len(words) - len(words.lstrip())
    return Mention(body.start + start, body.start + max(start, end), words[start : max(start, end)])


def _last_word(words: str, end: int) -> int:
    """Where the last stretch without white space begins."""
    while end and not words[end - 1].isspace():
        end -= 1
    return end
