"""Formulas as plain text, where no element can stand: in a table of contents, in a title."""

from __future__ import annotations

import re
from unicodedata import normalize
from xml.etree.ElementTree import Element, fromstring

from markupsafe import escape

_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_SUPERSCRIPTS = str.maketrans("0123456789+−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+−=()aeijknmtx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₙₘₜₓ")
_ACCENTS = {"ˆ": "\u0302", "¯": "\u0304", "˜": "\u0303", "˙": "\u0307", "\u20d7": "\u20d7"}
# What no reader sees: signs of product and of an empty bracket; `log` is told from its argument.
_UNSEEN = str.maketrans("\u2061", " ", "\u2062\u2063\u2064")
_SPACED = set("=<>≤≥≠≈≡∼∈∉⊂→⇒+−")


def with_plain_formulas(html: str) -> str:
    """Return HTML with its formulas as plain text, such as 1/2 and x²."""
    return _FORMULA.sub(lambda match: str(escape(plain_text(fromstring(match[0])))), html)


def plain_formula(element: Element) -> str:
    """Return an element of MathML as plain text."""
    parts = [plain_formula(child) for child in element]
    match element.tag, parts:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(parts))}"
        case "mroot", [inside, degree]:
            return f"{_raised(degree)}√{_grouped(inside)}"
        case "msup", [base, above]:
            return base + _raised(above)
        case "msub" | "munder", [base, below]:
            return base + _lowered(below)
        case "msubsup" | "munderover", [base, below, above]:
            return base + _lowered(below) + _raised(above)
        case "mover", [base, above]:
            return normalize("NFC", base + (_ACCENTS.get(above) or _raised(above)))
        case "mtr", _:
            return " ".join(filter(None, parts))
        case "mtable", _:
            return "; ".join(parts)
        case "mspace", _:
            return " " if element.get("width") else ""
        case "mo", _ if element.text in _SPACED and element.get("stretchy") is None:
            return f" {element.text} "
        case _:
            return ((element.text or "") + "".join(parts)).translate(_UNSEEN)


def plain_text(element: Element) -> str:
    """Return the text of an element of HTML with its formulas as plain text."""
    if element.tag == "math":
        return _trimmed(plain_formula(element))
    inner = (plain_text(child) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)


def _raised(text: str) -> str:
    text = text.replace(" ", "")
    small = text.translate(_SUPERSCRIPTS)
    if text in ("⊤", "′", "∗"):
        return text
    return small if not set(small) & set(text) else f"^{_grouped(text)}"


def _lowered(text: str) -> str:
    text = text.replace(" ", "")
    small = text.translate(_SUBSCRIPTS)
    return small if not set(small) & set(text) else f"_{_grouped(text)}"


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _trimmed(text: str) -> str:
    """Return a formula without blanks around it or behind the sign that it begins with."""
    return re.sub(r"^([+−]) ", r"\1", " ".join(text.split()))
