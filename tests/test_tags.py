"""The tags' file: what is read of it, and what is told where it cannot be used."""

import pytest

import tiny
from rag.corpus.tags import ExtraTheme, load_tags
from rag.errors import ReportError

TOML = """
edition = "abc"
trusts = [{ id = "ash", name = "Ash General", heading = "ASH", aliases = ["ash", "ag"] }, { id = "birch", name = "Birch", heading = "BIRCH", aliases = [] }]
themes = { culture = "Culture", induction = "Induction" }
headings = { "Our culture" = "culture" }
chapters = { "One" = { theme = "induction", slug = "one" } }
layout = { grouping = ["Trusts"] }
extra_themes = [{ section = "ash-1", contains = "new doctors", theme = "induction" }]
"""


def written(tmp_path, text=TOML):
    path = tmp_path / "tags.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_table_is_read(tmp_path):
    tags = load_tags(written(tmp_path))
    assert tags.edition == "abc"
    assert [(t.id, t.name, t.heading, t.aliases) for t in tags.trusts] == [
        ("ash", "Ash General", "ASH", ("ash", "ag")), ("birch", "Birch", "BIRCH", ()),
    ]  # fmt: skip
    assert tags.themes == {"culture": "Culture", "induction": "Induction"}
    assert tags.headings == {"Our culture": "culture"}
    assert tags.chapters == {"One": ("induction", "one")}
    assert tags.grouping == {"Trusts"}
    assert tags.extra_themes == (ExtraTheme("ash-1", "new doctors", "induction"),)


@pytest.mark.parametrize("edit", [
    ('"Our culture" = "culture"', '"Our culture" = "cultur"'), ('theme = "induction", slug', 'theme = "cultur", slug'),
    ('theme = "induction" }]', 'theme = "cultur" }]'),
])  # fmt: skip
def test_a_theme_that_is_not_listed_is_named(tmp_path, edit):
    with pytest.raises(ReportError, match="cultur"):
        load_tags(written(tmp_path, TOML.replace(*edit)))


@pytest.mark.parametrize(
    "text", ["edition = ", 'edition = "abc"', TOML.replace("grouping", "groups"), TOML.replace('slug = "one"', 'name = "one"')]
)
def test_a_file_that_is_not_whole_is_told(tmp_path, text):
    with pytest.raises(ReportError, match="tags"):
        load_tags(written(tmp_path, text))
    with pytest.raises(ReportError, match="tags"):
        load_tags(tmp_path / "none.toml")


def test_a_trust_is_found_by_its_id_and_named_for_readers():
    assert tiny.TAGS.trust("birch").name == "Birch Royal"
    assert tiny.TAGS.trust_name("birch") == tiny.TAGS.searched_name("birch") == "Birch Royal"
    assert tiny.TAGS.trust_name(None) == "The report as a whole"
    assert tiny.TAGS.searched_name(None).startswith("All ")
    with pytest.raises(ValueError, match="birhc"):
        tiny.TAGS.trust("birhc")
