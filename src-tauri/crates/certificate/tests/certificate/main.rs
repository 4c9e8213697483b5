//! The joint certificate from the outside: files in, an open certificate or a clear reason out.

mod fixture;

mod finding;
mod forged;
mod judging;
mod opening;
mod refusing;
mod secrecy;
mod tls;
