"""The only room that knows MkDocs: the plugin's hooks, and MkDocs as a subprocess."""

from booksite.mkdocs_adapter.build import build_site
from booksite.mkdocs_adapter.serving import HOST, PORT, serve_site
from booksite.mkdocs_adapter.settings import settings_faults

__all__ = ["HOST", "PORT", "build_site", "serve_site", "settings_faults"]
