"""Pages as MkDocs has them: those that it must render, and those that were rendered before."""

from pathlib import Path

from mkdocs.structure.files import File

from digest.plugin.kept import put


class Rendered(File):
    """A page that was rendered before: pages link to it as to any other, and MkDocs copies it as it copies a picture."""

    def __init__(self, rendered: File, held: Path) -> None:
        super().__init__(
            rendered.src_uri, None, rendered.dest_dir, rendered.use_directory_urls, dest_uri=rendered.dest_uri
        )
        self.generated_by = rendered.generated_by
        self.abs_src_path = str(held)
        self.there = False  # whether the site has it already

    def is_documentation_page(self) -> bool:
        """Keeps MkDocs from rendering it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs calls it so
        """Puts the page into the site. Raises `OSError`."""
        if self.there:
            return
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        put(Path(str(self.abs_src_path)), target)
