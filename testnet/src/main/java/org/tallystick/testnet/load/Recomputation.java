package org.tallystick.testnet.load;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.tallystick.ledger.value.Amount;

/** What a list of transfers needs and what it leads to, worked out without any of the ledger's own execution. */
final class Recomputation {
    private Recomputation() {}

    /** What each sender sends in all, fees included: with that to begin with, no order of the transfers overdraws. */
    static SequencedMap<String, Amount> needs(List<PastTransfer> transfers, Amount fee) {
        SequencedMap<String, Amount> needs = new LinkedHashMap<>();
        for (PastTransfer transfer : transfers) {
            needs.merge(transfer.from(), transfer.amount().plus(fee), Amount::plus);
        }
        return needs;
    }

    /** The balances of all accounts after all transfers, beginning with {@code funds}. */
    static Map<String, Amount> balances(Map<String, Amount> funds, List<PastTransfer> transfers, Amount fee) {
        Map<String, Amount> balances = new HashMap<>(funds);
        for (PastTransfer transfer : transfers) {
            Amount before = balances.getOrDefault(transfer.from(), Amount.ZERO);
            balances.put(transfer.from(), before.minus(transfer.amount()).minus(fee));
            balances.merge(transfer.to(), transfer.amount(), Amount::plus);
        }
        return balances;
    }

    static Amount sum(Iterable<Amount> amounts) {
        Amount sum = Amount.ZERO;
        for (Amount amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }
}
