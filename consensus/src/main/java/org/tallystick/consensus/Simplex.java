package org.tallystick.consensus;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** Skeleton for the engine to be written against; the rules follow. */
public final class Simplex {
    private final FinalTip tip;

    private Simplex(FinalTip tip) {
        this.tip = tip;
    }

    public static Simplex recover(Setup setup, FinalTip tip, List<LogRecord> log) {
        return new Simplex(tip);
    }

    public Ready start() {
        return new Ready(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public Ready step(Event event) {
        return start();
    }

    public View view() {
        return tip.view().next();
    }

    public FinalTip tip() {
        return tip;
    }

    public Optional<Block> block(Hash hash) {
        return Optional.empty();
    }

    public List<Message> explanation() {
        return List.of();
    }

    public AuthorityHealth health(int authority) {
        return new AuthorityHealth(View.ZERO, 0);
    }

    public long nullifiedViews() {
        return 0;
    }
}
