"""The crawl: the child process, its etiquette, and the folder it writes; the only package that knows Scrapy."""
