"""The templates: Jinja with autoescape; this is the one place where text becomes HTML."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from posixpath import relpath
from typing import Any, Final
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from digest.model import Page, Verdict
from digest.recall import Recall
from digest.render import plain
from digest.render.inputs import Inputs
from digest.render.site import Site

# Each mark that opens a quotation, and those that may close it.
# a straight mark at the beginning of a word
_OPENS = re.compile(r'(?<![^\s(\[–—])"(?=\S)')
MARKS = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‟": "”", "‘": "’", "'": "'"}
_ENDS = 5  # words at each end of a sentence by which a browser finds it
# The theme's overrides, the style sheet and the templates of pages; a project's own `templates/` overrides file by file.
TEXT: Final = "letter_text.html"  # the one template that makes plain text, in which nothing is escaped
PASSES: Final = frozenset(verdict.value for verdict in Verdict if verdict.passes)
PACKAGED: Final = Path(__file__).parent.parent / "templates"


class Templates:
    """Renders pages from the packaged files in templates/pages, or those of the same name in the owner's folder."""

    def __init__(self, overrides: Path | None, site: Site, recall: Recall | None = None) -> None:
        self._site = site
        self.messages = messages = site.messages
        self._inputs = Inputs()
        self._environment = Environment(
            loader=FileSystemLoader([folder / "pages" for folder in (overrides, PACKAGED) if folder]),
            autoescape=lambda name: name != TEXT,  # noqa: S701 - plain text alone is not escaped
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=(recall or Recall()).named("compiled", "", Compiled),
        )
        self._environment.tests["passing"] = lambda check: check in PASSES
        self._environment.filters.update(
            rfc822=rfc822,
            json_ld=json_ld,
            unquoted=unquoted,
            text_link=text_link,
        )
        messages.into(self._environment)

    @property
    def site(self) -> Site:
        """The site that the pages are of."""
        return self._site

    def page(  # noqa: PLR0913 - what a page is made of
        self,
        folder: str,
        template: str,
        title: str,
        description: str = "",
        further: Callable[[], Mapping[str, Any]] = dict,
        /,
        *,
        is_list: bool = False,
        is_summary: bool = False,
        says: Sequence[str] = (),
        **values: Any,
    ) -> Page:
        """The page in a folder below the site's root, "" for the first of all.

        It is made anew whenever one of `values` changes: give a template what it shows and no more. `further` makes values that
        depend on these alone. The theme's search finds it by its title and what it `says`; a list is left out there.
        """
        here = address(folder)
        meta: dict[str, Any] = {"hide": ["navigation", "toc"]}
        if is_list:  # it only repeats what other pages say, and would be found before them
            meta["search"] = {"exclude": True}
        path = f"{folder}/index.md" if folder else "index.md"

        def make() -> str:
            made = self._environment.get_template(template)
            html = made.render(site=self._site, here=here, link=lambda to: link(here, to), **values, **further())
            return f'<div class="digest">\n{html.strip()}\n</div>\n'

        made_of = self.hashed(template, path, title, description, meta, values)
        return Page(path, plain.line(title), plain.line(description), meta, made_of, make, tuple(says), is_summary)

    def know(self, value: Any, made_of: str) -> None:
        """Takes the hash of what a value is made of, and of nothing else but the settings, for its own."""
        self._inputs.know(value, made_of)

    def hashed(self, *values: Any) -> str:
        """A hash of what a page or file is made of. Raises `TypeError` for a value that cannot be hashed."""
        return self._inputs.hashed(values)

    def text(self, template: str, /, **values: Any) -> str:
        """What a template makes of values, without its blank lines at the ends."""
        return self._environment.get_template(template).render(site=self._site, **values).strip()


class Compiled(BytecodeCache):
    """Templates that this process has compiled, by their words."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template its code."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes the code of one."""
        if bucket.code:
            self._code[bucket.key, bucket.checksum] = bucket.code


def address(folder: str) -> str:
    """Where the page in a folder is published below the site's root, as links write it: "2026/09/a%20b/"."""
    return quote(folder) + "/" if folder else ""


def link(here: str, to: str) -> str:
    """A relative link between two addresses below the site's root: it holds under any sub-path."""
    target, _, anchor = to.partition("#")
    found = relpath("/" + target, "/" + (here if here.endswith("/") or not here else here.rpartition("/")[0] + "/"))
    found = "./" if found == "." else found + "/" if target.endswith("/") or not target else found
    return found + (f"#{anchor}" if anchor else "")


def rfc822(moment: str) -> str:
    """Writes "2026-09-14T00:00:00Z" as RFC 822 has it: "Mon, 14 Sep 2026 00:00:00 GMT", in English on every machine."""
    return format_datetime(datetime.fromisoformat(moment), usegmt=True)


def unquoted(text: str) -> str:
    """Direct speech without the one pair of marks around it, closed or not, nor the comma before a cue: the page sets its own."""
    if text.startswith("''"):
        return text.removeprefix("''").removesuffix("''").strip()
    closing = MARKS.get(text[:1], "")
    if not closing:
        return text
    inner = text[1:]
    return (inner[:-1] if inner.endswith(tuple(closing)) else inner).strip().removesuffix(",")


def curly(text: str) -> str:
    """The words with typographic double marks: an article's straight ones look like those of the page."""
    return _OPENS.sub("“", text).replace('"', "”")


def text_link(url: str, sentence: str) -> str:
    """The address of a page, which browsers scroll to the sentence and mark it (text fragments of the WICG); without one the address."""
    words = sentence.split()
    if not words:
        return url
    ends = [words] if len(words) <= 2 * _ENDS else [words[:_ENDS], words[-_ENDS:]]
    text = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"


def json_ld(value: Any) -> Markup:
    """Structured data for a script element: no character in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 - escaped on this line
