"""Has pyarrow and datasets read JSON lines and Parquet: tables.py EXPORT ALIGNMENT…

Both formats must give the same rows, and the texts of the alignments.
"""

import json
import sys
import tempfile
from pathlib import Path

import datasets
import pyarrow.parquet

from read import groups


def main(folder, *files):
    folder = Path(folder)
    lines = (folder / "corpus.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    rows = [json.loads(line) for line in lines]
    assert len(rows) == groups(files)

    file = pyarrow.parquet.ParquetFile(folder / "corpus.parquet")
    assert file.metadata.created_by.startswith("hexapla ")
    assert file.read().to_pylist() == rows, "pyarrow reads the same rows"

    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as cache:
        load = lambda kind, name: datasets.load_dataset(
            kind, data_files=str(folder / name), split="train", cache_dir=cache
        )
        parquet, jsonl = load("parquet", "corpus.parquet"), load("json", "corpus.jsonl")
        assert parquet.num_rows == jsonl.num_rows == len(rows)
        assert parquet.column_names == jsonl.column_names == list(rows[0])
        assert list(parquet) == rows
        for name in ("id", "translation", "ids", "confidence", "speaker"):
            assert list(jsonl[name]) == [row[name] for row in rows], name
        langs = list(rows[0]["translation"])
        translation = datasets.Translation(languages=langs)
        typed = parquet.cast_column("translation", translation)
        assert list(typed["translation"]) == [row["translation"] for row in rows]
    print(f"{len(rows)} rows in {len(langs)} languages")


if __name__ == "__main__":
    main(*sys.argv[1:])
