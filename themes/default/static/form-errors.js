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
    // Names of the fields that have been told of and are not mended yet.
    let told = [];

    function message(name) { return document.getElementById("field_" + name + "-error"); }

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

    function forget(name) {
      const place = message(name), field = place.closest("[data-field]");
      place.hidden = true;
      place.textContent = "";
      field.classList.remove("is-wrong");
      own.all("[aria-invalid]", field).forEach((control) => control.removeAttribute("aria-invalid"));
    }

    function show(mistakes) {
      told.forEach(forget);
      told = mistakes.map((mistake) => mistake.name);
      mistakes.forEach(beside);
      list.textContent = "";
      mistakes.forEach((mistake) => {
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
        list.appendChild(item);
      });
      summary.hidden = !mistakes.length;
      document.title = mistakes.length ? own.say(form, "error-title", { title: title }) : title;
    }

    // Once a field has been told of, it is looked at again when it changes.
    function mended() {
      if (!told.length) return;
      const left = own.mistakes(fields, rules).filter((mistake) => told.includes(mistake.name));
      if (left.length === told.length) {
        left.forEach((mistake) => { forget(mistake.name); beside(mistake); });
        return;
      }
      show(left);
      if (!left.length) announce(own.say(form, "all-clear"));
    }
    form.addEventListener("change", mended);
    form.addEventListener("input", mended);

    return {
      // Whether there are none; those there are are shown and take the focus.
      none: function () {
        const mistakes = own.mistakes(fields, rules);
        show(mistakes);
        if (mistakes.length) summary.focus();
        return !mistakes.length;
      },
      clear: function () { show([]); }
    };
  };
})();
