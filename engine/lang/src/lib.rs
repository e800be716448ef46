//! Everything tamis knows of one language, one folder each.
