//! The operator makes custom invoices.

use simpleinboxes_tests::process::first_key;
use tempfile::TempDir;

use super::program;

#[tokio::test]
async fn an_invoice_is_made_listed_paid_and_taken_back() {
    let folder = TempDir::new().expect("a folder");
    let (serving, api) = program(folder.path()).serve().await;
    let owner = api.with(&first_key(&serving.output()).expect("a key"));
    let run = async |words: &[&str]| {
        let words = [&["invoice"], words].concat();
        program(folder.path()).args(words).run().await
    };
    for line in ["Work;1;1799", "More work;2;50"] {
        let made = run(&["create", "--line", line]).await;
        assert!(made.status.success(), "{}", made.log);
    }
    let list = run(&["list"]).await.output;
    let year = chrono::Utc::now().format("%Y");
    let (one, two) = (format!("SI-{year}-000001"), format!("SI-{year}-000002"));
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 2, "{list}");
    assert!(
        lines[0].starts_with(&two) && lines[0].contains("open"),
        "{list}"
    );
    assert!(
        lines[1].starts_with(&one) && lines[1].contains("$17.99"),
        "{list}"
    );
    let paid = run(&["pay", &one]).await;
    assert!(paid.output.contains("txn_"), "{}{}", paid.output, paid.log);
    let gone = run(&["void", &two]).await;
    assert!(gone.output.contains("void"), "{}{}", gone.output, gone.log);
    let twice = run(&["pay", &one]).await;
    assert!(
        !twice.status.success() && twice.log.contains("paid"),
        "{}",
        twice.log
    );
    let nobody = run(&["list", "--account", "nobody@example.com"]).await;
    assert!(!nobody.status.success() && nobody.log.contains("nobody@example.com"));
    let seen = owner.get("/billing/custom-invoices").await.data(200);
    assert_eq!(seen[1]["status"], "paid");
    assert_eq!(seen[0]["status"], "void");
    serving.kill().await;
}
