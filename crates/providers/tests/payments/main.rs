//! The contract of the port to payment providers, run by every provider; and what holds for each
//! of them alone.

mod sandbox;
