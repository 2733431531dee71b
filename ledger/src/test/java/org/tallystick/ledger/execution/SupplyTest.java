package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.testing.MemoryState;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.View;

/**
 * Money is neither made nor lost, however it is moved: at the greatest supply there can be, with transfers that fail, that go
 * to their sender and that go to nobody's account yet. {@code -Dsupply.transfers=10000000} makes it ten million of them.
 */
class SupplyTest {
    private static final int TRANSFERS = Integer.getInteger("supply.transfers", 100_000);
    private static final int OPERATIONS = 100;
    private static final int TRANSACTIONS = 100;
    private static final int ACCOUNTS = 200;
    private static final long BLOCK_MS = 1_000;

    private final Random random = new Random(9);
    private final List<Address> addresses = new ArrayList<>();
    private final Genesis genesis;
    private final Hash genesisHash;
    private final BlockExecutor executor;
    private final MemoryState state = new MemoryState();
    private Block head;
    private long number;

    SupplyTest() {
        for (int i = 0; i < ACCOUNTS; i++) {
            byte[] address = new byte[Address.SIZE];
            random.nextBytes(address);
            addresses.add(Address.of(address));
        }
        genesis = TestNetwork.genesis(1, TestNetwork.allocation(addresses.getFirst(), Long.MAX_VALUE));
        genesisHash = genesis.hash();
        executor = new BlockExecutor(genesis);
        Executed founding = GenesisBlock.of(genesis);
        head = founding.block();
        state.apply(founding.diff());
    }

    @Test
    void the_supply_is_the_same_after_any_number_of_random_transfers() {
        Map<String, Integer> outcomes = new HashMap<>();
        for (int done = 0; done < TRANSFERS; done += TRANSACTIONS * OPERATIONS) {
            for (Receipt receipt : playBlock().receipts()) {
                outcomes.merge(receipt.outcome().getClass().getSimpleName(), 1, Integer::sum);
            }
            assertThat(supply()).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(outcomes.getOrDefault("Applied", 0)).isGreaterThan(TRANSFERS / OPERATIONS / 4);
        assertThat(outcomes.getOrDefault("Failed", 0)).isGreaterThan(TRANSFERS / OPERATIONS / 20);
    }

    private Executed playBlock() {
        long timeMs = head.header().timeMs() + BLOCK_MS;
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < TRANSACTIONS; i++) {
            transactions.add(transaction(timeMs));
        }
        View view = head.header().view().next();
        Slot slot = new Slot(
                head.header().epoch(), view, timeMs, genesis.authorities().leader(view));
        Executed executed = executor.build(Parent.of(head, state), slot, transactions, Limits.PROTOCOL)
                .executed();
        head = executed.block();
        state.apply(executed.diff());
        return executed;
    }

    private Transaction transaction(long timeMs) {
        // Of any size, so that some say more than their sender has, or than there can be.
        int scale = 1 + random.nextInt(63);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            operations.add(new Transfer(anyone(), Amount.ofBaseUnits(1 + (random.nextLong() >>> scale) / 2)));
        }
        TransactionBody body = new TransactionBody(
                NetworkTag.of(genesisHash),
                anyone(),
                TestNetwork.idempotencyKey(++number),
                timeMs + BLOCK_MS,
                Amount.ofBaseUnits(random.nextInt(1, 5)),
                "",
                operations);
        return Transaction.of(genesisHash, body, List.of());
    }

    private Address anyone() {
        return addresses.get(random.nextInt(ACCOUNTS));
    }

    private long supply() {
        long sum = 0;
        for (Map.Entry<StateKey, Bytes> each : state.values().entrySet()) {
            if (each.getKey().table() == Accounts.TABLE.tag()) {
                Account account = BorshReader.decodeAll(each.getValue().toByteArray(), Account::decode);
                sum = Math.addExact(sum, account.balance().baseUnits());
            }
        }
        return sum;
    }
}
