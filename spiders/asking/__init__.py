"""How pages are asked for, whatever carries the requests: the job, the client's protocol, and two kinds of server."""
