"""The vectors in PostgreSQL (``deploy/pgvector.py``): its pure parts always, the rest where a PostgreSQL has pgvector."""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from deploy.pgvector import Postgres, add_graphs, literal, load, main, part, rows_of, told
from tests import tiny

from rag.search.vectors import Exact, collections


def test_a_vector_is_written_to_the_last_bit():
    vector = np.array([0.1, -1, 1 / 3], np.float32)
    assert literal(np.array([0.5, -1], np.float32)) == "[0.5,-1.0]"
    np.testing.assert_array_equal(np.array(literal(vector)[1:-1].split(","), np.float32), vector)


def test_an_edition_has_a_partition_for_each_kind():
    assert part("f0e4ad43", "bank") == "f0e4ad43/bank"
    rows = list(rows_of(tiny.INDEX))
    assert len(rows) == sum(held.ntotal for held in collections(tiny.INDEX).values())
    assert rows[1][:2] == (part(tiny.INDEX.report.short_edition, "passages"), 1)


def test_records_that_differ_are_counted():
    one = {"status": "answered", "quotes": ["a"], "next": ["b"]}
    other, another = {**one, "next": []}, {**one, "quotes": []}
    assert told("x", [one, one, one], [one, other, another], [1, 2, 3]) == (
        "x: 1 of 3 records equal, 2 in status and quotes; 2.0 ms p50, 2.9 p95"
    )


def test_without_a_database_it_says_what_to_name(capsys):
    assert main([]) == 2
    assert "Name the database" in capsys.readouterr().err


def programs():
    """Where PostgreSQL's programs are, with pgvector beside them; skips with the reason where there is none."""
    places = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for bin_ in places:
        shared = subprocess.run([bin_ / "pg_config", "--sharedir"], capture_output=True, text=True, check=False).stdout.strip()
        if shared and (Path(shared) / "extension" / "vector.control").is_file():
            return bin_
    pytest.skip("no PostgreSQL with pgvector: none of " + (", ".join(map(str, places)) or "PATH") + " has vector.control")


@pytest.fixture(scope="module")
def database():
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    bin_ = programs()
    home = Path("/tmp") / f"pgvector-{os.getpid()}"  # noqa: S108 - a socket's path must be short, and another user's to enter
    home.mkdir(mode=0o755)
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        shutil.chown(home, user)

    def run(*words):
        subprocess.run(words, user=user, check=True, cwd=home, stdout=subprocess.DEVNULL, timeout=60)

    try:
        run(bin_ / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "--no-sync")
        options = f"-k {home} -c listen_addresses=''"
        run(bin_ / "pg_ctl", "-D", home / "data", "-o", options, "-l", home / "log", "-w", "start")
        try:
            with psycopg.connect(f"host={home} dbname=postgres user=postgres") as connection:
                yield connection
        finally:
            run(bin_ / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home)


def test_the_database_finds_what_faiss_does(database):
    assert load(database, tiny.INDEX) == len(list(rows_of(tiny.INDEX)))
    (query,) = tiny.EMBEDDER.encode(["How are consultants appraised?"])
    for name in collections(tiny.INDEX):
        exact = Exact(tiny.INDEX).similarities(name, query)
        np.testing.assert_allclose(Postgres(database, tiny.INDEX).similarities(name, query), exact, atol=1e-6)
    add_graphs(database, tiny.INDEX)
    exact = Exact(tiny.INDEX).similarities("sentences", query)
    np.testing.assert_allclose(
        Postgres(database, tiny.INDEX, 1).similarities("sentences", query), np.full(len(exact), exact.max()), atol=1e-6
    )
