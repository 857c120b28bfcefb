"""The site as files: every page and every document, for a host that runs nothing."""

from ccwp_kg.server.static_site.publish import Published, check_target, publish_site, read_base_url

__all__ = ["Published", "check_target", "publish_site", "read_base_url"]
