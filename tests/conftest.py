"""What the tests share: a project in an empty folder, with articles of the test's own."""

from collections.abc import Callable, Mapping
from pathlib import Path

import hypothesis
import pytest

from digest import config
from digest.config import Settings

# A deadline an example would time the machine, not the program.
hypothesis.settings.register_profile("digest", deadline=None)
hypothesis.settings.load_profile("digest")

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "content" / "articles"

LEDE = (
    "The harbour board of Sandwick voted on Tuesday to close the north pier for the winter. "
    "The decision takes effect on 1 November and concerns 40 berths.\n\n"
    "“The piles are hollow,” said Ingrid Maas, the board's chair. “We cannot wait for spring.”\n\n"
    "Fishermen said the closure would cost them more than €200,000.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Settings]:
    """Makes a project of the given articles (path → text or bytes) and gives its settings."""

    def make(articles: Mapping[str, str | bytes], options: str = "") -> Settings:
        for path, content in articles.items():
            place = tmp_path / "content" / "articles" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "mkdocs.yml").write_text(f"site_name: Test\nplugins:\n  - digest:\n      strict: false\n{options}")
        return config.load(tmp_path)

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where a fork has put its own articles in the samples' place, the tests that read those are passed over."""
    if not (ARTICLES / "inbox" / "pasted-4.txt").exists():
        for item in items:
            if item.get_closest_marker("samples"):
                item.add_marker(pytest.mark.skip(reason="The sample articles are not here."))
