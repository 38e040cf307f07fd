"""The tables of a case; time and paths stand in the journal only."""

from __future__ import annotations

from typing import Final

VERSION: Final = "2"
"""Of the tables; a case of another version is refused."""

TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE originals (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, text_digest TEXT NOT NULL, text TEXT NOT NULL,
  title TEXT NOT NULL
);
CREATE TABLE inputs (article TEXT NOT NULL, input TEXT NOT NULL, PRIMARY KEY (article, input)) WITHOUT ROWID;
CREATE TABLE names (source_id TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (source_id, article)) WITHOUT ROWID;
CREATE TABLE versions (article TEXT NOT NULL, older TEXT NOT NULL, PRIMARY KEY (article, older)) WITHOUT ROWID;
CREATE TABLE records (
  article TEXT NOT NULL, admitted INTEGER NOT NULL, extractor TEXT NOT NULL, version TEXT NOT NULL,
  digest TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (article, admitted, extractor, version)
);
CREATE TABLE admitted (
  article TEXT NOT NULL, extractor TEXT NOT NULL, version TEXT NOT NULL, lines TEXT NOT NULL,
  PRIMARY KEY (article, extractor, version)
) WITHOUT ROWID;
CREATE TABLE claims (
  claim TEXT NOT NULL, article TEXT NOT NULL, admitted INTEGER NOT NULL, extractor TEXT NOT NULL, version TEXT NOT NULL,
  part TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, speaker TEXT NOT NULL, stance TEXT NOT NULL,
  figures INTEGER NOT NULL, PRIMARY KEY (claim, admitted, extractor, version)
) WITHOUT ROWID;
CREATE INDEX claims_article ON claims (article);
CREATE TABLE decisions (
  iri TEXT PRIMARY KEY, verb TEXT NOT NULL, subject TEXT NOT NULL, "when" TEXT NOT NULL,
  who TEXT NOT NULL, why TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, file TEXT NOT NULL, place TEXT, status TEXT NOT NULL, reason TEXT NOT NULL,
  article TEXT, original TEXT
);
CREATE INDEX journal_article ON journal (article);
CREATE INDEX journal_original ON journal (original);
CREATE TABLE judged (article TEXT PRIMARY KEY, seal TEXT NOT NULL, face TEXT NOT NULL, actors TEXT NOT NULL);
CREATE TABLE frames (frame TEXT PRIMARY KEY, article TEXT NOT NULL, component TEXT, topic TEXT) WITHOUT ROWID;
CREATE INDEX frames_article ON frames (article);
CREATE INDEX frames_component ON frames (component);
CREATE TABLE blocks (
  key TEXT NOT NULL, member TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (key, member)
) WITHOUT ROWID;
CREATE INDEX blocks_article ON blocks (article);
CREATE TABLE links (a TEXT NOT NULL, b TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX links_b ON links (b);
CREATE TABLE parts (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX parts_b ON parts (b);
CREATE TABLE topics (topic TEXT PRIMARY KEY, component TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX topics_component ON topics (component);
CREATE TABLE judgement (stamp TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
  title, text, content = 'articles', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
"""
