use crate::output::Output;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::pictures::Pictures;
use super::*;

/// A picture that no encoder can make very small, the same every time.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        Rgb([a, b, c])
    })
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn photograph(width: u32, height: u32) -> Vec<u8> {
    encoded(&DynamicImage::ImageRgb8(noise(width, height)), ImageFormat::Png)
}

fn pictures(files: &[(&str, Vec<u8>)]) -> Pictures {
    let mut output = Output::default();
    files.iter().for_each(|(path, bytes)| output.insert(*path, bytes.clone()));
    let mut pictures = Pictures::default();
    for (path, _) in files {
        assert!(pictures.add(&output, path, "A page"), "{path} is a picture");
    }
    pictures
}

#[test]
fn data_is_written_as_everybody_reads_it() {
    for (bytes, letters) in
        [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
    {
        let mut out = String::new();
        base64::push(&mut out, bytes.as_bytes());
        assert_eq!(out, letters);
        assert_eq!(base64::length(bytes.len()), letters.len() as u64);
    }
    let mut out = String::new();
    base64::push(&mut out, &[251, 255, 190]);
    assert_eq!(out, "+/++");
}

#[test]
fn pictures_that_fit_stay_as_they_are() {
    let file = photograph(1200, 40);
    let mut pictures = pictures(&[("a.png", file.clone())]);
    assert_eq!(pictures.fit(1_000_000), []);
    let mut whole = "data:image/png;base64,".to_owned();
    base64::push(&mut whole, &file);
    assert_eq!(pictures.address("a.png"), Some(whole));
}

#[test]
fn the_largest_picture_is_made_smaller_first_and_only_as_far_as_needed() {
    let (large, small) = (photograph(1600, 200), photograph(1100, 60));
    let together = base64::length(large.len()) + base64::length(small.len());
    let before = large.len() as u64;
    let mut pictures = pictures(&[("large.png", large), ("small.png", small)]);
    let notes = pictures.fit(together - 100_000);
    let [Note::Shrunk { picture, before: told, after, pages }] = &notes[..] else {
        panic!("{notes:?}")
    };
    assert_eq!(
        (picture.as_str(), *told, &pages[..]),
        ("large.png", before, &["A page".to_owned()][..])
    );
    assert!(*after < before / 2, "{after} of {before}");
    let address = pictures.address("large.png").unwrap();
    assert!(address.starts_with("data:image/jpeg;base64,"), "{}", &address[..40]);
}

#[test]
fn a_picture_is_made_1000_pixels_wide_and_then_600() {
    for (width, made) in [(1_000, 1_000), (600, 600), (5_000, 1_600)] {
        let (_, bytes) = shrink::to_width(&photograph(1600, 80), width).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (made, made / 20));
    }
}

#[test]
fn what_shows_through_a_picture_still_does() {
    let glass =
        RgbaImage::from_fn(1400, 20, |x, _| Rgba([200, 10, 10, if x < 700 { 0 } else { 255 }]));
    let file = encoded(&DynamicImage::ImageRgba8(glass), ImageFormat::Png);
    let (kind, bytes) = shrink::to_width(&file, 600).unwrap();
    assert_eq!(kind, "image/png");
    let small = image::load_from_memory(&bytes).unwrap().to_rgba8();
    assert_eq!((small.get_pixel(10, 4)[3], small.get_pixel(590, 4)[3]), (0, 255));
}

#[test]
fn pictures_that_are_not_what_they_seem_stay_until_they_are_left_out() {
    let hostile: [(&str, Vec<u8>); 4] = [
        ("empty.png", Vec::new()),
        ("cut.png", photograph(900, 90)[..9_000].to_vec()),
        ("words.jpg", b"not a picture at all ".repeat(400)),
        ("huge.png", huge()),
    ];
    for (path, bytes) in &hostile {
        assert_eq!(shrink::to_width(bytes, 600), None, "{path}");
    }
    let mut kept = pictures(&hostile);
    assert_eq!(kept.fit(1_000_000), []);
    let mut left_out = pictures(&hostile);
    let notes = left_out.fit(500);
    assert!(notes.iter().all(|note| matches!(note, Note::LeftOut { .. })), "{notes:?}");
    assert_eq!(left_out.address("cut.png"), None);
    assert_eq!(left_out.address("words.jpg"), None);
}

/// The head of a picture that says that it is two thousand million pixels wide.
fn huge() -> Vec<u8> {
    let mut file = photograph(1, 1);
    file[16..20].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
    file
}

#[test]
fn a_moving_picture_is_never_made_one_that_stands_still() {
    let mut bytes = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        for shade in [0, 250] {
            let still = RgbaImage::from_pixel(1200, 4, Rgba([shade, shade, shade, 255]));
            encoder.encode_frame(image::Frame::new(still)).unwrap();
        }
    }
    assert_eq!(shrink::to_width(&bytes, 600), None);
    let still = encoded(&DynamicImage::ImageRgb8(noise(1200, 4)), ImageFormat::Gif);
    assert!(shrink::to_width(&still, 600).is_some());
}

#[test]
fn drawings_are_left_out_last() {
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".repeat(100);
    let photograph = photograph(30, 30);
    assert!(drawing.len() > photograph.len());
    let room = base64::length(drawing.len()) + 300;
    let mut pictures = pictures(&[("drawing.svg", drawing), ("photograph.png", photograph)]);
    let notes = pictures.fit(room);
    assert!(
        matches!(&notes[..], [Note::LeftOut { picture, .. }] if picture == "photograph.png"),
        "{notes:?}"
    );
    assert!(pictures.address("drawing.svg").unwrap().starts_with("data:image/svg+xml;base64,"));
}

#[test]
fn notes_say_what_became_of_a_picture_and_where_it_stands() {
    let pages = vec!["Role card".to_owned(), "GROW".to_owned()];
    let (picture, before) = ("handouts/hall.jpg".to_owned(), 2_345_678);
    let shrunk =
        Note::Shrunk { picture: picture.clone(), pages: pages.clone(), before, after: 81_234 };
    assert_eq!(
        shrunk.to_string(),
        "handouts/hall.jpg (on “Role card” and 1 more) was made smaller: 2.4 MB to 82 KB"
    );
    let left = Note::LeftOut { picture, pages: pages[..1].to_vec(), before };
    assert_eq!(
        left.to_string(),
        "handouts/hall.jpg (on “Role card”), 2.4 MB, was left out; its words stand there"
    );
    let large = Note::TooLarge { bytes: 9_100_000, budget: 900 };
    assert_eq!(
        large.to_string(),
        "there is no page for phones: it would take 9.1 MB without any picture, more than the 900 \
         bytes allowed; --max-size allows more"
    );
}

#[test]
fn a_script_cannot_end_the_element_that_it_stands_in() {
    let script = "a = '</script>'; b = \"</SCRIPT \"; c = 1 < 2; d = /<\\//; e = '<!-- ž <';";
    assert_eq!(
        harmless(script),
        "a = '<\\/script>'; b = \"<\\/SCRIPT \"; c = 1 < 2; d = /<\\//; e = '<\\!-- ž <';"
    );
}

#[test]
fn headings_of_the_stylesheet_go_down_a_level_and_nothing_else_does() {
    let css = "/* h1 */ h1, .h2 > h2:first-child { content: \"h3 { }\"; }\n#h4 h5 , h6 { --h1: h1x; }\n\
        @media (min-width: 3em) { :is(h3,h4) { margin: calc(1px + 2px) } }";
    assert_eq!(
        style::shorter(css, true, &Output::default()),
        "h2,.h2 > h3:first-child{content: \"h3 { }\"}#h4 h6,h6{--h1: h1x}\
         @media (min-width: 3em){:is(h4,h5){margin: calc(1px + 2px)}}"
    );
}

#[test]
fn what_a_stylesheet_loads_stands_in_it() {
    let mut output = Output::default();
    output.insert("assets/fonts/own.woff2", "foo");
    let css = "@import url(other.css);a{src:url( 'fonts/own.woff2' ) x url(\"data:x,(y)\") url(gone.png)}";
    assert_eq!(
        style::shorter(css, true, &output),
        "a{src:url(\"data:application/octet-stream;base64,Zm9v\") x url(\"data:x,(y)\") url(\"data:,\")}"
    );
}
