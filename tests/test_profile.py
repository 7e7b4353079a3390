"""The report's profile: what is read of it, what is told where it cannot be used, and that the code knows no report."""

import gzip
import re
from pathlib import Path

import pytest

import tiny
from conftest import CORPUS, ROOT
from rag.corpus.profile import CONTRAST, DARK_GROUND, LIGHT_GROUND, Group, contrast, load_profile, plural
from rag.corpus.report import load_report
from rag.corpus.validated import line_of
from rag.errors import ReportError
from rag.web.branding import colours_css, widget_js
from rag.web.server import SHEETS, UI

SOURCE = ROOT / "src" / "rag"
COUNCILS = ROOT / "tests" / "data" / "councils" / "corpus"
FILES = [p for p in SOURCE.rglob("*") if p.is_file() and p.suffix in {".py", ".html", ".css", ".js"}]
TOML = (COUNCILS / "report.toml").read_text(encoding="utf-8")


def written(tmp_path, text=TOML):
    (tmp_path / "report.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_all_kinds_of_files_are_looked_at():
    assert {p.suffix for p in FILES} == {".py", ".html", ".css", ".js"}
    assert len(FILES) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_the_code_knows_no_report(path):
    found = re.findall(
        r"(?i).*(?:northumbria|salford|southern health|uclh|king.s fund|four trusts|other three).*",
        path.read_text(encoding="utf-8"),
    )
    assert found == []


@pytest.mark.parametrize("corpus", [CORPUS, COUNCILS], ids=["ours", "councils"])
def test_no_name_of_a_report_stands_in_the_code(corpus):
    report = load_report(corpus)
    profile = report.profile
    names = [profile.title, profile.publisher, profile.citation, profile.layout.running_title, profile.mcp.name, profile.page.title]
    names += [*profile.page.examples, *(t.name for t in report.tags.trusts), *(t.heading for t in report.tags.trusts)]
    colours = [tone for colour in profile.colours.values() for tone in (colour.light, colour.dark)]
    for path in FILES:
        text = path.read_text(encoding="utf-8").lower()
        assert [name for name in (*names, *colours) if name and name.lower() in text] == [], path


def test_ours_is_read():
    profile = load_profile(CORPUS)
    assert profile.citation == "The King’s Fund, Medical engagement: a journey not an event (2014)"
    assert (profile.group.size, profile.group.everyone, profile.group.the_rest) == (4, "all four", "the other three trusts")
    assert profile.group.all_of_them == "All four trusts"
    assert (profile.layout.first_page, profile.layout.last) == (2, "back cover")


def test_two_are_both_and_one_is_the_other():
    group = load_profile(COUNCILS).group
    assert (group.everyone, group.all_of_them, group.the_rest) == ("both", "Both councils", "the other council")
    assert group.words == (("council", "councils"), ("authority", "authorities"))


def test_plurals_are_the_regular_ones():
    assert [plural(word) for word in ("council", "authority", "day")] == ["councils", "authorities", "days"]


@pytest.mark.parametrize(("edit", "place", "what"), [
    (('noun = "council"', 'noun = "Council"'), "group.noun", "write a word in lower case, not 'Council'"),
    (('count = "two"', "count = 2"), "group.count", "write a text in quotation marks, not 2"),
    (('count = "two"', 'count = "2"'), "group.count", "write a number in words, from two to twelve, not '2'"),
    (("first_page = 1", 'first_page = "1"'), "layout.first_page", "write a whole number"),
    (('theme = "place"\n', ""), "layout.theme", "it is not there; write it"),
    (("first_page = 1", "firstpage = 1"), "layout.firstpage", "there is no such setting; take it out"),
    (("{members}", "{trusts}"), "says.off_topic", "there is no {trusts} here; write one of {members}"),
    (("{title}", "{title"), "page.masthead", "its braces do not fit"),
    (('light = "#7a1f5c"', 'light = "purple"'), "colours.ashby.light", "write a colour as #rrggbb in lower case, not 'purple'"),
    (('light = "#7a1f5c"', 'light = "#e0a0c8"'), "colours.ashby.light", "write a darker colour"),
    (('dark = "#9bd3de"', 'dark = "#223344"'), "colours.brinton.dark", "write a lighter colour"),
    (("year = 2022", 'comes_with = ["bnak"]\nyear = 2022'), "comes_with.1", "'bank'"),
    (('description = "One report', 'description = ""\nx = "One report'), "api.x", "no such setting"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_file_line_and_what_to_write(tmp_path, edit, place, what):
    text = TOML.replace(*edit, 1)
    assert text != TOML
    with pytest.raises(ReportError) as told:
        load_profile(written(tmp_path, text))
    found = re.search(r"report\.toml line (\d+), ([\w.]+): (.*)", str(told.value))
    assert found, told.value
    assert found[2] == place
    assert what in found[3]
    table, key = place.split(".")[0], place.split(".")[-1]
    line = text.splitlines()[int(found[1]) - 1]
    assert line.strip() == f"[{table}]" if key not in line and not key.isdigit() else table in line or key in line


def test_what_is_no_toml_is_told_with_its_line(tmp_path):
    with pytest.raises(ReportError, match=r"report\.toml is not TOML: .*line 2"):
        load_profile(written(tmp_path, 'title = "x"\ntitle = \nyear = 1'))
    with pytest.raises(ReportError, match=r"cannot be read.*docs/another-report\.md"):
        load_profile(tmp_path / "nowhere")


def test_a_line_is_found_by_table_number_and_name():
    text = 'a = 1\n[[t]]\nid = "x"\n[[t]]\nname = "z"\nid = "y"\n[u]\nid = { light = "1", dark = "2" }\n'
    assert [line_of(text, place) for place in (("a",), ("t", 0, "id"), ("t", 1, "id"), ("u", "id", "dark"), ("u", "none"), ())] == [
        1, 3, 6, 8, 7, 1,
    ]  # fmt: skip


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


def test_the_grounds_are_those_of_the_page():
    tokens = (UI / "tokens.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in tokens.split("prefers-color-scheme: dark"))
    assert min((light["paper"], light["surface"]), key=lambda ground: contrast("#000000", ground)) == LIGHT_GROUND
    assert max((dark["paper"], dark["surface"]), key=lambda ground: contrast("#000000", ground)) == DARK_GROUND
    for scheme in (light, dark):  # what no member's is
        ground = LIGHT_GROUND if scheme is light else DARK_GROUND
        assert all(contrast(scheme[name], ground) >= CONTRAST for name in ("all", "error", "status"))


def test_errors_and_statuses_have_no_member_s_colour():
    sheet = (UI / "style.css").read_text(encoding="utf-8")
    assert re.search(r"\.toast-body\.error\.error \{[^}]*var\(--error\)", sheet)
    assert re.search(r"\.word \{[^}]*var\(--status\)", sheet)
    tokens = (UI / "tokens.css").read_text(encoding="utf-8").lower()
    for corpus in (CORPUS, COUNCILS):
        for colour in load_profile(corpus).colours.values():
            assert colour.light not in tokens
            assert colour.dark not in tokens


def test_each_member_has_its_class_in_both_schemes():
    sheet = colours_css(load_profile(COUNCILS))
    light, dark = sheet.split("@media screen and (prefers-color-scheme: dark)")
    assert ".trust-ashby { --trust: #7a1f5c; }" in light
    assert ".trust-brinton { --trust: #9bd3de; }" in dark
    assert '@import url("colours.css");' in (UI / "read.css").read_text(encoding="utf-8")
    assert SHEETS.index('href="ui/colours.css"') < SHEETS.index('href="ui/style.css"')


@pytest.mark.parametrize("corpus", [CORPUS, COUNCILS], ids=["ours", "councils"])
def test_the_widget_stays_small_under_its_title(corpus):
    assert len(gzip.compress(widget_js(UI, load_profile(corpus)).encode(), 9)) < 5_000


def test_the_widget_is_served_under_the_report_s_title():
    assert 'title: ["Ask about residents’ say",' in widget_js(UI, load_profile(COUNCILS))
    quoted = tiny.PROFILE.model_copy(update={"widget": tiny.PROFILE.widget.model_copy(update={"title": 'Say "x"; alert(1)//'})})
    assert 'title: ["Say \\"x\\"; alert(1)//",' in widget_js(UI, quoted)


def test_a_widget_without_its_line_is_not_served_untitled(tmp_path):
    Path(tmp_path / "widget.js").write_text("// nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="has no"):
        widget_js(tmp_path, tiny.PROFILE)


def test_a_group_is_a_key():
    group = load_profile(COUNCILS).group
    assert hash(group) == hash(Group.model_validate(group.model_dump()))
