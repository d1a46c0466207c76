//! OpenDKIM: signs what our users send, with the key of the domain that it comes from.

use super::{ConfigFile, MailConfig, file};

const KEYS: &str = "simpleinboxes-keys";
const SENDERS: &str = "simpleinboxes-senders";

pub(super) fn files(config: &MailConfig) -> Vec<ConfigFile> {
    let folder = &config.folders.opendkim;
    let selector = &config.dkim_selector;
    let keys = config.folders.dkim_keys.display();
    let port = config.ports.opendkim;
    let run = config.folders.opendkim_run.display();
    let at = folder.display();
    vec![
        file(
            folder,
            "opendkim.conf",
            format_args!(
                "Mode s
Socket inet:{port}@127.0.0.1
PidFile {run}/opendkim.pid
UserID opendkim
UMask 007
Syslog yes
Canonicalization relaxed/simple
SignatureAlgorithm rsa-sha256
OversignHeaders From
KeyTable file:{at}/{KEYS}
SigningTable refile:{at}/{SENDERS}
"
            ),
            None,
        ),
        // The percent sign stands for the domain of the sender, in the name and in the path.
        file(
            folder,
            KEYS,
            format_args!("own %:{selector}:{keys}/%.pem\n"),
            None,
        ),
        file(folder, SENDERS, format_args!("*@* own\n"), None),
    ]
}
