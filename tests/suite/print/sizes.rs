//! Nobody needs a magnifying glass.

use super::each_pdf;

#[test]
fn no_text_is_smaller_than_12_points_and_in_large_print_than_18() {
    let mut wrong = Vec::new();
    for (name, pdf) in each_pdf() {
        let least = if name.ends_with("-large-print.pdf") { 18 } else { 12 };
        let small = pdf.sizes().into_iter().filter(|(size, _)| size + 1 < least * 100);
        wrong.extend(small.map(|(size, text)| format!("{name}: {}: {text}", size as f32 / 100.0)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
