"""Fills in a form's PDF with PDFium, the reader inside Chromium, by mouse and keyboard, and saves
it: python3 type_pdf.py FORM.pdf VALUES.json FILLED.pdf

VALUES holds what is typed, or which state is chosen, by the fields' full names.
"""

import ctypes
import json
import sys

import pypdfium2 as pdfium
import pypdfium2.raw as raw

NAME = raw.FPDFAnnot_GetFormFieldName
STATE = raw.FPDFAnnot_GetFormFieldExportValue


def words(call, form, annotation):
    """What PDFium says in UTF-16 of a field."""
    size = call(form, annotation, None, 0)
    told = ctypes.create_string_buffer(size)
    call(form, annotation, ctypes.cast(told, ctypes.POINTER(ctypes.c_ushort)), size)
    return told.raw.decode("utf-16-le").rstrip("\0")


def click(form, page, annotation):
    place = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, place):
        sys.exit("a field has no place")
    at = (place.left + place.right) / 2, (place.bottom + place.top) / 2
    raw.FORM_OnMouseMove(form, page, 0, *at)
    raw.FORM_OnLButtonDown(form, page, 0, *at)
    raw.FORM_OnLButtonUp(form, page, 0, *at)


def fill(form, page, annotation, left):
    """Types or clicks what is to be in a field, and takes it from what is left to do."""
    name = words(NAME, form, annotation)
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if name not in left:
        return
    if kind == raw.FPDF_FORMFIELD_TEXTFIELD:
        click(form, page, annotation)
        units = left.pop(name).replace("\n", "\r").encode("utf-16-le")
        for unit in zip(units[::2], units[1::2]):
            raw.FORM_OnChar(form, page, int.from_bytes(bytes(unit), "little"), 0)
        raw.FORM_ForceToKillFocus(form)
    elif words(STATE, form, annotation) == left[name]:
        click(form, page, annotation)
        left.pop(name)


def main(blank, values, filled):
    with open(values, encoding="utf-8") as file:
        left = json.load(file)
    pdf = pdfium.PdfDocument(blank)
    pdf.init_forms()
    form = pdf.formenv
    for page in pdf:
        for at in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, at)
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
                fill(form, page, annotation, left)
            raw.FPDFPage_CloseAnnot(annotation)
    raw.FORM_ForceToKillFocus(form)
    if left:
        sys.exit(f"PDFium finds no place for {sorted(left)}")
    pdf.save(filled)


main(*sys.argv[1:])
