"""The package in which QTI travels: a zip with a manifest, as the systems that import it ask for.

The same bank gives the same bytes.
"""

from __future__ import annotations

import html
import io
import zipfile
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from autograder.quiz.formats.bank import Bank, Note
from autograder.quiz.formats.blanks import without_blanks
from autograder.quiz.formats.markup import source, to_html
from autograder.quiz.formats.qti import write_qti

_MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier={manifest} xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>
<organizations/>
<resources>
<resource identifier={id} type="imsqti_xmlv1p2" href={path}><file href={path}/></resource>
{images}</resources>
</manifest>
"""
_PAGE = """\
<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title></head><body>
<h1>{title}</h1>
<p>For whoever marks by hand. This page is not in the manifest: no system shows it to students.</p>
{parts}
</body></html>
"""


def write_package(bank: Bank) -> tuple[bytes, tuple[Note, ...]]:
    """The zip, and what it cannot carry.

    It holds imsmanifest.xml, `<id>/<id>.xml`, the images, and marking.html if there are essays.
    """
    text, notes = write_qti(bank)
    for address in bank.images:
        # By this name Canvas finds what is in the package.
        inside = f'src="%24IMS-CC-FILEBASE%24/{quote(address)}"'
        text = text.replace(escape(source(address)), inside)
    path = f"{bank.id}/{bank.id}.xml"
    files = {"imsmanifest.xml": _manifest(bank, path).encode("utf-8"), path: text.encode("utf-8")}
    files |= bank.images
    if page := _marking(bank):
        files["marking.html"] = page.encode("utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return buffer.getvalue(), notes


def _manifest(bank: Bank, path: str) -> str:
    images = "".join(
        f'<resource identifier={quoteattr(f"{bank.id}-image-{number}")} type="webcontent"'
        f" href={quoteattr(name)}><file href={quoteattr(name)}/></resource>\n"
        for number, name in enumerate(bank.images, 1)
    )
    return _MANIFEST.format(
        manifest=quoteattr(f"{bank.id}-manifest"),
        id=quoteattr(bank.id),
        path=quoteattr(path),
        images=images,
    )


def _marking(bank: Bank) -> str:
    parts = [
        f"<h2>{escape(entry.name)}</h2>\n{to_html(entry.prompt)}\n<hr>\n{to_html(entry.marking)}"
        for entry in without_blanks(bank.entries, [])
        if entry.marking
    ]
    return _PAGE.format(title=html.escape(bank.title), parts="\n".join(parts)) if parts else ""
