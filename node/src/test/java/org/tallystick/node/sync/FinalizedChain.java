package org.tallystick.node.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.PeerMessage.Blocks;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** A chain of real blocks with certificates that verify. */
final class FinalizedChain {
    static final KeyPair ALICE = TestNetwork.key("alice");

    private final TestNetwork network;
    private final TestChain chain;
    private final List<Block> blocks = new ArrayList<>();
    private final List<FinalBlock> finalBlocks = new ArrayList<>();
    private long payments;

    FinalizedChain(String networkName) {
        network = TestNetwork.of(networkName, ALICE);
        chain = new TestChain(network.genesis());
        blocks.add(chain.head());
    }

    /** Adds {@code count} blocks with a payment each. */
    FinalizedChain grow(int count) {
        for (int i = 0; i < count; i++) {
            add(List.of(network.pay(ALICE, payments++, TestNetwork.key("bob"), 1)), true);
        }
        return this;
    }

    /** Adds a block of payments with 100 operations each, which nobody signed. */
    void addLarge(int transactions, boolean certified) {
        List<Transaction> all = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            TransactionBody one = network.body(ALICE, payments++, TestNetwork.address(ALICE), 1);
            all.add(network.unsigned(
                    new TransactionBody(
                            one.network(),
                            one.sender(),
                            one.idempotencyKey(),
                            one.validUntilMs(),
                            one.fee(),
                            "",
                            Collections.nCopies(100, one.operations().getFirst())),
                    ALICE));
        }
        add(all, certified);
    }

    /** Adds a block without a certificate of its own. */
    void addUncertified() {
        add(List.of(), false);
    }

    private void add(List<Transaction> transactions, boolean certified) {
        FinalBlock added = chain.next(transactions);
        blocks.add(added.block());
        finalBlocks.add(new FinalBlock(
                added.block(),
                added.receipts(),
                added.records(),
                added.diff(),
                certified ? Optional.of(finalization(added.block(), 0, 1, 2)) : Optional.empty()));
    }

    /** What a store takes: all blocks but the first. */
    List<FinalBlock> finalBlocks() {
        return finalBlocks;
    }

    TestNetwork network() {
        return network;
    }

    Block block(int height) {
        return blocks.get(height);
    }

    Tip tip(int height) {
        return Tip.of(block(height));
    }

    Height head() {
        return blocks.getLast().height();
    }

    RangeVerifier verifier() {
        return new RangeVerifier(network.genesisHash(), network.genesis().authorities(), P256.verifier());
    }

    /** Blocks {@code from} to {@code to}, both included, with the certificate of the last. */
    Blocks range(int from, int to) {
        return new Blocks(blocks.subList(from, to + 1), List.of(), finalization(block(to), 0, 1, 2));
    }

    /** The same with the certificate of the block {@code links} later. */
    Blocks range(int from, int to, int links) {
        List<BlockHeader> headers = blocks.subList(to + 1, to + 1 + links).stream()
                .map(Block::header)
                .toList();
        return new Blocks(blocks.subList(from, to + 1), headers, finalization(block(to + links), 1, 2, 3));
    }

    Certificate finalization(Block block, int... signers) {
        return sealed(Ballot.finalize(block.header().epoch(), block.header().view(), block.hash()), signers);
    }

    /** A ballot sealed by the authorities of these indices. */
    Certificate sealed(Ballot ballot, int... signers) {
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int signer : signers) {
            KeyPair key = TestNetwork.key("node-" + signer);
            seals.add(new Certificate.Seal(signer, key.sign(ballot.digest(network.genesisHash()))));
        }
        return new Certificate(ballot, seals);
    }
}
