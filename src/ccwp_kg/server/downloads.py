"""Files: the release's dumps, and what pages refer to."""

from __future__ import annotations

from flask import Blueprint, Response, abort, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.formats import HTML
from ccwp_kg.server.rendering import render
from ccwp_kg.server.site import Release, ReleaseFile, Site

_FOR_EVER = "public, max-age=31536000, immutable"


def downloads(site: Site) -> Blueprint:
    """The routes for files."""
    routes = Blueprint("downloads", __name__)
    static = {file.url: file for file in site.static.values()}

    @routes.get("/data")
    def data() -> Response:
        return Response(render("data.html", release=site.release), content_type=HTML.media_type)

    @routes.get("/dumps/<path:name>")
    def dump(name: str) -> AnyResponse:
        file = None if site.release is None else site.release.file(name)
        if site.release is None or file is None:
            abort(404, "The release holds no file of this name; /data lists those it holds.")
        return _send(site.release, file)

    @routes.get("/static/<name>")
    def asset(name: str) -> Response:
        file = static.get(f"/static/{name}")
        if file is None:
            abort(404)
        return Response(file.body, content_type=file.media_type, headers={"Cache-Control": _FOR_EVER})

    @routes.get("/favicon.ico")
    def favicon() -> Response:
        icon = site.static["favicon.ico"]
        return Response(icon.body, content_type=icon.media_type)

    return routes


def _send(release: Release, file: ReleaseFile) -> AnyResponse:
    """The file, whole or in part (RFC 9110 §14); its digest is its ETag.

    A release may be replaced on disk before this server is told; what its digest does not fit is not sent.
    """
    now = (release.folder / file.name).stat()
    if (now.st_size, now.st_mtime_ns) != (file.size, file.written):
        abort(503, "Another release is being put in place; try again in a moment.")
    response = send_from_directory(
        release.folder.resolve(),
        file.name,
        mimetype=file.sent_as,
        as_attachment=True,
        download_name=f"ccwp-{release.version}-{file.name.replace('/', '-')}",
        conditional=True,
        etag=file.sha256[:32],
        max_age=300,
    )
    response.headers["Link"] = '</doc/dataset>; rel="collection", </.well-known/void>; rel="describedby"'
    response.headers.pop("Expires", None)  # max-age says it, and stays true when the answer is sent again
    return response
