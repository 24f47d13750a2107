//! The neutral form of a page between decoding and recognition of turns.

use std::ops::Range;

/// A decoded page as a list of blocks, in document order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The name of the file.
    pub source: String,
    /// The encoding it was decoded from, as the WHATWG names it.
    pub encoding: String,
    /// The language that an HTML page declares, as written (`zh-CN`).
    pub declared_lang: Option<String>,
    /// The content of HTML's `title` element; it is no part of the blocks.
    pub head_title: Option<String>,
    /// Paragraphs and other blocks; none is empty.
    pub blocks: Vec<Block>,
}

/// One paragraph, heading, list item, table cell or line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Block {
    /// The text; runs of spaces and control characters (tab, CR, LF) are one space;
    /// no white space of any kind, such as U+3000, at the ends.
    pub text: String,
    /// The 1-based line of a text file; in HTML the 1-based number of the block.
    pub line: usize,
    /// The part of the page that the markup puts it in.
    pub region: Region,
    /// Byte ranges of `text` set in bold, in order, merged where they touch.
    pub bold: Vec<Range<usize>>,
    /// The level of an HTML heading (1 to 6).
    pub heading: Option<u8>,
}

/// The part of the page that a block stands in, as the markup tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// Where the briefing is expected; everything in a text file.
    #[default]
    Main,
    /// Menus, language lists, share buttons, page numbers.
    Navigation,
    /// The path to the page.
    Breadcrumb,
    /// Boxes beside or inside the text: related articles, most read.
    Sidebar,
    /// Captions of pictures.
    Caption,
    /// The foot of the page.
    Footer,
    /// Publication date, author, source of an article.
    Timestamp,
    /// Outside the main text for another reason.
    Other,
}
