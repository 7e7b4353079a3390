from dataclasses import fields
from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.settings import Settings


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
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name, value, message):
    with pytest.raises(SettingsError, match=message):
        Settings.from_environment({name: value})


def test_every_setting_says_what_it_is():
    assert all(len(f.metadata["help"]) > 20 for f in fields(Settings))
