"""Makes kg/judge/frequency.tsv: in how many of the training texts a word stands.

Usage: python training/document_frequency.py CORPORA OUT

CORPORA is the folder of the corpora (muc4, fakes, meantime, whosaid, ecbplus), which are not part of the
repository. The file holds single lower-case words of at least three texts, and no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.judge.lexical import tokens

FOLDERS = ("muc4", "fakes", "meantime", "whosaid", "ecbplus")
LEAST, MOST = 3, 30_000


def texts(root: Path) -> Iterator[str]:
    """The text and title of every article, each text once.

    Args:
        root: the folder of the corpora.

    Yields:
        One string an article.
    """
    seen: set[str] = set()
    for path in sorted(path for name in FOLDERS for path in (root / name).rglob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            text = row.get("text") if isinstance(row, dict) else None
            if isinstance(text, str) and len(text.split()) > 20 and text not in seen:
                seen.add(text)
                yield f"{row.get('title') or ''} {text}"


def main(root: Path, out: Path) -> None:
    """Count and write the file.

    Args:
        root: the folder of the corpora.
        out: the file to write.
    """
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(root):
        total += 1
        counts.update({word for word in tokens(text) if word.isascii() and word.isalpha()})
    kept = sorted((-n, word) for word, n in counts.items() if n >= LEAST)[:MOST]
    lines = [f"#\t{total}", *sorted(f"{word}\t{-n}" for n, word in kept)]
    out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
