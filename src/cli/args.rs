//! The words of the command line.

use super::facts::{OWN_FIELDS, SCHOOL_FIELDS};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueHint};

/// Round Table Meetings, school visits and the Note of Visit, from the keyboard.
#[derive(Debug, Parser)]
#[command(name = "nov", version, about, disable_help_subcommand = true, args_conflicts_with_subcommands = false)]
pub struct Args {
    /// The folder that holds the sessions; else `NOV_STORE`, else the platform's data folder
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub store: Option<PathBuf>,
    /// What to do; nothing opens the home screen
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a session; prints its id
    New {
        /// Form id, as in `nov forms`
        form: String,
        /// School, by URN, name or file name; another name is a new school. Not asked for by forms about yourself
        #[arg(long)]
        school: Option<String>,
        /// Day (2010-01-12, 12/1/2010, next friday), or both of a visit in two parts (2009-11-05 and 2009-11-12); today if
        /// left out
        #[arg(long)]
        date: Option<String>,
        /// Open it at once
        #[arg(long)]
        open: bool,
    },
    /// Open a session, caret ready
    Open {
        /// Id, a unique part of it, or a path
        session: String,
    },
    /// Take up what can be read of a damaged file; the damaged one is kept whole in the folder "damaged"
    Rescue {
        /// Session, or a file in the store: schools/NAME.ron, me.ron, figures/NAME.ron
        file: String,
    },
    /// Note a line, word for word; one that begins with % is private and stands in no document
    Note {
        /// Session; else the open one, else today's only one, else the inbox
        #[arg(long)]
        session: Option<String>,
        /// Place in the agenda from 1, or an item id
        #[arg(long)]
        item: Option<String>,
        /// Apply the one-line grammar (! = ? + ~ % @)
        #[arg(long)]
        parse: bool,
        /// The words; - reads them from standard input
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        text: Vec<String>,
    },
    /// Fill fields, judgements, table cells, states or the date
    Set {
        /// Session
        session: String,
        /// FIELD=VALUE, by the ids of `nov forms --json`
        #[arg(required = true)]
        values: Vec<String>,
    },
    /// Show or fill a school's record
    #[command(after_help = SCHOOL_FIELDS)]
    School {
        /// Name
        name: String,
        /// FIELD=VALUE
        values: Vec<String>,
        /// As JSON: the record with its year, days by event, checklists, open actions
        #[arg(long)]
        json: bool,
    },
    /// Show or fill what is kept of you; with --json also your development days and what is asked of you
    #[command(after_help = OWN_FIELDS)]
    Me {
        /// FIELD=VALUE
        values: Vec<String>,
        /// What was asked of you in another school year, such as 2009/10
        #[arg(long)]
        year: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List the forms with all they hold
    Forms {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List sessions, newest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List what is due, soonest first, and the dates of the calendar; of one session its states too
    Due {
        /// Only this session: all its deadlines, done or not, and its states
        session: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// As a calendar file for any calendar program
        #[arg(long, conflicts_with_all = ["json", "session"])]
        ics: bool,
    },
    /// Show what is known of school years: terms, holidays, bank holidays, briefings, boards
    Calendar {
        /// School year (2009/10); else all that are known
        year: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List schools: what each is owed this year, its days, its open actions
    Schools {
        /// Another school year, such as 2009/10
        #[arg(long)]
        year: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Into a file: its ending says which, such as .docx, .pdf, .html, .csv
        #[arg(long, short, value_hint = ValueHint::FilePath, conflicts_with = "json")]
        output: Option<PathBuf>,
        /// Overwrite that file
        #[arg(long, requires = "output")]
        force: bool,
    },
    /// List open actions and recommendations of all schools, each once
    Actions {
        /// Only of this school, by URN, name or part of its file name
        #[arg(long)]
        school: Option<String>,
        /// Only of this owner, by role or initials
        #[arg(long)]
        owner: Option<String>,
        /// Only those whose day is over
        #[arg(long)]
        overdue: bool,
        /// Those done or dropped too
        #[arg(long)]
        all: bool,
        /// Into a file also those that stand in confidential papers
        #[arg(long, requires = "output")]
        confidential: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Into a file: its ending says which, such as .docx, .pdf, .html, .csv
        #[arg(long, short, value_hint = ValueHint::FilePath, conflicts_with = "json")]
        output: Option<PathBuf>,
        /// Overwrite that file
        #[arg(long, requires = "output")]
        force: bool,
    },
    /// Say how far an action or recommendation is, in the session in which it stands
    Action {
        /// Its id, as in `nov actions`
        id: String,
        /// status=done progress="…" impact="…" measure="…" owner="HT AB" due=29/1/2010; of a recommendation its status
        #[arg(required = true)]
        values: Vec<String>,
        /// The meeting at which it is told; else the one that is open or today's, else the last in which it stands
        #[arg(long)]
        session: Option<String>,
    },
    /// Note that whoever had to be told of the concerns in a session was told now
    Told {
        /// Session
        session: String,
    },
    /// Put a session away, into the folder “removed”; nothing is destroyed
    Remove {
        /// Session
        session: String,
    },
    /// Bring back a session or a school that was put away; alone it lists them
    BringBack {
        /// Its name as listed, or a part of it
        what: Option<String>,
        /// As JSON
        #[arg(long, conflicts_with = "what")]
        json: bool,
    },
    /// Write the handover pack of a school: two years of notes in one archive; or one session, for whoever covers
    Handover {
        /// School, by URN, name or part of its file name
        #[arg(required_unless_present = "session")]
        school: Option<String>,
        /// Only this session, as far as it is filled in, for whoever attends in your place
        #[arg(long, conflicts_with_all = ["years", "confidential"])]
        session: Option<String>,
        /// How many school years before the one that runs; 1 is for Ofsted: the notes of visit as documents, nothing for nov to read
        #[arg(long, default_value_t = 2)]
        years: u32,
        /// With --years 1: put notes in as well that nobody was sent yet
        #[arg(long, requires = "years")]
        drafts: bool,
        /// With --session: put in what you think lies behind the figures, too
        #[arg(long, requires = "session")]
        hypotheses: bool,
        /// Put confidential papers in as well: all, or only feedback, performance (management), other; as --confidential=feedback
        #[arg(
            long, value_name = "KIND", value_delimiter = ',', num_args = 0..=1, require_equals = true,
            default_missing_value = "all"
        )]
        confidential: Vec<String>,
        /// Where to; DATE-SCHOOL-handover.zip here if left out
        #[arg(long, short, value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        /// Overwrite the file if it is there
        #[arg(long)]
        force: bool,
    },
    /// Look the store and the terminal over: what is well, what is not, what to do; changes nothing; exit code 1 if anything is amiss
    Doctor {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Write the whole store into one archive, or put one back. It is confidential and not encrypted
    Backup {
        /// Where to; nov-backup-DATE.zip here if left out
        #[arg(long, short, value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        /// Overwrite the file if it is there
        #[arg(long)]
        force: bool,
        /// Put this backup back, into a store without sessions of its own
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["output", "force"])]
        restore: Option<PathBuf>,
    },
    /// Write a starting Word template of a form, with a named place for every value
    Template {
        /// Form id, as in `nov forms`
        form: String,
        /// Where to; FORM-template.docx here if left out
        #[arg(long, short, value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        /// Overwrite the file if it is there
        #[arg(long)]
        force: bool,
    },
    /// Take over what another SIP handed over: a school, or a session to cover
    Takeover {
        /// The archive
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Find words in all sessions
    Search {
        /// The words; all must stand in one entry
        #[arg(required = true)]
        words: Vec<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what is missing or wrong; exit code 1 if anything blocks
    Check {
        /// Session
        session: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Waive a finding with a reason that the file keeps
    Waive {
        /// Session
        session: String,
        /// Finding id, as in `nov check`
        finding: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Write a document of a session, or of every session
    Export {
        /// Session
        #[arg(required_unless_present = "every")]
        session: Option<String>,
        /// Of every session, each into a file of its own, on all processors
        #[arg(long, requires = "into", conflicts_with_all = ["session", "output", "template"])]
        every: bool,
        /// The folder for --every; made if it is not there
        #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath, requires = "every")]
        into: Option<PathBuf>,
        /// With --every: sessions of this school year only (2009/10)
        #[arg(long, requires = "every")]
        year: Option<String>,
        /// With --every: sessions of this form only
        #[arg(long, requires = "every")]
        form: Option<String>,
        /// docx, pdf, html, md, txt, json, csv, ics or eml; else as --output ends, else docx
        #[arg(long)]
        format: Option<String>,
        /// Where; - is standard output; else ID-DOCUMENT.EXT here
        #[arg(long, short, value_name = "PATH", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        /// Which document; the form's main one if left out
        #[arg(long)]
        document: Option<String>,
        /// What goes in beside the form: entries, times, speakers, evidence, waived; remembered for the form
        #[arg(long, value_name = "WHAT", value_delimiter = ',', conflicts_with = "every")]
        with: Vec<String>,
        /// What stays out; remembered for the form
        #[arg(long, value_name = "WHAT", value_delimiter = ',', conflicts_with = "every")]
        without: Vec<String>,
        /// Note it as sent today to this role; may be given several times
        #[arg(long, value_name = "ROLE", conflicts_with = "every")]
        sent_to: Vec<String>,
        /// Note it as sent though it is still a draft
        #[arg(long, requires = "sent_to")]
        draft: bool,
        /// Fill this Word document of your own; - is nov's layout; else templates/FORM.docx of the store, if it is there
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        template: Option<PathBuf>,
        /// As it stood in this version, as in `nov versions`: the document that was sent then, unless another is named
        #[arg(long = "version", value_name = "N", conflicts_with_all = ["every", "with", "without", "sent_to"])]
        as_sent: Option<u32>,
        /// Overwrite a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Note that a document was sent, or list who got which and when
    Sent {
        /// Session
        session: String,
        /// To whom, by role as in the distribution list; may be given several times
        #[arg(long, value_name = "ROLE")]
        to: Vec<String>,
        /// Which document; the form's main one if left out
        #[arg(long, requires = "to")]
        document: Option<String>,
        /// In which format it went
        #[arg(long, requires = "to")]
        format: Option<String>,
        /// The day (2010-01-15, 15/1/2010); today if left out
        #[arg(long, requires = "to")]
        on: Option<String>,
        /// Note it though it is still a draft
        #[arg(long, requires = "to")]
        draft: bool,
        /// Take back the note of this number, as listed
        #[arg(long, value_name = "N", conflicts_with = "to")]
        take_back: Option<usize>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List the versions kept of a session, or keep it as it stands
    Versions {
        /// Session
        session: String,
        /// Keep a version now, with what it is for
        #[arg(long, value_name = "WHY")]
        keep: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what differs between a version and the session as it stands, or between two versions
    Compare {
        /// Session
        session: String,
        /// Number of a version; the last one if left out
        version: Option<u32>,
        /// Number of a later version; the session as it stands if left out
        other: Option<u32>,
        /// Which document is compared; the one that was sent if left out
        #[arg(long)]
        document: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Give a session the words of a version again; what stands now is kept as a version first
    Restore {
        /// Session
        session: String,
        /// Number of the version
        version: u32,
    },
    /// Import published performance tables, or a CSV of the school's own, into its figures
    ImportData {
        /// The files, of several years at once
        #[arg(required = true, value_name = "FILE.csv", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
        /// The school's unique reference number; else the one in its record
        #[arg(long, value_name = "N")]
        urn: Option<String>,
        /// A session of the school
        #[arg(long)]
        session: Option<String>,
        /// The school, by URN, name or part of its file name
        #[arg(long, conflicts_with = "session")]
        school: Option<String>,
        /// The school year (2009/10), where neither the file's name nor a column says it
        #[arg(long)]
        year: Option<String>,
        /// What a column of the school's own file holds: MEASURE=COLUMN, MEASURE/GROUP=COLUMN, year=, group= (rows of groups), of= (how many pupils); with measure= (rows of measures, years as columns) what a row holds, MEASURE=ROW; remembered
        #[arg(long = "column", value_name = "WHAT=COLUMN")]
        columns: Vec<String>,
        /// In the school's own file the comma parts decimals: 62,5 is 62.5; remembered
        #[arg(long)]
        decimal_comma: bool,
    },
    /// Show a school's figures with trend, gaps and questions; without a school, the ids of measures and groups
    Measures {
        /// School, by URN, name or part of its file name
        school: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Set a school's target for a measure in a year; says what stood there before, and how to put it back
    Target {
        /// School, by URN, name or part of its file name
        school: String,
        /// Id of the measure as in `nov measures`, with /GROUP behind it for a group
        measure: String,
        /// School year (2009/10)
        year: String,
        /// target=74 estimate=70 current=66 statutory=no view="ambitious enough" source=FFT; an empty value takes it away
        #[arg(required = true)]
        values: Vec<String>,
    },
    /// Note what you think lies behind a figure of a school, and what it turned out to be; without either, show it
    Hypothesis {
        /// School, by URN, name or part of its file name
        school: String,
        /// Id of the measure as in `nov measures`, with /GROUP behind it for a group
        measure: Option<String>,
        /// text="what may lie behind it" found="what it turned out to be"; an empty value takes it away
        values: Vec<String>,
    },
    /// Print completions for a shell
    Completions {
        /// bash, elvish, fish, powershell or zsh
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of nov or of one command; or write those of all
    Man {
        /// The command
        command: Option<String>,
        /// Write the pages of all commands into this folder
        #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "command")]
        output: Option<PathBuf>,
    },
}
