//! caseload.
