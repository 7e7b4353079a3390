"""The tags' file: what is read of it, and what is told where it cannot be used."""

import pytest

import tiny
from rag.corpus.tags import ExtraTheme, load_tags
from rag.errors import ReportError

GROUP = tiny.PROFILE.group.model_copy(update={"count": "two"})
COLOURS = {name: tiny.PROFILE.colours[name] for name in ("ash", "birch")}
PROFILE = tiny.PROFILE.model_copy(
    update={"group": GROUP, "layout": tiny.PROFILE.layout.model_copy(update={"theme": "culture"}), "colours": COLOURS}
)
TOML = """
edition = "abc"
not_misspelt = ["age"]
trusts = [{ id = "ash", name = "Ash General", heading = "ASH", aliases = ["ash", "ag"], misspelt = { ash = 1 }, not_before = ["tree"] }, { id = "birch", name = "Birch", heading = "BIRCH", aliases = [] }]
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
    tags = load_tags(written(tmp_path), PROFILE)
    assert tags.edition == "abc"
    assert [(t.id, t.name, t.heading, t.aliases) for t in tags.trusts] == [
        ("ash", "Ash General", "ASH", ("ash", "ag")), ("birch", "Birch", "BIRCH", ()),
    ]  # fmt: skip
    assert (tags.trusts[0].misspelt, tags.trusts[0].not_before, tags.not_misspelt) == ((("ash", 1),), ("tree",), {"age"})
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
        load_tags(written(tmp_path, TOML.replace(*edit)), PROFILE)


@pytest.mark.parametrize(("edit", "line", "what"), [
    (('theme = "induction", slug', 'theme = "cultur", slug'), 7, "write one of culture, induction"),
    (('"Our culture" = "culture"', '"Our culture" = "cultur"'), 6, "headings.Our culture"),
    (('id = "ash"', 'id = "all"'), 4, "'all' is taken"),
    (('id = "ash"', 'id = "Ash 1"'), 4, "trusts.1.id"),
    (("ash = 1", "hash = 1"), 4, "'hash' is no alias"),
    (('id = "birch"', 'id = "beech"'), 4, "'beech' stands in only one"),
    (("layout =", "lay_out ="), 8, "there is no such setting; write 'layout'"),
    (('themes = { culture = "Culture"', "themes = { culture = 3"), 5, "a text in quotation marks, not 3"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_what_to_write(tmp_path, edit, line, what):
    with pytest.raises(ReportError, match=what) as told:
        load_tags(written(tmp_path, TOML.replace(*edit)), PROFILE)
    assert f"tags.toml line {line}" in str(told.value)


def test_the_profile_and_the_tags_must_agree(tmp_path):
    with pytest.raises(ReportError, match=r"there are 2, but report\.toml says 'three'"):
        load_tags(written(tmp_path), tiny.PROFILE.model_copy(update={"layout": PROFILE.layout}))
    with pytest.raises(ReportError, match="no theme 'the-study'"):
        load_tags(written(tmp_path), PROFILE.model_copy(update={"layout": tiny.PROFILE.layout}))
    last = PROFILE.layout.model_copy(update={"last": "back cover"})
    with pytest.raises(ReportError, match='write a chapter "back cover"'):
        load_tags(written(tmp_path), PROFILE.model_copy(update={"layout": last}))


@pytest.mark.parametrize(
    "text", ["edition = ", 'edition = "abc"', TOML.replace("grouping", "groups"), TOML.replace('slug = "one"', 'name = "one"')]
)
def test_a_file_that_is_not_whole_is_told(tmp_path, text):
    with pytest.raises(ReportError, match="tags"):
        load_tags(written(tmp_path, text), PROFILE)
    with pytest.raises(ReportError, match=r"none\.toml cannot be read"):
        load_tags(tmp_path / "none.toml", PROFILE)


def test_a_trust_is_found_by_its_id_and_named_for_readers():
    assert tiny.TAGS.trust("birch").name == "Birch Royal"
    assert tiny.TAGS.trust_name("birch") == tiny.TAGS.searched_name("birch") == "Birch Royal"
    assert tiny.TAGS.trust_name(None) == "The report as a whole"
    assert tiny.TAGS.searched_name(None).startswith("All ")
    with pytest.raises(ValueError, match="birhc"):
        tiny.TAGS.trust("birhc")
