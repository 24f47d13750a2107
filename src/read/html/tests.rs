//! Tests of the HTML reader.

use super::*;
