//! Ports to vendors and their adapters.
