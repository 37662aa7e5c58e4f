"""What stands beside the pages, and what makes pages lighter."""

from booksite.publish.assets import publish_assets
from booksite.publish.icons import ICONS, Icons
from booksite.publish.installing import MANIFEST, manifest, write_icons
from booksite.publish.offline import write_offline_files
from booksite.publish.open_data import publish_data
from booksite.publish.settings import Settings
from booksite.publish.stylesheet import purge_stylesheets
from booksite.publish.trim import trim_assets, trimmed

__all__ = [
    "ICONS",
    "MANIFEST",
    "Icons",
    "Settings",
    "manifest",
    "publish_assets",
    "publish_data",
    "purge_stylesheets",
    "trim_assets",
    "trimmed",
    "write_icons",
    "write_offline_files",
]
