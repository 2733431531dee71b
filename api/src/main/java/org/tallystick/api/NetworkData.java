package org.tallystick.api;

import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Amount;

/**
 * The founding facts of the network.
 *
 * @param decimals how many decimals of a coin there are
 * @param privacy {@code public} or {@code parties}
 * @param authorities {@code n}
 * @param quorum how many authorities make a block final
 */
public record NetworkData(
        String name,
        Hash genesisHash,
        String addressPrefix,
        String coinSymbol,
        int decimals,
        long genesisTimeMs,
        String privacy,
        Amount feeMinimum,
        Amount supply,
        int authorities,
        int quorum,
        Limits limits) {

    /** What is accepted at most. Sizes in bytes. */
    public record Limits(
            int transactionBytes, int operations, int memoBytes, int batchTransactions, int bodyBytes, int pageItems) {}
}
