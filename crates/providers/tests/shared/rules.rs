//! The rules of a port's contract, as tests of one who keeps it.

/// One module of tests, so that a failure names who broke which rule. Each rule is a function of
/// `crate::contract` that is given what `$open` opens.
macro_rules! rules {
    ($who:ident, $open:path: $($area:ident::$rule:ident),+ $(,)?) => {
        mod $who {
            $(#[tokio::test]
            async fn $rule() {
                let world = $open().await;
                crate::contract::$area::$rule(&world).await;
            })+
        }
    };
    ($who:ident, $open:path: $($rule:ident),+ $(,)?) => {
        mod $who {
            $(#[tokio::test]
            async fn $rule() {
                let world = $open().await;
                crate::contract::$rule(&world).await;
            })+
        }
    };
}
