//! Places to walk backward, and what must be looked at there first.

use super::WrittenLength;
use alloc::string::String;
use alloc::vec::Vec;

/// A named place with the length of its clear path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// As the walker calls it, with single spaces.
    pub name: String,
    /// Its clear length.
    pub length: WrittenLength,
}

/// What can trip or hurt a backward walker in a place. The walker checks each one before a place is used.
/// Source: the space rules of EVIDENCE.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceHazard {
    /// Rugs, cords, toys: anything on the floor.
    LooseThings,
    /// A wet, icy or uneven floor.
    Slippery,
    /// Too dark to see the floor.
    Dark,
    /// Nothing to hold.
    NothingToHold,
    /// Stairs, a step or a kerb at or behind the end.
    Stairs,
    /// Glass or a sharp corner behind the end.
    Glass,
    /// Pets or children that may come behind.
    PetsAndChildren,
    /// A door that may open into the path.
    Doors,
    /// Cars that may drive in.
    Cars,
}

impl PlaceHazard {
    /// Every hazard.
    pub const ALL: [PlaceHazard; 9] = [
        PlaceHazard::LooseThings,
        PlaceHazard::Slippery,
        PlaceHazard::Dark,
        PlaceHazard::NothingToHold,
        PlaceHazard::Stairs,
        PlaceHazard::Glass,
        PlaceHazard::PetsAndChildren,
        PlaceHazard::Doors,
        PlaceHazard::Cars,
    ];

    /// The id of the sentence that asks about it, also its name in files.
    pub const fn id(self) -> &'static str {
        match self {
            PlaceHazard::LooseThings => "hazard-loose-things",
            PlaceHazard::Slippery => "hazard-slippery",
            PlaceHazard::Dark => "hazard-dark",
            PlaceHazard::NothingToHold => "hazard-nothing-to-hold",
            PlaceHazard::Stairs => "hazard-stairs",
            PlaceHazard::Glass => "hazard-glass",
            PlaceHazard::PetsAndChildren => "hazard-pets-and-children",
            PlaceHazard::Doors => "hazard-doors",
            PlaceHazard::Cars => "hazard-cars",
        }
    }

    const fn indoors_only(self) -> bool {
        matches!(self, PlaceHazard::Doors | PlaceHazard::Glass)
    }

    const fn outdoors_only(self) -> bool {
        matches!(self, PlaceHazard::Cars)
    }
}

/// The walker's checked list for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    outdoors: bool,
    clear: Vec<PlaceHazard>,
}

impl Checklist {
    /// A fresh list, nothing checked.
    pub const fn new(outdoors: bool) -> Checklist {
        Checklist { outdoors, clear: Vec::new() }
    }

    /// What must be checked here.
    pub fn questions(&self) -> impl Iterator<Item = PlaceHazard> + '_ {
        PlaceHazard::ALL
            .into_iter()
            .filter(|hazard| if self.outdoors { !hazard.indoors_only() } else { !hazard.outdoors_only() })
    }

    /// The walker looked: `clear` is true when the hazard is not there.
    pub fn answer(&mut self, hazard: PlaceHazard, clear: bool) {
        self.clear.retain(|known| *known != hazard);
        if clear {
            self.clear.push(hazard);
        }
    }

    /// What still stands between the walker and this place: unanswered counts as not clear.
    pub fn open(&self) -> impl Iterator<Item = PlaceHazard> + '_ {
        self.questions().filter(|hazard| !self.clear.contains(hazard))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_used_only_when_every_hazard_was_looked_at() {
        for outdoors in [false, true] {
            let mut list = Checklist::new(outdoors);
            let questions: Vec<_> = list.questions().collect();
            assert_eq!(questions.contains(&PlaceHazard::Cars), outdoors);
            for hazard in &questions {
                assert!(list.open().next().is_some());
                list.answer(*hazard, true);
            }
            assert!(list.open().next().is_none());
            list.answer(PlaceHazard::Stairs, false);
            assert_eq!(list.open().collect::<Vec<_>>(), [PlaceHazard::Stairs]);
        }
    }
}
