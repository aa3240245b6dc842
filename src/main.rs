//! The program: reads the arguments, chooses the command line or the screen, and ends with an exit code.

use std::io::IsTerminal;
use std::process::ExitCode;

use nov::cli::{self, Args, Command, Usage};

fn main() -> ExitCode {
    // Without it, such a file would only end the program as it always did.
    drop(nov::runtime::outlive_file_limits());
    let answered = cli::arguments().and_then(|args| args.map_or(Ok(0), run));
    match answered {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let broken =
                error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe);
            if !broken {
                cli::say(&mut std::io::stderr(), &error.to_string());
            }
            ExitCode::from(cli::exit_code(&error))
        }
    }
}

fn run(args: Args) -> anyhow::Result<u8> {
    let settings = cli::settings()?;
    let on_screen = matches!(args.command, None | Some(Command::Open { .. } | Command::New { open: true, .. }));
    if on_screen && !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        let what = "the screen needs a terminal; nov --help lists the commands that work without one";
        return Err(Usage(what.to_owned()).into());
    }
    let store = cli::store_folder(args.store.as_deref(), &settings.0)?;
    let (settings, faults) = cli::with_known_theme(settings, &store);
    if !on_screen {
        cli::all_right(&faults)?;
    }
    let session = match args.command {
        None => None,
        Some(Command::Open { session }) => Some(session),
        Some(Command::New { form, school, date, open: true }) => {
            let desk = nov::store::Desk::open(&store, settings.days)?;
            Some(cli::begin(&desk, &form, school.as_deref(), date.as_deref())?)
        }
        Some(command) => return Ok(cli::run(command, &store, settings.days)?.code()),
    };
    nov::runtime::start(&store, (&settings, &faults), session.as_deref())?;
    Ok(0)
}
