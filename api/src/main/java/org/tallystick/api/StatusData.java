package org.tallystick.api;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.value.View;

/**
 * A node at a moment.
 *
 * @param authorityIndex its index among the authorities; absent for one that only follows
 * @param head the newest final block, without its certificate
 * @param view the view the node is in
 * @param leader index of that view's leader
 * @param nullifiedViews views skipped since the node started
 * @param peers authorities this node is connected to, itself not counted
 * @param transactions in all final blocks
 * @param accounts that exist
 */
public record StatusData(
        String node,
        Optional<Integer> authorityIndex,
        String network,
        boolean ready,
        List<CheckData> checks,
        BlockData head,
        View view,
        int leader,
        long nullifiedViews,
        int peers,
        long transactions,
        long accounts,
        MempoolData mempool) {
    public StatusData {
        checks = List.copyOf(checks);
    }
}
