// Fills in a form's PDF with pdf.js, the reader inside Firefox, and saves it as its save button
// does: node fill_pdf.mjs PDFJS FORM.pdf VALUES.json FILLED.pdf
//
// PDFJS is the folder of pdfjs-dist; VALUES holds what is typed, or which state is chosen, by the
// fields' full names.

import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pdfjs, form, values, filled] = process.argv.slice(2);

// pdf.js measures letters that a field's font lacks on a canvas, which Node.js has not.
globalThis.OffscreenCanvas ??= class {
  getContext() {
    return { measureText: (text) => ({ width: text.length * 10 }) };
  }
};

const module = pathToFileURL(resolve(pdfjs, "legacy/build/pdf.mjs"));
const { getDocument, VerbosityLevel } = await import(module);
const data = new Uint8Array(await readFile(form));
const fonts = `${join(pdfjs, "standard_fonts")}/`;
const pdf = await getDocument({
  data,
  standardFontDataUrl: fonts,
  verbosity: VerbosityLevel.ERRORS,
}).promise;
const fields = await pdf.getFieldObjects();
for (const [name, value] of Object.entries(JSON.parse(await readFile(values, "utf8")))) {
  // A field may have several places; what only holds others together has none.
  const places = (fields[name] ?? []).filter((place) => place.type !== "");
  if (places.length === 0) throw new Error(`pdf.js finds no field ${name}`);
  if (places[0].type === "text") {
    for (const place of places) pdf.annotationStorage.setValue(place.id, { value });
    continue;
  }
  const known = places.map((place) => place.exportValues);
  if (!known.includes(value)) throw new Error(`${name} has ${known}, not ${value}`);
  for (const place of places) {
    pdf.annotationStorage.setValue(place.id, { value: place.exportValues === value });
  }
}
await writeFile(filled, await pdf.saveDocument());
await pdf.destroy();
