"""A download handler that answers from the bundled archive; all code above it is the live crawl's."""

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Response, TextResponse

from spiders.archive.replay import Archive


class ArchiveHandler(BaseDownloadHandler):
    """Opens no connection."""

    lazy = True
    _archive = Archive()

    async def download_request(self, request: Request) -> Response:
        """The recorded answer, as if it had come over the network."""
        status, headers, body = self._archive.answer(request.method, request.url, request.body)
        return TextResponse(url=request.url, status=status, headers=headers, body=body, request=request)
