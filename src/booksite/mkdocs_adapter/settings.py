"""Whether mkdocs.yml and the templates of overrides/ can be used, told without a build."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from booksite.cache import PassedChecks
from booksite.errors import Fault, FaultsError
from booksite.files import merge_faults

if TYPE_CHECKING:
    from booksite.book import YamlFile

_FILE = "mkdocs.yml"
# Without one of them pages come out wrong, or not at all.
_PLUGINS = ("search", "booksite", "i18n")


def settings_faults(root: Path) -> list[Fault]:
    """Find what MkDocs would stumble over before it builds a page.

    Args:
        root: The project's root.
    """
    files = [root / _FILE, *sorted((root / "overrides").rglob("*.html"))]
    looked_at = [
        f"{file}".encode() + (file.read_bytes() if file.is_file() else b"") for file in files
    ]
    passed = PassedChecks(root / ".cache" / "booksite")
    return passed.faults(looked_at, lambda: [*_config_faults(root), *_template_faults(root)])


def _config_faults(root: Path) -> Iterator[Fault]:
    # Imported here, as all below: nothing of it is needed where nothing has changed.
    from booksite.book import load_yaml

    try:
        file = load_yaml(root, _FILE, dict)
    except FaultsError as error:
        yield from error.faults
        return
    plugins = file.data.get("plugins")
    names = {name for one in plugins or () for name in ([one] if isinstance(one, str) else one)}
    for name in _PLUGINS:
        if name not in names:
            line = file.line(("plugins",)) if plugins else 0
            yield Fault(_FILE, line, f"the plugin {name} in `plugins:`", "none", "Add it.")
    theme = file.data.get("theme")
    for name in theme.get("static_templates") or () if isinstance(theme, dict) else ():
        if not (root / "overrides" / str(name)).is_file():
            line = file.line(("theme", "static_templates"))
            yield Fault(_FILE, line, "a template of overrides/", f"'{name}'", "Correct its name.")
    yield from _refused(root, file)


def _refused(root: Path, file: YamlFile) -> Iterator[Fault]:
    """Yield what MkDocs itself refuses."""
    from mkdocs.config.defaults import MkDocsConfig

    config = MkDocsConfig(config_file_path=str(root / _FILE))
    config.load_dict(dict(file.data))
    errors, warnings = config.validate()
    for key, problem in (*errors, *warnings):
        expected = f"settings that MkDocs knows, in '{key}'"
        remedy = "Correct it, or remove it."
        yield Fault(_FILE, file.line((key,)), expected, " ".join(str(problem).split()), remedy)


def _template_faults(root: Path) -> Iterator[Fault]:
    import jinja2
    from jinja2.meta import find_referenced_templates

    # The theme's own templates stand beside its Python code.
    theme = files("material") / "templates"
    folders = (root / "overrides", Path(str(theme)))
    environment = jinja2.Environment(autoescape=True)
    for path in sorted((root / "overrides").rglob("*.html")):
        name, raw = path.relative_to(root).as_posix(), path.read_bytes()
        if merged := merge_faults(name, raw):
            yield from merged
            continue
        try:
            tree = environment.parse(raw.decode())
            for asked in filter(None, find_referenced_templates(tree)):
                if not any((folder / asked).is_file() for folder in folders):
                    line = raw[: raw.find(asked.encode())].count(b"\n") + 1
                    expected = "a template of overrides/ or of the theme"
                    yield Fault(name, line, expected, f"'{asked}'", "Correct its name.")
        except jinja2.TemplateSyntaxError as error:
            yield Fault(
                name, error.lineno, "a template of Jinja", str(error.message), "Correct it."
            )
