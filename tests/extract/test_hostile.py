"""Texts as they come: whatever stands in them, spans slice and nothing crashes."""

import pytest

from kg.extract import extract, quotations, sentences, tag
from kg.loaders import from_json
from kg.model.vocabulary import Part

SAID = 'Anna Keller, the mayor of Arlona, told Meridian that "the bridge is closed" and that 12 people had been hurt. '
TEXTS = {
    "typos": "Teh mayro siad taht teh brigde was colsed , adn taht 12 poeple wree hurt accroding to polcie",
    "missing closing mark": '"We lost everything, said Keller.\n\nThe road is open, police said.',
    "missing opening mark": 'We lost everything," said Keller. "The house is gone.',
    "british marks": "‘We don’t know what the mayor meant by “closed”,’ said Keller. ‘Nobody’s told us.’",
    "nested marks": "\"He told me 'the bridge is closed' and left,\" Keller said, \"and I said 'no'.\"",
    "marks alone": "\" “ ” « » ‘ ’ ' `` '' \"",
    "html": "<p>Keller said:&nbsp;&quot;closed&quot;</p><br/><script>var a='said'</script> &amp; police denied it.",
    "list": "- Police: three dead\n- Keller said: nine dead\n* 14 hurt (hospital)\n1. The army denied it.",
    "table": "source | dead | hurt\npolice | 3 | 9\nKeller said | 4 | 12",
    "200 words": "The mayor said " + "that the bridge, which was built by the town, was closed and " * 17 + "he left.",
    "one word": "said",
    "one mark": '"',
    "empty lines": "\n\n \n\t\nKeller said no.\n\n\n",
    "no letters": "12 34 !!! ??? ... 56 -- 78",
    "other scripts": "Келлер сказала: «мост закрыт». 市长说桥已关闭。 قالت كيلر إن الجسر مغلق",
    "joined letters": "Kel\u0301ler said the cafe\u0301 was “clo\u200bsed” \U0001f600; the ﬁre, İstanbul said, spread.",
    "upper": SAID.upper() * 3,
    "no spaces": "a" * 5000 + " said " + "b" * 5000,
}


def attributions(text):
    document = sentences.segment(from_json({"text": text, "language": "en"}), Part.TEXT)
    return tag.attribute(document, quotations.find(document))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_span_slices(text):
    for n, item in enumerate(attributions(text)):
        assert item.content
        assert item.parent is None or item.parent < n
        assert 0 <= item.confidence <= 1
        for spans in (item.source, item.cue, item.content, *(carrier.spans for carrier in item.carriers)):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(text[start:end].strip() == text[start:end] for start, end in spans)
            assert list(spans) == sorted(spans)


def test_an_article_alone_reads_as_in_company():
    alone = extract(from_json({"id": "a", "text": SAID * 3}))
    extract(from_json({"id": "b", "text": TEXTS["british marks"]}))
    assert extract(from_json({"id": "a", "text": SAID * 3})) == alone


def test_a_long_text_is_read_in_sections_of_bounded_size():
    text = "\n".join(SAID + f"Police said {n} cars burned." for n in range(200))
    found = attributions(text)
    assert len(found) >= 400
    assert found[-1].content[-1][1] > len(text) - 40
