//! Growth as a picture: what each work takes by the length of the story, and its floor, dashed. Both scales are
//! logarithmic, so what grows with the story is a straight line upwards, and what does not is level.

use std::path::Path;

use plotters::prelude::*;

use crate::sample::{Pair, Sample};

/// What one work took on stories of so many segments.
#[derive(Debug)]
pub(crate) struct Curve {
    pub(crate) name: &'static str,
    pub(crate) pairs: Vec<(u32, Pair)>,
}

const SIZE: (u32, u32) = (900, 560);
/// Told apart by eyes that mix up red and green, on white and on black. Source: Okabe and Ito, Color Universal Design.
const COLOURS: [RGBColor; 5] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
];

/// Writes an SVG.
///
/// # Errors
/// What the disk says.
pub(crate) fn write(file: &Path, curves: &[Curve]) -> anyhow::Result<()> {
    let root = SVGBackend::new(file, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&root)
        .margin(16)
        .margin_right(48)
        .x_label_area_size(48)
        .y_label_area_size(72)
        .build_cartesian_2d(
            log_range(curves, |(story, _)| vec![f64::from(*story)]).log_scale(),
            log_range(curves, |(_, pair)| {
                vec![milliseconds(&pair.segue), milliseconds(&pair.floor)]
            })
            .log_scale(),
        )?;
    chart
        .configure_mesh()
        .x_desc("segments of the story")
        .y_desc("milliseconds, median")
        .x_label_formatter(&|count| format!("{count:.0}"))
        .y_label_formatter(&|ms| format!("{ms}"))
        .light_line_style(TRANSPARENT)
        .draw()?;
    for (curve, colour) in curves.iter().zip(COLOURS.iter().cycle()) {
        let points = |of: fn(&Pair) -> &Sample| -> Vec<(f64, f64)> {
            let point = |(story, pair): &(u32, Pair)| (f64::from(*story), milliseconds(of(pair)));
            curve.pairs.iter().map(point).collect()
        };
        let segue = points(|pair| &pair.segue);
        chart
            .draw_series(LineSeries::new(segue.clone(), colour.stroke_width(2)))?
            .label(curve.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(2)));
        chart.draw_series(
            segue
                .into_iter()
                .map(|point| Circle::new(point, 3, colour.filled())),
        )?;
        chart.draw_series(DashedLineSeries::new(
            points(|pair| &pair.floor),
            4,
            4,
            (*colour).into(),
        ))?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.9))
        .border_style(BLACK.mix(0.3))
        .draw()?;
    root.present()?;
    Ok(())
}

fn milliseconds(sample: &Sample) -> f64 {
    sample.median().as_secs_f64() * 1e3
}

/// Returns the powers of ten that hold all numbers of some curves.
fn log_range(curves: &[Curve], numbers: impl Fn(&(u32, Pair)) -> Vec<f64>) -> std::ops::Range<f64> {
    let all = || curves.iter().flat_map(|curve| &curve.pairs).flat_map(&numbers);
    let least = all().fold(f64::MAX, f64::min).max(1e-6);
    let most = all().fold(least, f64::max);
    10_f64.powf(least.log10().floor())..10_f64.powf(most.log10().ceil())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn curve(name: &'static str, times: [u64; 2]) -> Curve {
        let sample = |ms| [Duration::from_millis(ms)].into_iter().collect();
        let pair = |ms| Pair {
            segue: sample(ms),
            floor: sample(ms / 2),
        };
        Curve {
            name,
            pairs: vec![(100, pair(times[0])), (100_000, pair(times[1]))],
        }
    }

    #[test]
    fn a_picture_names_each_work_and_its_scales() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("growth.svg");
        write(&file, &[curve("delete one", [2, 2]), curve("open", [2, 80])]).unwrap();
        let picture = std::fs::read_to_string(file).unwrap();
        for text in ["delete one", "open", "100000", "milliseconds"] {
            assert!(picture.contains(text), "no “{text}” in {picture}");
        }
    }

    #[test]
    fn scales_begin_and_end_at_powers_of_ten() {
        let curves = [curve("open", [2, 80])];
        let range = log_range(&curves, |(_, pair)| vec![milliseconds(&pair.segue)]);
        assert_eq!(range, 1.0..100.0);
    }
}
