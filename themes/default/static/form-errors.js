// What is wrong with a form, told as people can find and mend it: a summary that takes the focus and
// leads to the fields, a message beside each, and the title of the page.
(function () {
  "use strict";
  const own = window.mentorpackForm;

  // "textNumberRange" for "number-range".
  function key(name) { return "text" + name.replace(/(^|-)(\w)/g, (all, dash, letter) => letter.toUpperCase()); }
  own.say = (form, name, values) =>
    (form.dataset[key(name)] || "").replace(/\{(\w+)\}/g, (all, value) => values && value in values ? values[value] : all);

  own.errors = function (form, fields, rules, announce) {
    const summary = form.querySelector("[data-summary]");
    const list = form.querySelector("[data-summary-list]");
    const title = document.title;
    // By name, the fields that have been told of and are not mended yet: the words' key, the line.
    const told = new Map();

    function message(name) { return own.place(fields, { name: name }).querySelector("[data-error]"); }

    function beside(mistake) {
      const place = message(mistake.name);
      const word = document.createElement("span");
      word.className = "visually-hidden";
      word.textContent = own.say(form, "error") + " ";
      place.textContent = "";
      place.append(word, own.say(form, mistake.key, mistake.values));
      place.hidden = false;
      place.closest("[data-field]").classList.add("is-wrong");
      // A radio button cannot be invalid, its group can only be described.
      if (mistake.control.type !== "radio") mistake.control.setAttribute("aria-invalid", "true");
    }

    function line(mistake) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = "#" + mistake.control.id;
      link.textContent = own.say(form, mistake.key, mistake.values);
      // The address of the page stays as it is.
      link.addEventListener("click", (event) => {
        event.preventDefault();
        mistake.control.closest("[data-field]").scrollIntoView({ block: "start" });
        mistake.control.focus({ preventScroll: true });
      });
      item.appendChild(link);
      return item;
    }

    function forget(name) {
      const place = message(name), field = place.closest("[data-field]");
      place.hidden = true;
      place.textContent = "";
      field.classList.remove("is-wrong");
      own.all("[aria-invalid]", field).forEach((control) => control.removeAttribute("aria-invalid"));
      told.get(name).item.remove();
      told.delete(name);
      if (told.size) return;
      summary.hidden = true;
      document.title = title;
    }

    function clear() { Array.from(told.keys()).forEach(forget); }

    function tell(mistakes) {
      clear();
      mistakes.forEach((mistake) => {
        const item = line(mistake);
        told.set(mistake.name, { key: mistake.key, item: item });
        beside(mistake);
        list.appendChild(item);
      });
      if (!mistakes.length) return;
      document.title = own.say(form, "error-title", { title: title });
      summary.hidden = false;
      summary.focus();
    }

    // Once a field has been told of, it is looked at again when it changes. A line that goes is not
    // read out again with all the others, a line that came would be.
    function mended() {
      if (!told.size) return;
      const left = new Map(own.mistakes(fields, rules).map((mistake) => [mistake.name, mistake]));
      Array.from(told.keys()).forEach((name) => {
        const mistake = left.get(name);
        if (!mistake) return forget(name);
        if (told.get(name).key === mistake.key) return;
        told.get(name).key = mistake.key;
        beside(mistake);
      });
      if (!told.size) announce(own.say(form, "all-clear"));
    }
    form.addEventListener("change", mended);
    form.addEventListener("input", mended);

    return {
      // Whether there are none; those there are are shown and take the focus.
      none: () => { const mistakes = own.mistakes(fields, rules); tell(mistakes); return !mistakes.length; },
      clear: clear
    };
  };
})();
