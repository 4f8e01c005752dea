"""Mail, PDF, Word and saved pages become articles."""

import io
import multiprocessing
import os
import zipfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from email.message import EmailMessage

import pytest

from digest.errors import ContentError
from digest.model import BlockKind
from digest.read import read, worker

_PARAGRAPHS = (
    "The ferry to Ostrand will sail again on Monday, the harbour board said on Friday.",
    "Two of its engines failed in the storm of 2 March, and passengers were taken off by lifeboat.",
    "“Nobody was hurt, and that is what matters,” said Mirela Anstey, who chairs the board.",
    "Repairs cost 1.2 million crowns, half of which the insurer will pay.",
)

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()


def _pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF whose pages hold lines (left, height, size, words), written by hand."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        words = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in lines)
        objects.append(f"<< /Length {len(words)} >>\nstream\n{words}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{words}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def _docx(body: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, words in parts.items():
            archive.writestr(name, words)
    return out.getvalue()


def test_words_hyphenated_at_the_end_of_a_line_are_joined():
    """A PDF's lines become paragraphs, and a word broken by a hyphen is whole again."""
    lines = ["The harbour board said that the inter-", "national ferry will sail again.", "Repairs took two weeks."]
    source = read(_pdf([(60, 700 - 14 * n, 11, words) for n, words in enumerate(lines)]), "ferry.pdf")
    assert "the international ferry will sail again." in source.text


def test_columns_are_read_one_after_the_other():
    """In a PDF whose lines were drawn across both columns, the left column still comes first."""
    lines = [(60, 760, 18, "Ferry to Ostrand sails again after the storm of March, the board says")]
    for n in range(6):
        lines += [
            (60, 720 - 14 * n, 11, f"left line number {n} of the text"),
            (320, 720 - 14 * n, 11, f"right line number {n} of the text"),
        ]
    text = read(_pdf(lines), "columns.pdf").text
    assert (
        text.index("Ferry to")
        < text.index("left line number 0")
        < text.index("left line number 5")
        < text.index("right line number 0")
    )


def test_running_heads_are_left_out():
    """What stands at the top of every page, and page numbers, are no part of the article."""
    pages = [
        [
            (60, 800, 9, f"Ostrand Gazette page {n}"),
            *(
                (60, 700 - 14 * k, 11, f"Sentence {words} of page {n} ends here.")
                for k, words in enumerate(_NUMBERS[4 * n - 4 : 4 * n])
            ),
            (300, 40, 9, str(n)),
        ]
        for n in range(1, 5)
    ]
    text = read(_pdf(*pages), "gazette.pdf").text
    assert "Gazette" not in text
    assert "Sentence sixteen of page 4 ends here." in text


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 nothing here", b"\x00\x01\x02 no pdf", _pdf([])], ids=["broken", "other", "no text"]
)
def test_a_pdf_without_text_is_refused(data: bytes):
    """A damaged or scanned PDF is an error that tells what to do."""
    with pytest.raises(ContentError, match=r"\.txt"):
        read(data, "a.pdf")


@pytest.mark.parametrize(("limit", "value"), [("SECONDS", 0), ("_PATIENCE", 0.2)])
def test_a_reader_that_does_not_come_back_is_stopped(monkeypatch: pytest.MonkeyPatch, limit: str, value: float):
    """When the time is up the process is stopped, the file refused, and the next file is read by a new process."""
    good = _pdf([(60, 700, 11, "The ferry to Ostrand will sail again on Monday, the board said.")])
    worker.read("pdf", good, "warm.pdf")
    long = _pdf([(60, 700, 11, "The ferry to Ostrand sails.")] * 60_000)
    with monkeypatch.context() as patch:
        patch.setattr(worker, limit, value)
        with pytest.raises(ContentError, match="within"):
            worker.read("pdf", long, "slow.pdf")
    assert "Ostrand" in worker.read("pdf", good, "next.pdf").text


def _read_here(path: str) -> str:
    return read(_saved(), path).text


def _saved() -> bytes:
    return f"<h1>Ferry sails again</h1>{''.join(f'<p>{p}</p>' for p in _PARAGRAPHS)}".encode()


def test_processes_and_threads_do_not_mix_their_answers():
    """A forked process has a reader of its own, and threads wait for each other."""
    here = _read_here("a.html")  # before the fork, so that the child could take the parent's
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool, ThreadPoolExecutor(4) as threads:
        texts = [*pool.map(_read_here, ["b.html"] * 4), *threads.map(_read_here, ["c.html"] * 8)]
    assert set(texts) == {here}


def test_a_page_of_countless_elements_is_refused():
    """A page of many elements within the caps is refused, and the next is read."""
    page = b"<p a=b>" * 390_000
    with pytest.raises(ContentError, match=r"\.txt"):
        read(page, "wide.html")
    assert _read_here("next.html")


def test_a_worker_that_died_between_two_files_is_replaced():
    """What ended the process while nothing was read is not held against the next file."""
    good = _pdf([(60, 700, 11, "The ferry to Ostrand will sail again on Monday, the board said.")])
    worker.read("pdf", good, "first.pdf")
    process = worker._current(os.getpid())[1][0].process
    process.kill()
    process.wait()
    assert "Ostrand" in worker.read("pdf", good, "next.pdf").text


def test_word_styles_become_blocks():
    """Title, heading, quotation and list of a Word file keep their kind; struck-out words are gone."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ferry sails again</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">The ferry will </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>sail.</w:t></w:r></w:ins></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Two engines</w:t></w:r></w:p>'
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one of 1961</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="IntenseQuote"/></w:pPr><w:r><w:t>Nobody was hurt.</w:t></w:r></w:p>'
    )
    source = read(_docx(body), "ferry.docx")
    assert [(block.kind, block.of(source.text)) for block in source.blocks] == [
        (BlockKind.HEADLINE, "Ferry sails again"), (BlockKind.PARAGRAPH, "The ferry will sail."), (BlockKind.HEADING, "Two engines"),
        (BlockKind.LIST_ITEM, "one of 1961"), (BlockKind.BLOCK_QUOTE, "Nobody was hurt."),
    ]  # fmt: skip
    assert source.metadata.title == "Ferry sails again"


def _style(name: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def _styles(*rows: tuple[str, str, str], numbered: str = "") -> dict[str, str]:
    """word/styles.xml of (id, name, id of the one it is based on)."""
    made = "".join(
        f'<w:style w:styleId="{i}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>{"<w:pPr><w:numPr/></w:pPr>" if i == numbered else ""}</w:style>'
        for i, name, base in rows
    )
    return {
        "word/styles.xml": f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{made}</w:styles>'
    }


def test_word_styles_of_any_language_are_told_by_their_names():
    """Ids are in Word's language or mere numbers; a newsroom's own style is what the one that it is based on is."""
    styles = _styles(
        ("Titel", "Title", "Standard"), ("1", "heading 1", ""), ("Zwischentitel", "Zwischentitel", "berschrift2"), ("berschrift2", "heading 2", "1"),
        ("Zitat", "Quote", ""), ("Lgende", "caption", ""), ("Liste", "List Bullet", ""), ("Round", "Round", "Round"), numbered="Liste",
    )  # fmt: skip
    rows = {
        "Titel": BlockKind.HEADLINE, "1": BlockKind.HEADING, "Zwischentitel": BlockKind.HEADING, "Zitat": BlockKind.BLOCK_QUOTE,
        "Lgende": BlockKind.CAPTION, "Liste": BlockKind.LIST_ITEM, "Round": BlockKind.PARAGRAPH, "Fremd": BlockKind.PARAGRAPH,
    }  # fmt: skip
    source = read(_docx("".join(_style(name, f"words of {name}") for name in rows), **styles), "a.docx")
    assert [(block.of(source.text), block.kind) for block in source.blocks] == [
        (f"words of {n}", k) for n, k in rows.items()
    ]


def test_first_heading_is_the_title_of_a_word_file_that_has_none():
    """It wins over the properties, which name the template; a later heading of that rank is a heading."""
    core = '<c:x xmlns:c="c" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>Press release template</d:title></c:x>'
    body = "<w:p><w:r><w:t>PRESS RELEASE</w:t></w:r></w:p>" + _style("1", "Ferry sails again") + _style("1", "About us")
    data = _docx(body, **_styles(("1", "heading 1", "")), **{"docProps/core.xml": core})
    source = read(data, "a.docx")
    assert source.metadata.title == "Ferry sails again"
    assert [block.kind for block in source.blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.HEADING]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no archive", b"plain words", _docx("")], ids=["broken", "other", "no text"]
)
def test_a_word_file_without_text_is_refused(data: bytes):
    """What is no Word file, or an empty one, is an error that tells what to do."""
    with pytest.raises(ContentError, match="text"):
        read(data, "a.docx")


def test_entities_of_a_word_file_are_refused():
    """A document that declares entities is refused before they grow."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(ContentError, match="entities"):
        read(out.getvalue(), "bomb.docx")


def test_a_word_file_that_unpacks_without_end_is_refused():
    """The unpacked size is capped."""
    with pytest.raises(ContentError, match="40 MB"):
        read(_docx("<w:p/>" + " " * (41 * 2**20)), "bomb.docx")


def _mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {
        "Subject": "Fwd: Ferry sails again – in spring",
        "From": "Ostrand Gazette <news@gazette.example>",
        "Date": "Fri, 06 Mar 2026 08:15:00 +0100",
        **headers,
    }.items():
        message[name] = value
    return message


def test_a_plain_mail_becomes_an_article():
    """Subject, day and sender come from the headers; the newsletter's footer is left out."""
    message = _mail()
    message.set_content(
        "\n\n".join(_PARAGRAPHS) + "\n\nYou are receiving this because you signed up.\nUnsubscribe here",
        cte="quoted-printable",
    )
    source = read(message.as_bytes(), "ferry.eml")
    meta = source.metadata
    assert (meta.title, meta.published, meta.source) == (
        "Ferry sails again – in spring",
        "2026-03-06T08:15:00+01:00",
        "Ostrand Gazette",
    )
    assert source.text.endswith("the insurer will pay.")
    assert source.dropped == ("the newsletter's footer was left out",)


def test_the_page_in_a_mail_is_read():
    """A mail with no words but its HTML part, nested in a forwarded multipart, is read as a page."""
    message = _mail()
    message.set_content("View this mail in a browser.")
    page = "<html><body><h1>Ferry sails again</h1>" + "".join(f"<p>{p}</p>" for p in _PARAGRAPHS) + "</body></html>"
    message.add_alternative(page, subtype="html")
    outer = EmailMessage()
    outer["Subject"], outer["Date"] = "Ferry sails again", "Fri, 06 Mar 2026 08:15:00 +0100"
    outer.make_mixed()
    outer.attach(message)
    assert _PARAGRAPHS[1] in read(outer.as_bytes(), "ferry.eml").text


def test_broken_headers_do_not_stop_a_mail():
    """A date that is none and a subject in a broken encoding count as absent or are shown as they stand."""
    data = b"Subject: =?utf-99?q?broken?=\nDate: the day after\nFrom: \xff\xfe\n\n" + "\n\n".join(_PARAGRAPHS).encode()
    source = read(data, "ferry.eml")
    assert source.metadata.published == ""
    assert _PARAGRAPHS[3] in source.text


def test_a_mail_without_text_is_refused():
    """A mail that holds nothing but a picture is an error that tells what to do."""
    message = _mail()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    with pytest.raises(ContentError, match=r"\.txt"):
        read(message.as_bytes(), "picture.eml")


def test_a_saved_page_is_found_in_its_parts():
    """The HTML part of an MHTML file is the page; its address is the one it was saved from."""
    page = (
        "<html><head><title>Ferry</title></head><body><h1>Ferry sails again</h1>"
        + "".join(f"<p>{p}</p>" for p in _PARAGRAPHS)
        + "</body></html>"
    )
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://gazette.example/ferry"
    message.make_related()
    part = EmailMessage()
    part.set_content(page, subtype="html", cte="quoted-printable")
    message.attach(part)
    source = read(message.as_bytes(), "ferry.mhtml")
    assert _PARAGRAPHS[0] in source.text
    assert source.metadata.url == "https://gazette.example/ferry"


def test_unknown_empty_and_huge_files_are_refused():
    """The registry refuses what no reader could want, and says what to do."""
    for data, name, says in (
        (b"x", "a.xlsx", "Save it as"),
        (b" \n", "a.html", "again"),
        (b"x" * (3 * 2**20), "a.txt", "larger"),
    ):
        with pytest.raises(ContentError, match=says):
            read(data, name)
