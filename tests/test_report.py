import csv
import re
import shutil
from pathlib import Path

import pytest

from rag.corpus.report import load_report, parse_report
from rag.errors import ReportError

CORPUS = Path(__file__).parents[1] / "corpus"
SOURCE = (CORPUS / "report.txt").read_text(encoding="utf-8")


def words(report, block):
    return report.text[block.start : block.end]


def blocks(report, kind):
    return [b for s in report.sections for b in s.blocks if b.kind == kind]


def test_agrees_with_the_outline(report):
    with (Path(__file__).parent / "outline.tsv").open(encoding="utf-8") as file:
        outline = list(csv.DictReader(file, delimiter="\t"))
    found = [
        {
            "chapter": s.chapter, "chapter_title": s.chapter_title, "trust": s.trust or "", "heading": s.heading,
            "theme": s.theme, "first_page": s.first_page,
        }
        for s in report.sections
    ]  # fmt: skip
    assert len(outline) == 48
    assert found == outline


def test_nothing_but_furniture_links_and_white_space_is_lost(report):
    lines = [line for line in SOURCE.split("\n") if not re.match(r"\s*(https?://|www\.)\S+$", line)]
    heads = r"(Summaries 5|What can we learn from these four trusts\? 38)\n\nMedical engagement\n\n51 2 3 4\n"
    clean, removed = re.subn(heads, "", "\n".join(lines))
    assert removed == 2
    assert re.sub(r"\s", "", clean) == re.sub(r"\s", "", report.text)


def test_finds_forty_speakers_apart_from_their_words(report):
    quotations = blocks(report, "quotation")
    roles = [report.text[b.speaker.start : b.speaker.end] for b in quotations]
    assert len(roles) == 40
    assert {"Medical leader", "Clinical chair", "Executive director", "CEO", "Senior doctor"} <= set(roles)
    assert all(report.text[b.start : b.speaker.start - 1].rstrip()[-1] in ".’?" for b in quotations)


def test_sections_tile_the_edition(report):
    assert report.sections[0].start == 0
    assert report.sections[-1].end == len(report.text)
    assert all(a.end == b.start for a, b in zip(report.sections, report.sections[1:], strict=False))


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("Much has been written in recent years about the importance of clinical", "2"),
        ("This report should be read in conjunction with The King’s Fund publication", "3"),
        ("We adopted a semi-structured interview approach", "4"),
        ("Northumbria Healthcare NHS Foundation Trust manages", "5"),
        ("strong duality or partnership-working", "6"),
        ("widespread acknowledgement", "9"),
        ("A very thorough and transparent assessment", "16"),
        ("I’ve chaired interview panels", "16"),
        ("Implementation was really challenging", "17"),
        ("The only criticism of this programme", "31"),
        ("It is also evident that, with one exception", "34"),
        ("The focus on leadership development is part", "38"),
        ("Our study suggests that", "39"),
        ("This report has specifically focused", "41"),
        ("But what is good medical engagement?", "back cover"),
    ],
)
def test_pages(report, words, page):
    start = report.text.index(words)
    assert report.page(start, start + len(words)) == page


def test_a_paragraph_over_a_page_break_names_both_pages(report):
    start = report.text.index("Medical staff appear to value the selection process")
    end = report.text.index("made in recent years.") + len("made in recent years.")
    assert report.page(start, end) == "8–9"


def test_wrapped_chapter_titles_are_joined(report):
    titles = [words(report, b) for b in blocks(report, "heading") if words(report, b)[0].isdigit()]
    assert titles == [
        "1  Introduction", "2  Summaries", "3  What can we learn from these four trusts?",
        "4  Medical engagement checklist", "5  Conclusion",
    ]  # fmt: skip


def test_lists_run_over_pages_and_hold_sub_bullets(report):
    lists = {words(report, b)[2:30]: b for b in blocks(report, "list")}
    northumbria = next(b for start, b in lists.items() if start.startswith("stable leadership"))
    assert len(northumbria.items) == 11
    aims = next(b for start, b in lists.items() if start.startswith("bring about a sustainable"))
    assert aims.depths == (0, 0, 1, 1, 1, 0, 0)
    assert all("•" not in report.text[i.start : i.end] for b in lists.values() for i in b.items)


def test_a_dash_at_the_start_of_a_line_of_prose_is_no_bullet(report):
    assert "(West et al 2014) – and Reforming the NHS from within (Ham 2014)" in report.text


@pytest.mark.parametrize("word", ["whole-trust", "award-winning", "values-based element", "non-positional", "high-performing"])
def test_words_broken_at_their_hyphen_are_rejoined(report, word):
    assert word in report.text


def test_printed_oddities_stay(report):
    assert "Journal ’s Provider" in report.text
    assert "no one is watching’ ." in report.text
    assert report.text.count("\u00a0") == SOURCE.count("\u00a0") == 13


def test_links_and_running_heads_are_not_text(report):
    assert "http" not in report.text
    assert "www." not in report.text
    assert "51 2 3 4" not in report.text


def test_the_back_cover_is_rejoined(report):
    cover = report.sections[-1]
    prose = [words(report, b) for b in cover.blocks if b.kind == "paragraph"]
    assert len(prose) == 6
    assert len(next(b for b in cover.blocks if b.kind == "list").items) == 5


def test_an_edited_report_is_refused(tmp_path):
    shutil.copytree(CORPUS, tmp_path / "corpus")
    (tmp_path / "corpus" / "report.txt").write_text(SOURCE.replace("45 consultants", "46 consultants"), encoding="utf-8")
    with pytest.raises(ReportError, match="not the edition"):
        load_report(tmp_path / "corpus")


def test_a_missing_report_is_told(tmp_path):
    shutil.copy(CORPUS / "tags.toml", tmp_path)
    with pytest.raises(ReportError, match="missing"):
        load_report(tmp_path)


def test_a_running_head_that_contradicts_the_page_breaks_is_an_error(tags):
    with pytest.raises(ReportError, match="says page 39"):
        parse_report(SOURCE.replace("four trusts? 38", "four trusts? 39"), tags, "x")


def test_an_unknown_heading_is_an_error(tags):
    with pytest.raises(ReportError, match="Gouvernance"):
        parse_report(SOURCE.replace("\n Governance\n", "\n Gouvernance\n", 1), tags, "x")
