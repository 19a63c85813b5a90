//! A typed number is read as the standard library reads it, and nonsense is none.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // A test says where it broke.

use proptest::prelude::*;
use units::number;

#[test]
fn what_people_type_is_read_and_nothing_else() {
    for (text, value) in [("4.5", 4.5), (" 4,5 ", 4.5), ("-3", -3.0), ("70", 70.0), (".5", 0.5), ("7.", 7.0)]
    {
        assert_eq!(number(text).map(f64::to_bits), Some(f64::to_bits(value)), "{text}");
    }
    for nonsense in
        ["", "-", ".", "1.2.3", "1,2.3", "1e3", "inf", "NaN", "+1", "5 m", "٣", "99999999999999999999"]
    {
        assert_eq!(number(nonsense), None, "{nonsense}");
    }
}

proptest! {
    #[test]
    fn up_to_fifteen_digits_are_exact(whole in 0_u64..1_000_000_000_000_000, places in 0_usize..16) {
        let digits = format!("{whole:016}");
        let text = format!("{}.{}", &digits[..16 - places], &digits[16 - places..]);
        prop_assert_eq!(number(&text).unwrap().to_bits(), text.parse::<f64>().unwrap().to_bits(), "{}", text);
    }

    #[test]
    fn a_number_that_was_written_comes_back(value in -1e3_f64..1e3) {
        let back = number(&value.to_string()).unwrap();
        prop_assert!((back - value).abs() <= 1e-15 * value.abs().max(1e-300), "{} {}", value, back);
    }
}
