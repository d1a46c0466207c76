//! Profile photos that users upload: told by their content, bounded before they are unpacked, cut to
//! a square, and written anew, so that nothing of the file but its picture lives on.
//!
//! `image` decodes, scales and encodes. What it does not bound is bounded here: the number of a
//! JPEG's scans, each of which may walk over the whole picture for a few bytes of file, and how many
//! pictures are unpacked at once.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize, thumbnail};
use image::metadata::Orientation;
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
};
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::mailbox::{Photo, PhotoFormat};

/// The longest file, in bytes.
pub const LONGEST_FILE: usize = 5 * 1024 * 1024;

/// The fewest and the most pixels on a side.
pub const SIDES: std::ops::RangeInclusive<u32> = 64..=8192;

/// Pixels on a side of what comes out.
pub const SIDE: u32 = 512;

/// Bytes of an unpacked picture at most: 8,192 by 8,192 pixels of four bytes.
const MOST_UNPACKED: u64 = 8192 * 8192 * 4;

/// What a decoder may allocate. A progressive JPEG needs its coefficients besides.
const MOST_ALLOCATED: u64 = 3 * MOST_UNPACKED;

/// Scans of a JPEG at most. Cameras and programs write up to a dozen.
const MOST_SCANS: usize = 64;

/// Pictures with longer sides are first made smaller by averages, which needs less memory.
const COARSE: u32 = 2 * SIDE;

const QUALITY: u8 = 90;

/// Why a file is no photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PhotoError {
    /// The file is too long.
    #[error("must be at most 5 MiB")]
    TooLong,
    /// It is something else.
    #[error("must be a PNG or JPEG picture")]
    OtherFormat,
    /// Its sides are too short or too long.
    #[error("must have 64 to 8,192 pixels on each side, not {width} by {height}")]
    Sides {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// It is built to take more memory or time than a photo.
    #[error("takes too much memory to be unpacked")]
    TooHeavy,
    /// It can't be read to its end.
    #[error("is damaged")]
    Damaged,
}

/// Prepares photos, a few at once: one may take 800 MiB of memory for a moment.
#[derive(Debug)]
pub struct PhotoStudio {
    places: Semaphore,
}

impl PhotoStudio {
    /// One with room for so many at once, at least one.
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        let places = Semaphore::new(at_once.clamp(1, Semaphore::MAX_PERMITS));
        Self { places }
    }

    /// Makes a square JPEG of 512 by 512 pixels of a file, on a thread that may block.
    ///
    /// # Errors
    /// When the file is no photo.
    pub async fn prepare(&self, file: Vec<u8>) -> Result<Photo, PhotoError> {
        check_length(&file)?;
        let place = self.places.acquire().await;
        let prepared = spawn_blocking(move || prepare(&file)).await;
        drop(place);
        // A decoder that panics has met a file that it can't read.
        prepared.unwrap_or(Err(PhotoError::Damaged))
    }
}

/// Makes a square JPEG of 512 by 512 pixels of a file. Takes up to seconds.
///
/// # Errors
/// When the file is no photo.
pub fn prepare(file: &[u8]) -> Result<Photo, PhotoError> {
    check_length(file)?;
    let format = told_by_content(file)?;
    if format == ImageFormat::Jpeg && scans(file) > MOST_SCANS {
        return Err(PhotoError::TooHeavy);
    }
    let (picture, orientation) = unpack(file, format)?;
    let mut square = DynamicImage::ImageRgb8(scaled(&Square::within(&picture)));
    square.apply_orientation(orientation);

    let mut bytes = Vec::new();
    let written = square.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY));
    written.map_err(|_| PhotoError::Damaged)?;
    Ok(Photo {
        bytes,
        format: PhotoFormat::Jpeg,
    })
}

fn check_length(file: &[u8]) -> Result<(), PhotoError> {
    let usable = file.len() <= LONGEST_FILE;
    usable.then_some(()).ok_or(PhotoError::TooLong)
}

fn told_by_content(file: &[u8]) -> Result<ImageFormat, PhotoError> {
    match image::guess_format(file) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg)) => Ok(format),
        Ok(_) | Err(_) => Err(PhotoError::OtherFormat),
    }
}

/// How often a JPEG begins a scan. Within coded data these bytes never stand together.
fn scans(file: &[u8]) -> usize {
    file.windows(2).filter(|pair| *pair == [0xff, 0xda]).count()
}

/// Reads the head, checks what it announces, and only then unpacks the picture.
fn unpack(file: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), PhotoError> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_ALLOCATED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if !SIDES.contains(&width) || !SIDES.contains(&height) {
        return Err(PhotoError::Sides { width, height });
    }
    if decoder.total_bytes() > MOST_UNPACKED {
        return Err(PhotoError::TooHeavy);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    Ok((picture, orientation))
}

fn unreadable(error: image::ImageError) -> PhotoError {
    match error {
        image::ImageError::Limits(_) => PhotoError::TooHeavy,
        _ => PhotoError::Damaged,
    }
}

fn scaled(square: &Square<'_>) -> RgbImage {
    if square.side > COARSE {
        resize(
            &thumbnail(square, COARSE, COARSE),
            SIDE,
            SIDE,
            FilterType::Lanczos3,
        )
    } else {
        resize(square, SIDE, SIDE, FilterType::Lanczos3)
    }
}

/// The square in the middle of a picture, on white where the picture is transparent. A view: no
/// pixel is copied.
struct Square<'a> {
    picture: &'a DynamicImage,
    left: u32,
    top: u32,
    side: u32,
}

impl<'a> Square<'a> {
    fn within(picture: &'a DynamicImage) -> Self {
        let (width, height) = picture.dimensions();
        let side = width.min(height);
        Self {
            picture,
            left: (width - side) / 2,
            top: (height - side) / 2,
            side,
        }
    }
}

impl GenericImageView for Square<'_> {
    type Pixel = Rgb<u8>;

    fn dimensions(&self) -> (u32, u32) {
        (self.side, self.side)
    }

    fn get_pixel(&self, x: u32, y: u32) -> Rgb<u8> {
        let [red, green, blue, alpha] = self.picture.get_pixel(self.left + x, self.top + y).0;
        Rgb([red, green, blue].map(|colour| on_white(colour, alpha)))
    }
}

fn on_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u16::from(colour), u16::from(alpha));
    let mixed = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}
