//! Photos: good ones, and files that are out to do harm.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage, load_from_memory};
use simpleinboxes_providers::mailbox::PhotoFormat;
use simpleinboxes_providers::photo::{LONGEST_FILE, PhotoError, PhotoStudio, SIDE, prepare};

const RED: Rgb<u8> = Rgb([220, 20, 20]);
const BLUE: Rgb<u8> = Rgb([20, 20, 220]);

/// A picture that is red in its left half and blue in its right one.
fn halves(width: u32, height: u32) -> DynamicImage {
    let colour = |x, _| if x < width / 2 { RED } else { BLUE };
    RgbImage::from_fn(width, height, colour).into()
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("written");
    file.into_inner()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    written(&halves(width, height), ImageFormat::Png)
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(&halves(width, height), ImageFormat::Jpeg)
}

/// Prepares a file and reads what came of it.
fn square(file: &[u8]) -> RgbImage {
    let photo = prepare(file).expect("a photo");
    assert_eq!(photo.format, PhotoFormat::Jpeg);
    let format = image::guess_format(&photo.bytes).expect("a picture");
    assert_eq!(format, ImageFormat::Jpeg);
    let picture = load_from_memory(&photo.bytes)
        .expect("a picture")
        .into_rgb8();
    assert_eq!(picture.dimensions(), (SIDE, SIDE));
    picture
}

#[track_caller]
fn looks_like(picture: &RgbImage, at: (u32, u32), wanted: Rgb<u8>) {
    let found = picture.get_pixel(at.0, at.1);
    let near = found
        .0
        .iter()
        .zip(wanted.0)
        .all(|(a, b)| a.abs_diff(b) < 24);
    assert!(near, "{found:?} at {at:?}, not {wanted:?}");
}

#[track_caller]
fn refused(file: &[u8]) -> PhotoError {
    prepare(file).expect_err("no photo")
}

/// One chunk of a PNG, with a right checksum.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(data.len())
        .expect("short")
        .to_be_bytes()
        .to_vec();
    bytes.extend(kind);
    bytes.extend(data);
    bytes.extend(crc(&bytes[4..]).to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |mut crc: u32, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
        crc
    })
}

/// The head of a PNG of this size, eight bits a colour, with nothing after it.
fn head(width: u32, height: u32, depth: u8, kind: u8) -> Vec<u8> {
    let mut data = width.to_be_bytes().to_vec();
    data.extend(height.to_be_bytes());
    data.extend([depth, kind, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(chunk(b"IHDR", &data));
    file
}

#[test]
fn photos_become_square_jpegs() {
    for file in [png(300, 300), jpeg(300, 300), png(64, 64), png(1600, 1600)] {
        let picture = square(&file);
        looks_like(&picture, (100, 256), RED);
        looks_like(&picture, (412, 256), BLUE);
    }
}

#[test]
fn the_middle_is_kept() {
    let wide = square(&png(900, 300));
    looks_like(&wide, (200, 256), RED);
    looks_like(&wide, (312, 256), BLUE);
    let mut tall = RgbImage::from_pixel(100, 300, RED);
    for (_, y, pixel) in tall.enumerate_pixels_mut() {
        if (100..200).contains(&y) {
            *pixel = BLUE;
        }
    }
    let tall = square(&written(&tall.into(), ImageFormat::Png));
    for at in [(10, 10), (256, 256), (500, 500)] {
        looks_like(&tall, at, BLUE);
    }
}

#[test]
fn what_is_transparent_becomes_white() {
    let mut picture = RgbaImage::from_pixel(100, 100, Rgba([220, 20, 20, 255]));
    for (x, _, pixel) in picture.enumerate_pixels_mut() {
        if x < 50 {
            *pixel = Rgba([0, 0, 0, 0]);
        }
    }
    let picture = square(&written(&picture.into(), ImageFormat::Png));
    looks_like(&picture, (100, 256), Rgb([255, 255, 255]));
    looks_like(&picture, (412, 256), RED);
}

#[test]
fn every_colour_type_is_read() {
    let picture = halves(80, 80);
    let types = [
        DynamicImage::ImageLuma8(picture.to_luma8()),
        DynamicImage::ImageLumaA8(picture.to_luma_alpha8()),
        DynamicImage::ImageLuma16(picture.to_luma16()),
        DynamicImage::ImageRgb16(picture.to_rgb16()),
        DynamicImage::ImageRgba16(picture.to_rgba16()),
    ];
    for picture in types {
        square(&written(&picture, ImageFormat::Png));
    }
}

/// EXIF holds places and owners. Only how the camera was held is used, and then left out.
#[test]
fn exif_turns_the_picture_and_is_gone() {
    let secret = b"52.5200 N 13.4050 E";
    let mut exif =
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(secret);
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    let plain = jpeg(100, 100);
    let mut file = plain[..2].to_vec();
    file.extend([0xff, 0xe1]);
    file.extend(length);
    file.extend(exif);
    file.extend(&plain[2..]);

    // Turned by 90 degrees clockwise: what was left is on top.
    let picture = square(&file);
    looks_like(&picture, (256, 100), RED);
    looks_like(&picture, (256, 412), BLUE);
    let photo = prepare(&file).expect("a photo");
    let holds = |part: &[u8]| photo.bytes.windows(part.len()).any(|found| found == part);
    assert!(!holds(secret) && !holds(b"Exif"));
}

#[test]
fn nothing_but_the_picture_lives_on() {
    let script = b"<script>alert(document.cookie)</script>";
    let mut before_end = png(100, 100);
    let end = before_end.split_off(before_end.len() - 12);
    before_end.extend(chunk(b"tEXt", &[b"Comment\0".as_slice(), script].concat()));
    before_end.extend(end);
    for plain in [before_end, png(100, 100), jpeg(100, 100)] {
        let file = [plain.as_slice(), script, b"PK\x03\x04"].concat();
        let photo = prepare(&file).expect("a photo");
        let mut parts = photo.bytes.windows(script.len());
        assert!(!parts.any(|part| part == script));
    }
}

#[test]
fn sides_are_checked_before_unpacking() {
    for (width, height) in [(63, 64), (64, 63), (8193, 64), (64, 8193), (60_000, 60_000)] {
        let wanted = PhotoError::Sides { width, height };
        assert_eq!(refused(&head_with_data(width, height)), wanted);
    }
    let mut file = jpeg(100, 100);
    let at = file
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .expect("a frame");
    file[at + 5..at + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    let wanted = PhotoError::Sides {
        width: 65_535,
        height: 65_535,
    };
    assert_eq!(refused(&file), wanted);
}

/// A bomb: a small file that says it is huge, with the beginning of its data.
fn head_with_data(width: u32, height: u32) -> Vec<u8> {
    let mut file = head(width, height, 8, 2);
    file.extend(chunk(b"IDAT", b"\x78\x9c\x63\x00\x00\x00\x01\x00\x01"));
    file.extend(chunk(b"IEND", b""));
    file
}

#[test]
fn heavy_files_are_not_unpacked() {
    let mut deep = head(8192, 8192, 16, 6);
    deep.extend(chunk(b"IDAT", b"\x78\x9c\x63\x00\x00\x00\x01\x00\x01"));
    assert_eq!(refused(&deep), PhotoError::TooHeavy);

    // Scans without end over one picture.
    let plain = jpeg(100, 100);
    let at = plain
        .windows(2)
        .position(|pair| pair == [0xff, 0xda])
        .expect("a scan");
    let mut many = plain.clone();
    for _ in 0..1000 {
        let end = many.len() - 2;
        many.splice(end..end, plain[at..at + 40].iter().copied());
    }
    assert_eq!(refused(&many), PhotoError::TooHeavy);
}

#[test]
fn other_files_are_refused() {
    assert_eq!(refused(&vec![0; LONGEST_FILE + 1]), PhotoError::TooLong);
    let other: [&[u8]; 9] = [
        b"",
        b"\x89",
        b"GIF89a\x40\0\x40\0\0\0\0",
        b"BM\x36\0\0\0",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        b"%PDF-1.7",
        b"MM\0*",
        b"<html>",
    ];
    for file in other {
        assert_eq!(refused(file), PhotoError::OtherFormat, "{file:?}");
    }
}

/// Beginnings of good files, and files with some bytes changed, are photos or refused: never a
/// panic.
#[test]
fn damaged_files_do_no_harm() {
    for good in [png(64, 64), jpeg(64, 64)] {
        for end in (0..good.len()).step_by(good.len() / 12) {
            let _ = prepare(&good[..end]);
        }
        assert!(prepare(&good[..good.len() / 3]).is_err());
        let mut state = 1_u32;
        let mut next = || {
            // A small generator of our own keeps the run the same everywhere.
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        };
        for _ in 0..20 {
            let mut file = good.clone();
            for _ in 0..=next() % 4 {
                let at = next() as usize % file.len();
                file[at] = u8::try_from(next() % 256).expect("a byte");
            }
            let _ = prepare(&file);
        }
    }
}

#[tokio::test]
async fn studios_work_through_what_they_get() {
    let studio = PhotoStudio::new(0);
    let file = jpeg(100, 100);
    let all = (0..4).map(|_| studio.prepare(file.clone()));
    for photo in futures::future::join_all(all).await {
        assert!(photo.is_ok());
    }
    let long = vec![0; LONGEST_FILE + 1];
    assert_eq!(studio.prepare(long).await, Err(PhotoError::TooLong));
    assert_eq!(
        studio.prepare(b"GIF89a".into()).await,
        Err(PhotoError::OtherFormat)
    );
}

/// The format is told by content: a JPEG encoder's own output, whatever its quality.
#[test]
fn jpegs_of_any_quality_are_read() {
    for quality in [1, 50, 100] {
        let mut file = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut file, quality);
        halves(128, 128)
            .write_with_encoder(encoder)
            .expect("written");
        square(&file);
    }
}
