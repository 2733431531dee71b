package org.tallystick.node.recovery;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tallystick.consensus.LogRecord;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.VoteLogRescue;

/**
 * Where one stopped authority stands: what it says to the others before they agree on a view to begin again from.
 *
 * @param authority its index
 * @param votesLost whether it may have voted in a way that it does not remember
 * @param height of its newest final block, which has this {@code hash} and {@code view}
 * @param reached the view that it is in as far as it remembers; a node that remembers all is in none later
 * @param notarization of the newest block after that one which it knows to be notarized
 */
public record Standing(
        Hash genesisHash,
        int authority,
        boolean votesLost,
        Height height,
        Hash hash,
        View view,
        View reached,
        Optional<Certificate> notarization)
        implements Encodable {

    /** What the files of a stopped node tell. */
    static Standing of(Hash genesisHash, int authority, VoteLogRescue.State log, List<LogRecord> records, Tip last) {
        boolean silent = records.stream()
                .anyMatch(record ->
                        record instanceof LogRecord.Abstain && record.view().isAfter(last.header.view()));
        View reached = records.stream()
                .map(Standing::reachedBy)
                .max(View::compareTo)
                .filter(view -> view.isAfter(last.header.view()))
                .orElse(last.header.view().next());
        return new Standing(
                genesisHash,
                authority,
                silent || log != VoteLogRescue.State.INTACT,
                last.header.height(),
                last.hash,
                last.header.view(),
                reached,
                records.stream()
                        .flatMap(record -> notarization(record).stream())
                        .filter(each -> each.ballot().view().isAfter(last.header.view()))
                        .max(Comparator.comparing(each -> each.ballot().view())));
    }

    /** The newest block of a ledger. */
    record Tip(BlockHeader header, Hash hash) {}

    private static View reachedBy(LogRecord record) {
        return record instanceof LogRecord.Certified ? record.view().next() : record.view();
    }

    private static Optional<Certificate> notarization(LogRecord record) {
        return record instanceof LogRecord.Certified certified
                        && certified.certificate().ballot().kind() != Ballot.Kind.NULLIFY
                ? Optional.of(certified.certificate())
                : Optional.empty();
    }

    static Standing decode(BorshReader in) {
        return new Standing(
                Hash.decode(in),
                in.u16(),
                in.u8() == 1,
                Height.decode(in),
                Hash.decode(in),
                View.decode(in),
                View.decode(in),
                in.list(1, Certificate.MIN_SIZE, Certificate::decode).stream().findFirst());
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(genesisHash).u16(authority).u8(votesLost ? 1 : 0);
        height.encode(out);
        out.fixed(hash);
        view.encode(out);
        reached.encode(out);
        out.list(notarization.stream().toList());
    }
}
