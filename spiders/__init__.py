"""Collecting: Scrapy settings, one module a family of sources, and one YAML file a source."""
