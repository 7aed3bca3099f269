// A form's answers: read from its controls, put back into them, and held against the rules that the
// builder wrote down from the form's definition. How answers are written is told in src/form.rs.
(function () {
  "use strict";
  const own = (window.mentorpackForm = {});

  const all = (selector, within) => Array.from(within.querySelectorAll(selector));
  const blank = (text) => text.trim() === "";
  const typed = (place) => place.querySelector("input:not([data-other]), textarea");
  const words = (place) => place.querySelector("[data-other]");
  const chosen = (place) => all("input:checked", place).map((control) => control.value);
  // Word and PowerPoint part lines with characters that no answer may hold.
  const plain = (text) => text.replace(/\r\n?|\v/g, "\n").replace(/[\0-\x08\x0c-\x1f\x7f-\x9f]/g, " ");
  const line = (control) => plain(control.value).trim();
  const rows = (place) => all("tbody tr", place).map((row) => all("input", row));

  // Where a field stands; its name is made of small letters, digits and underscores.
  function place(fields, rule) { return fields.querySelector('[data-field="' + rule.name + '"]'); }

  // A field's answer; undefined where there is none.
  const answer = {
    choice: (place) => chosen(place)[0],
    scale: (place) => chosen(place)[0],
    choices: (place) => { const values = chosen(place); return values.length ? values : undefined; },
    table: (place) => {
      const filled = rows(place).map((row) => row.map(line));
      while (filled.length && filled[filled.length - 1].every(blank)) filled.pop();
      return filled.length ? filled : undefined;
    },
    textarea: (place) => { const text = plain(typed(place).value); return blank(text) ? undefined : text; },
    line: (place) => line(typed(place)) || undefined
  };
  function read(fields, rule) { return (answer[rule.type] || answer.line)(place(fields, rule)); }
  function takesOther(fields, rule) {
    const answered = read(fields, rule);
    return rule.other && (Array.isArray(answered) ? answered.includes("other") : answered === "other");
  }

  // All answers by name, in the form's order.
  function answers(fields, rules) {
    const found = {};
    rules.fields.forEach((rule) => {
      const answered = read(fields, rule);
      if (answered !== undefined) found[rule.name] = answered;
      if (takesOther(fields, rule)) found[rule.name + "_other"] = line(words(place(fields, rule)));
    });
    return found;
  }

  // Whether anything has been typed or chosen, be it an answer or not.
  function touched(fields) {
    return all("input, textarea", fields).some((control) => {
      const choice = control.type === "radio" || control.type === "checkbox";
      return choice ? control.checked : control.value !== "" || control.validity.badInput;
    });
  }

  // Puts answers back into an empty form.
  function fill(fields, rules, found) {
    rules.fields.forEach((rule) => {
      const answered = found[rule.name], here = place(fields, rule);
      if (answered === undefined) return;
      if (rule.type === "table") {
        rows(here).forEach((row, at) => row.forEach((cell, column) => { cell.value = (answered[at] || [])[column] || ""; }));
      } else if (rule.type === "choice" || rule.type === "choices" || rule.type === "scale") {
        all("input[value]", here).forEach((control) => { control.checked = [].concat(answered).includes(control.value); });
        if (rule.other) words(here).value = found[rule.name + "_other"] || "";
      } else typed(here).value = answered;
    });
  }

  const TEL = /^[\d ()+\-./\u00a0]*$/;
  const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
  const MISSING = ["choice", "choices", "table", "signature", "date"];

  // What is wrong with an answer that is there: which words tell it.
  const flaw = {
    tel: (text) => {
      const digits = text.replace(/\D/g, "").length;
      return TEL.test(text) && digits >= 7 && digits <= 15 ? "" : "tel";
    },
    email: (text) => EMAIL.test(text) && text.length <= 254 ? "" : "email",
    date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) ? "" : "date",
    number: (text, rule) => {
      if (rule.min === null && rule.max === null) return /^-?\d{1,15}$/.test(text) ? "" : "number";
      const least = rule.min === null ? 0 : rule.min;
      const most = rule.max === null ? Infinity : rule.max;
      if (/^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most) return "";
      return rule.max === null ? "number-min" : rule.min === null ? "number-max" : "number-range";
    }
  };

  // As a cell of a spreadsheet counts, which holds a whole table.
  function size(answered) {
    const parts = [].concat(...[].concat(answered));
    return parts.reduce((sum, text) => sum + text.length + (parts.length > 1 ? 3 : 0), 0);
  }

  // What is wrong with a field: the key of its words and the control to go to; null if nothing is.
  function wrong(fields, rule, longest) {
    const here = place(fields, rule), answered = read(fields, rule);
    const control = here.querySelector("input, textarea");
    if (control.validity.badInput) return { key: "date", control: control };
    if (answered === undefined) {
      // Only the row of a table can be missing, not one of its cells.
      if (!rule.required) return null;
      const kind = rule.type === "scale" ? "choice" : rule.type;
      return { key: MISSING.includes(kind) ? "missing-" + kind : "missing", control: control };
    }
    if (takesOther(fields, rule) && blank(words(here).value)) return { key: "other", control: words(here) };
    if (size(answered) > longest) return { key: "long", control: control };
    if (takesOther(fields, rule) && words(here).value.length > longest) return { key: "long", control: words(here) };
    const key = flaw[rule.type] && flaw[rule.type](answered, rule);
    return key ? { key: key, control: control } : null;
  }

  // Every mistake, in the form's order, a field at most once.
  function mistakes(fields, rules) {
    const labels = {};
    rules.fields.forEach((rule) => { labels[rule.name] = rule.label; });
    const found = new Map();
    rules.fields.forEach((rule) => {
      const here = wrong(fields, rule, rules.longest);
      if (here) found.set(rule.name, { name: rule.name, key: here.key, control: here.control, values: { label: rule.label, min: rule.min, max: rule.max, longest: rules.longest } });
    });
    rules.one_of.forEach((group) => {
      const rulesOf = rules.fields.filter((rule) => group.includes(rule.name));
      const answered = rulesOf.some((rule) => read(fields, rule) !== undefined || found.has(rule.name));
      if (answered || !rulesOf.length) return;
      const first = rulesOf[0];
      const control = place(fields, first).querySelector("input, textarea");
      found.set(first.name, { name: first.name, key: "one-of", control: control, values: { fields: rulesOf.map((rule) => labels[rule.name]).join(", ") } });
    });
    return rules.fields.map((rule) => found.get(rule.name)).filter(Boolean);
  }

  own.all = all;
  own.place = place;
  own.answers = answers;
  own.touched = touched;
  own.fill = fill;
  own.mistakes = mistakes;
})();
