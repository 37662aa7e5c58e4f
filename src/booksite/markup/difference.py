"""What differs between the wrong and the right text of an erratum, as ranges of characters.

Texts are compared by words, numbers and single Japanese characters, so that marks never cut a
name or a number in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

# A range of characters: the first one and the one after the last.
Range = tuple[int, int]

# A number may have thousands, and a size such as [784,128] is one value; the arguments of a call
# are several.
_TOKEN = re.compile(
    r"(?<![(,])\d+(?:[.,]\d+)*|\d+(?:\.\d+)?|[A-Za-z_]\w*|[ァ-ヶー]+|\s+|.", re.ASCII
)
# Below this share of equal words, several lines count as rewritten: a mark on nearly everything
# would show nothing.
_REWRITTEN = 0.5


def differences(wrong: str, right: str) -> tuple[list[Range], list[Range]]:
    """Find what was taken away from a text and what was put in.

    Args:
        wrong: The text before the correction.
        right: The text after it.

    Returns:
        The ranges of `wrong` that `right` lacks, and those of `right` that are new. Both are empty
        where several lines were rewritten as a whole.
    """
    before, after = _TOKEN.findall(wrong), _TOKEN.findall(right)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if "\n" in wrong + right and matcher.ratio() < _REWRITTEN:
        return [], []
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        _ranges(before, ((start, end) for _, start, end, _, _ in changed)),
        _ranges(after, ((start, end) for _, _, _, start, end in changed)),
    )


def _ranges(tokens: list[str], spans: Iterable[tuple[int, int]]) -> list[Range]:
    """Turn spans of tokens into ranges of characters, without white space at their ends."""
    text = "".join(tokens)
    ranges: list[Range] = []
    for first, last in spans:
        marked = "".join(tokens[first:last])
        start = len("".join(tokens[:first])) + len(marked) - len(marked.lstrip())
        end = start + len(marked.strip())
        if start == end:
            continue
        if ranges and not text[ranges[-1][1] : start].strip():
            start = ranges.pop()[0]
        ranges.append((start, end))
    return ranges
