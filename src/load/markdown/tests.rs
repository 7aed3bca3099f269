use super::*;
use crate::source::Sources;

/// The text read as a module's, with the codes and offsets of what was found.
fn read(text: &str) -> (Body, Vec<(Code, usize)>) {
    let mut sources = Sources::default();
    let file = sources.add("content/a.md", text);
    let mut diagnostics = Diagnostics::default();
    let passage = Passage::verbatim(file, 0, text);
    let body = parse(&mut diagnostics, &passage);
    let found = diagnostics.into_sorted(&sources);
    (body, found.iter().map(|found| (found.code, found.span.start as usize)).collect())
}

fn codes(text: &str) -> Vec<Code> {
    read(text).1.into_iter().map(|(code, _)| code).collect()
}

#[test]
fn directives_nest_and_share_footnotes_and_links() {
    let text = ":::activity{minutes=5}\n\nText[^1] and [a][l].\n\n:::tutor\nNote.\n:::\n:::\n\n\
                [^1]: Foot.\n\n[l]: ../a.md\n";
    let (body, found) = read(text);
    assert_eq!(found, []);
    let BlockKind::Activity { minutes: Some(5), blocks, .. } = &body.blocks[0].kind else {
        panic!("an activity: {body:?}");
    };
    assert!(matches!(blocks[1].kind, BlockKind::Tutor(_)));
    assert!(matches!(body.blocks[1].kind, BlockKind::Footnote { .. }));
    let mut links = Vec::new();
    body.each_reference(crate::project::Audience::Everyone, &mut |link, _| links.push(link.to));
    assert_eq!(links, ["../a.md"]);
    let (link, written) = body.addresses[0];
    assert_eq!(&text[link.range()], "[a][l]");
    assert_eq!(text[written.range()].trim_end(), "[l]: ../a.md");
}

#[test]
fn colons_in_code_are_code() {
    let text =
        "```\n:::tutor\n```\n\n- a\n\n  ```\n  :::tutor\n  ```\n\n`:::` closes.\n\n    :::\n";
    assert_eq!(codes(text), []);
}

#[test]
fn a_directive_that_the_parser_takes_for_text_is_reported_and_not_shown() {
    for text in [
        "> :::tutor\n> secret\n> :::\n",
        "- a\n  - b\n\n    :::tutor\n",
        "- a\n  - b\n\n      text\n      :::tutor\n",
        "1. a\n   ::lines{n=2}\n",
    ] {
        assert!(codes(text).contains(&Code::MisplacedDirective), "{text}: {:?}", codes(text));
    }
}

#[test]
fn a_block_that_is_indented_like_code_is_reported_where_it_opens_and_not_shown() {
    for indented in [
        "Text.\n\n\t:::tutor\n\tThe answer is B\n\t:::\n",
        "Text.\n\n    :::tutor\n    The answer is B\n    :::\n",
        "1. one\n\n       :::answer{lines=2}\n       B\n       :::\n",
        "> Text.\n>\n>     :::tutor\n>     B\n>     :::\n",
        "    :::tutor\n\nB\n\n    :::\n",
    ] {
        let at = indented.find(":::").expect("a mark");
        assert_eq!(read(indented).1, [(Code::MisplacedDirective, at)], "{indented}");
    }
}

#[test]
fn a_directive_needs_no_empty_line_before_it() {
    for before in ["Text", "- item", "| a |\n|---|\n| b |", "> quote", "## Head"] {
        let (body, found) = read(&format!("{before}\n:::tutor\nNote.\n:::\nAfter.\n"));
        assert_eq!(found, [], "{before}");
        assert!(matches!(body.blocks[1].kind, BlockKind::Tutor(_)), "{before}: {body:?}");
    }
}

#[test]
fn prose_with_colons_is_prose() {
    assert_eq!(codes("This: that:: those ::: these.\n\n:: not a directive\n"), []);
}

#[test]
fn html_is_reported_once_a_block_and_comments_are_left_out() {
    assert_eq!(codes("<div>\n<b>x</b>\n</div>\n\nA <br> b\n"), [Code::RawHtml, Code::RawHtml]);
    let (body, found) = read("<!-- a note\n<b> -->\n\nText <!-- more -->.\n");
    assert_eq!(found, []);
    assert_eq!(body.blocks.len(), 1);
}

#[test]
fn headings_with_the_same_words_have_different_ids() {
    let (body, _) = read("## A\n\n## A\n\n## A 2\n\n## A\n");
    let ids: Vec<_> = body
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading { id, .. } => Some(id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(ids, ["a", "a-2", "a-2-2", "a-3"]);
}

#[test]
fn a_table_needs_the_line_under_its_head() {
    assert_eq!(codes("| a | b |\n| 1 | 2 |\n"), [Code::TableWithoutHeader]);
    assert_eq!(codes("|  |  |\n|---|---|\n| 1 | 2 |\n"), [Code::TableWithoutHeader]);
    assert_eq!(codes("|  | b |\n|---|---|\n| 1 | 2 |\n"), []);
}

#[test]
fn a_cell_without_a_column_is_reported_because_nobody_would_see_it() {
    let rows = |row: &str| read(&format!("| a | b |\n|---|---|\n{row}\n")).1;
    assert_eq!(rows("| 1 | 2 | 3 |"), [(Code::LostText, 30)]);
    assert_eq!(rows("1 | 2 | 3"), [(Code::LostText, 28)]);
    for whole in ["| 1 | 2 |", "| 1 | 2 | |", "| 1 | 2\\|3 |", "1 | 2", "| 1 |"] {
        assert_eq!(rows(whole), [], "{whole}");
    }
}

#[test]
fn a_mark_that_is_nearly_right_is_told_of_and_good_text_is_not() {
    for (text, at) in [
        ("> [!WARN]\n> Words.\n", 2),
        ("> [!NOTE] Words.\n", 2),
        ("- [] yes\n- [x] no\n", 2),
        ("- [x]yes\n", 2),
        ("Words.\n\n##No space\n", 8),
        ("Words\n###No space\n", 6),
        ("See [the card] (card.md), please.\n", 4),
        ("- see [the card] (../handouts/card.md#one)\n", 6),
        ("• one\n• two\n", 0),
    ] {
        assert_eq!(read(text).1, [(Code::LiteralMark, at)], "{text}");
    }
    for good in [
        "> [!NOTE]\n> Words.\n",
        "> \\[!WARN]\n",
        "> [!] see\n",
        "- [ ] yes\n- [x] no\n",
        "- [x](x.md)\n",
        "- `[]` is code\n",
        "#1 and #hashtag, C## and `##No`\n",
        "`##No space`\n",
        "## Head\n",
        "See [1] (page 3) and [the card] (see card.md).\n",
        "`[text] (page.md)` is code.\n",
        "One • two\n",
        "```\n• one\n##No\n- []\n```\n",
    ] {
        assert_eq!(codes(good), [], "{good}");
    }
}

#[test]
fn a_footnote_that_is_nowhere_written_is_reported() {
    assert_eq!(codes("Text[^1].\n\n- item[^2]\n"), [Code::Footnote, Code::Footnote]);
}

#[test]
fn what_opens_and_never_closes_is_placed_where_it_opens() {
    assert_eq!(read("Text.\n\n:::tutor\nNote.\n").1, [(Code::UnclosedDirective, 7)]);
    assert_eq!(codes("Text.\n\n:::\n"), [Code::StrayDirective]);
    for (text, at) in [
        ("Text.\n\n```dialogue\nMentor: Well?\n\n## Next\n", 7),
        ("~~~\ncode\n```\n\n:::tutor\nsecret\n:::\n", 0),
        ("- one\n\n  ````\n  ```\n  code\n\ntwo\n", 9),
        ("```", 0),
    ] {
        assert_eq!(read(text).1, [(Code::UnclosedDirective, at)], "{text}");
    }
    for whole in
        ["```\n```\n", "> ~~~~\n> ~~~\n> ~~~~~  \n", "- a\n\n  ```dialogue\n  A: b\n  ```\n"]
    {
        assert_eq!(codes(whole), [], "{whole}");
    }
}

#[test]
fn a_colon_too_many_or_too_few_is_told_once() {
    for text in [
        ":::lines{n=3}\n",
        ":::lines{n=3}\n:::\n",
        ":::page-break\n\nText.\n",
        ":::tutor\nNote.\n\n:::lines{n=3}\n:::\n:::\n",
        ":::tutor\nNote.\n\n:::lines{n=3}\n:::\n",
        "::tutor\nNote.\n:::\n",
    ] {
        assert_eq!(codes(text), [Code::UnknownDirective], "{text}");
    }
}

#[test]
fn an_argument_that_stands_there_twice_is_reported_at_the_second() {
    let text = ":::activity{minutes=5 minutes=6}\nText.\n:::\n\n::lines{n=3, n=4}\n";
    let seconds = [text.find("minutes=6"), text.find("n=4")].map(|at| at.expect("a second"));
    assert_eq!(read(text).1, seconds.map(|at| (Code::DirectiveArgument, at)));
}
