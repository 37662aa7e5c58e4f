"""Where the groups, rows and environments of a formula in TeX begin and end."""

from __future__ import annotations

import re
from collections.abc import Callable

_SIGN = re.compile(
    r"(?P<begin>\\begin\s*\{)|(?P<end>\\end\s*\{[^{}]*\})"
    r"|(?P<row>\\\\)"
    r"|(?P<other>\\.)|(?P<sign>[{}&])",
    re.DOTALL,
)

# What brackets tell of height and place, which we leave to the browser.
_NOTE = re.compile(r"\s*[tbclr0-4]?\s*")
_GAP = re.compile(r"\s*(?:[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)\s*(?:em|ex|mu|pt|px|pc|mm|cm|in)\s*)?")


class TexError(ValueError):
    """What nobody can show: what was expected, what came, what to do."""

    def __init__(self, expected: str, came: str, remedy: str) -> None:
        super().__init__(expected, came, remedy)
        self.told = expected, came, remedy


def argument(tex: str, start: int) -> tuple[str, int]:
    r"""Return the argument of a command, and where it ends.

    Args:
        tex: A formula.
        start: The place behind the command.

    Raises:
        TexError: Its brace is not closed.
    """
    while tex[start : start + 1].isspace():
        start += 1
    if not tex.startswith("{", start):
        sign = re.compile(r"\\(?:[A-Za-z]+|.)|.?", re.DOTALL).match(tex, start)
        return (sign[0], sign.end()) if sign else ("", start)
    depth = 0
    for match in _SIGN.finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        # A name of an environment stands in braces, too.
        depth += match["begin"] is not None
        if depth == 0:
            return tex[start + 1 : match.start()], match.end()
    raise TexError("each { closed by }", "one that is not", "Close it.")


def replaced(tex: str, names: str, rewrite: Callable[[str, str], str]) -> str:
    """Replace commands with their one argument.

    Args:
        tex: A formula.
        names: A pattern of their names, without backslash.
        rewrite: Gives what stands in place of a command, by its name and its argument.
    """
    command = re.compile(rf"\\(?:(?P<name>{names})(?![A-Za-z])|.)", re.DOTALL)
    pieces, position, start = [], 0, 0
    while match := command.search(tex, position):
        position = match.end()
        if match["name"] is not None:
            body, position = argument(tex, position)
            pieces += [tex[start : match.start()], rewrite(match["name"], body)]
            start = position
    return "".join(pieces) + tex[start:]


def split_at(sign: str, tex: str) -> list[str]:
    r"""Divide a formula at a sign, `&` or `\\`, outside of its groups and environments."""
    pieces, depth, start = [], 0, 0
    for match in _SIGN.finditer(tex):
        if match["begin"]:
            # The brace behind it closes again.
            depth += 2
        elif match["end"]:
            depth -= 1
        elif match["sign"] in ("{", "}"):
            depth += 1 if match["sign"] == "{" else -1
        elif depth == 0 and match[0].startswith(sign) and not match["other"]:
            pieces.append(tex[start : match.start()])
            start = match.end()
    return [*pieces, tex[start:]]


def in_environments(tex: str, names: str, rewrite: Callable[[str, str], str]) -> str:
    """Replace environments that hold none of their own kind.

    Args:
        tex: A formula.
        names: A pattern of their names.
        rewrite: Gives what stands in place of one, by its name and what it holds.
    """
    pattern = re.compile(rf"\\begin\s*\{{({names})\}}(.*?)\\end\s*\{{\1\}}", re.DOTALL)
    return pattern.sub(lambda match: rewrite(match[1], match[2]), tex)


def has_lost_row(tex: str) -> bool:
    r"""Tell whether `\\` stands in braces, where it begins no new line."""
    inside: list[str] = []
    for match in _SIGN.finditer(tex):
        if match["begin"]:
            # The brace behind it closes again.
            inside += ["environment", "{"]
        elif match["end"] or match["sign"] == "}":
            inside = inside[:-1]
        elif match["sign"] == "{":
            inside.append("{")
        elif match["row"] and inside[-1:] == ["{"]:
            return True
    return False


def refuse_note(command: str, note: str) -> None:
    """Refuse what stands in brackets behind a command, unless it is a place.

    Args:
        command: The command, without backslash.
        note: What stands there.

    Raises:
        TexError: Front ends would not show it, or as something else.
    """
    if not _NOTE.fullmatch(note):
        expected = rf"nothing but a place, such as [t], in brackets behind `\{command}`"
        remedy = "Leave it out, or write {} before a bracket of the formula."
        raise TexError(expected, f"[{note}]", remedy)


def refuse_gap(gap: str) -> None:
    r"""Refuse what stands in brackets right behind `\\`, unless it is a length.

    Args:
        gap: What stands there.

    Raises:
        TexError: Front ends would refuse it.
    """
    if not _GAP.fullmatch(gap):
        raise TexError(
            r"a length in brackets right behind `\\`, as in `\\[4pt]`",
            f"[{gap}]",
            r"Put a blank before a bracket that begins a row: `\\ [0, 1]`.",
        )
