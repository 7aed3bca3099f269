// Takes text apart into words and finds their English stems, exactly as the builder does when it
// writes the index. A test compares the two, character by character and word by word.
(function () {
  "use strict";

  // U+00C0 to U+024F and U+1E00 to U+1EFF: a letter, a figure for a pair, a space for what is no
  // letter, a full stop for what stays as it is. The tables stand in fold.rs too.
  const LATIN =
    "aaaaaa1ceeeeiiiidnooooo ouuuuy43aaaaaa1ceeeeiiiidnooooo ouuuuy4y" +
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkklllllll" +
    "lllnnnnnnnnnoooooo22rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
    ".................ff....i........oo.............uu..............." +
    "....zzz......aaiioouuuuuuuuuu.aaaa11..ggkkoooo..j...gg..nnaa11oo" +
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...j........" +
    "................";
  const ADDITIONAL =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
    "wwwwwwwwwwxxxxyyzzzzzzhtwy.s..3.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
  const PAIRS = ["", "ae", "oe", "ss", "th", "ij"];
  const NOTHING = /^['\u2019\u02bc\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]$/;
  const LETTER = /^[\p{Alphabetic}\p{N}]$/u;

  // What a character becomes in a word: letters, "" for no trace, null for what stands between.
  function fold(character) {
    const code = character.codePointAt(0);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return character;
    if (code >= 65 && code <= 90) return character.toLowerCase();
    if (NOTHING.test(character)) return "";
    if (code < 128) return null;
    let place = ".";
    if (code >= 0xc0 && code < 0x250) place = LATIN[code - 0xc0];
    else if (code >= 0x1e00 && code < 0x1f00) place = ADDITIONAL[code - 0x1e00];
    else if (!LETTER.test(character)) return null;
    if (place === " ") return null;
    if (place === ".") return character.toLowerCase();
    return place <= "9" ? PAIRS[Number(place)] : place;
  }

  // The words of a text: how each is compared, and where it begins and ends in the text.
  function tokens(text) {
    const found = [];
    let word = "";
    let start = 0;
    let end = 0;
    let at = 0;
    const finish = function () {
      if (word) found.push({ word: word, start: start, end: end });
      word = "";
    };
    for (const character of text) {
      const folded = fold(character);
      if (folded === null) {
        finish();
      } else if (folded) {
        if (!word) start = at;
        word += folded;
        end = at + character.length;
      } else if (word && character >= "\u0300" && character <= "\u036f") {
        end = at + character.length;
      }
      at += character.length;
    }
    finish();
    return found;
  }

  // Porter's second English stemmer, as Snowball published it when rust-stemmers was made.
  // Capital Y is a y that counts as a consonant.
  const WHOLE = {
    skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl",
    gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl", sky: "sky",
    news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
  };
  const KEPT = /^(?:succeed|proceed|exceed|canning|inning|earring|herring|outing)$/;
  const VOWEL = /[aeiouy]/;
  const STEP_2 = {
    anci: "ance", enci: "ence", bli: "ble", abli: "able", alli: "al", fulli: "ful",
    lessli: "less", ousli: "ous", entli: "ent", aliti: "al", biliti: "ble", iviti: "ive",
    tional: "tion", ational: "ate", alism: "al", ation: "ate", ization: "ize", izer: "ize",
    ator: "ate", iveness: "ive", fulness: "ful", ousness: "ous", ogi: "og", li: "",
  };
  const STEP_3 = {
    icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", tional: "tion",
    ational: "ate", ful: "", ness: "",
  };
  const STEP_4 = [
    "ic", "ance", "ence", "able", "ible", "ate", "ive", "ize", "iti", "al", "ism", "ion", "er",
    "ous", "ant", "ent", "ment", "ement",
  ];

  function markConsonants(word) {
    let marked = word[0] === "y" ? "Y" : word[0];
    for (let at = 1; at < word.length; at += 1) {
      marked += word[at] === "y" && VOWEL.test(marked[at - 1]) ? "Y" : word[at];
    }
    return marked;
  }

  // Where the part behind the first consonant that follows a vowel begins.
  function region(word, from) {
    const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return found ? from + found.index + 2 : word.length;
  }

  function endsShort(word) {
    return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word);
  }

  function longest(word, endings) {
    for (let size = Math.min(7, word.length); size > 0; size -= 1) {
      const ending = word.slice(-size);
      if (endings.indexOf(ending) >= 0) return ending;
    }
    return null;
  }
  const ENDINGS_2 = Object.keys(STEP_2);
  const ENDINGS_3 = Object.keys(STEP_3);

  function step1a(word) {
    if (/sses$/.test(word)) return word.slice(0, -2);
    if (/(?:ied|ies)$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
    if (/[us]s$/.test(word) || !/[aeiouy].+s$/.test(word)) return word;
    return word.slice(0, -1);
  }

  function step1b(word, p1) {
    const ending = longest(word, ["ed", "eed", "ing", "edly", "eedly", "ingly"]);
    if (!ending) return word;
    const rest = word.slice(0, -ending.length);
    if (ending[0] === "e" && ending[1] === "e") return rest.length >= p1 ? rest + "ee" : word;
    if (!VOWEL.test(rest)) return word;
    if (/(?:at|bl|iz)$/.test(rest)) return rest + "e";
    if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
    return rest.length === p1 && endsShort(rest) ? rest + "e" : rest;
  }

  function step2(word, p1) {
    const ending = longest(word, ENDINGS_2);
    const rest = ending ? word.slice(0, -ending.length) : "";
    if (!ending || rest.length < p1) return word;
    if (ending === "ogi" && !/l$/.test(rest)) return word;
    if (ending === "li" && !/[cdeghkmnrt]$/.test(rest)) return word;
    return rest + STEP_2[ending];
  }

  function step3(word, p1, p2) {
    const ending = longest(word, ENDINGS_3);
    const rest = ending ? word.slice(0, -ending.length) : "";
    if (!ending || rest.length < (ending === "ative" ? Math.max(p1, p2) : p1)) return word;
    return rest + STEP_3[ending];
  }

  function step4(word, p2) {
    const ending = longest(word, STEP_4);
    const rest = ending ? word.slice(0, -ending.length) : "";
    if (!ending || rest.length < p2 || (ending === "ion" && !/[st]$/.test(rest))) return word;
    return rest;
  }

  function step5(word, p1, p2) {
    const rest = word.slice(0, -1);
    if (/e$/.test(word)) {
      const goes = rest.length >= p2 || (rest.length >= p1 && !endsShort(rest));
      return goes ? rest : word;
    }
    return /ll$/.test(word) && rest.length >= p2 ? rest : word;
  }

  function stem(plain) {
    if (plain.length < 3 || !/^[a-z0-9]+$/.test(plain)) return plain;
    if (Object.prototype.hasOwnProperty.call(WHOLE, plain)) return WHOLE[plain];
    let word = markConsonants(plain);
    const start = /^(?:arsen|commun|gener)/.exec(word);
    const p1 = start ? start[0].length : region(word, 0);
    const p2 = region(word, p1);
    word = step1a(word);
    if (!KEPT.test(word)) {
      word = step1b(word, p1);
      word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");
      word = step2(word, p1);
      word = step3(word, p1, p2);
      word = step4(word, p2);
      word = step5(word, p1, p2);
    }
    return word.replace(/Y/g, "y");
  }

  window.mentorpackSearch = { fold: fold, tokens: tokens, stem: stem };
})();
