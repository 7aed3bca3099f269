// What every page can do beyond reading: a classic script, so that it runs from a folder. It stores
// nothing and asks for nothing. Without it every page still reads, links and prints.
(function () {
  "use strict";
  var root = document.documentElement;
  var words = document.currentScript ? document.currentScript.dataset : {};
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  // Show what works only with scripts.
  all("[data-needs-script], [data-search-link], [data-reading-toggle], [data-print]").forEach(function (e) { e.hidden = false; });

  // Each script says its own name in its last line. One that does not is missing, cut short, or of
  // another version than the page, and the page says so.
  window.addEventListener("load", function () {
    var parts = window.mentorpackParts || {};
    var names = all("body script[src]").map(function (script) {
      return (/(?:^|\/)assets\/((?:[\w-]+\/)*[\w-]+\.[0-9a-f]{16}\.js)$/.exec(script.getAttribute("src")) || [])[1];
    });
    var torn = names.filter(function (name) { return name && !parts[name]; });
    var main = document.getElementById("site_main");
    if (!torn.length || !words.torn || !main) return;
    var notice = document.createElement("p");
    notice.className = "torn-notice";
    notice.setAttribute("role", "alert");
    notice.textContent = [words.torn, torn.join(", ") + ".", words.tornHelp].join(" ");
    main.insertBefore(notice, main.firstChild);
  });

  // Ctrl+K (or Command+K) goes to the search page; there it goes to the field.
  var search = document.querySelector("[data-search-link]");
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    var field = document.getElementById("search-q");
    if (!field && !search) return;
    event.preventDefault();
    if (field) { field.focus(); field.select(); } else { location.href = search.href + "#search-q"; }
  });

  // The menu starts folded where the window is narrow, and is never folded where it is wide.
  var menu = document.querySelector("[data-menu]");
  var wide = window.matchMedia("(min-width: 60em)");
  function fold() { if (menu) menu.open = wide.matches; }
  fold();
  if (wide.addEventListener) wide.addEventListener("change", fold);

  // The reading panel changes this page, now; nothing is kept.
  var toggle = document.querySelector("[data-reading-toggle]");
  var panel = document.getElementById("site_reading");
  if (toggle && panel) {
    toggle.addEventListener("click", function () {
      panel.hidden = !panel.hidden;
      toggle.setAttribute("aria-expanded", String(!panel.hidden));
    });
    panel.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { toggle.click(); toggle.focus(); }
    });
    all("[data-reading]").forEach(function (button) {
      button.addEventListener("click", function () {
        var on = root.classList.toggle(button.getAttribute("data-reading"));
        button.setAttribute("aria-pressed", String(on));
      });
    });
  }

  // Contents: mark the part that is being read.
  var contents = document.querySelector("[data-contents]");
  if (contents && "IntersectionObserver" in window) {
    var links = {}, order = [];
    Array.prototype.forEach.call(contents.querySelectorAll("a"), function (link) {
      var id = decodeURIComponent(link.hash.slice(1));
      var heading = document.getElementById(id);
      if (heading) { links[id] = link; order.push(heading); }
    });
    var mark = function (id) {
      Object.keys(links).forEach(function (key) {
        if (key === id) links[key].setAttribute("aria-current", "true"); else links[key].removeAttribute("aria-current");
      });
    };
    var observer = new IntersectionObserver(function () {
      var now = null;
      order.forEach(function (heading) { if (heading.getBoundingClientRect().top < window.innerHeight / 3) now = heading.id; });
      mark(now);
    }, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
    order.forEach(function (heading) { observer.observe(heading); });
  }

  // Paper: open what is folded, answers on tutors' paper only, and fold it again afterwards.
  all("[data-print]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });
  var opened = [];
  window.addEventListener("beforeprint", function () {
    var answers = root.classList.contains("is-tutor") ? "" : ":not(.question-answer)";
    opened = all("main details:not([open])" + answers);
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
    opened = [];
  });
})();
