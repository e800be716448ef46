//! Everything tamis knows of one language, one folder each.

mod pattern;

mod hcl {
    pub(crate) mod pattern;
}
mod javascript {
    pub(crate) mod pattern;
}
mod python {
    pub(crate) mod pattern;
}
mod typescript {
    pub(crate) mod pattern;
}
mod yaml {
    pub(crate) mod pattern;
}
