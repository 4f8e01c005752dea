"""The digest's pages and files as MkDocs has them: other pages link to them, and it copies them as it copies a picture."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.structure.files import File

INDEX = "index.md"


class Own(File):
    """A page ("people/ann-lee/index.md") or a file of the digest, which `put` puts into its place in the site."""

    def __init__(self, path: str, site: str, put: Callable[["Own", Path], None], *, use_directory_urls: bool) -> None:
        self.is_page = path == INDEX or path.endswith(f"/{INDEX}")
        target = f"{path.removesuffix('.md')}.html" if self.is_page else path
        super().__init__(path, None, site, use_directory_urls, dest_uri=target)
        self.generated_by = "digest"
        self.there = False  # whether the site has it already
        self._put = put

    def is_documentation_page(self) -> bool:
        """Keeps MkDocs from rendering it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs calls it so
        """Puts it into the site. Raises `OSError`."""
        if not self.there:
            self._put(self, Path(self.abs_dest_path))
