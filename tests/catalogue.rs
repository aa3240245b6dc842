//! Every requirement of the handbook catalogue (`catalogue/ids.txt`) with the test that shows it.

use std::collections::BTreeSet;

use State::{LeftOut, Open, Shown};

use crate::support::source::{Source, read_tree, tests_of};

/// Where a requirement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A test shows it, by the name `cargo test` gives it: `rules::name::tests::finds_a_name`, `flows::rtm::carries_over`.
    Shown(&'static str),
    /// No test shows it yet.
    Open,
    /// It is left out, for this reason.
    LeftOut(&'static str),
}

#[rustfmt::skip]
const TABLE: &[(&str, State)] = &[
    ("RO-01", Shown("cli::caseload::what_is_kept_of_the_user_is_shown_and_filled")),
    ("RO-02", Shown("flows::diary::each_phase_has_its_own_briefings_a_unit_and_the_early_years_among_them")),
    ("RO-03", Shown("caseload::school::a_school_shows_what_it_is_where_it_stands_and_whom_to_turn_to")),
    ("RO-04", Shown("cli::caseload::roles_in_the_authority_are_kept_with_whoever_holds_them")),
    ("RO-05", Shown("caseload::school::a_school_shows_what_it_is_where_it_stands_and_whom_to_turn_to")),
    ("RO-06", Shown("caseload::school::a_school_shows_what_it_is_where_it_stands_and_whom_to_turn_to")),
    ("RO-07", Shown("forms::what_the_single_conversation_asks_is_at_hand_in_every_visit_with_principles_outcomes_and_capacity")),
    ("RO-08", Shown("caseload::own::the_key_abilities_are_at_hand_where_a_sip_is_judged_by_them")),
    ("RO-09", Shown("forms::what_the_single_conversation_asks_is_at_hand_in_every_visit_with_principles_outcomes_and_capacity")),
    ("TM-01", Shown("caseload::ledger::tests::the_years_visits_come_to_the_days_printed_in_the_handbook")),
    ("TM-02", Shown("caseload::school::performance_management_counts_as_one_of_the_four_visits")),
    ("TM-03", Shown("flows::times::a_visit_marks_its_half_day")),
    ("TM-04", State::Shown("flows::diary::a_visit_in_two_parts_counts_from_its_last_part_and_a_late_agreement_shows_a_second_date")),
    ("TM-05", Shown("caseload::ledger::tests::the_allowance_follows_the_record")),
    ("TM-06", Shown("flows::every_form::a_support_day")),
    ("TM-07", Shown("caseload::ledger::tests::meetings_are_taken_from_the_extra_days_only_where_the_record_says_so")),
    ("TM-08", Shown("caseload::school::who_agreed_to_an_event_beforehand_is_noted_from_the_page_into_the_session")),
    ("TM-09", Shown("caseload::ledger::tests::national_challenge_days_take_the_place_of_visits_with_writing_included")),
    ("TM-10", Shown("cli::caseload::a_day_that_is_invoiced_asks_for_what_was_done_in_school")),
    ("TM-11", Shown("forms::library::tests::there_are_two_rates_and_no_amounts")),
    ("TM-12", State::Shown("flows::walking::items_change_places_and_their_entries_go_with_them")),
    ("TM-13", Shown("caseload::school::the_days_of_a_school_stand_event_by_event_and_come_to_five")),
    ("TM-14", State::Shown("meetings::familiarisation_agrees_the_dates_of_the_whole_year_in_a_visit_of_two_hours")),
    ("CA-01", State::Shown("calendar::tests::the_shipped_calendar_has_both_years_with_six_terms_and_seven_holidays")),
    ("CA-02", State::Shown("caseload::season::tests::each_visit_has_its_window_and_a_meeting_has_none")),
    ("CA-03", State::Shown("forms::advice_on_the_heads_performance_goes_to_the_panel_by_the_end_of_december_and_is_confidential")),
    ("CA-04", State::Shown("calendar::tests::sixteen_briefing_dates_stand_in_twelve_cells_and_boards_are_printed")),
    ("CA-05", State::Shown("calendar::diary::tests::boards_are_kept_by_advisers_and_the_fixed_deadline_by_all")),
    ("CA-06", State::Shown("calendar::meeting::tests::a_termly_meeting_waits_for_the_newest_data_where_its_days_are_known")),
    ("CA-07", State::Shown("caseload::season::tests::each_visit_has_its_window_and_a_meeting_has_none")),
    ("CA-08", State::Shown("meetings::brokering_may_stay_empty_in_autumn_and_the_view_of_finances_has_its_place")),
    ("CA-09", State::Shown("calendar::tests::a_later_file_of_the_same_year_replaces_it_and_new_years_join")),
    ("PR-01", Shown("caseload::school::the_checklists_of_a_school_are_kept_up_from_its_page_and_from_a_visit")),
    ("PR-02", Shown("handbook::before_each_seasons_visit_the_right_sections_of_the_sef_are_asked_for_and_descriptors_read")),
    ("PR-03", Shown("handbook::before_each_seasons_visit_the_right_sections_of_the_sef_are_asked_for_and_descriptors_read")),
    ("PR-04", Shown("handbook::before_each_seasons_visit_the_right_sections_of_the_sef_are_asked_for_and_descriptors_read")),
    ("PR-05", Shown("handbook::the_boxes_filled_beforehand_are_known_as_such_and_a_section_not_yet_completed_may_stay_blank")),
    ("PR-06", Shown("handbook::the_boxes_filled_beforehand_are_known_as_such_and_a_section_not_yet_completed_may_stay_blank")),
    ("PR-07", State::Shown("meetings::a_visit_is_confirmed_by_an_email_with_its_date_and_focus_and_the_day_it_went_is_kept")),
    ("PR-08", Shown("cli::rules::a_governor_is_invited_in_autumn_before_the_visit_is_confirmed_and_asked_for_when_absent")),
    ("PR-09", Shown("flows::walking::the_schools_own_agenda_is_followed_item_by_item_and_no_prompt_stands_in_the_way")),
    ("PR-10", Shown("handbook::prompts_are_counted_beside_the_time_and_never_compulsory")),
    ("PR-11", Shown("caseload::school::the_lists_of_the_handover_tell_outgoing_from_incoming")),
    ("PR-12", Shown("meetings::the_sip_leaves_familiarisation_with_three_papers_and_last_years_objectives_come_from_the_panel")),
    ("PR-13", Shown("caseload::own::last_years_objectives_come_from_the_panel_and_it_is_said_where_they_are_noted")),
    ("HO-01", Shown("handover::two_years_of_notes_go_over_with_their_writer_and_dates_and_nothing_private")),
    ("HO-02", Shown("handover::the_index_says_what_is_in_it_what_was_left_out_and_why_and_what_is_still_to_do")),
    ("HO-03", Shown("caseload::school::the_lists_of_the_handover_tell_outgoing_from_incoming")),
    ("HO-04", Shown("caseload::school::the_lists_of_the_handover_tell_outgoing_from_incoming")),
    ("HO-05", Shown("caseload::school::the_lists_of_the_handover_tell_outgoing_from_incoming")),
    ("HO-06", Shown("handover::recommendations_taken_over_open_the_next_note_with_who_wrote_them")),
    ("NV-01", Shown("papers::every_paper_of_the_handbooks_list_has_its_document")),
    ("NV-02", Shown("rules::required::tests::the_commentaries_block_and_the_front_sheet_warns")),
    ("NV-03", Shown("cli::rules::only_key_stages_the_school_does_not_have_are_left_out")),
    ("NV-04", Shown("cli::rules::a_commentary_states_evidence_and_impact")),
    ("NV-05", Shown("flows::mending::entries_are_marked_and_tagged_without_a_word_of_theirs_changed")),
    ("NV-06", Shown("cli::rules::no_individual_is_named_and_each_name_has_its_own_finding_with_its_mend")),
    ("NV-07", Shown("cli::rules::grades_that_differ_need_a_reason_that_cites_the_evaluation_schedule")),
    ("NV-08", Shown("cli::rules::a_judgement_says_whose_view_it_is_and_evidence_how_it_is_known")),
    ("NV-09", Shown("flows::figures::a_percentage_shows_its_word_and_a_wrong_one_the_figure_kept")),
    ("NV-10", Shown("cli::rules::a_word_for_a_proportion_goes_with_its_figure_rounded_half_up")),
    ("NV-11", State::Shown("flows::diary::both_counts_of_days_stand_at_home_in_the_session_and_are_said_on_leaving")),
    ("NV-12", State::Shown("flows::diary::both_counts_of_days_stand_at_home_in_the_session_and_are_said_on_leaving")),
    ("NV-13", State::Shown("flows::diary::a_disagreement_goes_to_an_adviser_first_is_written_in_moderated_and_has_its_papers")),
    ("NV-14", State::Shown("flows::diary::a_disagreement_goes_to_an_adviser_first_is_written_in_moderated_and_has_its_papers")),
    ("NV-15", State::Shown("flows::diary::the_first_note_of_a_new_sip_goes_to_the_mentor")),
    ("NV-16", State::Shown("flows::diary::a_visit_in_two_parts_counts_from_its_last_part_and_a_late_agreement_shows_a_second_date")),
    ("NV-17", State::Shown("flows::third_form::a_session_keeps_the_version_of_its_form")),
    ("NV-18", State::Shown("chain::a_note_says_into_which_it_was_imported")),
    ("SE-01", Shown("cli::rules::each_target_has_a_view_of_its_ambition")),
    ("SE-02", Shown("cli::rules::autumn_agrees_level_and_priorities_and_spring_ties_outcomes_to_provision")),
    ("SE-03", Shown("cli::rules::autumn_agrees_level_and_priorities_and_spring_ties_outcomes_to_provision")),
    ("SE-04", Shown("handbook::the_summer_weighs_capacity_by_two_questions_and_the_rest_by_its_cards")),
    ("SE-05", Shown("handbook::the_summer_weighs_capacity_by_two_questions_and_the_rest_by_its_cards")),
    ("SE-06", Shown("handbook::the_summer_weighs_capacity_by_two_questions_and_the_rest_by_its_cards")),
    ("SE-07", Shown("handbook::the_summer_weighs_capacity_by_two_questions_and_the_rest_by_its_cards")),
    ("SE-08", Shown("handbook::each_season_has_its_judgement_rows_in_the_schools_view_and_the_las")),
    ("RE-01", Shown("cli::rules::a_fifth_recommendation_wants_a_reason_and_forbids_nothing")),
    ("RE-02", Shown("cli::rules::each_recommendation_is_smart_owned_and_serves_a_priority")),
    ("RE-03", Shown("cli::rules::each_recommendation_is_smart_owned_and_serves_a_priority")),
    ("RE-04", State::Shown("chain::recommendations_go_from_note_to_note_over_two_years_and_two_sips")),
    ("RE-05", Shown("handbook::external_support_stands_beside_each_recommendation_and_makes_a_request_for_brokering")),
    ("RE-06", Shown("flows::mending::recommendations_are_written_knowing_who_will_read_them")),
    ("RE-07", Shown("cli::rules::each_recommendation_is_smart_owned_and_serves_a_priority")),
    ("DA-01", Shown("flows::figures::figures_are_typed_with_digits_and_tab")),
    ("DA-02", Shown("flows::figures::figures_are_typed_with_digits_and_tab")),
    ("DA-03", Shown("measures::documents::progress_by_two_levels_stands_in_the_notes_of_spring_and_summer")),
    ("DA-04", Shown("flows::figures::the_pane_shows_trend_gaps_groups_and_the_question")),
    ("DA-05", Shown("flows::thoughts::a_hypothesis_stands_beside_its_measure_until_it_is_settled")),
    ("DA-06", Shown("measures::columns_of_a_schools_own_file_are_said_once")),
    ("LS-01", Shown("screens::a_meeting_shows_its_panes")),
    ("LS-02", Shown("flows::carrying::an_autumn_visit_brings_the_recommendations_of_the_summer")),
    ("LS-03", Shown("handbook::tags_of_a_line_come_out_with_it")),
    ("LS-04", Shown("flows::attendance::the_minutes_say_who_was_there_and_who_came_late_left_or_has_an_interest")),
    ("LS-05", Shown("pty::meeting::a_round_table_meeting_typed_on_a_terminal_stands_whole_in_its_documents")),
    ("LS-06", Shown("pty::leaving::nobody_saves_and_the_file_is_ron_that_says_what_is_half_typed_and_who_may_see_it")),
    ("LS-07", Shown("forms::what_the_single_conversation_asks_is_at_hand_in_every_visit_with_principles_outcomes_and_capacity")),
    ("RT-01", State::Shown("caseload::duties::tests::a_category_brings_a_meeting_every_season")),
    ("RT-02", Shown("handbook::a_round_table_meeting_is_chaired_and_minuted_by_the_sip_on_the_seven_items_in_their_order")),
    ("RT-03", Shown("labels::each_form_holds_what_the_catalogue_lists_label_by_label_in_its_order")),
    ("RT-04", State::Shown("cli::sessions::what_is_due_comes_soonest_first_and_goes_when_done")),
    ("RT-05", Shown("handbook::a_round_table_meeting_is_chaired_and_minuted_by_the_sip_on_the_seven_items_in_their_order")),
    ("RT-06", Shown("handbook::its_core_group_is_expected_and_reasons_and_key_questions_are_at_hand")),
    ("RT-07", Shown("flows::findings::the_five_purposes_warn_and_do_not_stop_a_meeting")),
    ("RT-08", Shown("handbook::the_cover_sheet_the_newest_data_and_reports_of_those_absent_are_asked_for")),
    ("RT-09", Shown("flows::attendance::the_report_of_an_officer_who_was_not_there_stands_under_the_item_it_tells_of")),
    ("RT-10", Shown("handbook::the_cover_sheet_the_newest_data_and_reports_of_those_absent_are_asked_for")),
    ("RT-11", State::Shown("flows::diary::the_next_meeting_is_proposed_by_the_schools_frequency_and_its_data")),
    ("RT-12", Shown("handbook::the_key_issues_of_a_category_school_are_tracked_from_one_meeting_to_the_next")),
    ("RT-13", Shown("handbook::its_core_group_is_expected_and_reasons_and_key_questions_are_at_hand")),
    ("JE-01", State::Shown("caseload::duties::tests::a_category_brings_a_meeting_every_season")),
    ("JE-02", State::Shown("meetings::an_evaluation_meeting_of_the_area_officer_goes_through_the_statement_of_action")),
    ("JE-03", State::Shown("meetings::a_school_is_put_on_the_agenda_of_those_causing_concern_by_one_note")),
    ("JE-04", State::Shown("caseload::ledger::tests::the_allowance_follows_the_record")),
    ("JE-05", State::Shown("caseload::ledger::tests::the_allowance_follows_the_record")),
    ("CO-01", Shown("caseload::concern::a_trigger_says_whom_to_tell_and_how_fast_and_logs_it_privately")),
    ("CO-02", Shown("caseload::concern::a_trigger_says_whom_to_tell_and_how_fast_and_logs_it_privately")),
    ("CO-03", Shown("caseload::concern::it_stands_on_the_home_screen_until_it_is_noted_as_told_with_the_time")),
    ("CO-04", Shown("caseload::concern::whom_to_tell_follows_where_the_concern_comes_from")),
    ("CO-05", Shown("caseload::concern::whom_to_tell_follows_where_the_concern_comes_from")),
    ("CO-06", Shown("caseload::concern::what_to_look_at_in_finance_is_at_hand")),
    ("CO-07", Shown("caseload::concern::a_request_or_a_notice_with_nothing_in_it_does_not_go_out")),
    ("OF-01", Shown("handbook::preparing_for_an_inspection_has_its_eighteen_points_and_seven_steps")),
    ("OF-02", State::Shown("flows::diary::the_briefing_of_the_pib_counts_down_to_four_o_clock_the_day_before")),
    ("OF-03", Shown("handbook::preparing_for_an_inspection_has_its_eighteen_points_and_seven_steps")),
    ("OF-04", Shown("handbook::each_hypothesis_has_its_evidence_its_owner_and_whether_it_is_ready_and_leaders_their_questions")),
    ("OF-05", Shown("handbook::each_hypothesis_has_its_evidence_its_owner_and_whether_it_is_ready_and_leaders_their_questions")),
    ("OF-06", State::Shown("forms::your_own_arrangements_stay_out_of_the_form")),
    ("OF-07", Shown("handover::grades_filled_in_beforehand_go_to_whoever_covers_as_a_session_to_go_on_with")),
    ("OF-08", Shown("cli::rules::grades_of_inspector_and_school_that_differ_ask_for_a_comment")),
    ("OF-09", Shown("flows::grid::once_every_grade_is_in_the_sip_is_reminded_to_confirm_them")),
    ("OF-10", Shown("forms::the_feedback_form_is_due_in_two_days_and_confidential_until_the_report_is_published")),
    ("OF-11", State::Shown("forms::every_feedback_form_is_due_back_in_two_days_and_stays_confidential")),
    ("OF-12", Shown("forms::the_outcome_of_an_inspection_switches_what_the_school_is_owed")),
    ("GV-01", Shown("cli::rules::a_governor_is_invited_in_autumn_before_the_visit_is_confirmed_and_asked_for_when_absent")),
    ("GV-02", Shown("forms::advice_on_the_heads_performance_goes_to_the_panel_by_the_end_of_december_and_is_confidential")),
    ("GV-03", Shown("caseload::own::what_governors_are_advised_on_and_what_summer_asks_of_them_is_at_hand")),
    ("GV-04", State::Shown("caseload::duties::tests::a_school_without_concerns_is_owed_three_visits_and_the_advice")),
    ("GV-05", Shown("papers::headlines_are_one_page_however_much_was_noted")),
    ("GV-06", Shown("caseload::duties::tests::intensive_support_brings_a_report_to_the_governing_body")),
    ("GV-07", Shown("caseload::own::what_governors_are_advised_on_and_what_summer_asks_of_them_is_at_hand")),
    ("DI-01", Shown("cli::sending::who_got_what_and_when_is_listed_by_role")),
    ("DI-02", Shown("documents::how_confidential_it_is_stands_on_the_pages_and_in_the_properties_of_the_file")),
    ("DI-03", Shown("papers::performance_management_is_in_no_note_and_no_handover_unless_chosen")),
    ("QA-01", Shown("caseload::own::mandatory_days_and_all_days_of_development_are_told_apart")),
    ("QA-02", Shown("forms::a_form_about_the_sip_asks_for_no_school_and_makes_none")),
    ("QA-03", Shown("caseload::own::a_new_sip_sees_the_mentors_four_steps_and_notes_their_days")),
    ("QA-04", Shown("caseload::own::the_steps_of_the_review_are_counted_from_its_record")),
    ("QA-05", Shown("caseload::own::a_sip_employed_by_the_authority_has_a_fourth_objective_and_others_a_reviewer_from_it")),
    ("QA-06", Shown("caseload::own::tests::a_visit_that_was_shadowed_counts_by_its_own_record")),
    ("QA-07", Shown("caseload::own::tests::review_and_feedback_are_yearly_and_shadowing_is_within_two_years")),
    ("QA-08", Shown("caseload::own::shadowing_review_and_feedback_say_when_they_are_due_next")),
    ("QA-09", Shown("caseload::own::the_key_abilities_are_at_hand_where_a_sip_is_judged_by_them")),
    ("QA-10", Shown("cli::rules::a_note_is_scored_against_the_rules_before_it_goes_out")),
    ("FM-01", Shown("handbook::what_a_form_does_not_have_any_more_survives_in_the_file_of_the_session")),
    ("FM-02", Shown("labels::the_thirty_six_judgements_have_two_grades_each_on_scales_that_allow_blank_and_not_applicable")),
    ("FM-03", Shown("labels::each_form_holds_what_the_catalogue_lists_label_by_label_in_its_order")),
    ("FM-04", Shown("forms::the_section_8_form_composes_its_sentences_from_their_blanks")),
    ("FM-05", Shown("forms::key_issues_grow_and_are_graded_1_to_4_and_a_surveys_grade_may_be_left_out")),
    ("FM-06", Shown("forms::key_issues_grow_and_are_graded_1_to_4_and_a_surveys_grade_may_be_left_out")),
    ("FM-07", Shown("handbook::whoever_completes_a_feedback_form_is_the_sip_unless_another_is_named")),
    ("FM-08", Shown("cli::rules::full_names_stand_in_the_headers_of_an_inspection_form_only")),
    ("AM-01", State::Shown("calendar::diary::tests::each_phase_has_its_briefings_and_of_two_days_those_to_come")),
    ("AM-02", State::Shown("calendar::diary::tests::each_phase_has_its_briefings_and_of_two_days_those_to_come")),
    ("AM-03", State::Shown("flows::diary::both_counts_of_days_stand_at_home_in_the_session_and_are_said_on_leaving")),
    ("AM-04", State::Shown("flows::diary::a_visit_in_two_parts_counts_from_its_last_part_and_a_late_agreement_shows_a_second_date")),
    ("AM-05", Shown("caseload::school::performance_management_counts_as_one_of_the_four_visits")),
    ("AM-06", State::Shown("meetings::familiarisation_agrees_the_dates_of_the_whole_year_in_a_visit_of_two_hours")),
    ("AM-07", State::Shown("caseload::duties::tests::a_new_head_is_visited_whenever_they_come_and_a_new_sip_visits_in_term_1")),
    ("AM-08", State::Shown("forms::advice_on_the_heads_performance_goes_to_the_panel_by_the_end_of_december_and_is_confidential")),
    ("AM-09", Shown("caseload::school::a_panel_of_governors_has_three_or_more")),
    ("AM-10", LeftOut("it is about page numbers of the handbook; nov refers to its sections alone")),
    ("AM-11", LeftOut("the handbook cites an appendix that it does not have; the form it means is named in its list of forms")),
    ("AM-12", Shown("forms::every_form_of_the_handbook_is_listed_with_its_version_its_year_and_whether_it_is_printed")),
    ("AM-13", Shown("forms::every_form_of_the_handbook_is_listed_with_its_version_its_year_and_whether_it_is_printed")),
    ("AM-14", Shown("handbook::a_note_goes_to_the_head_the_chair_and_the_authority_unless_its_list_is_changed")),
    ("AM-15", State::Shown("calendar::meeting::tests::a_termly_meeting_waits_for_the_newest_data_where_its_days_are_known")),
    ("AM-16", Shown("caseload::ledger::tests::meetings_are_taken_from_the_extra_days_only_where_the_record_says_so")),
    ("AM-17", State::Shown("flows::diary::the_next_meeting_is_proposed_by_the_schools_frequency_and_its_data")),
    ("AM-18", Shown("caseload::ledger::tests::the_allowance_follows_the_record")),
    ("AM-19", Shown("cli::caseload::outreach_and_general_support_are_one_level_with_one_entitlement")),
    ("AM-20", State::Shown("calendar::tests::school_years_run_from_september_and_print_short")),
    ("AM-21", Shown("cli::rules::a_word_for_a_proportion_goes_with_its_figure_rounded_half_up")),
    ("AM-22", Shown("cli::rules::a_fifth_recommendation_wants_a_reason_and_forbids_nothing")),
    ("AM-23", Shown("handbook::printed_words_stay_as_printed_and_areas_and_scales_are_as_they_are_read")),
    ("AM-24", Shown("handbook::the_summer_weighs_capacity_by_two_questions_and_the_rest_by_its_cards")),
    ("AM-25", Shown("forms::the_section_8_form_composes_its_sentences_from_their_blanks")),
    ("AM-26", Shown("handbook::printed_words_stay_as_printed_and_areas_and_scales_are_as_they_are_read")),
    ("AM-27", Shown("labels::the_thirty_six_judgements_have_two_grades_each_on_scales_that_allow_blank_and_not_applicable")),
    ("AM-28", Shown("cli::rules::full_names_stand_in_the_headers_of_an_inspection_form_only")),
    ("AM-29", Shown("cli::rules::a_governor_is_invited_in_autumn_before_the_visit_is_confirmed_and_asked_for_when_absent")),
    ("AM-30", Shown("cli::caseload::the_senior_advisers_titles_are_one_role_and_each_form_prints_its_own")),
    ("AM-31", Shown("caseload::concern::whom_to_tell_follows_where_the_concern_comes_from")),
    ("AM-32", Shown("cli::caseload::roles_in_the_authority_are_kept_with_whoever_holds_them")),
    ("AM-33", State::Shown("forms::every_feedback_form_is_due_back_in_two_days_and_stays_confidential")),
    ("AM-34", State::Shown("forms::the_feedback_form_is_due_in_two_days_and_confidential_until_the_report_is_published")),
    ("AM-35", Shown("caseload::own::mandatory_days_and_all_days_of_development_are_told_apart")),
    ("AM-36", Shown("caseload::school::the_lists_of_the_handover_tell_outgoing_from_incoming")),
    ("AM-37", Shown("cli::rules::only_key_stages_the_school_does_not_have_are_left_out")),
    ("AM-38", State::Shown("meetings::brokering_may_stay_empty_in_autumn_and_the_view_of_finances_has_its_place")),
    ("AM-39", State::Shown("flows::diary::a_disagreement_goes_to_an_adviser_first_is_written_in_moderated_and_has_its_papers")),
    ("AM-40", Shown("handover::a_year_for_ofsted_holds_the_last_years_notes_only")),
    ("AM-41", State::Shown("calendar::diary::tests::a_file_without_terms_adds_its_dates_to_the_year_known")),
    ("AM-42", Shown("caseload::own::an_advisers_events_come_to_six_days_at_most")),
    ("AM-43", State::Shown("calendar::diary::tests::a_file_without_terms_adds_its_dates_to_the_year_known")),
    ("AM-44", Shown("handbook::printed_words_stay_as_printed_and_areas_and_scales_are_as_they_are_read")),
    ("AM-45", LeftOut("noise of the handbook's conversion to text; it asks for nothing")),
];

const REQUIREMENTS: &str = include_str!("catalogue/ids.txt");

/// Ids and texts of the requirements.
fn requirements(text: &str) -> Vec<(&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap_or_else(|| panic!("no tab in: {line}"))).collect()
}

/// What is wrong with a table, given the requirements and the names of all tests.
fn faults(table: &[(&str, State)], required: &[(&str, &str)], tests: &BTreeSet<String>) -> Vec<String> {
    let mut out = Vec::new();
    for (id, _) in required {
        match table.iter().filter(|(row, _)| row == id).count() {
            0 => out.push(format!("{id} is not in the table")),
            1 => {}
            n => out.push(format!("{id} is in the table {n} times")),
        }
    }
    for (id, state) in table {
        if !required.iter().any(|(known, _)| known == id) {
            out.push(format!("{id} is no requirement of the catalogue"));
        }
        match state {
            Shown(test) if !tests.contains(*test) => out.push(format!("{id}: there is no test `{test}`")),
            LeftOut("") => out.push(format!("{id} is left out without a reason")),
            Shown(_) | LeftOut(_) | Open => {}
        }
    }
    out
}

fn all_tests(sources: &[Source]) -> BTreeSet<String> {
    sources.iter().flat_map(tests_of).collect()
}

#[test]
fn each_requirement_stands_once_with_the_test_that_shows_it() {
    let required = requirements(REQUIREMENTS);
    let tests = all_tests(&read_tree(&["src", "tests"], "rs"));
    assert!(tests.contains("catalogue::each_requirement_stands_once_with_the_test_that_shows_it"));
    let faults = faults(TABLE, &required, &tests);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    let open: Vec<&str> = TABLE.iter().filter(|(_, state)| *state == Open).map(|(id, _)| *id).collect();
    println!("requirements: {}, open: {}: {}", required.len(), open.len(), open.join(" "));
}

#[test]
fn the_list_of_requirements_is_whole() {
    let mut areas = std::collections::BTreeMap::<&str, Vec<usize>>::new();
    for (id, text) in requirements(REQUIREMENTS) {
        let (area, number) = id.split_once('-').unwrap();
        areas.entry(area).or_default().push(number.parse().unwrap());
        assert!(!text.is_empty(), "{id} says nothing");
    }
    let counts: Vec<String> = areas.iter().map(|(area, numbers)| format!("{area} {}", numbers.len())).collect();
    assert_eq!(
        counts.join(", "),
        "AM 45, CA 9, CO 7, DA 6, DI 3, FM 8, GV 7, HO 6, JE 5, LS 7, NV 18, OF 12, PR 13, QA 10, RE 7, RO 9, RT 13, SE 8, \
         TM 14"
    );
    for (area, numbers) in areas {
        assert!(numbers.iter().copied().eq(1..=numbers.len()), "{area} has gaps or repeats: {numbers:?}");
    }
}

#[test]
fn a_wrong_table_is_refused() {
    let required = [("RO-01", "x"), ("RO-02", "x"), ("RO-03", "x")];
    let tests = BTreeSet::from(["flows::works".to_owned()]);
    let right = [("RO-01", State::Shown("flows::works")), ("RO-02", LeftOut("a reason")), ("RO-03", Open)];
    assert_eq!(faults(&right, &required, &tests), Vec::<String>::new());
    let wrong =
        [("RO-01", State::Shown("flows::is_planned")), ("RO-02", LeftOut("")), ("RO-02", Open), ("RO-99", Open)];
    let expected = [
        "RO-02 is in the table 2 times",
        "RO-03 is not in the table",
        "RO-01: there is no test `flows::is_planned`",
        "RO-02 is left out without a reason",
        "RO-99 is no requirement of the catalogue",
    ];
    assert_eq!(faults(&wrong, &required, &tests), expected);
}
