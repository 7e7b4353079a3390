"""Ask one published report a question and get the report's own words.

Importing this package loads nothing heavy: each stage is a module of its own (see ``docs`` in the README) and the
heavy libraries are imported by the one module that owns them.
"""

__version__ = "0.1.0"
