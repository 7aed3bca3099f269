// What `mentorpack serve` adds to a page: it listens for changes, loads the page again where it has
// changed, and shows what there is to mend. Nothing of it is in a build.
(function () {
  "use strict";
  var seen = document.currentScript.getAttribute("data-seen");
  var page = encodeURIComponent(location.pathname);
  var KEPT = "mentorpack-preview";

  // Back to where the reader was before the page was loaded again. A page grows while its pictures
  // come, so once more when they are there.
  function keptPlace() {
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
      return kept && kept.path === location.pathname ? kept : null;
    } catch (error) {
      return null;
    }
  }
  var place = keptPlace();
  if (place) {
    history.scrollRestoration = "manual";
    var goBack = function () {
      window.scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    };
    goBack();
    window.addEventListener("load", function () {
      goBack();
      history.scrollRestoration = "auto";
    });
  }
  function loadAgain() {
    try {
      var here = { path: location.pathname, x: window.scrollX, y: window.scrollY };
      sessionStorage.setItem(KEPT, JSON.stringify(here));
    } catch (error) {
      // Without a place to keep it, the browser's own memory has to do.
    }
    location.reload();
  }

  // A room of its own, so that neither the theme's styles nor the page's scripts meet it.
  var host = document.createElement("div");
  var room = host.attachShadow({ mode: "open" });
  var style = document.createElement("style");
  style.textContent = [
    ":host { all: initial }",
    "@media print { :host { display: none } }",
    ".bar { position: fixed; inset: auto 0.5rem 0.5rem auto; z-index: 2147483647; display: flex;",
    "  flex-direction: column; align-items: flex-end; gap: 0.5rem; max-width: calc(100vw - 1rem);",
    "  font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark }",
    ".bar { --ink: #1a1a1a; --paper: #fff; --edge: #6b6b6b; --stop: #a3121f; --warn: #6b4a00;",
    "  --line: #ccc; --code: #f1f1f1; --faint: #595959; --mark: #ffd9dc; --link: #0b57d0 }",
    "@media (prefers-color-scheme: dark) { .bar { --ink: #f2f2f2; --paper: #1f1f1f;",
    "  --edge: #9a9a9a; --stop: #ff8a8a; --warn: #f3c969;",
    "  --line: #555; --code: #2d2d2d; --faint: #b0b0b0; --mark: #6d1a22; --link: #8ab4ff } }",
    ".bar, .panel { color: var(--ink) }",
    ".panel { box-sizing: border-box; width: 46rem; max-width: 100%; max-height: 60vh;",
    "  overflow: auto; padding: 0.75rem 1rem; border: 2px solid var(--edge);",
    "  border-radius: 0.5rem; background: var(--paper);",
    "  box-shadow: 0 0.25rem 1.5rem #0006; overflow-wrap: break-word }",
    ".panel.stops { border-color: var(--stop); border-left-width: 0.5rem }",
    "h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 5rem 0.25rem 0 }",
    "p { margin: 0 0 0.5rem }",
    "ol, ul { margin: 0; padding: 0; list-style: none }",
    "ol > li { border-top: 1px solid var(--line); padding: 0.5rem 0 }",
    ".what { font-weight: 600 }",
    ".kind { color: var(--stop) }",
    ".warning .kind { color: var(--warn) }",
    "pre { margin: 0 0 0.5rem; padding: 0.25rem 0.5rem; overflow: auto; font: 0.875rem/1.6 monospace;",
    "  background: var(--code) }",
    ".number { color: var(--faint); user-select: none }",
    "mark { color: inherit; background: var(--mark); text-decoration: underline wavy }",
    "button { font: inherit; color: inherit; cursor: pointer; padding: 0.25rem 0.75rem;",
    "  border: 2px solid var(--edge); border-radius: 0.5rem;",
    "  background: var(--paper) }",
    "button.stops { border-color: var(--stop) }",
    "button:focus-visible, .panel:focus-visible, a:focus-visible {",
    "  outline: 3px solid var(--link); outline-offset: 2px }",
    ".hide { float: right }",
    ".buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0.5rem }",
    "a { color: var(--link) }",
    "[hidden] { display: none }",
    ".heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }"
  ].join("\n");
  var bar = element("div", "bar");
  // Read out when it changes; the focus stays where it is.
  var heard = element("div", "heard");
  heard.setAttribute("role", "status");
  bar.append(heard);
  room.append(style, bar);

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) {
      made.className = name;
    }
    if (text) {
      made.textContent = text;
    }
    return made;
  }

  // A panel with the button that opens it.
  function Panel(id) {
    var panel = this;
    this.body = element("section", "panel");
    this.body.id = id;
    this.body.tabIndex = -1;
    this.body.setAttribute("aria-labelledby", id + "-title");
    this.opener = element("button");
    this.opener.type = "button";
    this.opener.setAttribute("aria-controls", id);
    this.opener.addEventListener("click", function () {
      panel.open(panel.body.hidden);
      if (!panel.body.hidden) {
        panel.body.focus();
      }
    });
    this.body.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        panel.close();
      }
    });
    this.open(false);
    this.opener.hidden = true;
  }
  Panel.prototype.open = function (open) {
    this.body.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
  };
  Panel.prototype.close = function () {
    var within = this.body.contains(room.activeElement);
    this.open(false);
    if (within) {
      this.opener.focus();
    }
  };
  Panel.prototype.fill = function (title, hide, parts) {
    var panel = this;
    var close = element("button", "hide", hide);
    close.type = "button";
    close.addEventListener("click", function () {
      panel.close();
    });
    var head = element("h2", "", title);
    head.id = this.body.id + "-title";
    this.body.replaceChildren.apply(this.body, [close, head].concat(parts));
    this.opener.textContent = title;
    this.opener.hidden = !title;
    if (!title) {
      this.open(false);
    }
  };

  var findings = new Panel("findings");
  var pdfs = new Panel("pdfs");
  var buttons = element("div", "buttons");
  buttons.append(pdfs.opener, findings.opener);
  var gone = element("p", "panel stops");
  gone.hidden = true;
  bar.append(gone, findings.body, pdfs.body, buttons);
  document.body.append(host);

  function quoted(place) {
    var parts = [element("p", "", place.name)];
    if (place.text.join("").trim()) {
      var line = element("pre");
      line.tabIndex = 0;
      line.append(element("span", "number", place.line + " | "), place.text[0]);
      line.append(element("mark", "", place.text[1]), place.text[2]);
      parts.push(line);
    }
    return parts;
  }

  function item(finding) {
    var made = element("li", finding.error ? "error" : "warning");
    var what = element("p", "what");
    what.append(element("span", "kind", finding.label + ": "), finding.message);
    made.append(what);
    if (finding.place) {
      made.append.apply(made, quoted(finding.place));
    }
    if (finding.related) {
      made.append(element("p", "", finding.related[0]));
      made.append.apply(made, quoted(finding.related[1]));
    }
    if (finding.help) {
      made.append(element("p", "help", finding.help));
    }
    return made;
  }

  var shown = null;
  function show(report) {
    var text = JSON.stringify(report);
    gone.textContent = report.gone;
    gone.hidden = true;
    listPdfs(report);
    if (text === shown) {
      return;
    }
    shown = text;
    heard.textContent = report.title;
    var list = element("ol");
    list.setAttribute("role", "list");
    list.append.apply(list, report.findings.map(item));
    var parts = [element("p", "", report.note), list];
    if (report.more) {
      parts.push(element("p", "", report.more));
    }
    findings.fill(report.title, report.close, parts);
    findings.body.classList.toggle("stops", report.stops);
    findings.opener.classList.toggle("stops", report.stops);
    // Mistakes show themselves; warnings wait until somebody asks.
    findings.open(report.stops);
  }

  var asked = false;
  function listPdfs(report) {
    if (asked) {
      return;
    }
    asked = true;
    fetch("/-/pdfs?page=" + page).then(function (answer) {
      return answer.json();
    }).then(function (addresses) {
      var list = element("ul");
      list.setAttribute("role", "list");
      addresses.forEach(function (address) {
        var link = element("a", "", decodeURIComponent(address.split("/").pop()));
        link.href = address;
        var line = element("li");
        line.append(link);
        list.append(line);
      });
      pdfs.fill(addresses.length ? report.pdfs : "", report.close, [list]);
    }).catch(function () {
      asked = false;
    });
  }

  // Browsers keep few connections to one place, so only pages that somebody sees hold one. What
  // changes meanwhile is told when they are seen again.
  var source = null;
  function listen() {
    if (document.visibilityState === "hidden") {
      if (source) {
        source.close();
      }
      source = null;
      return;
    }
    if (source) {
      return;
    }
    source = new EventSource("/-/events?page=" + page + "&seen=" + seen);
    source.onmessage = function (event) {
      var message = JSON.parse(event.data);
      if (message.reload) {
        source.close();
        loadAgain();
      } else {
        show(message.report);
      }
    };
    source.onerror = function () {
      // The browser tries again by itself.
      gone.hidden = !gone.textContent;
    };
  }
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", function () {
    if (source) {
      source.close();
      source = null;
    }
  });
  window.addEventListener("pageshow", listen);
  listen();
})();
