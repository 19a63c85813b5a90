//! Which units a person reads and hears.

/// The units of a person's country. Inside, everything is SI; this exists only where a person reads or listens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitSystem {
    /// Metres and kilometres an hour.
    #[default]
    Metric,
    /// Feet and miles an hour.
    UnitedStates,
}

impl UnitSystem {
    /// The units of a language tag such as `en-US` or `es`: feet and miles in the United States (and Puerto Rico),
    /// metric everywhere else and where the tag names no country.
    pub fn of_tag(tag: &str) -> UnitSystem {
        let us = tag
            .split(['-', '_'])
            .skip(1)
            .any(|part| part.eq_ignore_ascii_case("us") || part.eq_ignore_ascii_case("pr") || part == "840");
        if us { UnitSystem::UnitedStates } else { UnitSystem::Metric }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feet_are_for_the_united_states_and_metres_for_everyone_else() {
        assert_eq!(UnitSystem::of_tag("en-US"), UnitSystem::UnitedStates);
        assert_eq!(UnitSystem::of_tag("es_us.UTF-8".trim_end_matches(".UTF-8")), UnitSystem::UnitedStates);
        assert_eq!(UnitSystem::of_tag("es-MX"), UnitSystem::Metric);
        assert_eq!(UnitSystem::of_tag("us"), UnitSystem::Metric);
        assert_eq!(UnitSystem::of_tag(""), UnitSystem::Metric);
    }
}
