use super::*;

fn leaf(html: &str) -> Leaf {
    let document = parse::document(&format!("<!DOCTYPE html><html><body>{html}</body></html>"));
    let main = document.find(&|element| element.name == "main").unwrap().clone();
    let (address, title) = ("models/grow.html".to_owned(), "GROW".to_owned());
    Leaf { address, title, kind: "model".to_owned(), main }
}

#[test]
fn a_page_is_written_as_it_was_read() {
    let html = "<main id=\"site_main\"><h1>A &amp; B</h1><p>one<br>two</p>\
        <input type=\"checkbox\" disabled><svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>\
        <img src=\"a.png\" alt></main>";
    assert_eq!(leaf(html).main.html(), html.replace(" alt>", " alt=\"\">"));
}

#[test]
fn as_xml_every_element_is_closed_and_every_attribute_has_a_value() {
    let html = "<main><p>one<br>two &lt;three&gt;</p><input disabled><ul><li>x</ul>\
        <svg viewBox=\"0 0 1 1\"></svg></main>";
    let xml = leaf(html).main.xhtml();
    assert_eq!(
        xml,
        "<main><p>one<br/>two &lt;three&gt;</p><input disabled=\"\"/><ul><li>x</li></ul>\
         <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg></main>"
    );
    assert!(roxmltree::Document::parse(&xml).is_ok());
}

#[test]
fn links_are_asked_for_one_by_one_and_what_leads_nowhere_keeps_its_words() {
    let mut leaf = leaf(
        "<main><a href=\"../scenarios/a.html#case\">case</a><a href=\"#top\">top</a>\
         <a href=\"https://example.org\">web</a><a href=\"grow%20on.pdf\"><b>PDF</b></a>\
         <img src=\"line.png\" alt=\"A line\"></main>",
    );
    leaf.relink(|target, _| match target {
        Target::File(path, Some(place)) => Some(format!("{path}+{place}")),
        Target::Here(id) => Some(format!("#here-{id}")),
        Target::Outside(to) => Some(to.to_owned()),
        Target::File(path, None) => {
            assert!(["models/grow on.pdf", "models/line.png"].contains(&&*path), "{path}");
            None
        }
    });
    assert_eq!(
        leaf.main.inner_html(),
        "<a href=\"scenarios/a.html+case\">case</a><a href=\"#here-top\">top</a>\
         <a href=\"https://example.org\">web</a><b>PDF</b>A line"
    );
}

#[test]
fn ids_and_what_refers_to_them_are_told_apart() {
    let mut leaf = leaf(
        "<main id=\"m\"><label for=\"a\" id=\"b\">x</label>\
         <input id=\"a\" aria-describedby=\"b c\"></main>",
    );
    leaf.prefix_ids("p3_");
    assert_eq!(
        leaf.main.html(),
        "<main id=\"p3_m\"><label for=\"p3_a\" id=\"p3_b\">x</label>\
         <input id=\"p3_a\" aria-describedby=\"p3_b p3_c\"></main>"
    );
}

#[test]
fn what_stands_for_want_of_a_script_is_elements() {
    let html = "<main><noscript><p>Print this page.</p></noscript></main>";
    assert_eq!(leaf(html).main.html(), html);
}
