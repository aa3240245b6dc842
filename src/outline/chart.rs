//! A picture of figures as data: bars over the years, with the words for those who do not see it.

use serde::{Deserialize, Serialize};

use super::model::{Column, Value};

/// Bars of one or more series over some years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What it is called.
    pub caption: String,
    /// What it shows, in words: the text alternative.
    pub alternative: String,
    /// Stands behind a figure (`%`).
    pub sign: String,
    /// Where the axis begins.
    pub least: i32,
    /// Where the axis ends.
    pub most: i32,
    /// The years, oldest first.
    pub years: Vec<String>,
    /// What stands side by side in each year.
    pub series: Vec<Series>,
}

/// One kind of bars.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Whose figures they are.
    pub name: String,
    /// Its place among all that may stand beside each other, so that it looks the same in every picture.
    #[serde(default)]
    pub place: usize,
    /// One for each year as printed; a code or nothing has no bar.
    pub values: Vec<String>,
}

impl Chart {
    /// The columns of the table that says the same.
    pub fn columns(&self) -> Vec<Column> {
        let series = self.series.iter().map(|series| Column::new(series.name.as_str(), 0));
        std::iter::once(Column::new("Year", 0)).chain(series).collect()
    }

    /// The rows of the table that says the same: one a year.
    pub fn rows(&self) -> Vec<Vec<Value>> {
        let row = |(n, year): (usize, &String)| {
            let values = self.series.iter().map(|series| self.printed(series.values.get(n)));
            std::iter::once(Value::text(year.as_str())).chain(values.map(Value::text)).collect()
        };
        self.years.iter().enumerate().map(row).collect()
    }

    /// A figure with its sign; a code has none.
    fn printed(&self, value: Option<&String>) -> String {
        let value = value.map_or("", String::as_str);
        if value.parse::<f64>().is_ok() { format!("{value}{}", self.sign) } else { value.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_table_says_all_that_the_bars_say() {
        let series = |name: &str, values: [&str; 2]| Series {
            name: name.to_owned(),
            place: 0,
            values: values.map(str::to_owned).to_vec(),
        };
        let chart = Chart {
            sign: "%".to_owned(),
            years: vec!["2008/09".to_owned(), "2009/10".to_owned()],
            series: vec![series("School", ["62", "SUPP"]), series("England", ["72", ""])],
            ..Chart::default()
        };
        let titles: Vec<String> = chart.columns().into_iter().map(|column| column.title).collect();
        assert_eq!(titles, ["Year", "School", "England"]);
        let rows: Vec<Vec<String>> = chart.rows().iter().map(|row| row.iter().map(Value::plain).collect()).collect();
        assert_eq!(rows, [["2008/09", "62%", "72%"], ["2009/10", "SUPP", ""]]);
    }
}
