"""Spider of the family `supplied`: CSV files of the user's, read from a folder and never from the network."""

from pathlib import Path

from spiders.crawl.spider import SourceSpider
from spiders.formats.replies import RefusalError
from tracker.domain.facts.records import Origin, PageRecord


class SuppliedSpider(SourceSpider):
    """Reads the file, or the file of each ceremony, that a source names."""

    name = "supplied"

    async def collect(self) -> None:
        """Read every file that is there; one that is not is missing, as a page would be."""
        files = self._files()
        self.desk.asked(self.source.name, len(files))
        for name, ceremony in files.items():
            self._read(name, ceremony)
            self.desk.answered(self.source.name, 1)

    def _files(self) -> dict[str, int | None]:
        """File names, each with the ceremony it is about; a file about several ceremonies, or none, has None."""
        if not self.source.page:
            raise RefusalError("configuration", "names no file: set `page` in its YAML")
        rule = self.source.ceremonies
        if rule is None:
            return {self.source.page: None}
        files: dict[str, int | None] = {}
        for ceremony in rule.known_by(self.desk.job.today.year):
            if self.wanted.ceremonies is None or ceremony.number in self.wanted.ceremonies:
                name = self.source.page_title(ceremony)
                files[name] = None if name in files else ceremony.number
        return files

    def _read(self, name: str, ceremony: int | None) -> None:
        path = self._path(name)
        if path is None or not path.is_file():
            self.keep(self._page(name, ceremony).model_copy(update={"missing": True}))
            return
        limit = self.desk.job.limits.max_bytes
        with path.open("rb") as file:
            body = file.read(limit + 1)
        if len(body) > limit:
            raise RefusalError("too_large", f"{name} is larger than {limit} bytes: split it")
        self.keep(self._page(name, ceremony).model_copy(update={"sha256": self.store(body)}), body)

    def _path(self, name: str) -> Path | None:
        """Where the file is; only a plain name inside the folder."""
        folder = self.desk.supplied_dir
        if folder is None:
            return None
        if Path(name).name != name or name in {"", ".", ".."}:
            raise RefusalError("configuration", f"{name!r} is not a plain file name")
        return folder / name

    def _page(self, name: str, ceremony: int | None) -> PageRecord:
        return PageRecord(
            id=self.desk.page_id(name, self.source.name),
            source=self.source.name,
            title=name,
            url=name,
            retrieved_at=self.desk.retrieved_at(),
            origin=Origin.SUPPLIED,
            ceremony=ceremony,
        )
