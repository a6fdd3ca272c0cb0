//! SQLite with nothing around it: the very library that the core links, called as its documentation says
//! (<https://sqlite.org/c3ref/intro.html>). A crate that wraps it would build it once more with other features, or cost
//! what a floor must not.
#![allow(unsafe_code, reason = "calling a C library is what this module is for")]

use std::ffi::{CStr, CString, c_int};
use std::marker::PhantomData;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;

use anyhow::{bail, ensure};
use libsqlite3_sys as ffi;

/// A database, open for writing, as durable as Segue's: WAL, synchronous=FULL.
#[derive(Debug)]
pub(crate) struct Bare(*mut ffi::sqlite3);

/// A statement of an open database.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    raw: *mut ffi::sqlite3_stmt,
    database: PhantomData<&'a Bare>,
}

impl Bare {
    /// Opens a database that is there.
    ///
    /// # Errors
    /// What SQLite says.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let name = CString::new(path.as_os_str().as_bytes())?;
        let mut raw = ptr::null_mut();
        // SAFETY: both pointers are good for the call, and what it opens is closed when dropped, also after a failure.
        let code =
            unsafe { ffi::sqlite3_open_v2(name.as_ptr(), &mut raw, ffi::SQLITE_OPEN_READWRITE, ptr::null()) };
        let database = Self(raw);
        ensure!(code == ffi::SQLITE_OK, "{} does not open: {code}", path.display());
        database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")?;
        Ok(database)
    }

    /// Runs statements.
    ///
    /// # Errors
    /// What SQLite says.
    pub(crate) fn run(&self, sql: &str) -> anyhow::Result<()> {
        let words = CString::new(sql)?;
        // SAFETY: the database is open, the text ends with a zero, nobody is called back.
        let code =
            unsafe { ffi::sqlite3_exec(self.0, words.as_ptr(), None, ptr::null_mut(), ptr::null_mut()) };
        self.require(code, sql)
    }

    /// Prepares a statement.
    ///
    /// # Errors
    /// What SQLite says.
    pub(crate) fn prepare(&self, sql: &str) -> anyhow::Result<Statement<'_>> {
        let mut raw = ptr::null_mut();
        // SAFETY: the database is open and outlives the statement, and the length is the text's.
        let code = unsafe {
            ffi::sqlite3_prepare_v2(
                self.0,
                sql.as_ptr().cast(),
                c_int::try_from(sql.len())?,
                &mut raw,
                ptr::null_mut(),
            )
        };
        self.require(code, sql)?;
        Ok(Statement {
            raw,
            database: PhantomData,
        })
    }

    fn require(&self, code: c_int, sql: &str) -> anyhow::Result<()> {
        if code == ffi::SQLITE_OK {
            return Ok(());
        }
        // SAFETY: the database is open; the message is its own until the next call.
        let why = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(self.0)) };
        bail!("{}, at {sql}", why.to_string_lossy())
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // SAFETY: opened by us, closed once; its statements are gone, since they borrow it.
        unsafe { ffi::sqlite3_close(self.0) };
    }
}

impl Statement<'_> {
    /// Gives a parameter, counted from 1, a number.
    pub(crate) fn bind(&mut self, at: i32, value: i64) {
        // SAFETY: the statement is ours; a parameter that it has not is refused, and the next step shows it.
        unsafe { ffi::sqlite3_bind_int64(self.raw, at, value) };
    }

    /// Goes on to the next row. Returns whether there is one.
    ///
    /// # Errors
    /// What SQLite says, by number.
    pub(crate) fn step(&mut self) -> anyhow::Result<bool> {
        // SAFETY: the statement is ours.
        match unsafe { ffi::sqlite3_step(self.raw) } {
            ffi::SQLITE_ROW => Ok(true),
            ffi::SQLITE_DONE => Ok(false),
            code => bail!("a statement fails: {code}"),
        }
    }

    /// Runs it with some numbers, to its end.
    ///
    /// # Errors
    /// What SQLite says, by number.
    pub(crate) fn run(&mut self, numbers: &[i64]) -> anyhow::Result<()> {
        for (at, number) in (1..).zip(numbers) {
            self.bind(at, *number);
        }
        while self.step()? {}
        // SAFETY: the statement is ours. It tells again what the last step told.
        unsafe { ffi::sqlite3_reset(self.raw) };
        Ok(())
    }

    /// Returns how many columns a row has.
    #[cfg(test)]
    pub(crate) fn columns(&self) -> i32 {
        // SAFETY: the statement is ours.
        unsafe { ffi::sqlite3_column_count(self.raw) }
    }

    /// Returns whether a column of the row is a text.
    #[cfg(test)]
    pub(crate) fn is_text(&self, at: i32) -> bool {
        // SAFETY: the statement is ours and stands at a row.
        unsafe { ffi::sqlite3_column_type(self.raw, at) == ffi::SQLITE_TEXT }
    }

    /// Returns a column of the row as a number, counted from 0; `None` where there is nothing.
    pub(crate) fn number(&self, at: i32) -> Option<i64> {
        // SAFETY: the statement is ours and stands at a row.
        unsafe {
            (ffi::sqlite3_column_type(self.raw, at) != ffi::SQLITE_NULL)
                .then(|| ffi::sqlite3_column_int64(self.raw, at))
        }
    }

    /// Returns a column of the row as a text, counted from 0; `None` where there is nothing.
    pub(crate) fn text(&self, at: i32) -> Option<String> {
        // SAFETY: the statement is ours and stands at a row; the bytes are good until the next step, and so many.
        let bytes = unsafe {
            let start = ffi::sqlite3_column_text(self.raw, at);
            if start.is_null() {
                return None;
            }
            let len = usize::try_from(ffi::sqlite3_column_bytes(self.raw, at)).unwrap_or_default();
            std::slice::from_raw_parts(start, len)
        };
        Some(String::from_utf8_lossy(bytes).into_owned())
    }
}

impl Drop for Statement<'_> {
    fn drop(&mut self) {
        // SAFETY: prepared by us, finalized once.
        unsafe { ffi::sqlite3_finalize(self.raw) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> (tempfile::TempDir, Bare) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        std::fs::write(&path, b"").unwrap();
        let database = Bare::open(&path).unwrap();
        (folder, database)
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        let (_folder, database) = empty();
        database
            .run("CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'é'), (2, NULL)")
            .unwrap();
        let mut doubled = database.prepare("UPDATE t SET a = a * ?1").unwrap();
        doubled.run(&[2]).unwrap();
        doubled.run(&[5]).unwrap();
        let mut rows = database.prepare("SELECT a, b FROM t ORDER BY a").unwrap();
        let mut found = Vec::new();
        while rows.step().unwrap() {
            found.push((rows.number(0), rows.text(1), rows.number(1).is_some()));
        }
        let expected = [(Some(10), Some("é".to_owned()), true), (Some(20), None, false)];
        assert_eq!(found, expected);
    }

    #[test]
    fn it_is_the_sqlite_that_the_core_links_and_as_durable() {
        let (_folder, database) = empty();
        let ask = |sql: &str| {
            let mut answer = database.prepare(sql).unwrap();
            answer.step().unwrap();
            answer.text(0).unwrap()
        };
        assert_eq!(ask("PRAGMA journal_mode"), "wal");
        assert_eq!(ask("PRAGMA synchronous"), "2", "FULL");
        assert!(ask("SELECT sqlite_version()").as_str() >= "3.51.3");
    }

    #[test]
    fn what_is_wrong_is_told() {
        let (_folder, database) = empty();
        let why = database.run("SELECT * FROM no_table").unwrap_err();
        assert!(why.to_string().contains("no such table"), "{why}");
        assert!(database.prepare("SELEC").is_err());
    }
}
