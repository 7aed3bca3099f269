"""Fills in a form's PDF with pypdf: python3 fill_pdf.py FORM.pdf VALUES.json FILLED.pdf

VALUES holds what is typed, or which state is chosen, by the fields' full names. A name that the
PDF does not have ends the run, and so does a state that its boxes do not know.
"""

import json
import sys

import pypdf

BUTTON = "/Btn"


def main(blank, values, filled):
    reader = pypdf.PdfReader(blank)
    fields = reader.get_fields()
    with open(values, encoding="utf-8") as file:
        values = json.load(file)
    for name, value in values.items():
        field = fields.get(name)
        if field is None or "/FT" not in field:
            sys.exit(f"the PDF has no field {name}")
        if field["/FT"] == BUTTON:
            values[name] = f"/{value}"
            if values[name] not in field["/_States_"]:
                sys.exit(f"{name} has the states {field['/_States_']}, not {value}")
    writer = pypdf.PdfWriter(clone_from=reader)
    # Each with its looks, so that no program has to make them.
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    writer.write(filled)


main(*sys.argv[1:])
