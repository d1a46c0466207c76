//! Work shared out over lanes that run beside each other.

use std::{
    future::Future,
    sync::atomic::{AtomicUsize, Ordering},
};

use futures::future::join_all;

use super::LANES;

/// Runs `work` on every item: each lane takes the next item when it is done with its last one,
/// and keeps what `open` made for it. What comes of each item is in the order of the items.
pub(super) async fn share<'i, I, S, T, W>(
    items: &'i [I],
    open: impl Fn(String) -> S,
    work: impl Fn(S, &'i I) -> W,
) -> Vec<T>
where
    W: Future<Output = (S, T)>,
{
    let next = AtomicUsize::new(0);
    let lanes = (0..LANES).map(|lane| {
        let mut state = Some(open(lane.to_string()));
        let (next, work) = (&next, &work);
        async move {
            let mut done = Vec::new();
            while let Some((index, item)) = {
                let index = next.fetch_add(1, Ordering::Relaxed);
                items.get(index).map(|item| (index, item))
            } {
                let Some(current) = state.take() else { break };
                let (after, outcome) = work(current, item).await;
                state = Some(after);
                done.push((index, outcome));
            }
            done
        }
    });
    let mut done: Vec<_> = join_all(lanes).await.into_iter().flatten().collect();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}
