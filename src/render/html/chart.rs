//! Charts as pictures in the page: the numbers of a chart to SVG. Scales, bars, lines and grid are the crate's; words are put where
//! they are whole: wrapped beside or above a bar, beneath a column. The key stands outside, as a list.

use super::words::Words;
use crate::model::evidence::in_one_line;
use crate::report::{Chart, ChartKind};
use kuva::backend::svg::SvgBackend;
use kuva::plot::{BarPlot, LinePlot};
use kuva::render::layout::{ComputedLayout, Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, TextAnchor, render_multiple};
use kuva::render::theme::Theme;
use serde::Serialize;

/// How wide a picture is on a screen and on paper, and on a phone. Each is drawn by itself: shrunk words cannot be read.
const WIDE: f64 = 760.0;
const NARROW: f64 = 340.0;
/// The size of words, the height of a line of them, and how wide a sign is taken to be.
const SIZE: u32 = 14;
const LINE: f64 = 18.0;
const SIGN: f64 = 7.6;
/// How thick a bar is, and how high a picture of columns or lines.
const BAR: f64 = 16.0;
const HIGH: f64 = 260.0;
/// How wide the place of a column is at the least.
const SLOT: f64 = 90.0;
/// How many lines of a label are drawn; the table beneath the picture has all of it.
const MOST_LINES: usize = 3;
/// How many series have a colour of their own.
const COLOURS: usize = 4;

/// A chart as the page needs it.
#[derive(Debug, Serialize)]
pub(super) struct Drawn {
    id: String,
    title: String,
    about: String,
    /// The picture for a screen and for paper.
    wide: String,
    /// The same for a phone.
    narrow: String,
    /// What each colour means, where there is more than one: its number and the name.
    key: Vec<(usize, String)>,
    lines: bool,
    heads: Vec<String>,
    rows: Vec<(String, Vec<i64>)>,
}

/// Draws a chart; none of one that has nothing to draw.
pub(super) fn draw(chart: &Chart, at: usize, words: &Words) -> Option<Drawn> {
    let series: Vec<String> = chart.series.iter().map(|series| in_one_line(&series.name)).collect();
    let labels: Vec<String> = chart.labels.iter().map(|label| in_one_line(label)).collect();
    let value = |series: usize, label: usize| chart.series[series].values.get(label).copied().unwrap_or(0).max(0);
    let rows: Vec<(String, Vec<i64>)> = labels
        .into_iter()
        .enumerate()
        .map(|(label, name)| (name, (0..series.len()).map(|series| value(series, label)).collect()))
        .collect();
    if rows.is_empty() || series.is_empty() {
        return None;
    }
    let id = format!("grafiek-{at}");
    let (title, about) = (in_one_line(&chart.title), in_one_line(&chart.about));
    let picture = |width: f64, form: &str| {
        let scene = match chart.kind {
            ChartKind::Bars => bars(&rows, width),
            // Side by side there is no room for words on a phone.
            ChartKind::Columns if width / rows.len() as f64 > SLOT => columns(&rows, width),
            ChartKind::Columns => bars(&rows, width),
            ChartKind::Lines => lines(&rows, series.len(), width),
        };
        written(&scene, &format!("{id}-{form}"), form, (&title, &about))
    };
    Some(Drawn {
        wide: picture(WIDE, "wide"),
        narrow: picture(NARROW, "narrow"),
        key: if series.len() > 1 { key(&series) } else { Vec::new() },
        lines: chart.kind == ChartKind::Lines,
        heads: std::iter::once(words.what.to_owned()).chain(series).collect(),
        id,
        title,
        about,
        rows,
    })
}

/// Bars that lie: beside their labels where there is room, else beneath them.
fn bars(rows: &[(String, Vec<i64>)], width: f64) -> Scene {
    let beside = width > NARROW;
    let longest = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let signs = if beside { longest.min(46) } else { fitting(width) };
    let labels: Vec<Vec<String>> = rows.iter().map(|(label, _)| wrapped(label, signs)).collect();
    let most = labels.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let left = if beside { signs as f64 * SIGN + 10.0 } else { 1.0 };
    let slot = if beside { (most * LINE).max(BAR) + 12.0 } else { 2.0 * (BAR / 2.0 + most * LINE + 4.0) };
    let top = scale(rows.iter().map(|(_, values)| values.iter().sum()));
    let mut plot = BarPlot::new().with_horizontal(true).with_stacked().with_width(BAR / slot);
    // The first stands at the top, so it comes last.
    for (_, values) in rows.iter().rev() {
        plot = plot.with_group("", coloured(values));
    }
    let plots = vec![Plot::Bar(plot)];
    let layout = Layout::auto_from_plots(&plots)
        .with_height(slot * rows.len() as f64 + 34.0)
        .with_force_margins(left, number_width(rows) + 10.0)
        .with_force_margins_y(4.0, 30.0)
        .with_x_axis_min(0.0)
        .with_x_axis_max(top.last)
        .with_x_tick_step(top.step)
        .with_x_tick_format(TickFormat::Integer);
    let (mut scene, at) = drawn(plots, layout, width);
    for (row, label) in labels.iter().enumerate() {
        let middle = at.map_y((rows.len() - row) as f64);
        let (x, anchor, first) = if beside {
            (left - 8.0, TextAnchor::End, middle + 5.0 - (label.len() as f64 - 1.0) * LINE / 2.0)
        } else {
            (0.0, TextAnchor::Start, middle - BAR / 2.0 - 5.0 - (label.len() as f64 - 1.0) * LINE)
        };
        say(&mut scene, label, (x, first), anchor);
        let sum: i64 = rows[row].1.iter().sum();
        say(&mut scene, &[sum.to_string()], (at.map_x(sum as f64) + 6.0, middle + 5.0), TextAnchor::Start);
    }
    scene
}

/// Bars that stand, their labels beneath them.
fn columns(rows: &[(String, Vec<i64>)], width: f64) -> Scene {
    let top = scale(rows.iter().map(|(_, values)| values.iter().sum()));
    let left = top.last.to_string().len() as f64 * SIGN + 12.0;
    let slot = (width - left) / rows.len() as f64;
    let labels: Vec<Vec<String>> = rows.iter().map(|(label, _)| wrapped(label, fitting(slot))).collect();
    let most = labels.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let mut plot = BarPlot::new().with_stacked().with_width((64.0 / slot).min(0.6));
    for (_, values) in rows {
        plot = plot.with_group("", coloured(values));
    }
    let plots = vec![Plot::Bar(plot)];
    let (mut scene, at) = drawn(plots, upright(rows.len(), top, left, most), width);
    for (row, label) in labels.iter().enumerate() {
        let (x, foot) = (at.map_x(row as f64 + 1.0), at.map_y(0.0) + LINE);
        say(&mut scene, label, (x, foot), TextAnchor::Middle);
        let sum: i64 = rows[row].1.iter().sum();
        say(&mut scene, &[sum.to_string()], (x, at.map_y(sum as f64) - 5.0), TextAnchor::Middle);
    }
    scene
}

/// Lines over labels in their order, of which as many are named as there is room for.
fn lines(rows: &[(String, Vec<i64>)], series: usize, width: f64) -> Scene {
    let top = scale(rows.iter().flat_map(|(_, values)| values.iter().copied()));
    let left = top.last.to_string().len() as f64 * SIGN + 12.0;
    let mut plots = Vec::new();
    for index in 0..series {
        let points = rows.iter().enumerate().map(|(x, (_, values))| (x as f64 + 1.0, values[index] as f64));
        let line = LinePlot::new().with_data(points).with_color(colour(index, series)).with_stroke_width(2.5);
        // Lines differ by more than their colour.
        plots.push(Plot::Line(if index % 2 == 1 { line.with_dashed() } else { line }));
    }
    let (mut scene, at) = drawn(plots, upright(rows.len(), top, left, 1.0), width);
    let longest = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(1).min(fitting(width / 2.0));
    let room = ((width - left) / (longest as f64 * SIGN + 12.0)).floor().max(1.0) as usize;
    let every = rows.len().div_ceil(room);
    for (row, (label, values)) in rows.iter().enumerate() {
        let x = at.map_x(row as f64 + 1.0);
        if row % every == 0 {
            let half = longest as f64 * SIGN / 2.0;
            let x = x.clamp(half, (width - half).max(half));
            say(&mut scene, &wrapped(label, longest)[..1], (x, at.map_y(0.0) + LINE), TextAnchor::Middle);
        }
        // A line of one point is no line.
        for (index, value) in values.iter().enumerate().filter(|_| rows.len() == 1) {
            scene.add(Primitive::Circle {
                cx: x,
                cy: at.map_y(*value as f64),
                r: 4.0,
                fill: colour(index, series).as_str().into(),
                fill_opacity: None,
                stroke: None,
                stroke_width: None,
            });
        }
    }
    scene
}

/// Returns the layout of a picture whose numbers go upwards.
fn upright(count: usize, top: Top, left: f64, label_lines: f64) -> Layout {
    // Half a label stands beyond the first and the last number.
    let last = count as f64 + 0.5;
    let mut layout = Layout::new((0.5, last), (0.0, top.last)).with_x_axis_min(0.5).with_x_axis_max(last);
    layout.suppress_x_ticks = true;
    layout
        .with_height(HIGH + label_lines * LINE)
        .with_force_margins(left, 4.0)
        .with_force_margins_y(22.0, label_lines * LINE + 8.0)
        .with_y_axis_min(0.0)
        .with_y_axis_max(top.last)
        .with_y_tick_step(top.step)
        .with_y_tick_format(TickFormat::Integer)
}

/// Draws, and returns where numbers stand in the picture.
fn drawn(plots: Vec<Plot>, layout: Layout, width: f64) -> (Scene, ComputedLayout) {
    let none = || "none".to_owned();
    let rule = || "var(--rule)".to_owned();
    let theme = Theme {
        background: none(),
        axis_color: rule(),
        grid_color: rule(),
        tick_color: rule(),
        text_color: "currentColor".into(),
        legend_bg: none(),
        legend_border: none(),
        ..Theme::light()
    };
    let mut layout = layout.with_width(width).with_theme(theme).with_tick_size(SIZE).with_tick_length(0.0);
    layout.show_legend = false;
    let at = ComputedLayout::from_layout(&layout);
    let mut scene = render_multiple(plots, layout);
    // Lines that stand say nothing beside words and numbers. Nothing is drawn outside the picture, so nothing needs to be cut off;
    // the crate numbers what it cuts from the start of the program on, and the same page would not be the same bytes.
    scene.elements.retain(|part| match part {
        Primitive::Line { x1, x2, .. } => x1 != x2,
        Primitive::Text { content, .. } => !content.is_empty(),
        Primitive::ClipStart { .. } | Primitive::ClipEnd => false,
        _ => true,
    });
    scene.defs.clear();
    scene.background_color = None;
    (scene, at)
}

/// Puts lines of words in a picture.
fn say(scene: &mut Scene, lines: &[String], (x, y): (f64, f64), anchor: TextAnchor) {
    for (index, line) in lines.iter().enumerate() {
        scene.add(Primitive::Text {
            x,
            y: y + index as f64 * LINE,
            // Between two of these signs the crate reads mathematics.
            content: line.replace('$', "\\$"),
            size: SIZE,
            anchor,
            rotate: None,
            bold: false,
            color: None,
        });
    }
}

/// Writes a picture, with its name and what it says for who does not see it.
fn written(scene: &Scene, id: &str, form: &str, (title, about): (&str, &str)) -> String {
    let svg = SvgBackend::new().render_scene(scene);
    // Its own tag and the remark that follows it are left out.
    let body = svg.split_once("-->").map_or("", |(_, body)| body);
    let escaped =
        |words: &str| words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    format!(
        "<svg class=\"{form}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" fill=\"currentColor\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{}",
        scene.width,
        scene.height.ceil(),
        escaped(title),
        escaped(about),
        body
    )
}

fn coloured(values: &[i64]) -> Vec<(f64, String)> {
    let colour_of = |index| colour(index, values.len());
    values.iter().enumerate().map(|(index, value)| (*value as f64, colour_of(index))).collect()
}

/// Returns the colour of a series among so many, which the style of the page knows in light and dark.
fn colour(index: usize, all: usize) -> String {
    format!("var(--s{})", number(index, all))
}

/// Returns the number of its colour: few series have colours that are far apart.
fn number(index: usize, all: usize) -> usize {
    match all {
        1 => 2,
        2 => 1 + 2 * index,
        _ => index % COLOURS + 1,
    }
}

fn key(series: &[String]) -> Vec<(usize, String)> {
    series.iter().enumerate().map(|(index, name)| (number(index, series.len()), name.clone())).collect()
}

/// Returns how many signs fit in a width.
fn fitting(width: f64) -> usize {
    ((width / SIGN) as usize).max(4)
}

/// Returns how wide the number at the end of the longest bar is.
fn number_width(rows: &[(String, Vec<i64>)]) -> f64 {
    let sums = rows.iter().map(|(_, values)| values.iter().sum::<i64>().to_string().len());
    sums.max().unwrap_or(1) as f64 * SIGN + 6.0
}

/// The end of a scale, and from one number on it to the next.
#[derive(Clone, Copy)]
struct Top {
    last: f64,
    step: f64,
}

/// Returns a scale of whole numbers up to the largest of some.
fn scale(values: impl Iterator<Item = i64>) -> Top {
    let largest = values.max().unwrap_or(0).max(1);
    let steps = (0..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)));
    let step = steps.into_iter().find(|step| largest <= step.saturating_mul(4)).unwrap_or(largest);
    Top { last: ((largest + step - 1) / step * step) as f64, step: step as f64 }
}

/// Returns a label in lines of at the most so many signs; a word that is longer is cut.
fn wrapped(label: &str, signs: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in label.split(' ') {
        let signs_of: Vec<char> = word.chars().collect();
        for (part, piece) in signs_of.chunks(signs).enumerate() {
            let piece: String = piece.iter().collect();
            let last = lines.last_mut().filter(|line| part == 0 && !line.is_empty());
            match last {
                Some(line) if line.chars().count() + 1 + piece.chars().count() <= signs => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(piece),
            }
        }
        if lines.len() > MOST_LINES + 1 {
            break;
        }
    }
    lines.retain(|line| !line.is_empty());
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        lines[MOST_LINES - 1].push('…');
    }
    if lines.is_empty() {
        lines.push("–".into());
    }
    lines
}
