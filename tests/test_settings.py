from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.settings import Settings, bounds


def test_defaults():
    settings = Settings.from_environment({})
    assert (settings.host, settings.port, settings.allowed_origins) == ("127.0.0.1", 7860, ())


def test_values_are_read():
    settings = Settings.from_environment(
        {
            "RAG_PORT": "8080", "RAG_INDEX": "/data/i", "RAG_ADAPTER": "0", "HOME": "/root",
            "RAG_ALLOWED_ORIGINS": "https://a.example, http://b.example:81",
        }
    )  # fmt: skip
    assert (settings.port, settings.index, settings.adapter) == (8080, Path("/data/i"), False)
    assert settings.allowed_origins == ("https://a.example", "http://b.example:81")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("RAG_ALOWED_ORIGINS", "x", "Did you mean RAG_ALLOWED_ORIGINS"),
        ("RAG_PORT", "http", "whole number"),
        ("RAG_PORT", "0", "from 1 to 65535"),
        ("RAG_PORT", "70000", "from 1 to 65535"),
        ("RAG_ADAPTER", "maybe", "1 or 0"),
        ("RAG_ALLOWED_ORIGINS", "https://a.example/path", "no origin"),
        ("RAG_ALLOWED_ORIGINS", "*", "no origin"),
        ("RAG_MAX_QUESTION_TOKENS", "5", "from 10 to 4000"),
        ("RAG_MAX_BODY", "-1", "RAG_MAX_BODY is -1; it must be from 10000 to 100000000"),
        ("RAG_LOG_FORMAT", "xml", "must be console or json"),
        ("RAG_TRUSTED_PROXIES", "10.0.0.0/24, proxy", "'proxy', which is no address"),
        ("RAG_SIGN_IN_HEADER", "X Remote", "no name of a header"),
        ("RAG_SIGN_IN_HEADER", "X-Remote", "needs RAG_TRUSTED_PROXIES"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name, value, message):
    with pytest.raises(SettingsError, match=message):
        Settings.from_environment({name: value})


def test_every_setting_says_what_it_is():
    assert all(len(f.description) > 20 for f in Settings.model_fields.values())


def test_help_says_the_bounds_that_are_checked():
    numbers = [name for name, field in Settings.model_fields.items() if field.annotation is int]
    assert numbers
    for name in numbers:
        assert "{} to {}".format(*bounds(name)) in Settings.model_fields[name].description


def test_an_environment_is_read_only_where_it_is_named(monkeypatch):
    monkeypatch.setenv("RAG_PORT", "8080")
    assert Settings().port == 7860
    assert Settings.from_environment({}).port == 7860


def test_empty_is_unset_and_a_home_is_expanded():
    settings = Settings.from_environment({"RAG_PORT": " ", "RAG_FEEDBACK": "~/words.sqlite"})
    assert (settings.port, settings.feedback) == (7860, Path.home() / "words.sqlite")


def test_settings_do_not_change():
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1
