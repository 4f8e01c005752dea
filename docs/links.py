# ruff: noqa: INP001 - MkDocs loads it by its path
"""A hook of MkDocs for docs.yml: what the documents link to outside their folder is shown where the repository is."""

import re
from typing import Any

_REPOSITORY = "https://github.com/news-digest/digest/blob/main/"
# "](../CONTRIBUTING.md)"
_OUTSIDE = re.compile(r"\]\(\.\./(?P<path>[^)\s]+)\)")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The text of a page with such links as whole addresses."""
    return _OUTSIDE.sub(lambda link: f"]({_REPOSITORY}{link['path']})", markdown)
