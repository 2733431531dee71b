package org.tallystick.wallet.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.api.Inclusion;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.execution.Slot;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.operation.names.Skeleton;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.EmptyState;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** The real ledger of a network with one authority, which makes each transaction final in a block of its own. */
public final class SoloLedger {
    private final Genesis genesis;
    private final Hash genesisHash;
    private final KeyPair authority;
    private final BlockExecutor executor;
    private final Verifier verifier = P256.bouncyCastle();
    private final Map<Hash, Executed> blocks = new HashMap<>();
    private final List<Hash> order = new ArrayList<>();
    private Block newest;
    private StateReader state;

    public SoloLedger(Genesis genesis, KeyPair authority) {
        this.genesis = genesis;
        this.genesisHash = genesis.hash();
        this.authority = authority;
        this.executor = new BlockExecutor(genesis);
        Executed first = GenesisBlock.of(genesis);
        this.newest = first.block();
        this.state = first.diff().over(new EmptyState());
    }

    public Genesis genesis() {
        return genesis;
    }

    public Hash genesisHash() {
        return genesisHash;
    }

    /** Makes it final, unless it is so already, or says why not. */
    public synchronized Optional<Refusal> submit(Transaction transaction) {
        if (blocks.containsKey(transaction.id())) {
            return Optional.empty();
        }
        long now = System.currentTimeMillis();
        Optional<Refusal> refusal = executor.rules()
                .check(transaction, now)
                .or(() -> executor.rules().checkAuthorizations(transaction, verifier))
                .or(() -> executor.admit(state, transaction, now));
        if (refusal.isEmpty()) {
            append(transaction);
        }
        return refusal;
    }

    /** Puts it into a block although admission would refuse it, as happens when another payment was faster. */
    public synchronized void append(Transaction transaction) {
        Slot slot = new Slot(Epoch.ZERO, View.of(newest.header().view().value() + 1), System.currentTimeMillis(), 0);
        Executed executed = executor.build(Parent.of(newest, state), slot, List.of(transaction), Limits.PROTOCOL)
                .executed();
        blocks.put(transaction.id(), executed);
        order.add(transaction.id());
        newest = executed.block();
        state = executed.diff().over(state);
    }

    public synchronized TransactionStatus status(Hash id) {
        Executed executed = blocks.get(id);
        if (executed == null) {
            return TransactionStatus.of(id, TransactionState.UNKNOWN);
        }
        Receipt receipt = executed.receipts().getFirst();
        Block block = executed.block();
        Optional<Inclusion.Failure> failure = switch (receipt.outcome()) {
            case Receipt.Outcome.Applied() -> Optional.empty();
            case Receipt.Outcome.Failed(var code, int index) -> Optional.of(new Inclusion.Failure(code.name(), index));
        };
        Inclusion inclusion =
                new Inclusion(block.height(), block.hash(), 0, block.header().timeMs(), receipt.feePaid(), failure);
        TransactionState outcome = failure.isPresent() ? TransactionState.FAILED : TransactionState.FINAL;
        return new TransactionStatus(id, outcome, Optional.of(inclusion), Optional.empty());
    }

    public synchronized ReceiptProof proof(Hash id) {
        Executed executed = blocks.get(id);
        if (executed == null) {
            throw new IllegalArgumentException("not final: " + id);
        }
        Block block = executed.block();
        return ReceiptProof.of(
                block.transactions(),
                executed.receipts(),
                executed.records(),
                0,
                List.of(block.header()),
                certificate(block));
    }

    /** A proof file of a name as of the newest block. */
    public synchronized String nameProof(String name) {
        return new ProofFiles(genesis)
                .write(StateProof.of(
                        state, Names.BY_SKELETON.key(Skeleton.of(name)), newest.header(), certificate(newest)));
    }

    /** A proof file of the balance as of the newest block. */
    public synchronized String balanceProof(String address) {
        Address whose = new AddressFormat(genesis.addressPrefix()).parse(address);
        return new ProofFiles(genesis)
                .write(StateProof.of(state, Accounts.TABLE.key(whose), newest.header(), certificate(newest)));
    }

    private Certificate certificate(Block block) {
        Ballot ballot = Ballot.finalize(block.header().epoch(), block.header().view(), block.hash());
        return new Certificate(ballot, List.of(new Certificate.Seal(0, authority.sign(ballot.digest(genesisHash)))));
    }

    public synchronized Amount balance(Address address) {
        return Accounts.read(state, address).map(Account::balance).orElse(Amount.ZERO);
    }

    /** The final transactions, newest first. */
    public synchronized List<Transaction> transactions() {
        return order.reversed().stream()
                .map(id -> blocks.get(id))
                .flatMap(executed -> Objects.requireNonNull(executed).block().transactions().stream())
                .toList();
    }

    public synchronized Block newest() {
        return newest;
    }
}
