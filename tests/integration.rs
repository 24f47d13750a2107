//! The one integration binary; each module tests one promise end to end.

mod schemas;
