"""The only room that knows MkDocs: the plugin's hooks, and MkDocs as a subprocess."""

from booksite.mkdocs_adapter.build import build_site, serve_site

__all__ = ["build_site", "serve_site"]
