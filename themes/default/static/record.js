// The record of a workshop: a classic script, so that it runs from a folder. What is typed stays on
// this page, for as long as it is open: nothing is stored and nothing is sent. The sheet that prints
// is kept in step with what is typed.
(function () {
  "use strict";
  var form = document.getElementById("site_record");
  var sheet = document.getElementById("site_record_sheet");
  if (!form || !sheet) return;
  var words = form.dataset;
  var groups = document.getElementById("site_record_groups");
  var said = document.getElementById("record_said");
  var remove = document.getElementById("record_remove");
  var started = groups.innerHTML;
  // Whether something has been typed that is in no file yet.
  var unsaved = false;

  function get(id) { return document.getElementById(id); }
  function all(selector, within) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }
  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }
  function say(text) { said.textContent = ""; said.textContent = text; }
  function element(name, text) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  // What is on the page, as data.
  function record() {
    var date = get("record_date").value;
    if (date) {
      var parts = date.split("-").map(Number);
      date = new Date(parts[0], parts[1] - 1, parts[2]).toLocaleDateString(document.documentElement.lang || undefined, { day: "numeric", month: "long", year: "numeric" });
    }
    return {
      title: get("record_title").value.trim(), date: date, venue: get("record_venue").value.trim(),
      groups: all("[data-group]", groups).map(function (group) {
        return {
          name: group.querySelector("legend").textContent.trim(),
          scenario: group.querySelector("[data-scenario]").value.trim(),
          ideas: all("[data-idea]", group).map(function (idea) { return idea.value.trim(); })
        };
      })
    };
  }

  function heading(group) { return group.name + (group.scenario ? ": " + group.scenario : ""); }
  function title(data) { return fill(words.textRecord, { title: data.title }).replace(/^[\s:–-]+/, ""); }

  // The sheet that prints: what is typed, and lines to write on where nothing is.
  function ruled(parent, lines) {
    for (; lines > 0; lines -= 1) {
      var line = element("span");
      line.className = "writing-line";
      line.setAttribute("aria-hidden", "true");
      parent.appendChild(line);
    }
  }
  function draw() {
    var data = record();
    sheet.querySelector('[data-sheet="title"]').textContent = title(data);
    ["date", "venue"].forEach(function (name) {
      var place = sheet.querySelector('[data-sheet="' + name + '"]');
      place.textContent = data[name];
      if (!data[name]) ruled(place, 1);
    });
    var place = sheet.querySelector('[data-sheet="groups"]');
    place.textContent = "";
    data.groups.forEach(function (group) {
      var part = element("section"), list = element("ol");
      part.className = "record-paper-group";
      part.appendChild(element("h3", heading(group)));
      group.ideas.forEach(function (idea) {
        var item = element("li", idea);
        if (!idea) ruled(item, 2);
        list.appendChild(item);
      });
      part.appendChild(list);
      place.appendChild(part);
    });
  }

  // The file: plain text that any program opens, with a mark that says it is UTF-8.
  function text() {
    var data = record();
    var lines = [title(data)];
    if (data.date) lines.push(words.textDate + ": " + data.date);
    if (data.venue) lines.push(words.textVenue + ": " + data.venue);
    data.groups.forEach(function (group) {
      lines.push("", heading(group));
      group.ideas.forEach(function (idea, index) {
        lines.push(index + 1 + ". " + idea.replace(/\s*\n\s*/g, "\n   "));
      });
    });
    lines.push("", words.version, "");
    return "\ufeff" + lines.join("\n").replace(/\r?\n/g, "\r\n");
  }

  function typed(within) { return all("[data-idea]", within).some(function (idea) { return idea.value.trim() !== ""; }); }
  function warn(event) { event.preventDefault(); event.returnValue = ""; }
  function mark(now) {
    unsaved = now;
    if (now) window.addEventListener("beforeunload", warn); else window.removeEventListener("beforeunload", warn);
  }
  function count() { return groups.querySelectorAll("[data-group]").length; }
  function changed() {
    remove.setAttribute("aria-disabled", String(count() < 2));
    draw();
  }

  form.addEventListener("input", function () { mark(true); said.textContent = ""; draw(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });

  get("record_add").addEventListener("click", function () {
    var number = count() + 1;
    var group = groups.querySelector("[data-group]").cloneNode(true);
    all("[id], [for]", group).forEach(function (part) {
      ["id", "for"].forEach(function (name) {
        var value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(/^group_\d+_/, "group_" + number + "_"));
      });
    });
    all("option", group).forEach(function (option) { option.removeAttribute("selected"); });
    all("input, textarea", group).forEach(function (field) { field.value = ""; field.removeAttribute("value"); });
    var scenario = group.querySelector("select");
    if (scenario) scenario.selectedIndex = 0;
    var name = fill(words.textGroup, { number: number });
    group.querySelector("legend").textContent = name;
    groups.appendChild(group);
    changed();
    say(fill(words.textAdded, { group: name }));
    group.querySelector("[data-scenario]").focus();
  });

  remove.addEventListener("click", function () {
    if (count() < 2) return say(words.textOneLeft);
    var group = groups.querySelector("[data-group]:last-of-type");
    var name = group.querySelector("legend").textContent.trim();
    if (typed(group) && !window.confirm(fill(words.textRemoveSure, { group: name }))) return;
    group.remove();
    changed();
    say(fill(words.textRemoved, { group: name }));
  });

  get("record_print").addEventListener("click", function () { draw(); window.print(); });

  get("record_save").addEventListener("click", function () {
    var address = URL.createObjectURL(new Blob([text()], { type: "text/plain;charset=utf-8" }));
    var link = element("a");
    link.href = address;
    link.download = words.file;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
    mark(false);
    say(fill(words.textSaved, { file: words.file }));
  });

  // As the page opened: what the plan says is there, what was typed is not.
  function empty() {
    form.reset();
    groups.innerHTML = started;
    mark(false);
    changed();
  }
  get("record_clear").addEventListener("click", function () {
    if (unsaved && typed(groups) && !window.confirm(words.textClearSure)) return;
    empty();
    say(words.textEmpty);
  });
  // A page that was left is not shown again with what was typed.
  window.addEventListener("pagehide", empty);

  document.documentElement.classList.add("is-recording");
  form.hidden = false;
  changed();
})();
