//! Inputs that nobody writes by accident: each makes some parser, rule or writer do as much as a
//! given number of bytes can.

use super::dice::Dice;

/// A name, and so many bytes of it.
pub(crate) type Input = (&'static str, fn(usize) -> Vec<u8>);

/// All of them.
pub(crate) const INPUTS: &[Input] = &[
    ("`[`", |size| repeated("[", size)),
    ("`]`", |size| repeated("]", size)),
    ("`*`", |size| repeated("*", size)),
    ("`*a **b `", |size| repeated("*a **b ", size)),
    ("`_`", |size| repeated("_", size)),
    ("`_a__b*c`", |size| repeated("_a__b*c", size)),
    ("`>`", |size| repeated(">", size)),
    ("lines of `> `, each deeper", |size| growing(size, |n| format!("{}a\n", "> ".repeat(n)))),
    ("`- ` on one line", |size| repeated("- ", size)),
    ("lists, each deeper", |size| growing(size, |n| format!("{}- a\n", "  ".repeat(n)))),
    ("`* a` lines", |size| repeated("* a\n", size)),
    ("`- [`", |size| repeated("- [", size)),
    ("`:::tutor` never closed", |size| repeated(":::tutor\n", size)),
    ("`:::tutor` closed", |size| repeated(":::tutor\na\n:::\n", size)),
    ("`:::` closing nothing", |size| repeated(":::\n", size)),
    ("unknown directives", |size| repeated(":::nobody{a=b c=d}\n:::\n", size)),
    ("directives in lists", |size| repeated("- a\n\n  :::tutor\n", size)),
    ("directives after `<!--`", |size| after("<!--\n", ":::tutor\n", size)),
    ("a directive of many arguments", |size| after(":::activity{", "a=b ", size)),
    ("backticks, each more", |size| growing(size, |n| format!("{} ", "`".repeat(n)))),
    ("fences, each longer", |size| growing(size, |n| format!("{}\n", "`".repeat(n + 2)))),
    ("`![`", |size| repeated("![", size)),
    ("`[a](`", |size| repeated("[a](", size)),
    ("`[a](<b`", |size| repeated("[a](<b", size)),
    ("`[a][b]`", |size| repeated("[a][b]", size)),
    ("`[a]: b` lines", |size| numbered(size, |n| format!("[a{n}]: b{n}\n"))),
    ("`<`", |size| repeated("<", size)),
    ("`<b>`", |size| repeated("a <b>", size)),
    ("`<!--`", |size| repeated("a <!--", size)),
    ("`<?`", |size| repeated("a <?", size)),
    ("`&`", |size| repeated("&", size)),
    ("`&a;`", |size| repeated("&amp;&a;", size)),
    ("quotation marks", |size| repeated("\"'a", size)),
    ("backslashes", |size| repeated("\\", size)),
    ("`~a`", |size| repeated("~a ~~b ", size)),
    ("bars", |size| repeated("|", size)),
    ("a table of many columns", wide_table),
    ("a table of many rows", |size| after("| a | b |\n|---|---|\n", "| c | d |\n", size)),
    ("a table as wide as long", square_table),
    ("a table under a long head", long_head),
    ("rows without a head", |size| repeated("| a | b |\n", size)),
    ("footnotes", |size| numbered(size, |n| format!("a[^{n}]\n\n[^{n}]: b\n\n"))),
    ("footnotes without text", |size| numbered(size, |n| format!("a [^{n}] b\n\n"))),
    ("footnotes in one another", |size| {
        let last = size / 20;
        let notes = (0..last).map(|n| format!("[^{n}]: b [^{}]\n\n", n + 1));
        let notes: String = notes.collect();
        format!(":::tutor\na[^0]\n:::\n\n{notes}[^{last}]: c\n").into_bytes()
    }),
    ("one footnote, many times", |size| after("[^a]: b\n\n", "c[^a]\n", size)),
    ("headings of the same words", |size| repeated("## a\n\n", size)),
    ("headings that skip a level", |size| repeated("## a\n\n#### b\n\n", size)),
    ("headings with ids", |size| numbered(size, |n| format!("## a {{#b{}}}\n\n", n % 7))),
    ("a heading as long as the text", |size| after("## ", "a ", size)),
    ("links to headings", |size| numbered(size, |n| format!("## a{n}\n\n[b](#a{n})\n\n"))),
    ("links to no heading", |size| after("## a\n\n", "[b](#c)\n", size)),
    ("links to missing headings", |size| numbered(size, |n| format!("## a{n}\n\n[b](#c{n})\n\n"))),
    ("links to missing files", |size| numbered(size, |n| format!("[b](c{n}.md)\n"))),
    ("pictures without words", |size| repeated("![](a.png)\n", size)),
    ("pictures in pictures", |size| after(&"![".repeat(size / 3), "](a)", size)),
    ("definition lists", |size| repeated("a\n: b\n\n", size)),
    ("one term of many meanings", |size| after("a\n", ": b\n", size)),
    ("a dialogue", |size| after("```dialogue\n", "Mentor: What is it? Did you ask?\n", size)),
    ("a dialogue of one line", |size| after("```dialogue\nMentor: ", "What is, if did, it ", size)),
    ("dialogues", |size| repeated("```dialogue\nMentor: a?\n```\n", size)),
    ("blocks of YAML code", |size| repeated("```yaml\na: [b, {c: d}]\n```\n", size)),
    ("lines of YAML code", |size| {
        let line = "a: b ".repeat(3_500);
        repeated(&format!("```yaml\n{line}\n```\n"), size)
    }),
    ("a question of many options", |size| after(":::question\n", "- [ ] a\n", size)),
    ("a line of words", |size| repeated("steward mentor ", size)),
    ("one word", |size| repeated("a", size)),
    ("letters with marks", |size| repeated("ŷ́ 😀", size)),
    ("empty lines", |size| repeated("\n", size)),
    ("spaces", |size| repeated(" ", size)),
    ("tabs", |size| repeated("a\t", size)),
    ("`key: ` on one line", |size| repeated("key: ", size)),
    ("`key:` lines", |size| repeated("key: a\n", size)),
    ("different keys", |size| numbered(size, |n| format!("key{n}: a\n"))),
    ("keys in keys", |size| growing(size, |n| format!("{}a:\n", " ".repeat(n)))),
    ("`? ` keys", |size| repeated("? a\n", size)),
    ("`{`", |size| repeated("{a: ", size)),
    ("a flow list", |size| after("tags: [", "a, ", size)),
    ("a list of tags", |size| after("tags:\n", "  - a\n", size)),
    ("a list of lists", |size| after("tags:\n", "  - [a, [b], {c: d}]\n", size)),
    ("a block of text", |size| after("summary: |\n", "  a b\n", size)),
    ("a folded text", |size| after("summary: >-\n", "  a\n\n", size)),
    ("an endless quotation", |size| after("summary: \"", "a\\n", size)),
    ("names of values", |size| numbered(size, |n| format!("a{n}: &b{n} c\n"))),
    ("a bomb of lists", list_bomb),
    ("a bomb of one long text", |size| {
        let text = format!("a: &a \"{}\"\ntags: [", "b".repeat(size / 2));
        after(&text, "*a, ", size)
    }),
    ("documents", |size| repeated("---\na: b\n", size)),
    ("comments", |size| repeated("# a\n", size)),
    ("YAML's own tags", |size| repeated("!!str a: !b c\n", size)),
    ("outcomes", |size| {
        numbered(size, |n| if n == 0 { "outcomes:\n".into() } else { format!("- C{n}\n") })
    }),
    ("a workshop's materials", materials),
    ("a workshop's steps", |size| {
        after(
            "kind: workshop\nlength: 45\nsteps:\n",
            "- {title: a, minutes: 5, notes: \"[^1] b\"}\n",
            size,
        )
    }),
    ("a workshop's sheets", |size| {
        let step = "kind: workshop\nlength: 5\nsteps:\n- title: a\n  minutes: 5\n  uses:\n";
        [step.into(), numbered(size, |n| format!("  - a{n}.md\n"))].concat()
    }),
    ("a form's fields", |size| {
        let field = |n| format!("- {{name: a{n}, label: b}}\n");
        [b"kind: form\nanonymous: true\nfields:\n".to_vec(), numbered(size, field)].concat()
    }),
    ("a form's options", |size| {
        let form = "kind: form\nanonymous: true\nfields:\n- name: a\n  label: b\n  type: choice\n  options:\n";
        [form.into(), numbered(size, |n| format!("  - a{n}\n"))].concat()
    }),
    ("editions", |size| {
        [b"editions:\n".to_vec(), numbered(size, |n| format!("  A{n}: nobody\n"))].concat()
    }),
    ("accepted warnings", |size| {
        after("allow:\n", "- {code: title-in-body, reason: a, file: content/guides/x.md}\n", size)
    }),
    ("random bytes", |size| random(size, 256)),
    ("random signs", |size| {
        const SIGNS: &[u8] = b"[]()*_`~<>!&|#:-+=\"'{}^$%?@,. \n\n\tab1";
        random(size, SIGNS.len()).into_iter().map(|at| SIGNS[usize::from(at)]).collect()
    }),
];

fn repeated(piece: &str, size: usize) -> Vec<u8> {
    piece.repeat(size.div_ceil(piece.len())).into_bytes()
}

fn after(head: &str, piece: &str, size: usize) -> Vec<u8> {
    [head.as_bytes(), &repeated(piece, size.saturating_sub(head.len()))].concat()
}

fn numbered(size: usize, piece: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = String::with_capacity(size + 64);
    let pieces = (0..).map(piece);
    for piece in pieces {
        if text.len() >= size {
            break;
        }
        text.push_str(&piece);
    }
    text.into_bytes()
}

fn growing(size: usize, piece: impl Fn(usize) -> String) -> Vec<u8> {
    numbered(size, |n| piece(n + 1))
}

fn wide_table(size: usize) -> Vec<u8> {
    let columns = size / 8;
    format!("|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns))
        .into_bytes()
        .into_iter()
        .chain(repeated("| b\n", size / 2))
        .collect()
}

fn square_table(size: usize) -> Vec<u8> {
    let side = ((size / 4) as f64).sqrt() as usize;
    let row = format!("|{}\n", " a |".repeat(side));
    [row.as_bytes(), format!("|{}\n", "---|".repeat(side)).as_bytes(), &repeated(&row, size)]
        .concat()
}

fn long_head(size: usize) -> Vec<u8> {
    let head = format!("| b | {} |\n|---|---|\n", "a".repeat(size / 2));
    after(&head, "| c | d |\n", size)
}

fn list_bomb(size: usize) -> Vec<u8> {
    let level = |n: usize| match n {
        0 => "a0: &a0 [x, x, x, x, x, x, x, x]\n".to_owned(),
        n => format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1),
    };
    numbered(size, level)
}

fn materials(size: usize) -> Vec<u8> {
    let step = "kind: workshop\nlength: 5\nsteps:\n- title: a\n  minutes: 5\n  materials:\n";
    [step.into(), numbered(size, |n| format!("  - {{item: pen{n}, count: 2}}\n"))].concat()
}

fn random(size: usize, kinds: usize) -> Vec<u8> {
    let mut dice = Dice(7);
    (0..size).map(|_| dice.below(kinds) as u8).collect()
}
