"""Running a notebook: its data, its kernel, its stored outputs; no reader of one needs it."""

from booksite.notebooks.running.chapters import execute_chapters

__all__ = ["execute_chapters"]
