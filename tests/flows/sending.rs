//! A document goes out: one overlay to write it, who got it, what changed since, versions compared and brought back.

use nov::app::{ExportRow, Overlay};

use crate::support::sitter::{Sitter, read};

/// An RTM with a few lines in it.
fn meeting() -> Sitter {
    let mut me = Sitter::open("rtm");
    me.enters("~ @HT most pupils in Year 5 write well").enters("= continue the consultant to Easter");
    me
}

/// Turns the format to plain text.
fn as_text(me: &mut Sitter) {
    me.goes_to_row(ExportRow::Format);
    me.turns_to("format", |form| form.format == "txt");
}

/// Writes the minutes and notes them as sent to the first of the list.
fn sends(me: &mut Sitter) -> String {
    me.keys("ctrl+x");
    me.goes_to_row(ExportRow::To(0));
    me.keys("space enter");
    std::fs::read_to_string(me.written.last().unwrap()).unwrap_or_default()
}

#[test]
fn one_overlay_says_which_document_for_whom_in_which_format_what_goes_in_and_where_to() {
    let mut me = meeting();
    me.keys("ctrl+x");
    me.sees(&[
        "Round Table Meeting: minutes",
        "for all invited",
        "Word document",
        "[ ] times of day",
        "2010-01-12-seaview-primary-rtm-minutes.docx",
        "[ ] Headteacher",
        "Private lines never go in",
        "On every page: For the school and the local authority",
    ]);
    // A letter goes to the next that begins with it.
    me.types("a");
    me.sees(&["Round Table Meeting: agenda", "rtm-agenda.docx"]);
    me.types("a");
    me.sees(&["Round Table Meeting: actions", "rtm-actions.docx"]);
    me.sees(&["← → or a first letter · Ctrl+V"]);
    me.keys("down").types("m");
    me.sees(&["Markdown", "rtm-actions.md"]);
    // Of several that fit, the form's own comes first.
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+x").types("n").sees(&["Notice of concern"]);
    me.types("d").types("n").sees(&["Note of Visit - Autumn"]);
}

#[test]
fn what_goes_in_is_the_users_choice_and_remembered_for_the_form_alone() {
    let mut me = meeting();
    me.keys("ctrl+x");
    as_text(&mut me);
    me.goes_to_row(ExportRow::Piece(nov::session::Piece::Times));
    me.keys("space down space enter");
    let text = std::fs::read_to_string(&me.written[0]).unwrap();
    assert!(text.contains("most pupils in Year 5") && text.contains("14:00") && !text.contains("HT:"), "{text}");
    // At the next start it is as it was left.
    let mut me = me.starts_again();
    me.keys("ctrl+x");
    me.sees(&["Plain text", "[x] times of day", "[ ] who said it", "[x] evidence tags"]);
    me.keys("esc");
    me.begin("autumn", "2009-11-17");
    me.keys("ctrl+x");
    me.sees(&["Word document", "[ ] times of day", "[x] who said it"]);
}

#[test]
fn a_file_that_is_there_is_asked_about() {
    let mut me = meeting();
    me.keys("ctrl+x");
    as_text(&mut me);
    me.keys("enter");
    let path = me.written[0].clone();
    std::fs::write(&path, "mine").unwrap();
    me.keys("ctrl+x enter");
    me.sees(&["is there already", "Choose another name", "Replace the file"]);
    me.keys("enter");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    // Back in the overlay at the name, all else as it was chosen.
    me.sees(&["Plain text"]);
    me.keys("end backspace backspace backspace backspace").types("-2.txt").keys("enter");
    assert!(me.written[1].ends_with("2010-01-12-seaview-primary-rtm-minutes-2.txt"));
    me.keys("ctrl+x enter").picks("replace");
    assert!(std::fs::read_to_string(&path).unwrap().contains("most pupils"));
    me.is_told("Written to");
}

#[test]
fn what_was_sent_is_noted_and_a_later_change_is_seen() {
    let mut me = meeting();
    sends(&mut me);
    me.is_told("Noted as sent to the headteacher (version 1)");
    let sent = me.session().sent()[0].clone();
    assert_eq!((sent.document.as_str(), sent.format.as_str(), sent.version), ("minutes", "docx", 1));
    assert!(me.store().join("versions/2010-01-12-seaview-primary-rtm@1.ron").is_file());
    me.waits(1);
    me.sees_no(&["changed since sent"]);
    // A private line and another state are no change of what was sent.
    me.enters("% only for me").waits(1);
    me.runs("set state").picks("minutes in draft").keys("enter").waits(1);
    me.sees_no(&["changed since sent"]);
    me.enters("one line more").waits(1);
    me.sees(&["changed since sent"]);
    let words = "changed since it was sent to the headteacher on 12 January 2010";
    assert!(me.screen_of(160, 40).lines().next().unwrap().contains(words), "{}", me.screen_of(160, 40));
    let narrow = me.screen_of(80, 24);
    assert!(narrow.lines().next().unwrap().contains("changed since sent 12 Jan"), "{narrow}");
    me.keys("ctrl+z").waits(1);
    me.sees_no(&["changed since sent"]);
    me.keys("ctrl+y").waits(1);
    me.runs("home");
    assert!(me.screen_of(160, 40).contains(words), "{}", me.screen_of(160, 40));
    me.sees(&["changed since"]);
    me.goes_to("Seaview Primary · RTM");
    assert!(me.screen_of(80, 24).contains("changed since sent 12 Jan"), "{}", me.screen_of(80, 24));
}

#[test]
fn the_list_of_a_note_of_visit_shows_when_each_got_it() {
    let mut me = Sitter::open("autumn");
    me.runs("note as sent");
    me.sees(&["To whom was it sent?", "Note of Visit - Autumn", "[ ] Headteacher", "17 November 2009"]);
    me.keys("esc").waits(4 * 24 * 60).runs("note as sent");
    me.keys("space");
    me.keys("down down down").types("Nobody").keys("enter");
    me.sees(&["does not go to \"Nobody\"; it goes to Headteacher"]);
    for _ in 0..6 {
        me.keys("backspace");
    }
    me.types("Principal Adviser").keys("down");
    for _ in 0..30 {
        me.keys("backspace");
    }
    me.types("30/11/2009").keys("enter");
    me.sees(&["30 November 2009 is still to come"]);
    for _ in 0..30 {
        me.keys("backspace");
    }
    me.types("20/11/2009").keys("enter");
    // Much is still empty: a draft is noted only where the user says so.
    me.sees(&["It is still a draft", "Look at what stands in the way", "Note it as sent all the same"]);
    assert!(me.session().sent().is_empty());
    me.picks("all the same");
    me.is_told("Noted as sent to the headteacher and the Principal Adviser");
    let text = String::from_utf8(me.writes("nov", "txt")).unwrap();
    let line = |role: &str| text.lines().rfind(|line| line.starts_with(role)).unwrap_or_default().to_owned();
    assert!(
        line("Headteacher").contains("20 November 2009") && line("Principal Adviser").contains("20 November 2009"),
        "{text}"
    );
    assert!(line("LA").split_whitespace().count() == 1, "{text}");
    // What was noted by mistake is taken back; undo has nothing to do with it.
    me.keys("ctrl+z");
    assert_eq!(me.session().sent().len(), 1);
    me.runs("note as sent").keys("delete");
    me.is_told("Taken back");
    assert_eq!(me.session().sent()[0].to, ["Principal Adviser"]);
}

#[test]
fn a_state_that_sends_something_offers_to_note_to_whom() {
    let mut me = Sitter::open("rtm");
    me.runs("set state").picks("held").keys("enter");
    assert!(me.app.overlays.is_empty(), "nobody gets anything then");
    me.enters("most pupils in Year 5 write well");
    me.runs("set state").picks("circulated").keys("enter");
    me.sees(&["To whom was it sent?", "[x] Headteacher", "[x] Governor", "[x] All invited", "[x] LA"]);
    me.keys("enter");
    me.is_told("Noted as sent to the headteacher, the governor, all invited and the LA");
}

#[test]
fn home_says_of_minutes_that_everybody_was_sent_that_they_are_circulated() {
    let mut me = Sitter::open("rtm");
    me.runs("set state").picks("held").keys("enter");
    me.enters("most pupils in Year 5 write well").runs("home");
    me.sees(&["Seaview Primary · RTM  held"]);
    me.goes_to("RTM  held").keys("enter").runs("note as sent").keys("down space down space down space enter");
    me.is_told("Noted as sent");
    me.runs("home");
    me.sees(&["Seaview Primary · RTM  circulated"]);
}

#[test]
fn what_has_taken_place_is_cancelled_only_after_a_question() {
    let mut me = Sitter::open("rtm");
    me.enters("most pupils in Year 5 write well");
    let is_cancelled = |me: &Sitter| me.session().is_cancelled();
    me.runs("set state").picks("cancelled");
    me.sees(&["It has taken place, on Tuesday 12 January 2010", "Leave it as it is"]);
    me.keys("enter");
    assert!(!is_cancelled(&me) && me.app.overlays.is_empty());
    me.runs("set state").picks("cancelled").picks("all the same").keys("enter");
    assert!(is_cancelled(&me));
    // What never began is not asked about.
    let mut me = Sitter::open("rtm");
    me.runs("set state").picks("cancelled").keys("enter");
    assert!(is_cancelled(&me));
}

#[test]
fn a_draft_that_is_written_is_noted_as_sent_only_after_a_question() {
    let mut me = Sitter::open("autumn");
    me.enters("most pupils in Year 5 write well");
    me.keys("ctrl+x");
    me.goes_to_row(ExportRow::To(0));
    me.keys("space enter");
    me.sees(&["It is still a draft", "findings block sending", "Only write it"]);
    assert!(me.written.is_empty() && me.session().sent().is_empty());
    me.picks("only write");
    assert!(me.written.len() == 1 && me.session().sent().is_empty());
    me.keys("ctrl+x");
    me.goes_to_row(ExportRow::To(0));
    me.keys("space enter").picks("all the same").picks("replace");
    me.is_told("Noted as sent to the headteacher");
    // Who may be ticked follows the document, and nobody gets one's own notes.
    me.keys("ctrl+x pageup").types("j");
    me.sees(&["Judgements", "[ ] Senior Adviser"]);
    me.sees_no(&["[ ] Chair of governors"]);
    me.types("y");
    me.sees(&["your own notes", "On every page: For you alone"]);
    me.sees_no(&["Sent to"]);
}

#[test]
fn a_year_that_tells_of_a_draft_is_noted_as_sent_only_after_a_question() {
    let mut me = Sitter::open("autumn");
    me.enters("most pupils in Year 5 write well");
    me.keys("ctrl+x pageup").types("ttt");
    me.sees(&["The year with the School Improvement Partner"]);
    me.goes_to_row(ExportRow::To(0));
    me.keys("space enter");
    me.sees(&["It is still a draft", "a note that it tells of is one", "Only write it"]);
    assert!(me.written.is_empty() && me.session().sent().is_empty());
    me.picks("all the same");
    me.is_told("Noted as sent to the headteacher");
    assert_eq!(me.written.len(), 1);
}

#[test]
fn a_year_that_tells_of_a_draft_is_asked_about_where_it_is_only_noted_as_sent_too() {
    let mut me = Sitter::open("autumn");
    me.enters("most pupils in Year 5 write well");
    me.runs("note as sent");
    let at = |me: &Sitter| match me.app.overlays.last() {
        Some(Overlay::Sent(form)) => form.chosen().is_some_and(|chosen| chosen.id == "year"),
        _ => false,
    };
    me.keys("up");
    for _ in 0..20 {
        if !at(&me) {
            me.keys("right");
        }
    }
    me.sees(&["The year with the School Improvement Partner"]);
    me.keys("down space enter");
    me.sees(&["It is still a draft", "the note of", "Note it as sent all the same"]);
    assert!(me.session().sent().is_empty());
    me.picks("all the same");
    me.is_told("Noted as sent to the headteacher");
    assert_eq!(me.session().sent().len(), 1);
}

#[test]
fn versions_are_listed_compared_and_brought_back_and_nothing_is_lost() {
    let mut me = meeting();
    sends(&mut me);
    me.keys("ctrl+e").keys("end").types(", then review").keys("enter esc");
    me.enters("a line that came later").enters("% private and later");
    me.jumps("practice or behaviour changed").types("Books are marked daily").keys("esc");
    let later = me.session().clone();
    me.runs("versions");
    me.sees(&["Versions", "1  Tue 12 Jan 2010", "Round Table Meeting: minutes, sent to the headteacher"]);
    me.keys("enter");
    me.sees(&["version 1 and now", "{+", "then review", "a line that came later", "Books are marked daily"]);
    me.sees_no(&["private and later"]);
    me.keys("esc r");
    me.is_told("The words of version 1 are back; what stood before is version 2");
    let back = me.session();
    assert_eq!(back.field("practice-changed"), "");
    assert!(me.words_under("minutes-of-last").contains(&"private and later".to_owned()), "private lines stay");
    assert!(!me.words_under("minutes-of-last").contains(&"a line that came later".to_owned()));
    me.waits(1);
    assert_eq!(me.sitting().outdated, []);
    // Undo takes it back whole.
    me.keys("ctrl+z");
    let words = |session: &nov::session::Session| {
        let entries = session.all_entries().map(|(item, e)| (item.to_owned(), e.clone())).collect::<Vec<_>>();
        (entries, session.fields().map(|(p, t)| (p.to_owned(), t.to_owned())).collect::<Vec<_>>())
    };
    assert_eq!(words(me.session()), words(&later));
    me.is_mirrored();
}

#[test]
fn a_version_is_kept_when_the_user_asks_and_not_twice() {
    let mut me = meeting();
    me.runs("versions");
    me.sees(&["None yet"]);
    me.keys("k").enters("before the second hour");
    me.sees(&["before the second hour"]);
    me.keys("k").enters("once more");
    me.is_told("Kept as version 1");
    me.sees_no(&["once more"]);
}

#[test]
fn the_preview_shows_pages_and_leads_to_the_place_of_a_paragraph() {
    let mut me = meeting();
    me.keys("ctrl+v");
    me.sees(&["Round Table Meeting: minutes · for all invited", "Page 1 of", "┌", "│ School"]);
    for _ in 0..80 {
        if me.screen().lines().any(|line| line.contains('▌') && line.contains("Continue the consultant")) {
            break;
        }
        me.keys("down");
    }
    me.keys("enter");
    assert!(me.app.overlays.is_empty());
    assert_eq!(me.sitting().editor.text(), "continue the consultant to Easter");
    me.keys("esc ctrl+v right");
    me.sees(&["Round Table Meeting agenda and minutes"]);
    me.keys("ctrl+x");
    me.sees(&["rtm-form.docx"]);
    me.keys("esc");
    // At another size it is laid out anew; nothing is wider than the window.
    me.send(nov::app::Message::Resized(80, 24));
    let small = me.screen_of(80, 24);
    assert!(small.contains("┌") && small.contains("Page 1 of"), "{small}");
    me.keys("end");
    assert!(me.screen_of(80, 24).contains("Page"), "{}", me.screen_of(80, 24));
}

/// Goes down in the preview until the chosen paragraph says something.
fn comes_to(me: &mut Sitter, words: &str) {
    for _ in 0..200 {
        if me.screen().lines().any(|line| line.contains('▌') && line.contains(words)) {
            return;
        }
        me.keys("down");
    }
    panic!("no paragraph of the preview says “{words}”:\n{}", me.screen());
}

#[test]
fn a_row_of_a_table_leads_to_where_it_is_written() {
    let mut me = meeting();
    me.enters("! @LC moderate Y5 writing by 29/1/2010").enters("! @HT see the books by 5/2/2010");
    me.keys("ctrl+v");
    comes_to(&mut me, "2 · See the books");
    me.keys("enter");
    assert_eq!(me.sitting().editor.text(), "see the books", "the table of actions leads to its action");
    let mut me = Sitter::open("autumn");
    me.keys("ctrl+v");
    comes_to(&mut me, "Pupils' attainment");
    me.keys("enter 2");
    assert_eq!(me.session().field("attainment.school"), "2", "a grid leads to its row");
}

#[test]
fn a_box_of_what_was_noted_leads_to_each_entry() {
    let mut me = Sitter::open("ofsted-s5");
    me.keys("f2").jumps("main findings").keys("esc");
    me.enters("the first finding").enters("the second finding");
    me.keys("ctrl+v");
    comes_to(&mut me, "The second finding");
    me.keys("enter");
    assert_eq!(me.sitting().editor.text(), "the second finding");
}

#[test]
fn a_gathered_document_is_shown_whole_and_leads_into_other_sessions() {
    let mut me = Sitter::open("rtm");
    me.enters("! @LC moderate Y5 writing by 29/1/2010").enters("= keep the group to Easter");
    me.begin("autumn", "2009-11-17");
    me.keys("ctrl+v");
    for _ in 0..30 {
        if me.screen().contains("The year with the School Improvement Partner") {
            break;
        }
        me.keys("right");
    }
    me.sees(&["Visits and meetings"]);
    me.sees_no(&["are being read"]);
    comes_to(&mut me, "Moderate Y5 writing");
    me.keys("enter");
    assert!(me.session().id().ends_with("-rtm"), "{}", me.session().id());
    assert_eq!(me.sitting().editor.text(), "moderate Y5 writing");
}

#[test]
fn the_preview_looks_at_what_is_chosen_and_comes_back() {
    let mut me = meeting();
    me.keys("ctrl+x");
    me.goes_to_row(ExportRow::Piece(nov::session::Piece::Entries));
    me.keys("space ctrl+v");
    me.sees_no(&["most pupils in Year 5"]);
    me.keys("esc");
    me.sees(&["Export", "[ ] entries under their items"]);
}

#[test]
fn mail_says_how_to_open_it() {
    let mut me = meeting();
    let mail = String::from_utf8(me.writes("minutes", "eml")).unwrap();
    assert!(mail.contains("\"Headteacher\""), "{mail}");
    me.is_told("open it with your mail program");
}

#[test]
fn the_category_of_the_school_follows_the_form_as_it_stands_and_undo_takes_it_back() {
    let mut me = Sitter::open("ofsted-s5");
    me.keys("tab down down down").types("3");
    me.jumps("date feedback form submitted").types("14/1/2010").keys("enter");
    me.is_told("in the school's record: special measures");
    let record = |me: &Sitter| read(&me.store(), "schools/seaview-primary.ron");
    assert!(record(&me).contains("\"category\": \"special measures\""), "{}", record(&me));
    while me.sitting().school.fact("category") == "special measures" {
        me.keys("ctrl+z");
    }
    assert!(!record(&me).contains("category"), "{}", record(&me));
    me.is_told("in the school's record: no category");
}

#[test]
fn a_figure_typed_after_sending_is_noticed_and_the_version_shows_the_old_one() {
    let mut me = Sitter::open("spring");
    let target = |value: &str| {
        let mut target = nov::measures::Target::new(
            "ks2-rwm-expected",
            "",
            "2009/10".parse().unwrap(),
            nov::measures::TargetKind::Statutory,
        );
        target.target = nov::measures::Value::read(value).unwrap();
        target
    };
    let slug = me.session().school_slug().to_owned();
    let aims = |me: &mut Sitter, value: &str| {
        me.desk.change_figures(&slug, |figures| figures.set_target(target(value))).unwrap();
        let book = Box::new(me.desk.figure_book(&slug).unwrap());
        me.send(nov::app::Message::Figures { slug: slug.clone(), book });
    };
    aims(&mut me, "74");
    me.runs("note as sent").keys("space enter").picks("all the same");
    me.is_told("Noted as sent to the headteacher (version 1)");
    me.waits(1);
    me.sees_no(&["changed since it was sent"]);
    aims(&mut me, "81");
    me.waits(1);
    me.sees(&["changed since it was sent"]);
    me.runs("versions").keys("p");
    me.sees(&["as it was in version 1"]);
    let pages: String = (0..12).map(|_| me.keys("pagedown").screen()).collect();
    assert!(pages.contains("74%") && !pages.contains("81%"), "{pages}");
    me.keys("esc enter");
    me.sees(&["version 1 and now", "leaves them as they are now", "[-74", "{+81"]);
    me.keys("esc r");
    me.is_told("The words of version 1 stand already; figures and facts beside them stay as they are now");
    aims(&mut me, "74");
    me.keys("esc").waits(1);
    me.sees_no(&["changed since it was sent"]);
}

#[test]
fn a_document_of_a_version_is_written_with_the_keys_of_the_present_one() {
    let mut me = meeting();
    sends(&mut me);
    me.enters("a line that came later");
    me.runs("versions");
    let narrow = me.screen_of(80, 24);
    assert!(narrow.contains("Ctrl+X writes · r brings back · k keeps now · Esc"), "{narrow}");
    me.keys("ctrl+x");
    me.sees(&["Export of version 1", "Round Table Meeting: minutes", "rtm-minutes-version-1.docx"]);
    me.sees_no(&["Note as sent"]);
    as_text(&mut me);
    me.keys("ctrl+v").sees(&["as it was in version 1", "Ctrl+X writes it"]);
    me.keys("esc enter").is_told("Written to");
    let then = std::fs::read_to_string(me.written.last().unwrap()).unwrap();
    assert!(then.contains("most pupils in Year 5") || then.contains("Most pupils in Year 5"), "{then}");
    assert!(!then.to_lowercase().contains("a line that came later"), "{then}");
    // Any document, from what is shown too.
    me.keys("p ctrl+x").types("a");
    me.sees(&["Export of version 1", "agenda"]);
    me.keys("esc esc esc").keys("ctrl+x");
    me.sees(&["Export", "Word document", "rtm-minutes.docx"]);
    assert_eq!(me.session().sent().len(), 1, "nothing more is noted as sent");
}

#[test]
fn an_agenda_is_not_out_of_date_once_the_meeting_was_held_nor_what_is_written_next() {
    let mut me = Sitter::open("rtm");
    me.keys("ctrl+x").sees(&["Round Table Meeting: minutes"]);
    me.keys("right right").sees(&["Round Table Meeting: agenda"]);
    let Some(Overlay::Export(form)) = me.app.overlays.last() else { panic!("no export") };
    let all = form.receivers.iter().position(|receiver| receiver.role == "All invited").unwrap();
    me.goes_to_row(ExportRow::To(all));
    me.keys("space enter");
    let sent = me.session().sent().last().unwrap().clone();
    assert_eq!((sent.document.as_str(), sent.to_whom().as_str()), ("agenda", "all invited"));
    me.enters("@DHT/KS present").waits(1);
    me.sees_no(&["changed since"]);
    me.runs("when and where").keys("ctrl+u").enters("12 January 2010 at 9.30 in the library").waits(1);
    me.sees(&["changed since"]);
    me.keys("ctrl+n").enters("Books are marked weekly").waits(1);
    me.sees_no(&["changed since"]);
    me.keys("ctrl+x").sees(&["Round Table Meeting: minutes"]);
    me.keys("esc ctrl+v").sees(&["Round Table Meeting: minutes"]);
}

#[test]
fn only_what_applies_to_a_document_is_offered_to_go_in() {
    let mut me = meeting();
    me.keys("ctrl+x");
    me.turns_to("the minutes", |form| form.chosen().is_some_and(|chosen| chosen.id == "minutes"));
    me.sees(&["What goes in", "entries under their items", "who said it", "evidence tags"]);
    for document in ["agenda", "confirmation"] {
        me.keys("pageup");
        me.turns_to(document, |form| form.chosen().is_some_and(|chosen| chosen.id == document));
        me.sees_no(&["entries under their items", "who said it", "evidence tags"]);
    }
}

#[test]
fn who_came_changes_no_agenda_and_before_the_day_it_is_the_agenda_that_goes_out() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-19");
    me.now("2010-01-12 14:00");
    me.keys("ctrl+x").sees(&["Round Table Meeting: agenda"]);
    let Some(Overlay::Export(form)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    let all = form.receivers.iter().position(|receiver| receiver.role == "All invited").unwrap();
    me.goes_to_row(ExportRow::To(all));
    me.keys("space enter").is_told("Noted as sent to all invited");
    me.is_told("everybody on the list has it, so it stands at “agenda sent” now");
    me.runs("set state").sees(&["✓ sent to all by 12 January 2010 · it stands here"]);
    me.keys("esc ctrl+x");
    let Some(Overlay::Export(form)) = me.app.overlays.last() else { panic!("{}", me.screen()) };
    assert_ne!(form.chosen().unwrap().id, "own");
    me.keys("esc").enters("@HT/AB present").enters("@DHT/KS present").waits(1);
    me.sees_no(&["changed since"]);
    // Somebody invited besides does.
    me.runs("who is here").keys("enter").picks("somebody else").enters("EWO").keys("esc").waits(1);
    me.sees(&["changed since"]);
}

#[test]
fn undo_in_a_day_that_a_state_gives_says_the_day_that_stands_there() {
    let mut me = Sitter::at_home();
    me.begin("rtm", "2010-01-19");
    me.now("2010-01-12 14:00");
    me.runs("set state").picks("agenda sent").keys("enter esc");
    me.jumps("last minutes sent on").types("11/1/2010").keys("tab esc");
    assert_eq!(me.session().field("agenda-sent"), "2010-01-11");
    while !me.session().field("agenda-sent").is_empty() {
        me.keys("ctrl+z");
    }
    me.is_told("sent on (at least a week before)” says “Tuesday 12 January 2010”");
}

#[test]
fn who_stands_for_all_the_others_is_said_to() {
    let mut me = Sitter::open("rtm");
    me.enters("writing is weekly").keys("ctrl+x pageup");
    me.turns_to("document", |form| form.chosen().is_some_and(|document| document.id == "minutes"));
    me.sees(&["[ ] All invited", "everybody, the others here too"]);
}
