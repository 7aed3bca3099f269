//! Tables as HTML that screen readers can walk and narrow screens can stack (WCAG 1.3.1, 1.4.10).

use super::Writer;
use crate::body::{Align, Inline, Table, plain_text};

/// What a narrow screen shows of a column's head before each of its cells.
const LONGEST_LABEL: usize = 80;

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.push("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.escaped(self.words("table_scroll"));
        self.push("\"><table>\n<thead><tr>");
        let heads: Vec<String> = table.head.iter().map(|cell| label(cell)).collect();
        for (at, (cell, words)) in table.head.iter().zip(&heads).enumerate() {
            let empty = words.trim().is_empty();
            self.cell(if empty { "td" } else { "th scope=\"col\"" }, table, at, "", cell);
        }
        self.push("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.push("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let head = heads.get(at).map_or("", String::as_str);
                let first = at == 0 && !plain_text(cell).trim().is_empty();
                self.cell(if first { "th scope=\"row\"" } else { "td" }, table, at, head, cell);
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table></div>\n");
    }

    fn cell(&mut self, tag: &str, table: &Table, at: usize, label: &str, content: &[Inline]) {
        self.push("<");
        self.push(tag);
        match table.align.get(at) {
            Some(Align::Centre) => self.push(" class=\"centre\""),
            Some(Align::End) => self.push(" class=\"end\""),
            _ => {}
        }
        if !label.is_empty() && tag == "td" {
            self.push(" data-label=\"");
            self.escaped(label);
            self.push("\"");
        }
        self.push(">");
        self.inlines(content);
        self.push(if tag.starts_with("th") { "</th>" } else { "</td>" });
    }
}

fn label(head: &[Inline]) -> String {
    let words = plain_text(head);
    match words.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}
