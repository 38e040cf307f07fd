import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.loaders import from_json, read
from kg.model.errors import InputError, NotFoundError
from kg.model.settings import Settings

SENTENCE = "Two people were killed in a fire at the harbour on Monday, the fire brigade said. "
PAGE = """<html lang="en"><head><title>x</title><meta property="og:site_name" content="Harbour Herald">
<meta property="og:title" content="Meta title"><meta property="article:published_time" content="2024-03-12T08:30:00Z">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Fire kills two",
 "author": {"name": "A. Keller"}, "datePublished": "2024-03-12T09:00:00+01:00"}</script></head>
<body><nav>Home</nav><article><h1>Fire kills two</h1>%s</article></body></html>"""


def outcomes(*paths, stdin=b""):
    return list(read([str(path) for path in paths], stdin=io.BytesIO(stdin), settings=Settings(max_bytes=20 * 2**20)))


@pytest.fixture
def folder(tmp_path):
    """A folder with one good article and everything that a stranger may put beside it."""
    (tmp_path / "good.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "copy.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\0\0\0\1" * 50)
    (tmp_path / "latin.txt").write_bytes("é".encode("latin-1") * 200)
    (tmp_path / "scratch.txt").write_bytes(SENTENCE.encode() * 4 + b"\xff" + SENTENCE.encode())
    (tmp_path / "large.txt").write_text((SENTENCE * 60 + "\n\n") * 2100, "utf-8")
    (tmp_path / "deep.html").write_text("<div>" * 50_000 + "x", "utf-8")
    (tmp_path / "wide.html").write_text("<p>a</p>" * 500_000, "utf-8")
    (tmp_path / "notes.docx").write_bytes(b"PK\3\4")
    return tmp_path


def test_each_bad_file_is_named_with_its_reason_and_the_rest_is_loaded(folder):
    found = {item.file.rsplit("/", 1)[1]: item for item in outcomes(folder)}
    status = {name: item.status for name, item in found.items()}
    assert {name for name, value in status.items() if value == "loaded"} == {"good.txt", "copy.txt", "large.txt"}
    assert status["scratch.txt"] == "partial"
    reasons = {name: item.reason for name, item in found.items() if item.status != "loaded"}
    assert "empty" in reasons["empty.txt"]
    assert "null byte" in reasons["binary.txt"]
    assert "byte 0 is broken" in reasons["latin.txt"]
    assert "1 characters replaced" in reasons["scratch.txt"]
    assert "deep" in reasons["deep.html"]
    assert "tags" in reasons["wide.html"]
    assert ".docx" in reasons["notes.docx"]


def test_a_file_over_the_limit_is_skipped_with_its_size(tmp_path):
    (tmp_path / "a.txt").write_text("a" * 2000, "utf-8")
    (item,) = read(str(tmp_path / "a.txt"), settings=Settings(max_bytes=1000))
    assert (item.status, item.reason) == ("skipped", "2,000 bytes, more than the 1,000 that are read")


def test_an_absent_path_is_an_error_before_anything_is_read(folder):
    with pytest.raises(NotFoundError, match="absent"):
        outcomes(folder / "good.txt", folder / "absent.txt")


def test_globs_that_no_shell_expanded_and_hidden_files(folder):
    (folder / ".hidden.txt").write_text(SENTENCE, "utf-8")
    assert len(outcomes(folder / "*.html")) == 2
    assert not any(".hidden" in item.file for item in outcomes(folder))
    with pytest.raises(NotFoundError):
        outcomes(folder / "*.pdf")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json", "not JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'{"text": 5}', "text is no text"),
        (b'{"title": "x"}', "has no text"),
        (b'{"text": "  "}', "has no text"),
        (b'{"text": "a", "published": "soon"}', "published is no date"),
        (b'{"text": "a", "outlet": ["b"]}', "outlet is no text"),
        (b'{"text": "\\ud800"}', "half a surrogate pair"),
        (b'{"text": "a", "kind": "song"}', "kind is none of"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_skipped_with_its_number_and_the_rest_goes_on(tmp_path, line, reason):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"id": "one", "text": "A fire."}\n' + line + b'\n\n{"id": "two", "text": "A flood."}\n')
    one, bad, two = outcomes(file)
    assert (one.status, two.status) == ("loaded", "loaded")
    assert (bad.status, bad.place) == ("skipped", "line 2")
    assert reason in bad.reason


def test_the_stored_text_is_the_input_s_own(tmp_path):
    raw = "\ufeffFirst line\r\nSecond  line\u00a0\r\n\tthird\u2028"
    (tmp_path / "a.txt").write_bytes(raw.encode())
    (item,) = outcomes(tmp_path / "a.txt")
    assert item.article is not None
    assert item.article.text == "First line\nSecond  line\u00a0\n\tthird\u2028"
    assert item.original == raw.encode()


@pytest.mark.parametrize(
    ("published", "start"),
    [
        ("2025-03-13", "2025-03-13"),
        ("2025-03-13T07:40:00Z", "2025-03-13T07:40"),
        ("2025-03-13T07:40:00+02:00", "2025-03-13T07:40"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("13 March 2025", "2025-03-13"),
    ],
)
def test_published_keeps_its_precision(published, start):
    article = from_json({"text": "A fire.", "published": published})
    assert article.published is not None
    assert (article.published.start, article.published.how) == (start, "input")


def test_a_page_gives_its_metadata_in_order_of_trust(tmp_path):
    (tmp_path / "page.html").write_text(PAGE % "".join(f"<p>{SENTENCE}</p>" for _ in range(5)), "utf-8")
    (item,) = outcomes(tmp_path / "page.html")
    article = item.article
    assert article is not None
    meta = article.meta
    assert (meta.title.value, meta.title.how) == ("Fire kills two", "json-ld")
    assert (meta.author.value, meta.author.how) == ("A. Keller", "json-ld")
    assert (meta.outlet.value, meta.outlet.how) == ("Harbour Herald", "meta")
    assert meta.published.start == "2024-03-12T09:00"
    assert "fire brigade" in article.text


def test_standard_input_is_sniffed():
    row = json.dumps({"id": "a", "text": SENTENCE}).encode()
    assert outcomes("-", stdin=row + b"\n" + row)[1].article.source_id == "a"
    assert outcomes("-", stdin=SENTENCE.encode())[0].article.source_id == "stdin"
    assert outcomes("-", stdin=b"")[0].status == "skipped"


def test_other_languages_are_named():
    turkish = "Kentteki yangında iki kişi hayatını kaybetti, itfaiye yetkilileri açıklama yaptı. " * 4
    arabic = "قتل شخصان في حريق في الميناء يوم الاثنين، حسبما أعلنت فرقة الإطفاء في المدينة. " * 4
    assert from_json({"text": turkish}).language == "tr"
    assert from_json({"text": arabic}).language == "ar"
    assert from_json({"text": SENTENCE}).language == "en"


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_is_an_article_or_an_input_error(text):
    try:
        article = from_json({"text": text})
    except InputError:
        return
    assert article.text == text.removeprefix("\ufeff").replace("\r\n", "\n")
