"""The summary file: its schema, its front matter, and whose word wins in it."""

from digest.summary.address import place
from digest.summary.anchor import anchor
from digest.summary.fields import Owned, draft, fields, sieve
from digest.summary.file import Parsed, new, parse, rewrite
from digest.summary.merge import Merged, editors, merge

__all__ = [
    "Merged",
    "Owned",
    "Parsed",
    "anchor",
    "draft",
    "editors",
    "fields",
    "merge",
    "new",
    "parse",
    "place",
    "rewrite",
    "sieve",
]
