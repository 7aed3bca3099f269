// A form on its own page, several on the page for phones, and one at the tutor's desk where one person
// after another fills it in: a classic script, so that it runs from a folder. Answers stay on this page
// for as long as it is open, until somebody chooses to save them as a file. Nothing is stored by
// itself, nothing is sent.
(function () {
  "use strict";
  const own = window.mentorpackForm;
  if (!own) return;
  const all = own.all;
  all("form[data-form]", document).forEach(start);

  // A page for phones has several forms, each among what belongs to it.
  function start(form) {
    const around = form.closest("article[id]") || document;
    const get = (selector) => around.querySelector(selector);
    const rules = JSON.parse(form.querySelector("[data-rules]").textContent);
    const fields = form.querySelector("[data-fields]");
    const said = form.querySelector("[data-said]");
    const started = fields.innerHTML;
    const FIRST_ROWS = 3;

    const say = (name, values) => own.say(form, name, values);
    function announce(place, text) { place.textContent = ""; place.textContent = text; }
    const errors = own.errors(form, fields, rules, (text) => announce(said, text));

    // Rows of a table that nobody needs yet are folded away on the screen.
    function fold() {
      all(".field-table", fields).forEach((table) => {
        const rows = all("tbody tr", table);
        let last = FIRST_ROWS;
        rows.forEach((row, at) => { if (all("input", row).some((cell) => cell.value)) last = Math.max(last, at + 1); });
        rows.forEach((row, at) => row.classList.toggle("is-later", at >= last));
        table.querySelector("[data-more]").hidden = rows.length <= last;
      });
    }
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-add-row]");
      if (!button) return;
      const table = button.closest("[data-field]");
      const row = table.querySelector("tr.is-later");
      row.classList.remove("is-later");
      button.parentNode.hidden = !table.querySelector("tr.is-later");
      row.querySelector("input").focus();
    });

    // Words for something else choose it.
    form.addEventListener("input", (event) => {
      if (!event.target.matches("[data-other]") || event.target.value.trim() === "") return;
      event.target.closest("[data-field]").querySelector('input[value="other"]').checked = true;
    });
    // Enter sends nothing anywhere.
    form.addEventListener("submit", (event) => event.preventDefault());

    // New controls, so that not even the browser's own "undo" brings an answer back.
    function empty() {
      errors.clear();
      fields.innerHTML = started;
      fold();
      remember();
    }

    // On somebody else's device the browser is asked to remember no answer for later.
    const device = () => { const chosen = form.querySelector('[name="device"]:checked'); return chosen ? chosen.value : ""; };
    const shared = () => form.dataset.form === "desk" || device() === "shared";
    function remember() {
      if (shared()) form.setAttribute("autocomplete", "off"); else form.removeAttribute("autocomplete");
      all("[autocomplete]", fields).forEach((control) => {
        if (!control.dataset.token) control.dataset.token = control.getAttribute("autocomplete");
        control.setAttribute("autocomplete", shared() ? "off" : control.dataset.token);
      });
    }

    // One file, whose name tells the form and the day and nothing of the person.
    function name() {
      const letters = "abcdefghjkmnpqrstuvwxyz23456789";
      const random = Array.from(window.crypto.getRandomValues(new Uint8Array(4)), (byte) => letters[byte % letters.length]);
      return rules.form + "-" + today() + "-" + random.join("") + ".json";
    }
    function today() {
      const now = new Date(), two = (n) => String(n).padStart(2, "0");
      return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
    }
    function download(file, returns) {
      const data = { form: rules.form, version: rules.version, saved: today(), returns: returns };
      const blob = new Blob([JSON.stringify(data, null, 1) + "\n"], { type: "application/json" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = file;
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }

    // Leaving with something that is in no file yet asks first.
    let unsaved = () => false;
    function warn(event) { event.preventDefault(); event.returnValue = ""; }
    function watch() {
      window.removeEventListener("beforeunload", warn);
      if (unsaved()) window.addEventListener("beforeunload", warn);
    }

    // Paper shows the whole of an answer, however long, where a control would cut it short.
    window.addEventListener("beforeprint", () => {
      all("input:not([type=radio]):not([type=checkbox]), textarea", fields).forEach((control) => {
        if (!control.value) return;
        const copy = document.createElement("p");
        copy.className = "print-answer";
        copy.textContent = control.type === "date" && control.valueAsDate
          ? control.valueAsDate.toLocaleDateString(document.documentElement.lang || undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
          : control.value;
        control.after(copy);
      });
    });
    window.addEventListener("afterprint", () => all(".print-answer", fields).forEach((copy) => copy.remove()));

    // One person, on a device of their own or not.
    function page() {
      const next = get("[data-saved]");
      let kept = "";
      unsaved = () => own.touched(fields) && JSON.stringify(own.answers(fields, rules)) !== kept;
      function after() {
        const whose = device() === "own" ? "own" : "shared";
        all("[data-device]", next).forEach((part) => { part.hidden = part.dataset.device !== whose; });
      }
      form.addEventListener("input", () => { announce(said, said.textContent === say("all-clear") ? said.textContent : ""); watch(); });
      form.addEventListener("change", () => { remember(); after(); watch(); });
      get("[data-save]").addEventListener("click", () => {
        next.hidden = true;
        if (!errors.none()) return;
        const found = own.answers(fields, rules);
        if (!Object.keys(found).length) return announce(said, say("nothing"));
        const file = name();
        download(file, [found]);
        kept = JSON.stringify(found);
        watch();
        announce(said, say("saved", { file: file }));
        after();
        next.hidden = false;
        next.focus();
      });
      get("[data-clear]").addEventListener("click", () => {
        if (unsaved() && !window.confirm(say("clear-sure"))) return;
        leave();
        announce(said, say("empty"));
      });
      return function leave() { kept = ""; next.hidden = true; empty(); watch(); announce(said, ""); };
    }

    // One person after another: answers wait in memory until the tutor saves them all as one file.
    function desk() {
      const batch = get("[data-batch]"), told = get("[data-batch-said]");
      const top = get("#site_person");
      // Whether the people are in a file already; its name, to save the same file again.
      let people = [], file = "";
      unsaved = () => own.touched(fields) || (people.length > 0 && !file);
      function count() {
        const n = people.length;
        const kind = n === 0 ? "count-none" : (file ? "count-saved" : "count") + (n === 1 ? "-one" : "");
        return say(kind, { n: n });
      }
      // Read out whenever it changes.
      function show() {
        const place = get("[data-count]"), text = count();
        if (place.textContent !== text) place.textContent = text;
        watch();
      }
      form.addEventListener("input", watch);
      form.addEventListener("change", watch);
      get("[data-next]").addEventListener("click", () => {
        announce(told, "");
        if (!errors.none()) return;
        const found = own.answers(fields, rules);
        if (!Object.keys(found).length) return announce(said, say("nothing"));
        if (file) { people = []; file = ""; }
        people.push(found);
        empty();
        show();
        announce(said, "");
        announce(told, say("next"));
        window.scrollTo({ top: 0, behavior: "instant" });
        top.focus({ preventScroll: true });
      });
      get("[data-undo]").addEventListener("click", () => {
        if (!people.length || file) return announce(told, say("undo-none"));
        if (own.touched(fields)) return announce(told, say("undo-typed"));
        if (!window.confirm(say("undo-sure"))) return;
        empty();
        own.fill(fields, rules, people.pop());
        fold();
        show();
        announce(told, say("undone"));
        top.focus();
      });
      get("[data-batch] [data-save]").addEventListener("click", () => {
        if (own.touched(fields)) return announce(told, say("save-typed"));
        if (!people.length) return announce(told, say("save-none"));
        // The order in which people sat down must not tell who wrote what.
        if (!file && rules.anonymous) shuffle(people);
        file = file || name();
        download(file, people);
        show();
        announce(told, say(people.length === 1 ? "saved-one" : "saved", { n: people.length, file: file }));
      });
      get("[data-clear]").addEventListener("click", () => {
        if (own.touched(fields) && !window.confirm(say("clear-sure"))) return;
        empty();
        watch();
        announce(said, say("empty"));
      });
      batch.hidden = false;
      show();
      return function leave() { people = []; file = ""; empty(); show(); announce(told, ""); announce(said, ""); };
    }
    function shuffle(list) {
      for (let at = list.length - 1; at > 0; at -= 1) {
        const other = window.crypto.getRandomValues(new Uint32Array(1))[0] % (at + 1);
        [list[at], list[other]] = [list[other], list[at]];
      }
    }

    const leave = form.dataset.form === "desk" ? desk() : page();
    empty();
    form.classList.add("is-scripted");
    // A page that was left is not shown again with answers on it.
    window.addEventListener("pagehide", leave);
  }
})();
