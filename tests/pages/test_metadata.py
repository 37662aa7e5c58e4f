"""Text for search engines cannot end the script that it stands in."""

from __future__ import annotations

import json

from booksite.pages.metadata import as_script


def test_a_script_cannot_be_closed_from_inside() -> None:
    script = as_script({"name": "a</script><script>alert(1)"})
    assert "</script>" not in script
    assert json.loads(script) == {"name": "a</script><script>alert(1)"}
