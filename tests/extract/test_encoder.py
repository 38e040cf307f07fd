import json
import shutil
from importlib.resources import as_file, files

import pytest

from kg.extract.encoder import CONFIG, NETWORK, Encoder, shipped
from kg.extract.pieces import INSIDE, MARK, OUTSIDE, encode
from kg.extract.quotations import find
from kg.model.errors import ContractError
from kg.model.vocabulary import Stance
from tests.extract.build import document


def coded(text):
    doc = document(text)
    return encode(doc, find(doc), shipped().tokenizer), text


def test_a_file_that_is_not_the_described_one_is_refused(tmp_path):
    with as_file(files("kg.extract").joinpath("models")) as folder:
        shutil.copy(folder / CONFIG, tmp_path)
    (tmp_path / NETWORK).write_bytes(b"another network")
    with pytest.raises(ContractError, match=r"tagger\.onnx"):
        _ = Encoder(tmp_path).session


def test_the_description_names_all_stances_and_its_digests():
    config = json.loads(files("kg.extract").joinpath("models", CONFIG).read_text("utf-8"))
    assert set(config["stances"]) == set(Stance)
    assert shipped().version.endswith(config["files"]["tokenizer.json"][:8])


def test_pieces_slice_the_text_and_know_quotations_case_and_paragraphs():
    read, text = coded("Keller said: “We are lost.”\nNATO left.")
    words = [text[a:z] for a, z in read.spans]
    assert words[:2] == ["Keller", "said"] or words[0] == "Keller"[: len(words[0])]
    assert [read.quoted[words.index(word)] for word in ("said", "“", "lost", "”")] == [OUTSIDE, MARK, INSIDE, MARK]
    assert [text[slice(*read.spans[i])] for i in read.marks] == ["\n"]
    assert {0, len(read.ids)} <= set(read.ends)


def test_scores_do_not_depend_on_what_is_read_before():
    read, _ = coded("The mayor said the road was closed.")
    first = shipped().score(read)
    other, _ = coded("Police denied it. Nobody was hurt, the army said.")
    shipped().score(other)
    again = shipped().score(read)
    assert (first.tags == again.tags).all()
    assert (first.arcs[0][2] == again.arcs[0][2]).all()
