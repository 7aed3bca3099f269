// The search page: asks the engine while the reader types, and shows and announces what it finds.
// Every word on show comes from the form's data attributes, and those from the theme's strings.
(function () {
  "use strict";

  const search = window.mentorpackSearch;
  const form = document.getElementById("search-form");
  const input = document.getElementById("search-q");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  if (!search || !form || !input || !status || !results) return;

  const TYPING = 150;
  const SLOW = 400;
  const AT_ONCE = 10;
  const home = form.dataset.root || "";
  let turn = 0;
  let timer = 0;
  let asked = "";

  function say(name, values) {
    const text = form.dataset[name] || "";
    status.textContent = text.replace(/\{(\w+)\}/g, (whole, key) =>
      values && key in values ? values[key] : whole
    );
  }

  function add(parent, name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  // Puts `text` into `parent` with the matched words in <mark>.
  function addMarked(parent, text, answer) {
    let at = 0;
    answer.matches(text).forEach(function (match) {
      parent.appendChild(document.createTextNode(text.slice(at, match.start)));
      add(parent, "mark", "", text.slice(match.start, match.end));
      at = match.end;
    });
    parent.appendChild(document.createTextNode(text.slice(at)));
  }

  function heading(hit) {
    return hit.heading ? hit.title + " › " + hit.heading : hit.title;
  }

  function addHit(hit, answer) {
    const item = add(results, "li", "search-hit");
    const link = add(item, "a", "search-link");
    link.href = home + hit.url;
    addMarked(link, heading(hit), answer);
    item.appendChild(document.createTextNode(" "));
    add(item, "span", "search-kind", hit.kind);
    if (hit.snippet) addMarked(add(item, "p", "search-snippet"), hit.snippet, answer);
    return link;
  }

  function removeMore() {
    const more = document.getElementById("search-more");
    if (more) more.parentNode.removeChild(more);
  }

  // A button for the next hits, where the theme has a name for it.
  function offerMore(answer, shown, mine) {
    removeMore();
    if (!form.dataset.textMore || shown >= answer.total) return;
    const more = add(results.parentNode, "button", "", form.dataset.textMore);
    more.id = "search-more";
    more.type = "button";
    results.parentNode.insertBefore(more, results.nextSibling);
    more.addEventListener("click", function () {
      answer.describe(shown, shown + AT_ONCE).then(function (hits) {
        if (mine !== turn) return;
        const links = hits.map((hit) => addHit(hit, answer));
        links[0].focus();
        offerMore(answer, shown + hits.length, mine);
      }, () => mine === turn && say("textBroken"));
    });
  }

  // 1,234 as the page's language writes it, or plainly where the browser does not know it.
  function written(number) {
    try {
      return number.toLocaleString(document.documentElement.lang || undefined);
    } catch (_) {
      return String(number);
    }
  }

  function show(answer, hits, query, mine) {
    results.textContent = "";
    hits.forEach((hit) => addHit(hit, answer));
    offerMore(answer, hits.length, mine);
    const values = { n: written(answer.total), query: query, title: hits.length ? heading(hits[0]) : "" };
    say(answer.total === 0 ? "textNone" : answer.total === 1 ? "textOne" : "textMany", values);
  }

  function clear() {
    results.textContent = "";
    status.textContent = "";
    removeMore();
  }

  // The address keeps the question, so that going back from a result finds it again.
  function keep(query) {
    try {
      const address = query ? "?q=" + encodeURIComponent(query) : location.pathname;
      history.replaceState(null, "", address);
    } catch (_) {
      // Some browsers allow no change of address in a folder; the search works all the same.
    }
  }

  function open() {
    return search.open(home + form.dataset.index);
  }

  function ask() {
    clearTimeout(timer);
    const query = input.value;
    if (query === asked) return;
    asked = query;
    const mine = (turn += 1);
    keep(query.trim());
    if (!query.trim()) {
      clear();
      return;
    }
    const slow = setTimeout(() => mine === turn && say("textLoading"), SLOW);
    open()
      .then(() => search.ask(query))
      .then((answer) =>
        answer.describe(0, AT_ONCE).then(function (hits) {
          if (mine === turn) show(answer, hits, query.trim(), mine);
        })
      )
      .catch(function () {
        if (mine !== turn) return;
        asked = "";
        clear();
        say("textBroken");
      })
      .then(() => clearTimeout(slow));
  }

  input.addEventListener("focus", function () {
    // A search says what is wrong; getting ready for one does not.
    open().catch(function () {});
  });
  input.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask();
  });

  const given = /[?&]q=([^&]*)/.exec(location.search);
  if (given) {
    try {
      input.value = decodeURIComponent(given[1].replace(/\+/g, " "));
    } catch (_) {
      input.value = given[1];
    }
  }
  // A browser that goes back may have filled the field in by itself.
  if (input.value) ask();
})();
