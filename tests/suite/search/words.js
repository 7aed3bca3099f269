// What the theme's script makes of words and characters, for comparison with the builder:
// node words.js stems FILE | node words.js characters
const fs = require("fs");
const path = require("path");

global.window = {};
require(path.join(__dirname, "../../../themes/default/static/search-words.js"));
const { stem, tokens } = window.mentorpackSearch;

const [what, file] = process.argv.slice(2);
const lines = [];
if (what === "stems") {
  const words = fs.readFileSync(file, "utf8").split("\n").slice(0, -1);
  words.forEach((word) => lines.push(stem(word)));
} else {
  for (let code = 0; code < 0x110000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    // A character that this Unicode does not know yet may be a letter for the builder's.
    if (/\p{Cn}/u.test(character)) continue;
    const words = tokens(`x${character}y ${character}`).map((token) => token.word);
    lines.push(`${code.toString(16)} ${words.join(" ")}`);
  }
}
process.stdout.write(lines.map((line) => line + "\n").join(""));
