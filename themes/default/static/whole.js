// Whether the parts that pages load belong together: a classic script, so that it runs from a
// folder. A page opened there cannot read a file, but it can run a script; and each part says its
// own name in its last line (src/render/html/part.rs). So every part that the page names is run
// once, and those that do not say their name are missing, cut short, or of another version.
(function () {
  "use strict";
  var box = document.getElementById("site_whole");
  if (!box) return;
  var words = box.dataset;
  var said = document.getElementById("site_whole_said");
  var list = document.getElementById("site_whole_faults");
  // A slow stick is slow; a file that is missing says so at once.
  var PATIENCE = 20000;

  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }
  function is(kind) { return function (name) { return (name.indexOf("search/") === 0) === (kind === "index"); }; }
  function has(name) {
    if (/\.css$/.test(name)) return getComputedStyle(document.documentElement).getPropertyValue("--mentorpack-part").indexOf(name) >= 0;
    return !!(window.mentorpackParts || {})[name];
  }

  // Runs the parts one after another, so that a large index never fills the memory.
  function each(names, done) {
    var faults = [];
    (function next(at) {
      if (at === names.length) { done(faults); return; }
      var name = names[at];
      look(name, function (fault) {
        if (fault) faults.push({ name: name, fault: fault });
        next(at + 1);
      });
    })(0);
  }
  function look(name, done) {
    if (has(name)) { done(null); return; }
    var style = /\.css$/.test(name);
    var part = document.createElement(style ? "link" : "script");
    var timer = setTimeout(function () { end("missing"); }, PATIENCE);
    function end(fault) {
      clearTimeout(timer);
      part.onload = part.onerror = null;
      if (part.parentNode) part.parentNode.removeChild(part);
      // Leaves the browser time to draw.
      setTimeout(function () { done(fault); }, 0);
    }
    part.onload = function () { end(has(name) ? null : "other"); };
    part.onerror = function () { end("missing"); };
    if (style) { part.rel = "stylesheet"; part.href = "assets/" + name; } else { part.src = "assets/" + name; }
    document.head.appendChild(part);
  }

  function tell(names, faults) {
    list.textContent = "";
    faults.forEach(function (fault) {
      var item = document.createElement("li");
      item.appendChild(document.createElement("code")).textContent = "assets/" + fault.name;
      item.appendChild(document.createTextNode(": " + words[fault.fault]));
      list.appendChild(item);
    });
    list.hidden = !faults.length;
    box.setAttribute("data-found", faults.length ? "mixed" : "whole");
    var pattern = faults.length ? words.mixed : words.version ? words.whole : words.wholePlain;
    said.textContent = fill(pattern, { n: names.length, version: words.version });
  }

  window.addEventListener("load", function () {
    var names = words.parts.split(" ").filter(Boolean);
    said.textContent = words.looking;
    each(names.filter(is("page")), function (faults) {
      // What the index hands over is not needed here, and thrown away.
      var ignore = function () {};
      window.mentorpackSearch = { root: ignore, words: ignore, lists: ignore, long: ignore, pages: ignore };
      each(names.filter(is("index")), function (more) { tell(names, faults.concat(more)); });
    });
  });
})();
