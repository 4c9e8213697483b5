//! Vaults and places: what is kept is there again, and whatever is wrong changes nothing.

mod places;
mod vaults;
