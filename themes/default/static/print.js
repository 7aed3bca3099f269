// What to print for a workshop: a classic script, so that it runs from a folder. It counts the rows
// of the page's tables again for the numbers in the form, by the rules of `mentorpack print`. It
// stores nothing and sends nothing.
(function () {
  "use strict";
  var form = document.getElementById("site_print");
  if (!form) return;
  var words = form.dataset;
  var MOST = Number(words.most);
  // As many as `mentorpack print` counts to.
  var CEILING = 4294967295;
  var NAMES = ["people", "groups", "tutors", "spare", "large"];
  var total = document.getElementById("print_total");

  function get(name) { return document.getElementById("print_" + name); }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function put(element, text) { if (element.textContent !== String(text)) element.textContent = text; }
  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }
  function up(number, by) { return Math.floor((number + by - 1) / by); }

  function whole(text) { return /^\s*[0-9]+\s*$/.test(text) ? Number(text) : NaN; }
  // How many spare sheets that makes for so many people; `NaN` for what is neither a share nor a number.
  function spareOf(text, people) {
    var parts = /^\s*([0-9]+)\s*(%?)\s*$/.exec(text);
    if (!parts) return NaN;
    var number = Number(parts[1]);
    if (parts[2]) return number > 100 ? NaN : up(people * number, 100);
    return number > MOST ? NaN : number;
  }

  // The numbers in the form, and what is wrong with them, by name.
  function read() {
    var room = {}, wrong = {};
    function number(name, least, most) {
      var value = whole(get(name).value);
      if (!(value >= least && value <= most)) wrong[name] = fill(words.textErrorNumber, { least: least, most: MOST });
      return value;
    }
    room.people = number("people", 1, MOST);
    room.groups = null;
    if (get("groups").value.trim()) {
      room.groups = number("groups", 0, MOST);
      if (!wrong.people && !wrong.groups && room.groups > room.people) wrong.groups = fill(words.textErrorGroups, { most: room.people });
    }
    room.tutors = number("tutors", 0, MOST);
    room.large = number("large", 0, MOST);
    var spare = spareOf(get("spare").value, wrong.people ? 0 : room.people);
    if (isNaN(spare)) wrong.spare = fill(words.textErrorSpare, { most: MOST });
    room.each = room.people + spare;
    return { room: room, wrong: wrong };
  }

  // Copies of a sheet; `null` where nobody has said how many groups there are and it matters.
  function copiesOf(row, room) {
    switch (row.dataset.share) {
      case "person": return room.each;
      case "group": return room.groups;
      case "tutor": return room.tutors;
      case "room": return 1;
      default:
        // Cards are dealt to groups.
        if (room.groups === 0 || (room.groups === null && !("named" in row.dataset))) return 0;
        return up(room.each, Math.max(1, Number(row.dataset.scenarios)));
    }
  }

  function cell(row, name) { return row.querySelector('[data-cell="' + name + '"]'); }
  function known(number) { return number === null ? words.textUnknown : number; }
  function cards(number) { return fill(number === 1 ? words.textCard : words.textCards, { n: number }); }
  // How often the file is printed for so many copies, or which part of it.
  function howOf(data, copies) {
    if (copies === null) return data.any;
    var times = up(copies, Math.max(1, Number(data.on)));
    return fill(times === 1 ? data.once : data.times, { n: times });
  }
  function some(number) { return number === 0 ? words.textNone : number; }

  function sheets(room) {
    var sum = { stacks: 0, copies: 0, large: 0 };
    all("#print_sheets tr[data-share]").forEach(function (row) {
      var copies = copiesOf(row, room);
      var large = row.dataset.share === "person" ? room.large : 0;
      row.hidden = copies === 0;
      if (row.hidden) return;
      sum.stacks += 1;
      sum.copies += copies;
      sum.large += large;
      put(cell(row, "number"), sum.stacks);
      put(cell(row, "copies"), row.dataset.share === "cards" ? cards(copies) : known(copies));
      var how = cell(row, "how");
      if (how) put(how, howOf(how.dataset, copies));
      put(cell(row, "large"), some(large));
    });
    return sum;
  }

  function materials(room) {
    var units = { person: room.people, group: room.groups, tutor: room.tutors, room: 1 };
    all("#print_bring tbody tr").forEach(function (row) {
      var needed = 0, pack = Number(row.dataset.pack || 1);
      Object.keys(units).forEach(function (per) {
        if (!(per in row.dataset) || needed === null) return;
        var count = Number(row.dataset[per]);
        needed = units[per] === null ? null : Math.min(CEILING, needed + Math.min(CEILING, count * units[per]));
      });
      if (needed !== null) needed = Math.min(CEILING, up(needed, pack) * pack);
      row.hidden = needed === 0;
      var packs = needed !== null && row.dataset.pack ? ", " + fill(words.textPack, { n: row.dataset.pack }) : "";
      put(cell(row, "total"), known(needed) + packs);
    });
  }

  function facts(room) {
    var values = { people: room.people, groups: room.groups === null ? words.textUnknown : some(room.groups), tutors: room.tutors, spare: get("spare").value.trim(), large: some(room.large) };
    Object.keys(values).forEach(function (name) { put(document.querySelector('[data-fact="' + name + '"]'), values[name]); });
  }

  function mark(wrong) {
    NAMES.forEach(function (name) {
      var error = get(name + "_error");
      put(error, wrong[name] || "");
      error.hidden = !wrong[name];
      if (wrong[name]) get(name).setAttribute("aria-invalid", "true");
      else get(name).removeAttribute("aria-invalid");
    });
  }

  function count() {
    var now = read();
    // A plan that does not say who comes waits for it, which is no mistake.
    if (!get("people").value.trim() && !get("people").defaultValue) {
      mark({});
      put(total, words.textWaiting);
      return;
    }
    mark(now.wrong);
    if (Object.keys(now.wrong).length) {
      put(total, words.textStale);
      return;
    }
    var sum = sheets(now.room);
    materials(now.room);
    facts(now.room);
    put(total, fill(words.textTotal, sum));
  }

  form.addEventListener("input", count);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { window.setTimeout(count, 0); });
  // A page that was left is not shown again with what was typed.
  window.addEventListener("pagehide", function () { form.reset(); });
  window.addEventListener("pageshow", count);

  document.documentElement.classList.add("is-counting");
  form.hidden = false;
  count();
})();
