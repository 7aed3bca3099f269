// The player of a SCORM 1.2 package. What goes to the platform is how far somebody has come: status,
// place, time, and that they left to come back. Nothing that anybody types goes anywhere.
//
// The place is `7;1-7,9`: the page that is open, then the pages seen. SCORM 1.2 allows 255
// characters; pages that do not fit any more count as not seen next time.
(function () {
  "use strict";
  var body = document.body;
  var count = Number(body.getAttribute("data-count"));
  var frame = document.getElementById("player_page");
  var links = {};
  var seen = {};
  var seenCount = 0;
  var current = 1;
  var done = false;
  // The page that was opened last and has not come yet; one that was on its way before is not it.
  var awaited = 0;
  var api = null;
  var began = 0;
  var longest = 255;

  function text(name) { return body.getAttribute("data-text-" + name); }
  function by(id) { return document.getElementById(id); }
  function say(words) { by("player_said").textContent = words; }

  // ---- The platform (SCORM 1.2 RTE, 3.3.6: the API is in a window around or behind this one)

  function inParents(from) {
    var at = from;
    for (var step = 0; step < 500; step += 1) {
      try {
        if (at.API) { return at.API; }
      } catch (stranger) {
        // A window of somebody else's; those around it may still be the platform's.
      }
      if (!at.parent || at.parent === at) { return null; }
      at = at.parent;
    }
    return null;
  }

  function find() {
    var found = inParents(window);
    try {
      if (!found && window.top.opener) { found = inParents(window.top.opener); }
    } catch (stranger) {
      found = null;
    }
    if (!found && window.opener) { found = inParents(window.opener); }
    return found;
  }

  function worked(answer) { return String(answer) === "true"; }
  function get(name) { return String(api.LMSGetValue("cmi.core." + name) || ""); }
  function set(name, value) { return worked(api.LMSSetValue("cmi.core." + name, value)); }

  function begin() {
    api = find();
    began = Date.now();
    if (!api) { return say(text("alone")); }
    if (!worked(api.LMSInitialize(""))) {
      api = null;
      return say(text("failed"));
    }
    var status = get("lesson_status");
    done = status === "completed" || status === "passed";
    if (!done && status !== "incomplete") { set("lesson_status", "incomplete"); }
    resume(get("lesson_location"));
    // Without this the platform may forget the place.
    set("exit", "suspend");
    keep();
  }

  function keep() {
    if (!api) { return; }
    if (!set("lesson_location", place()) || !worked(api.LMSCommit(""))) { say(text("failed")); }
  }

  function finish() {
    if (!api) { return; }
    set("session_time", duration(Date.now() - began));
    set("lesson_location", place());
    api.LMSCommit("");
    api.LMSFinish("");
    api = null;
  }

  // `HHHH:MM:SS.SS`
  function duration(milliseconds) {
    var hundredths = Math.max(0, Math.round(milliseconds / 10));
    function two(number) { return (number < 10 ? "0" : "") + number; }
    var hours = Math.min(9999, Math.floor(hundredths / 360000));
    var left = hundredths % 360000;
    return ("000" + hours).slice(-4) + ":" + two(Math.floor(left / 6000)) + ":" +
      two(Math.floor(left % 6000 / 100)) + "." + two(left % 100);
  }

  // ---- The place

  function place() {
    var written = current + ";";
    var comma = "";
    for (var from = 1; from <= count; from += 1) {
      if (!seen[from]) { continue; }
      var to = from;
      while (seen[to + 1]) { to += 1; }
      var range = comma + from + (to > from ? "-" + to : "");
      if (written.length + range.length > longest) { break; }
      written += range;
      comma = ",";
      from = to;
    }
    return written;
  }

  function resume(written) {
    var parts = /^(\d+);([\d,-]*)$/.exec(written);
    if (!parts) { return; }
    parts[2].split(",").forEach(function (range) {
      var ends = range.split("-").map(Number);
      var to = Math.min(ends.length > 1 ? ends[1] : ends[0], count);
      for (var page = ends[0]; page >= 1 && page <= to; page += 1) { note(page); }
    });
    var page = Number(parts[1]);
    if (page > 1 && page <= count) { open(page); }
  }

  // ---- Pages

  function note(page) {
    if (seen[page]) { return; }
    seen[page] = true;
    seenCount += 1;
    var link = links[page];
    if (link) {
      link.className = "is-seen";
      link.setAttribute("aria-label", link.textContent + " (" + text("seen") + ")");
    }
  }

  // Into the frame without a step in the history, so that "back" leaves the course as it should.
  function open(page) {
    current = page;
    awaited = page;
    try {
      frame.contentWindow.location.replace(links[page].href);
    } catch (stranger) {
      frame.src = links[page].href;
    }
    show();
  }

  function show() {
    for (var page in links) {
      if (Number(page) === current) {
        links[page].setAttribute("aria-current", "page");
        if (links[page].scrollIntoView && by("player_contents").open) {
          links[page].scrollIntoView({ block: "nearest" });
        }
      } else {
        links[page].removeAttribute("aria-current");
      }
    }
    by("player_previous").disabled = current <= 1;
    by("player_next").disabled = current >= count;
    by("player_finished").hidden = done;
    by("player_progress").value = seenCount;
    by("player_count").textContent =
      text("progress").replace("{n}", seenCount).replace("{of}", count);
  }

  function complete() {
    if (done) { return; }
    done = true;
    if (api) {
      var kept = set("lesson_status", "completed");
      keep();
      say(text(kept ? "kept" : "failed"));
    } else {
      say(text("done"));
    }
    show();
  }

  function arrived(page) {
    current = page;
    note(page);
    keep();
    if (seenCount >= count) { complete(); }
    show();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-page]"), function (link) {
    links[link.getAttribute("data-page")] = link;
  });
  Array.prototype.forEach.call(document.querySelectorAll("[data-needs-script]"), function (part) {
    part.hidden = false;
  });
  window.addEventListener("message", function (event) {
    var page = event.data && event.data.mentorpackPage;
    if (event.source !== frame.contentWindow || !links[page]) { return; }
    if (awaited && page !== awaited) { return; }
    awaited = 0;
    arrived(Number(page));
  });
  by("player_contents").addEventListener("click", function (event) {
    var link = event.target.closest("a[data-page]");
    if (!link) { return; }
    event.preventDefault();
    if (narrow()) { by("player_contents").open = false; }
    open(Number(link.getAttribute("data-page")));
  });
  by("player_previous").addEventListener("click", function () { open(current - 1); });
  by("player_next").addEventListener("click", function () { open(current + 1); });
  by("player_finished").addEventListener("click", complete);
  function narrow() { return window.matchMedia("(max-width: 59.99em)").matches; }
  if (narrow()) { by("player_contents").open = false; }

  // `pagehide` comes on a phone too, where `unload` does not. A page brought back begins anew.
  window.addEventListener("pagehide", finish);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { window.location.reload(); }
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { keep(); }
  });
  begin();
  // The first page may have said its number before anybody listened.
  if (current === 1) { open(1); } else { show(); }
})();
