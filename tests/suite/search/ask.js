// Runs the theme's search engine without a browser: node ask.js FOLDER ROOT QUESTION...
// Prints one line of JSON for each question: total, first ten hits, and the bytes read for it,
// each question starting from nothing.
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const { pathToFileURL, fileURLToPath } = require("url");

const [folder, root, ...questions] = process.argv.slice(2);
const theme = path.join(__dirname, "../../../themes/default/static");

function engine() {
  const read = { bytes: 0, files: 0 };
  const document = {
    baseURI: pathToFileURL(path.join(folder, "search.html")).href,
    currentScript: null,
    createElement: () => ({}),
    head: {
      appendChild(script) {
        setImmediate(() => {
          let text;
          try {
            text = fs.readFileSync(fileURLToPath(script.src), "utf8");
          } catch (_) {
            script.onerror();
            return;
          }
          read.bytes += Buffer.byteLength(text);
          read.files += 1;
          document.currentScript = script;
          vm.runInContext(text, context);
          document.currentScript = null;
          script.onload();
        });
      },
    },
  };
  const window = {};
  const context = vm.createContext({ window, document, URL, setTimeout, clearTimeout });
  for (const name of ["search-words.js", "search.js"]) {
    vm.runInContext(fs.readFileSync(path.join(theme, name), "utf8"), context);
  }
  context.mentorpackSearch = window.mentorpackSearch;
  return { search: window.mentorpackSearch, read };
}

(async () => {
  for (const question of questions) {
    const { search, read } = engine();
    try {
      await search.open(root);
      const began = process.hrtime.bigint();
      const answer = await search.ask(question);
      const hits = await answer.describe(0, 10);
      const ms = Number(process.hrtime.bigint() - began) / 1e6;
      const marked = hits.map((hit) => {
        const text = `${hit.title} ${hit.heading} ${hit.snippet}`;
        return answer.matches(text).map((token) => text.slice(token.start, token.end));
      });
      console.log(JSON.stringify({ question, total: answer.total, ...read, ms, hits, marked }));
    } catch (error) {
      console.log(JSON.stringify({ question, error: error.message }));
    }
  }
})();
