package org.tallystick.node.engine;

import java.util.List;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.net.PeerMessage;

/**
 * What a peer's message takes of this node. The unit of work is the verification of one signature, a check; what costs no
 * check is counted as what takes about the same time.
 *
 * @param checks the most that working on it takes
 * @param bytes about what it takes in memory while it waits
 */
record Toll(int checks, int bytes) {
    /** Bytes that are decoded, hashed or sent in the time of a check. */
    private static final int BYTES_PER_CHECK = 32 * 1024;

    /** Transactions that are decoded and hashed in the time of a check. */
    private static final int DECODED_PER_CHECK = 32;

    /** Rows that are looked up in the time of a check. */
    private static final int ROWS_PER_CHECK = 8;

    /** What even a small message takes in memory. */
    private static final int LEAST_BYTES = 1_024;

    private static final int SEAL_BYTES = 128;

    static Toll of(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Consensus(Message said) -> of(said);
            case PeerMessage.Transactions(List<Transaction> batch) ->
                new Toll(
                        batch.size(),
                        LEAST_BYTES + batch.stream().mapToInt(Transaction::size).sum());
            case PeerMessage.Blocks range ->
                handling(LEAST_BYTES
                                + range.blocks().stream().mapToInt(Block::size).sum())
                        .plus(of(range.finalization()))
                        .plus(of(range.earlier()));
            case PeerMessage.Certificates(List<Certificate> certificates) ->
                handling(LEAST_BYTES).plus(of(certificates));
            case PeerMessage.FetchedBlock(Block block) -> handling(LEAST_BYTES + block.size());
            case PeerMessage.BlocksRequest _,
                    PeerMessage.CertificatesRequest _,
                    PeerMessage.NoBlocks _,
                    PeerMessage.FetchBlock _,
                    PeerMessage.StatusUpdate _ -> handling(LEAST_BYTES);
        };
    }

    private static Toll of(Message message) {
        return switch (message) {
            case Message.Vote _ -> handling(LEAST_BYTES);
            case Message.Certified(Certificate certificate) -> of(certificate);
            case Message.Proposal proposal ->
                new Toll(
                                1 + proposal.block().transactions().size(),
                                LEAST_BYTES + proposal.block().size())
                        .plus(of(proposal.justification()));
        };
    }

    private static Toll of(List<Certificate> certificates) {
        Toll toll = new Toll(0, 0);
        for (Certificate certificate : certificates) {
            toll = toll.plus(of(certificate));
        }
        return toll;
    }

    private static Toll of(Certificate certificate) {
        int seals = certificate.seals().size();
        return new Toll(seals, LEAST_BYTES + SEAL_BYTES * seals);
    }

    /** For what is only decoded and looked at. */
    private static Toll handling(int bytes) {
        return new Toll(work(bytes), bytes);
    }

    private Toll plus(Toll other) {
        return new Toll(checks + other.checks, bytes + other.bytes);
    }

    /** What reading the message took, whatever came of it: its transactions were hashed. */
    int handling() {
        return work(bytes) + checks / DECODED_PER_CHECK;
    }

    /** What it takes to read or send so many bytes, in checks. */
    static int work(long bytes) {
        return 1 + Math.toIntExact(bytes / BYTES_PER_CHECK);
    }

    /** What it takes to look up so many rows, in checks. */
    static int lookups(int rows) {
        return rows / ROWS_PER_CHECK;
    }
}
