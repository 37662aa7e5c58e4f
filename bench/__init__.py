"""Measures this site's build and pages beside two others, on the same notebooks."""
