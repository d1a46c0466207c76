//! The real service: every documented answer of every mounted operation, reached for real.

use simpleinboxes_tests::{exceptions, runs::real_service};

use crate::support::nothing_wrong;

#[test]
fn what_the_service_answers_is_as_the_document_says() {
    nothing_wrong(&real_service().wrong);
}

#[test]
fn every_documented_answer_comes_about_or_is_listed() {
    nothing_wrong(&exceptions::compare("service", &real_service().gaps));
}
