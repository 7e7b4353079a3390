"""What Gradio's page will ask for is read off its scripts, as Vite writes them."""

from pathlib import Path

import gradio
import pytest

from rag.web.preloads import needed, preloads

GRADIO = Path(gradio.__file__).parent / "templates" / "frontend"
PAGE = '<script type="module" crossorigin src="./assets/index-A1.js"></script>'
ENTRY = (
    'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./Index-B2.js","./core-C3.js","./core-D4.css"])))=>i.map(i=>d[i]);'
    "x(()=>import(`./Index-B2.js`).then(e=>e.t),__vite__mapDeps([0,1,2]),import.meta.url)"
)
APPLICATION = (
    'm.f=["./Blocks-E5.js","./index-A1.js","./index-F6.css","./Login-G7.js","./more-H8.js"];'
    "x(()=>import(`./Blocks-E5.js`),__vite__mapDeps([0,1,2,4]),y);x(()=>import(`./Login-G7.js`),__vite__mapDeps([3]),y)"
)
CORE = (
    'm.f=["./box-I9.js","./box-J10.css","./map-K11.js"];'
    "z={textbox:{example:()=>v(()=>import(`./eg-L12.js`),__vite__mapDeps([2]),u),component:()=>v(()=>import(`./box-I9.js`).then(e=>e.t),"
    "__vite__mapDeps([0,1]),u)},map:{component:()=>v(()=>import(`./map-K11.js`),__vite__mapDeps([2]),u)}}"
)


@pytest.fixture
def frontend(tmp_path):
    files = {"index-A1.js": ENTRY, "Index-B2.js": APPLICATION, "core-C3.js": CORE, "Blocks-E5.js": "", "more-H8.js": ""}
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    for name, text in files.items():
        (tmp_path / "assets" / name).write_text(text)
    return tmp_path


def test_what_every_page_and_the_blocks_of_this_one_need(frontend):
    every = ["Index-B2.js", "core-C3.js", "core-D4.css", "Blocks-E5.js", "more-H8.js"]
    assert needed(frontend, ["textbox"]) == [*every, "box-I9.js", "box-J10.css"]
    assert needed(frontend, []) == every


def test_scripts_are_asked_for_before_sheets_which_hold_nothing_up(frontend):
    links = preloads(frontend, ["textbox"])
    assert links.rindex("modulepreload") < links.index("stylesheet")
    assert links.count('<link rel="stylesheet" class="late" media="print" ') == 2
    assert 'href="./assets/box-I9.js"' in links


@pytest.mark.parametrize("page", ["", '<script src="elsewhere.js">'])
def test_a_page_that_is_written_otherwise_is_left_as_it_is(frontend, page):
    (frontend / "index.html").write_text(page)
    assert preloads(frontend, ["textbox"]) == ""


def test_scripts_that_are_written_otherwise_are_left_to_themselves(frontend):
    (frontend / "assets" / "core-C3.js").write_text("import('./box-I9.js')")
    assert "box-I9.js" not in needed(frontend, ["textbox"])


def test_gradio_as_it_is_installed():
    names = needed(GRADIO, ["textbox", "markdown", "button"])
    assert all((GRADIO / "assets" / name).is_file() for name in names)
    assert len(names) == len(set(names)) > 30
    assert any(name.startswith("Blocks-") and name.endswith(".js") for name in names)
