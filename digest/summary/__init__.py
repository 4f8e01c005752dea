"""The summary file: its schema, its front matter, and whose word wins in it."""

from digest.summary.address import is_numbered, place
from digest.summary.anchor import anchor
from digest.summary.fields import MOST, Owned, doubt, draft, fields, sieve, suggested
from digest.summary.file import LARGEST, Parsed, new, parse, read, rewrite
from digest.summary.merge import Merged, editors, lapsed, merge, storied
from digest.summary.migrate import SCHEMA

__all__ = [
    "LARGEST",
    "MOST",
    "SCHEMA",
    "Merged",
    "Owned",
    "Parsed",
    "anchor",
    "doubt",
    "draft",
    "editors",
    "fields",
    "is_numbered",
    "lapsed",
    "merge",
    "new",
    "parse",
    "place",
    "read",
    "rewrite",
    "sieve",
    "storied",
    "suggested",
]
