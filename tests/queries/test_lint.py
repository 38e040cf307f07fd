"""Every Cypher statement that is shipped passes Neo4j's own linter, in Cypher 5 and in Cypher 25."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.exports.push import (
    AWAIT_INDEXES,
    READ_STATE,
    WRITE_STATE,
    merge_links,
    merge_nodes,
    read_links,
    read_nodes,
    remove_links,
    remove_nodes,
)
from kg.ontology.graph_model import model
from kg.ontology.graph_schema import constraints, indexes
from kg.queries import QUERIES

HERE = Path(__file__).parent / "lint"


def lint(queries):
    if not (shutil.which("node") and (HERE / "node_modules").is_dir()):
        pytest.skip(
            "Neo4j's linter is not there; `npm install --prefix tests/queries/lint` brings it (Node 18 or newer)"
        )
    given = {
        "queries": queries,
        "labels": [*model().nodes, "CaseState"],
        "relationshipTypes": [*model().relationships],
        "parameters": {"claim": "", "speaker": "", "outlet": "", "rows": [], "revision": ""},
    }
    done = subprocess.run(
        ["node", HERE / "lint.js"], input=json.dumps(given), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_the_questions_pass():
    assert (
        lint(
            {
                name: question.cypher(**dict.fromkeys(question.parameters, "urn:x:y"))
                for name, question in QUERIES.items()
            }
        )
        == []
    )


def test_what_a_push_runs_passes():
    """One statement of each shape: they differ by names alone, which the model's own test holds."""
    link = ("APPEARS_IN", "Claim", "Article")
    made = [make("Claim") for make in (read_nodes, merge_nodes, remove_nodes)]
    made += [make(link) for make in (read_links, merge_links, remove_links)]
    made += [next(constraints()), *list(indexes())[-1:], READ_STATE, WRITE_STATE, AWAIT_INDEXES]
    assert lint({text: text for text in made}) == []


def test_the_linter_finds_what_is_wrong():
    assert lint({"typing error": "MATCH (n:Claim RETURN n", "no such label": "MATCH (n:Clame) RETURN n"})
