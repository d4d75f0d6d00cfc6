"""Requesting pages, independent of the transport: the job, the client's protocol, and two kinds of server."""
