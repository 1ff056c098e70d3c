//! A list that has no room on one page.

use super::{Layout, MAX_BUTTONS, MAX_TOTAL, NOTICE_ROOM, Section, cut, fit_button, fit_menu, fits};
use crate::render::layout::Paging;
use crate::words::Words;

/// The page that is asked for, or the last, with a button for the next.
pub(super) fn page(layout: &Layout, paging: &Paging, words: &Words) -> Layout {
    let mut pages = split(layout);
    let last = pages.len().saturating_sub(1);
    let at = paging.page.min(last);
    let before: usize = pages[..at].iter().map(|page| page.fields.len()).sum();
    let bare = Layout { sections: vec![pages.swap_remove(at)], paging: None, ..without_buttons(layout) };
    let fitted = if fits(&bare) { bare } else { cut(&bare, words) };
    let mut buttons: Vec<_> = layout.buttons.iter().take(MAX_BUTTONS - 1).map(fit_button).collect();
    buttons.extend((at < last).then(|| paging.next.clone()));
    Layout { buttons, menu: fit_menu(&from(layout, before)), ..fitted }
}

/// The same with the menu's options beginning with this one, where each field has one: a menu holds fewer than a list.
fn from(layout: &Layout, first: usize) -> Layout {
    let mut layout = layout.clone();
    let fields = layout.sections.first().map_or(0, |section| section.fields.len());
    if let Some(menu) = layout.menu.as_mut().filter(|menu| menu.options.len() == fields && first <= fields) {
        menu.options.rotate_left(first);
    }
    layout
}

fn without_buttons(layout: &Layout) -> Layout {
    Layout { buttons: Vec::new(), menu: None, sections: Vec::new(), ..layout.clone() }
}

/// The list's quotes and fields, as many to a page as have room there. All pages have its title, the first its text too.
fn split(layout: &Layout) -> Vec<Section> {
    let whole = layout.sections.first().cloned().unwrap_or_default();
    let begin = || Section { title: whole.title.clone(), ..Section::default() };
    let has_room = |section: &Section| {
        let alone = Layout { sections: vec![section.clone()], ..without_buttons(layout) };
        fits(&alone) && super::section_length(section) <= MAX_TOTAL - NOTICE_ROOM
    };
    let mut pages = vec![Section { text: whole.text.clone(), ..begin() }];
    let mut add = |put: &dyn Fn(&mut Section)| {
        let Some(page) = pages.last_mut() else { return };
        let is_empty = page.quotes.is_empty() && page.fields.is_empty();
        let mut longer = page.clone();
        put(&mut longer);
        if is_empty || has_room(&longer) {
            *page = longer;
        } else {
            let mut next = begin();
            put(&mut next);
            pages.push(next);
        }
    };
    for quote in &whole.quotes {
        add(&|page: &mut Section| page.quotes.push(quote.clone()));
    }
    for field in &whole.fields {
        add(&|page: &mut Section| page.fields.push(field.clone()));
    }
    pages
}
