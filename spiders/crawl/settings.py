"""Scrapy's settings for one job: polite, bounded, and with only the needed parts switched on."""

from typing import Any

from scrapy import __version__ as scrapy_version

from spiders.asking.job import Job
from tracker import version

MAX_PAUSE = 30.0
"""Longest pause after slow replies, in seconds."""


def user_agent(contact: str) -> str:
    """The product, the operator's contact and the library, as Wikimedia's policy requires."""
    return f"snubs/{version()} ({contact}) scrapy/{scrapy_version}"


def scrapy_settings(job: Job) -> dict[str, Any]:
    """Settings for every spider of a job."""
    limits = job.limits
    settings: dict[str, Any] = {
        "BOT_NAME": "snubs",
        "USER_AGENT": user_agent(job.contact or "bundled archive"),
        "DEFAULT_REQUEST_HEADERS": {"Accept": "application/json", "Accept-Encoding": "gzip"},
        # One connection a host, and fewer than 5 requests a second; slower after slow replies.
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": limits.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": limits.delay > 0 and not job.archive,
        "AUTOTHROTTLE_START_DELAY": limits.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(MAX_PAUSE, limits.delay),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        # Bounds.
        "DOWNLOAD_TIMEOUT": max(limits.timeout, 0.1),
        "DOWNLOAD_MAXSIZE": limits.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DNS_TIMEOUT": max(limits.timeout, 0.1),
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": limits.retries,
        "REDIRECT_MAX_TIMES": 3,
        "METAREFRESH_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        # The whole lists: what is not named is not even imported (no cookies, no cache, no console).
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "spiders.crawl.middlewares.ConfiguredServers": 50,
            "spiders.crawl.middlewares.Robots": 100,
            "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
            "spiders.crawl.middlewares.PatientRetries": 550,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
            "spiders.crawl.middlewares.SameServerRedirects": 600,
            "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
            "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
        },
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {"scrapy.extensions.corestats.CoreStats": 0, "scrapy.extensions.throttle.AutoThrottle": 0},
        "STATS_DUMP": False,
        "LOG_ENABLED": False,
    }
    if job.archive:
        handler = "spiders.crawl.archive_handler.ArchiveHandler"
        settings |= {"DOWNLOAD_HANDLERS": {"http": handler, "https": handler}, "DOWNLOAD_DELAY": 0}
    return settings
