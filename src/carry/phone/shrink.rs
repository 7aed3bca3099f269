//! A photograph made smaller. What cannot be read, and what moves, stays as it is.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::imageops::FilterType;
use image::{
    AnimationDecoder, DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader,
    Limits,
};

/// No picture may be wider or higher, nor take more bytes of memory while it is read.
const WIDEST: u32 = 20_000;
const MEMORY: u64 = 512 << 20;
/// Of 100: a photograph of this quality shows no blocks at arm's length.
const QUALITY: u8 = 78;

/// The picture in `file` at most `width` pixels wide, with its type; the smaller of JPEG and PNG, and
/// PNG where something shows through it. `None` where it cannot be read, or would not stay what it is.
pub(super) fn to_width(file: &[u8], width: u32) -> Option<(&'static str, Vec<u8>)> {
    let picture = read(file)?;
    let (own, tall) = picture.dimensions();
    let picture = if own > width {
        let tall = u64::from(tall) * u64::from(width) / u64::from(own);
        picture.resize_exact(width, u32::try_from(tall).ok()?.max(1), FilterType::Triangle)
    } else {
        picture
    };
    let through =
        picture.color().has_alpha() && picture.to_rgba8().pixels().any(|dot| dot[3] < 255);
    let png = png(&picture, through);
    let jpeg = if through { None } else { jpeg(&picture) };
    let made = [("image/jpeg", jpeg), ("image/png", png)];
    let made = made.into_iter().filter_map(|(kind, bytes)| Some((kind, bytes?)));
    made.min_by_key(|(_, bytes)| bytes.len())
}

/// A picture, upright.
fn read(file: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().ok()?;
    if moves(file, reader.format()?) {
        return None;
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    (picture.width() > 0 && picture.height() > 0).then_some(picture)
}

/// Whether it has more than one frame, of which only one would be left.
fn moves(file: &[u8], format: ImageFormat) -> bool {
    let bytes = Cursor::new(file);
    match format {
        ImageFormat::Gif => GifDecoder::new(bytes)
            .is_ok_and(|decoder| decoder.into_frames().take(2).filter(Result::is_ok).count() > 1),
        ImageFormat::Png => {
            PngDecoder::new(bytes).is_ok_and(|decoder| decoder.is_apng().unwrap_or(true))
        }
        ImageFormat::WebP => WebPDecoder::new(bytes).is_ok_and(|decoder| decoder.has_animation()),
        _ => false,
    }
}

fn png(picture: &DynamicImage, through: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (best, adaptive) = (CompressionType::Best, PngFilter::Adaptive);
    let encoder = PngEncoder::new_with_quality(&mut bytes, best, adaptive);
    let plain = if through {
        DynamicImage::ImageRgba8(picture.to_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.to_rgb8())
    };
    plain.write_with_encoder(encoder).ok()?;
    Some(bytes)
}

fn jpeg(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    DynamicImage::ImageRgb8(picture.to_rgb8()).write_with_encoder(encoder).ok()?;
    Some(bytes)
}
