// Finds sections by words. The index is a set of classic scripts that call the functions below
// with their data: nothing else can be loaded by a page that was opened from a folder.
// How the files are written is told in src/render/html/search.rs.
(function () {
  "use strict";

  const own = window.mentorpackSearch;

  // How long a file may take: a slow stick is slow, a missing file says so at once.
  const PATIENCE = 20000;
  // What the letters typed so far may stand for: no more words, and no more files, than this.
  const MOST_ENDINGS = 24;
  const MOST_WORD_FILES = 6;
  const MOST_LIST_FILES = 10;
  // How much a word counts that only begins with what was typed.
  const BEGINS = 0.6;
  // BM25's usual settings.
  const K1 = 1.2;
  const B = 0.75;

  const DIGITS = (function () {
    const values = new Uint8Array(128);
    let value = 0;
    for (let code = 32; code < 127; code += 1) {
      if (code !== 34 && code !== 60 && code !== 92) values[code] = value++;
    }
    return values;
  })();
  const BASE = 92;
  const ONE = 64;
  const THREE = 88;
  const SIX = 91;
  const IN_TWO = (THREE - ONE) * BASE;

  // Reads the digits of a string one number after the other; the twin of digits.rs.
  function reader(text, from, to) {
    let at = from;
    const digit = function () {
      return DIGITS[text.charCodeAt(at++)];
    };
    const number = function () {
      const first = digit();
      if (first < ONE) return first;
      if (first < THREE) return ONE + (first - ONE) * BASE + digit();
      let rest = first < SIX ? first - THREE : 0;
      for (let more = first < SIX ? 2 : 5; more > 0; more -= 1) rest = rest * BASE + digit();
      return ONE + IN_TWO + rest + (first < SIX ? 0 : 3 * BASE * BASE);
    };
    return { digit: digit, number: number, more: () => at < to };
  }

  let root = null;
  let folder = document.baseURI;
  let lengths = null;
  const given = { words: {}, lists: {}, long: {}, pages: {} };
  const loading = {};

  // What the files call.
  own.root = function (data) {
    root = data;
    if (document.currentScript && document.currentScript.src) folder = document.currentScript.src;
    lengths = sectionLengths(data.lengths);
  };
  own.words = function (number, words, numbers) {
    given.words[number] = { terms: null, words: words, numbers: numbers };
  };
  own.lists = function (number, list) {
    given.lists[number] = list;
  };
  own.long = function (number, list) {
    given.long[number] = list;
  };
  own.pages = function (number, pages) {
    given.pages[number] = pages;
  };

  // Lengths are kept as steps, each about a twelfth longer than the last.
  function sectionLengths(digits) {
    const steps = [0];
    while (steps.length < BASE) {
      const last = steps[steps.length - 1];
      steps.push(last + 1 + Math.floor(last / 12));
    }
    return Float32Array.from(digits, (digit) => steps[DIGITS[digit.charCodeAt(0)]]);
  }

  // Loads a script once. What failed is forgotten, so that the next search tries again.
  function load(address, isThere) {
    if (isThere()) return Promise.resolve();
    if (loading[address]) return loading[address];
    const promise = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      const broken = () => reject(new Error("The search index is incomplete: " + address));
      const timer = setTimeout(broken, PATIENCE);
      script.onload = function () {
        clearTimeout(timer);
        if (isThere()) resolve();
        else broken();
      };
      script.onerror = function () {
        clearTimeout(timer);
        broken();
      };
      script.src = address;
      document.head.appendChild(script);
    });
    loading[address] = promise;
    const forget = () => delete loading[address];
    promise.then(forget, forget);
    return promise;
  }

  function shard(kind, number) {
    const hash = (root[kind] || "").slice(number * 16, number * 16 + 16);
    const address = new URL(kind + "." + hash + ".js", folder).href;
    return load(address, () => given[kind][number] !== undefined).then(() => given[kind][number]);
  }

  // Unpacks a words shard: each stem, the words it comes from, and where its list lies.
  function unpack(shardOfWords) {
    const numbers = reader(shardOfWords.numbers, 0, shardOfWords.numbers.length);
    let list = numbers.number();
    let long = numbers.number();
    let at = 0;
    let last = "";
    return shardOfWords.words.split(" ").map(function (entry) {
      const parts = entry.split(",");
      const stem = last.slice(0, parseInt(parts[0][0], 36)) + parts[0].slice(1);
      const forms = parts
        .slice(1)
        .map((form) => stem.slice(0, stem.length - parseInt(form[0], 36)) + form.slice(1));
      last = stem;
      const number = numbers.number();
      const size = Math.floor(number / 3);
      const term = { stem: stem, forms: forms, size: size, kind: "lists", file: list, at: at };
      if (number % 3 === 2) {
        term.kind = "long";
        term.file = long++;
        term.at = 0;
      } else {
        if (number % 3 === 1) {
          list += 1;
          term.file = list;
          term.at = at = 0;
        }
        at += size;
      }
      return term;
    });
  }

  // The terms that `wanted` accepts, out of the shards that may have words from `from` to `to`.
  function terms(from, to, wanted) {
    const numbers = [];
    for (let number = 0; number * 2 < root.ranges.length; number += 1) {
      if (root.ranges[number * 2] <= to && root.ranges[number * 2 + 1] >= from) numbers.push(number);
    }
    const some = numbers.slice(0, MOST_WORD_FILES);
    return Promise.all(some.map((number) => shard("words", number))).then(function (shards) {
      const found = [];
      shards.forEach(function (words) {
        if (!words.terms) words.terms = unpack(words);
        words.terms.forEach((term) => wanted(term) && found.push(term));
      });
      return found;
    });
  }

  function exactly(stem) {
    return terms(stem, stem, (term) => term.stem === stem);
  }

  // The commonest words that begin with `letters`, as many as can be read quickly. The word as it
  // stands comes first.
  function beginning(letters, stem) {
    if (letters.length < 2) return exactly(stem);
    const begins = (word) => word.startsWith(letters);
    const wanted = (term) => term.stem === stem || begins(term.stem) || term.forms.some(begins);
    return Promise.all([exactly(stem), terms(letters, letters + "\uffff", wanted)]).then(
      function (both) {
        const others = both[1].filter((term) => term.stem !== stem);
        others.sort((a, b) => b.size - a.size || (a.stem < b.stem ? -1 : 1));
        const files = {};
        let count = 0;
        return both[0].concat(others.slice(0, MOST_ENDINGS)).filter(function (term) {
          const file = term.kind + term.file;
          // A list on its own may be several times as long as others.
          const cost = Math.max(1, term.size / 32000);
          if (!files[file] && count + cost > MOST_LIST_FILES) return false;
          if (!files[file]) count += cost;
          files[file] = true;
          return true;
        });
      }
    );
  }

  // The sections that mention a term, and how heavily each does.
  function mentions(term, list) {
    const numbers = reader(list, term.at, term.at + term.size);
    const sections = [];
    const weights = [];
    let next = 0;
    while (numbers.more()) {
      const number = numbers.number();
      next += Math.floor(number / 2);
      sections.push(next);
      weights.push(number % 2 ? numbers.digit() + 2 : 1);
      next += 1;
    }
    return { sections: sections, weights: weights };
  }

  // What every section is worth for one word of the question: BM25, and the best where several
  // terms stand for the word. They share the rarity of the commonest, or else a rare word that
  // only begins like the question would come before the question's own word.
  function rate(word, list, files) {
    const found = list.map((term, place) => mentions(term, files[place]));
    const common = found.reduce((most, one) => Math.max(most, one.sections.length), 0);
    const scores = new Float32Array(lengths.length);
    const rarity = Math.log(1 + (lengths.length - common + 0.5) / (common + 0.5));
    found.forEach(function (one, which) {
      const factor = rarity * (K1 + 1) * (list[which].stem === word.stem ? 1 : BEGINS);
      for (let place = 0; place < one.sections.length; place += 1) {
        const section = one.sections[place];
        const often = one.weights[place];
        const long = 1 - B + (B * lengths[section]) / (root.average || 1);
        const score = (factor * often) / (often + K1 * long);
        if (score > scores[section]) scores[section] = score;
      }
    });
    return scores;
  }

  // The question's words without stop words; the last may be unfinished.
  function understand(text) {
    const stop = root.stop.split(" ");
    const words = own.tokens(text);
    const open = words.length > 0 && words[words.length - 1].end === text.length;
    const asked = [];
    words.forEach(function (token, place) {
      const unfinished = open && place === words.length - 1;
      const stopped = stop.indexOf(token.word) >= 0;
      if (stopped && !(unfinished && asked.length === 0)) return;
      const stem = own.stem(token.word);
      const again = asked.filter((other) => other.stem === stem)[0];
      if (again) again.unfinished = again.unfinished || unfinished;
      else asked.push({ word: token.word, stem: stem, unfinished: unfinished });
    });
    return asked;
  }

  // For each word of the question, what every section is worth.
  function answer(word) {
    const found = word.unfinished ? beginning(word.word, word.stem) : exactly(word.stem);
    return found.then(function (list) {
      const files = list.map((term) => shard(term.kind, term.file));
      return Promise.all(files).then((loaded) => rate(word, list, loaded));
    });
  }

  // Sections that have all the words, best first; where there are none, those that have most.
  function rank(answers) {
    const totals = new Float32Array(lengths.length);
    const matched = new Uint8Array(lengths.length);
    let most = 0;
    for (let section = 0; section < totals.length; section += 1) {
      answers.forEach(function (scores) {
        if (scores[section] > 0) {
          totals[section] += scores[section];
          matched[section] += 1;
        }
      });
      most = Math.max(most, matched[section]);
    }
    const sections = [];
    for (let section = 0; most > 0 && section < totals.length; section += 1) {
      if (matched[section] === most) sections.push(section);
    }
    return sections.sort((a, b) => totals[b] - totals[a] || a - b);
  }

  function anchorOf(heading) {
    return heading.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
  }

  // What is shown of one section.
  function describe(section) {
    const sizes = reader(root.sizes, 0, root.sizes.length);
    let number = 0;
    let place = section;
    for (let size = sizes.number(); place >= size; size = sizes.number()) {
      place -= size;
      number += 1;
    }
    return shard("pages", number).then(function (pages) {
      for (let page = 0; page < pages.length; page += 1) {
        const fields = pages[page].split("\t");
        const count = (fields.length - 3) / 3;
        if (place >= count) {
          place -= count;
          continue;
        }
        const mine = fields.slice(3 + place * 3);
        const anchor = mine[0] === "#" ? anchorOf(mine[1]) : mine[0];
        return {
          url: fields[0].split("/").map(encodeURIComponent).join("/") + (anchor && "#" + anchor),
          title: fields[1],
          kind: fields[2],
          heading: mine[1],
          snippet: mine[2],
        };
      }
      throw new Error("The search index is incomplete: section " + section);
    });
  }

  // Loads the index at `address`, once.
  own.open = function (address) {
    return load(new URL(address, document.baseURI).href, () => root !== null);
  };

  // Answers a question: how many sections there are, a function that describes some of them, and
  // one that says which parts of a text were asked for.
  own.ask = function (text) {
    const asked = understand(text);
    return Promise.all(asked.map(answer)).then(function (answers) {
      const sections = rank(answers);
      return {
        total: sections.length,
        describe: (from, to) => Promise.all(sections.slice(from, to).map(describe)),
        matches: (shown) => own.tokens(shown).filter(function (token) {
          const stem = own.stem(token.word);
          return asked.some(
            (word) => word.stem === stem || (word.unfinished && token.word.startsWith(word.word))
          );
        }),
      };
    });
  };
})();
