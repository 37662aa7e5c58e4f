"""Running a notebook: its data, its kernel, its stored outputs; needed by nothing that reads one."""

from booksite.notebooks.running.chapters import execute_chapters

__all__ = ["execute_chapters"]
