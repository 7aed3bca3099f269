// The page for phones: searching the whole of it, and printing one form of it. A classic script without
// an index: the words are read from the page itself, once somebody searches. It stores and sends nothing.
(function () {
  "use strict";
  const words = window.mentorpackSearch;
  const form = document.getElementById("search-form");
  const input = document.getElementById("search-q");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const TYPING = 250;
  const SHOWN = 20;
  // Letters of a result's text before and behind the first word found.
  const BEFORE = 60;
  const BEHIND = 120;

  // Paper for one form: the rest of the edition stays off it.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print]");
    const page = button && button.closest(".phone-page");
    if (!page) return;
    document.documentElement.classList.add("prints-one");
    page.classList.add("is-printed");
  }, true);
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("prints-one");
    document.querySelectorAll(".is-printed").forEach((page) => page.classList.remove("is-printed"));
  });

  if (!words || !form || !input || !status || !results) return;

  const SILENT = "script, style, svg, .kind-line, .reading-time, .phone-back, .visually-hidden, [hidden]";
  const PARTS = /^(P|LI|DT|DD|TD|TH|DIV|SECTION|H[2-6]|LABEL|LEGEND|OPTION|CAPTION|BR)$/;
  // Places of the page, and every word of it with its stem: each is made once.
  let places = null;
  const known = new Map();
  let timer = 0;

  // Every heading with what stands under it, and a page's beginning with its title.
  function read() {
    const found = [];
    document.querySelectorAll(".phone-page").forEach((page) => {
      const title = page.dataset.title;
      let place = { page: title, heading: "", id: page.id, text: "" };
      found.push(place);
      const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) { place.text += node.data; return; }
        if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return;
        if (PARTS.test(node.nodeName)) place.text += " ";
        if (/^H[2-6]$/.test(node.nodeName)) {
          if (node.nodeName === "H2") return;
          place = { page: title, heading: node.textContent.trim(), id: node.id || place.id, text: "" };
          found.push(place);
          return;
        }
        node.childNodes.forEach(walk);
      };
      page.childNodes.forEach(walk);
    });
    found.forEach((place) => {
      place.text = place.text.replace(/\s+/g, " ").trim();
      place.named = counted(place.page + " " + place.heading);
      place.said = counted(place.text);
    });
    return found;
  }

  // How often each word stands in a text.
  function counted(text) {
    const counts = new Map();
    words.tokens(text).forEach((token) => {
      if (!known.has(token.word)) known.set(token.word, words.stem(token.word));
      counts.set(token.word, (counts.get(token.word) || 0) + 1);
    });
    return counts;
  }

  // Whether a word of the page is one that was asked for. The last may not be typed to its end.
  const answers = (word, asked) => known.get(word) === asked.stem || (asked.open && word.startsWith(asked.word));

  function count(counts, asked) {
    let sum = 0;
    asked.words.forEach((word) => { sum += counts.get(word) || 0; });
    return sum;
  }

  // A place has every word; one in a title or a heading counts more than ten in the text.
  function worth(place, question) {
    let sum = 0;
    for (const asked of question) {
      const named = count(place.named, asked), said = count(place.said, asked);
      if (!named && !said) return 0;
      sum += (named ? 20 : 0) + Math.min(said, 10);
    }
    return sum + (place.heading ? 0 : 5);
  }

  function add(parent, name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  // A part of the text with the words that were asked for in <mark>.
  function snippet(parent, text, question) {
    const hits = words.tokens(text).filter((token) => question.some((asked) => answers(token.word, asked)));
    if (!hits.length) { parent.textContent = text.slice(0, BEHIND); return; }
    let from = Math.max(0, hits[0].start - BEFORE);
    if (from) from = text.indexOf(" ", from) + 1 || from;
    let to = Math.min(text.length, hits[0].start + BEHIND);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), hits[0].end);
    if (from) parent.append("… ");
    let at = from;
    hits.forEach((hit) => {
      if (hit.start < at || hit.end > to) return;
      parent.append(text.slice(at, hit.start));
      add(parent, "mark", "", text.slice(hit.start, hit.end));
      at = hit.end;
    });
    parent.append(text.slice(at, to));
    if (to < text.length) parent.append(" …");
  }

  const name = (place) => place.heading ? place.page + " › " + place.heading : place.page;

  function say(key, values) {
    status.textContent = (form.dataset[key] || "").replace(/\{(\w+)\}/g, (all, value) => (values && value in values ? values[value] : all));
  }

  function show(question) {
    if (!places) places = read();
    question.forEach((asked) => { asked.words = Array.from(known.keys()).filter((word) => answers(word, asked)); });
    const found = places.map((place, at) => ({ place: place, at: at, worth: worth(place, question) }))
      .filter((hit) => hit.worth > 0)
      .sort((a, b) => b.worth - a.worth || a.at - b.at)
      .map((hit) => hit.place);
    results.textContent = "";
    found.slice(0, SHOWN).forEach((place) => {
      const item = add(results, "li", "search-hit");
      add(item, "a", "search-link", name(place)).href = "#" + place.id;
      if (place.text) snippet(add(item, "p", "search-snippet"), place.text, question);
    });
    const key = found.length === 0 ? "textNone" : found.length === 1 ? "textOne" : "textMany";
    say(key, { n: found.length, title: found.length ? name(found[0]) : "" });
  }

  function ask() {
    clearTimeout(timer);
    const typed = input.value;
    const question = words.tokens(typed).map((token) => ({ word: token.word, stem: words.stem(token.word), open: token.end === typed.length }));
    if (!question.length) { results.textContent = ""; status.textContent = ""; return; }
    if (places) return show(question);
    // The first time, a slow phone reads for a moment, and says so before.
    say("textBusy");
    timer = setTimeout(() => show(question), 50);
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, TYPING); });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
})();
