"""Ask one published report a question and get the report's own words.

Importing this package loads nothing heavy: each stage is a module of its own (CONTRIBUTING.md names them in order), and a
heavy library is imported by the one module that owns it.
"""

__version__ = "0.1.0"
"""The one place for it: the metadata, ``rag --version``, the API and the log read it here."""
