//! The one worker thread: what takes longer than a key may wait.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::Event;
use crate::app::Message;
use crate::store::SyncHandle;

/// The name of its thread.
pub(super) const NAME: &str = "worker";

/// Work for the worker.
pub(super) enum Job {
    /// Make a journal safe against a power cut.
    Sync {
        /// Session id.
        session: String,
        /// The journal.
        handle: SyncHandle,
    },
    /// Anything that ends in a message.
    Run(Box<dyn FnOnce() -> Message + Send>),
}

/// The worker and the way to it.
#[derive(Debug)]
pub(super) struct Worker {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts it; results come back as events.
    pub(super) fn start(results: Sender<Event>) -> Self {
        let (jobs, todo) = channel();
        let thread = std::thread::Builder::new().name(NAME.to_owned()).spawn(move || work(&todo, &results)).ok();
        Self { jobs: Some(jobs), thread }
    }

    /// Gives it a job. A worker that is gone takes none; what matters most is written without it.
    pub(super) fn give(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            drop(jobs.send(job));
        }
    }
}

impl Drop for Worker {
    /// Lets it finish what it was given.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn work(todo: &Receiver<Job>, results: &Sender<Event>) {
    while let Ok(job) = todo.recv() {
        let event = match job {
            Job::Sync { session, handle } => match handle.sync() {
                Ok(Some(seq)) => Event::Message(Message::Saved { session, seq }),
                Ok(None) => continue,
                Err(error) => Event::SyncFailed { session, why: error.to_string() },
            },
            Job::Run(run) => {
                let done = catch_unwind(AssertUnwindSafe(run));
                let failed = |_| Message::Failed("That was not done, because of a fault in nov itself".to_owned());
                Event::Message(done.unwrap_or_else(failed))
            }
        };
        if results.send(event).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_fails_badly_is_told_and_the_next_one_done() {
        let (send, events) = channel();
        let worker = Worker::start(send);
        worker.give(Job::Run(Box::new(|| panic!("a fault"))));
        worker.give(Job::Run(Box::new(|| Message::Told("done".to_owned()))));
        assert!(
            matches!(events.recv().unwrap(), Event::Message(Message::Failed(text)) if text.contains("fault in nov"))
        );
        assert!(matches!(events.recv().unwrap(), Event::Message(Message::Told(text)) if text == "done"));
    }
}
