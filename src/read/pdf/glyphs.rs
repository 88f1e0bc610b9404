//! The signs of a page with their places, as the interpreter of the PDF draws them.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

/// The most signs that are taken from one page; a page of small print has ten thousand.
const MOST: usize = 400_000;

/// A dot that is drawn as a shape, and counts only where it opens a line.
pub(super) const DOT: char = '\u{e000}';

/// One sign on a page. Distances are in points, from the upper left corner, read along the line of writing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Where its letters begin and end in [`Page::letters`].
    letters: (u32, u32),
    /// Where it begins on the line.
    pub(super) x: f32,
    /// Where the next one would begin.
    pub(super) end: f32,
    /// The line it stands on, downwards.
    pub(super) y: f32,
    /// The height of its type.
    pub(super) size: f32,
    /// How the line of writing is turned, in quarters of a circle.
    pub(super) turn: u8,
    /// Which run of the file it is drawn in.
    pub(super) run: u32,
    /// Whether nobody sees it.
    pub(super) unseen: bool,
    /// Whether the file marks it as no part of the text: a running head, a page number.
    pub(super) artifact: bool,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    letters: String,
    /// Horizontal rules: where each begins and ends, and how far down it lies.
    pub(super) rules: Vec<(f32, f32, f32)>,
    /// Vertical rules: how far to the right each stands, and where it begins and ends downwards.
    uprights: Vec<(f32, f32, f32)>,
    /// Whether a picture covers most of it.
    pub(super) pictured: bool,
    /// How many dots are drawn as shapes.
    dots: usize,
    /// How many signs have no known letter.
    pub(super) lost: usize,
    /// How many signs lie beside the page.
    pub(super) beside: usize,
    /// Whether what is drawn now is not seen, as the words behind a scan are.
    unseen: bool,
    width: f64,
    height: f64,
    run: u32,
    /// The marked passages that are open: whether an artifact, and the text they say they stand for.
    marked: Vec<Marked>,
}

#[derive(Debug, Default)]
struct Marked {
    artifact: bool,
    /// The text that stands for all signs within, until the first of them has taken it.
    actual: Option<String>,
    replaced: bool,
}

impl Page {
    /// Returns an empty page of a size.
    pub(super) fn new(width: f32, height: f32) -> Self {
        Self { width: f64::from(width), height: f64::from(height), ..Self::default() }
    }

    /// Returns the letters of a sign.
    pub(super) fn letters(&self, glyph: &Glyph) -> &str {
        self.letters.get(glyph.letters.0 as usize..glyph.letters.1 as usize).unwrap_or("")
    }

    /// Returns where a vertical rule stands between two places of a line.
    pub(super) fn upright(&self, from: f32, to: f32, y: f32) -> Option<f32> {
        let between = |(x, top, bottom): &&(f32, f32, f32)| (from..=to).contains(x) && *top < y && *bottom > y - 6.0;
        self.uprights.iter().find(between).map(|(x, _, _)| *x)
    }

    fn add(&mut self, letters: &str, transform: Affine, advance: f32) {
        let [a, b, c, d, e, f] = transform.as_coeffs();
        let turn = if a.abs() >= b.abs() {
            if a >= 0.0 { 0 } else { 2 }
        } else if b > 0.0 {
            1
        } else {
            3
        };
        // Along the line of writing, and across it downwards, whichever way the line is turned.
        let (x, y) = match turn {
            0 => (e, f),
            1 => (f, -e),
            2 => (-e, -f),
            _ => (-f, e),
        };
        let size = (c.hypot(d) * 1000.0) as f32;
        let width = (a.hypot(b) * f64::from(advance)) as f32;
        if !(x.is_finite() && y.is_finite() && size.is_finite() && width.is_finite()) || size <= 0.1 {
            return;
        }
        // What lies beside the page shows to nobody.
        let (across, down) = (e.clamp(-3.0, self.width + 3.0), f.clamp(-3.0, self.height + 3.0));
        if across != e || down != f {
            self.beside += usize::from(!letters.trim().is_empty());
            return;
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = place(self.letters.len());
        letters.chars().for_each(|c| push_letter(&mut self.letters, c));
        let artifact = self.marked.iter().any(|marked| marked.artifact);
        let (x, y) = (x as f32, y as f32);
        self.glyphs.push(Glyph {
            letters: (start, place(self.letters.len())),
            x,
            end: x + width,
            y,
            size,
            turn,
            run: self.run,
            unseen: self.unseen,
            artifact,
        });
    }

    /// Adds a dot that is drawn as a shape, as some makers set the bullets of a list.
    fn dot(&mut self, drawn: Rect) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = place(self.letters.len());
        self.letters.push(DOT);
        self.run += 1;
        // It floats above the line at the height of a small letter's middle.
        let size = 11.0;
        let y = drawn.center().y as f32 + 0.3 * size;
        let letters = (start, place(self.letters.len()));
        let (x, end) = (drawn.x0 as f32, drawn.x1 as f32);
        self.glyphs.push(Glyph { letters, x, end, y, size, turn: 0, run: self.run, unseen: false, artifact: false });
    }

    /// Returns the text that stands in the place of a sign, where the file says so: all of it for the first, nothing for the rest.
    fn actual(&mut self) -> Option<String> {
        let marked = self.marked.iter_mut().rev().find(|marked| marked.replaced)?;
        Some(marked.actual.take().unwrap_or_default())
    }
}

/// Returns the letter of a sign that is drawn as a picture and has no name, by its code: those that make such fonts, as TeX does,
/// leave the Latin letters at their usual codes.
fn drawn_letter(glyph: &hayro_interpret::font::Glyph<'_>) -> Option<char> {
    let hayro_interpret::font::Glyph::Type3(drawn) = glyph else { return None };
    match drawn.char_code() {
        code @ 0x0b..=0x0f => char::from_u32(0xfb00 + code - 0x0b),
        code @ 0x20..=0x7e => char::from_u32(code),
        _ => None,
    }
}

/// Writes a letter as a reader means it: ligatures taken apart, bullets of symbol fonts as bullets, no controls.
fn push_letter(letters: &mut String, c: char) {
    match c {
        '\u{fb00}' => letters.push_str("ff"),
        '\u{fb01}' => letters.push_str("fi"),
        '\u{fb02}' => letters.push_str("fl"),
        '\u{fb03}' => letters.push_str("ffi"),
        '\u{fb04}' => letters.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => letters.push_str("st"),
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => letters.push('•'),
        '\u{f0a7}' | '\u{f06e}' => letters.push('▪'),
        // A soft hyphen that is drawn is one.
        '\u{f02d}' | '\u{ad}' | '\u{2010}' | '\u{2011}' => letters.push('-'),
        c if c.is_whitespace() => letters.push(' '),
        // The arrow back from a note to its text, and marks that show nothing.
        '\u{21a9}' | '\u{fe0e}' | '\u{fe0f}' | '\u{200b}' | '\u{feff}' => {}
        c if c.is_control() => {}
        c => letters.push(c),
    }
}

impl<'a> Device<'a> for Page {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // Text that is filled and outlined comes twice; the outline says nothing new.
        if matches!(mode, DrawMode::Stroke(_)) && self.repeats(run, &props) {
            return;
        }
        self.run += 1;
        self.unseen = matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            if self.glyphs.len() >= MOST {
                return;
            }
            let advance = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(type3) => type3.advance_width(),
            };
            let transform = props.transform * glyph.transform();
            let advance = advance.unwrap_or(500.0);
            match self.actual().map(BfString::String).or_else(|| glyph.as_unicode()) {
                Some(BfString::Char(c)) => self.add(c.encode_utf8(&mut [0; 4]), transform, advance),
                Some(BfString::String(words)) => self.add(&words, transform, advance),
                None => match drawn_letter(glyph) {
                    Some(letters) => self.add(letters.encode_utf8(&mut [0; 4]), transform, advance),
                    None => {
                        self.lost += 1;
                        self.add("\u{fffd}", transform, advance);
                    }
                },
            }
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let round = (8..=16).contains(&path.elements().len()) && matches!(mode, DrawMode::Fill(_));
        if round && self.dots < 2_000 {
            let drawn = props.transform.transform_rect_bbox(path.bounding_box());
            if (1.5..6.5).contains(&drawn.width()) && (drawn.width() - drawn.height()).abs() < 0.8 {
                self.dots += 1;
                self.dot(drawn);
            }
        }
        // Rules are a line or a thin box; anything longer is a drawing.
        if path.elements().len() > 6 || self.rules.len() + self.uprights.len() > 5_000 {
            return;
        }
        self.rule(props.transform.transform_rect_bbox(path.bounding_box()));
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, _: &DrawMode) {
        self.rule(props.transform.transform_rect_bbox(*rect));
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = match &image {
            Image::Stencil(image) => (image.width(), image.height()),
            Image::Raster(image) => (image.width(), image.height()),
        };
        let covered = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, f64::from(width), f64::from(height)));
        self.pictured |= covered.area() > self.width * self.height / 2.0;
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let actual =
            properties.and_then(|known| known.get::<PdfString<'_>>(b"ActualText")).map(|text| in_unicode(&text));
        self.marked.push(Marked { artifact: tag == b"Artifact", replaced: actual.is_some(), actual });
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Page {
    /// Takes a thin box for a rule, and of a larger one its sides: the borders or the ground of a cell.
    fn rule(&mut self, drawn: Rect) {
        let (left, right, top, bottom) = (drawn.x0 as f32, drawn.x1 as f32, drawn.y0 as f32, drawn.y1 as f32);
        let (wide, high) = (drawn.width() >= 20.0, drawn.height() >= 8.0);
        if wide && drawn.height() <= 3.0 {
            self.rules.push((left, right, f32::midpoint(top, bottom)));
        } else if high && drawn.width() <= 3.0 {
            self.uprights.push((f32::midpoint(left, right), top, bottom));
        } else if wide && high {
            self.rules.extend([(left, right, top), (left, right, bottom)]);
            self.uprights.extend([(left, top, bottom), (right, top, bottom)]);
        }
    }

    /// Tells whether the first sign of a run stands where one of the last ones does.
    fn repeats(&self, run: &GlyphRun<'_, '_>, props: &DrawProps<'_>) -> bool {
        let Some(first) = run.glyphs().first() else { return false };
        let at = props.transform * first.transform() * Point::ZERO;
        let near = |glyph: &Glyph| {
            glyph.turn != 0 || ((f64::from(glyph.x) - at.x).abs() < 0.5 && (f64::from(glyph.y) - at.y).abs() < 0.5)
        };
        self.glyphs.iter().rev().take(run.glyphs().len()).any(near)
    }
}

/// Returns the words of a string of a PDF: UTF-16 or UTF-8 with a mark, else as its own table, which is Latin for all that matters here.
fn in_unicode(text: &PdfString<'_>) -> String {
    let bytes = text.as_bytes();
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns a page of signs, each with its letters, where it begins, its width and its height, on one line.
    pub(in crate::read::pdf) fn page(signs: &[(&str, f64, f32)]) -> Page {
        let mut page = Page::new(600.0, 800.0);
        for (letters, x, width) in signs {
            let transform = Affine::new([0.01, 0.0, 0.0, -0.01, *x, 100.0]);
            page.add(letters, transform, width * 100.0);
        }
        page
    }

    #[test]
    fn letters_are_written_as_a_reader_means_them() {
        let page = page(&[("ﬁ", 10.0, 5.0), ("\u{f0b7}", 20.0, 5.0), ("\u{ad}", 30.0, 5.0), ("a\u{7}", 40.0, 5.0)]);
        let letters: Vec<&str> = page.glyphs.iter().map(|glyph| page.letters(glyph)).collect();
        assert_eq!(letters, ["fi", "•", "-", "a"]);
        assert_eq!((page.glyphs[0].x, page.glyphs[0].end, page.glyphs[0].size), (10.0, 15.0, 10.0));
    }

    #[test]
    fn what_lies_beside_the_page_is_left_out_and_counted() {
        let page = page(&[("a", 10.0, 5.0), ("b", 900.0, 5.0), ("c", f64::NAN, 5.0)]);
        assert_eq!((page.glyphs.len(), page.beside), (1, 1));
    }

    #[test]
    fn a_cell_gives_the_rules_of_its_sides() {
        let mut page = Page::new(600.0, 800.0);
        page.rule(Rect::new(10.0, 10.0, 110.0, 40.0));
        page.rule(Rect::new(10.0, 50.0, 110.0, 50.5));
        assert_eq!(page.rules.len(), 3);
        assert_eq!(page.upright(9.0, 11.0, 20.0), Some(10.0));
    }
}
