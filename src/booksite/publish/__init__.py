"""What stands beside the pages, and what makes pages lighter."""

from booksite.publish.offline import write_offline_files
from booksite.publish.publication import Publication

__all__ = ["Publication", "write_offline_files"]
