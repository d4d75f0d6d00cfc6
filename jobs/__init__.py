"""Wiring: command line, schedule and the steps of a run; the only package that knows both Scrapy and SQLAlchemy."""
