//! What is overdue stays on the home screen until it is done, the oldest of it in one line.

use crate::support::sitter::Sitter;

/// Eight meetings held in the year before, of which no minutes were noted as sent.
fn eight_meetings() -> Sitter {
    let mut me = Sitter::at_home();
    for month in 1..=8 {
        me.begin("rtm", &format!("2009-{month:02}-06"));
        me.enters("The meeting is opened");
    }
    me.now("2010-01-12 09:00");
    me.runs("home");
    me
}

#[test]
fn the_oldest_that_is_overdue_stands_in_one_line_and_comes_out_with_enter() {
    let mut me = eight_meetings();
    me.sees(&["2 more overdue for longer, since 20 Jan 2009", "20 Mar 2009"]);
    me.sees_no(&["20 Feb 2009"]);
    me.goes_to("2 more overdue").keys("enter");
    me.sees(&["20 Jan 2009", "20 Feb 2009", "20 Mar 2009"]);
    me.sees_no(&["more overdue"]);
}

#[test]
fn what_is_done_or_cancelled_is_overdue_no_more() {
    let mut me = eight_meetings();
    for (month, state) in [("01", "circulated"), ("02", "cancelled")] {
        let id = format!("2009-{month}-06-seaview-primary-rtm");
        me.perform(nov::app::Effect::Open(id));
        me.runs("set state").picks(state);
        if state == "cancelled" {
            // It was held: that is asked about.
            me.picks("all the same");
        }
        me.keys("enter").keys("esc").runs("home");
    }
    me.sees_no(&["more overdue", "20 Jan 2009", "20 Feb 2009"]);
    me.sees(&["20 Mar 2009"]);
}
