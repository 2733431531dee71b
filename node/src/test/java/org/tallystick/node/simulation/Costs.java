package org.tallystick.node.simulation;

import org.tallystick.ledger.block.Block;
import org.tallystick.node.net.PeerMessage;

/**
 * What work costs a machine, in microseconds of virtual time; the one table of it. Measured on one core of a server of 2024:
 * a signature takes 65 to 150 µs to check, a transaction 3 µs to decode and hash, 15 µs to execute and to index. The disk's
 * syncs are {@link org.tallystick.node.store.SimulatedDisk}'s.
 *
 * @param factor how many times slower this machine is; zero where work is to cost nothing
 */
record Costs(int factor) {
    static final Costs FREE = new Costs(0);

    private static final long SIGNATURE = 100;
    private static final long MESSAGE = 15;
    private static final long TRANSACTION = 3;
    private static final long KILOBYTE = 2;

    long signature() {
        return factor * SIGNATURE;
    }

    /** To read a message off its link, which happens before anyone decides about it. */
    long receiving(PeerMessage message) {
        return factor * (MESSAGE + TRANSACTION * transactions(message) + KILOBYTE * bytes(message) / 1_024);
    }

    /** To encode a message and hand it to one link. */
    long sending(PeerMessage message) {
        return factor * (MESSAGE + KILOBYTE * bytes(message) / 1_024);
    }

    private static long transactions(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Transactions batch -> batch.transactions().size();
            case PeerMessage.FetchedBlock(Block block) -> block.transactions().size();
            case PeerMessage.Blocks range ->
                range.blocks().stream()
                        .mapToLong(each -> each.transactions().size())
                        .sum();
            default -> 0;
        };
    }

    private static long bytes(PeerMessage message) {
        return switch (message) {
            case PeerMessage.FetchedBlock(Block block) -> block.size();
            case PeerMessage.Blocks range ->
                range.blocks().stream().mapToLong(Block::size).sum();
            default -> 0;
        };
    }
}
