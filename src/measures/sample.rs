//! Figures for tests: one measure over some years.

use super::{Figure, Figures, Table, Value};
use crate::calendar::SchoolYear;

pub(super) fn year(text: &str) -> SchoolYear {
    text.parse().unwrap()
}

/// A school's reading, writing and maths over some years; the authority's is 60 and England's 61.
pub(super) fn figures(years: &[(&str, &str)]) -> Figures {
    let value = |text: &str| Value::read(text).unwrap();
    let mut figures = Figures::default();
    for (when, school) in years {
        let figure = Figure {
            measure: "ks2-rwm-expected".to_owned(),
            school: value(school),
            authority: value("60"),
            england: value("61"),
            ..Figure::default()
        };
        figures.take_in(Table {
            year: year(when),
            series: "ks2".to_owned(),
            source: "Performance tables, key stage 2".to_owned(),
            file: "ks2.csv".to_owned(),
            read: "2019-12-13".parse().unwrap(),
            figures: vec![figure],
        });
    }
    figures
}
