//! Mailboxes as a CSV file.

use simpleinboxes_providers::sending::{CSV_COLUMNS, CsvFile, Mailbox};

use super::{PASSWORD, jane};

fn csv<const N: usize>(mailboxes: [&Mailbox; N]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut file = CsvFile::begin(&mut bytes).expect("begun");
    for mailbox in mailboxes {
        file.write(mailbox).expect("written");
    }
    file.end().expect("ended");
    bytes
}

#[test]
fn files_have_a_header_and_a_line_a_mailbox() {
    let text = String::from_utf8(csv([&jane(), &jane()])).expect("text");
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], CSV_COLUMNS.join(","));
    let expected = format!(
        "jane@northwind.com,Jane,Doe,jane@northwind.com,{PASSWORD},imap.mail.example,993,\
         jane@northwind.com,{PASSWORD},smtp.mail.example,587,30,true,Q4"
    );
    assert_eq!(&lines[1..3], [expected.as_str(), expected.as_str()]);
    assert_eq!(lines[3], "");
}

/// Quotes and commas are quoted; names that a spreadsheet would run are not run; credentials stay.
#[test]
fn values_stay_what_they_are() {
    let mut mailbox = Mailbox {
        first_name: "=HYPERLINK(\"x\")".into(),
        last_name: "Doe, \"JD\"".into(),
        tags: vec!["a".into(), "b c".into()],
        ..jane()
    };
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
        let named = Mailbox {
            last_name: formula.into(),
            tags: vec![formula.into()],
            ..jane()
        };
        let text = String::from_utf8(csv([&named])).expect("text");
        let guarded = format!("'{formula}");
        assert_eq!(text.matches(&guarded).count(), 2, "{text}");
    }
    mailbox.smtp.password = "=p,\"w\n+1".into();
    let text = String::from_utf8(csv([&mailbox])).expect("text");
    assert!(text.contains(r#""'=HYPERLINK(""x"")""#), "{text}");
    assert!(text.contains(r#""Doe, ""JD""""#), "{text}");
    assert!(text.contains("\"=p,\"\"w\n+1\""), "{text}");
    assert!(text.contains("\"a,b c\""), "{text}");
}
