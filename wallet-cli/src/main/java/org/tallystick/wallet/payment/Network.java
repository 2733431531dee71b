package org.tallystick.wallet.payment;

import java.util.Optional;
import org.tallystick.api.TransactionMapper;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NetworkProfile;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.TransactionRules;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.terminal.Printable;

/** One network with its genesis at hand: what is signed is bound to it, whatever a node says. */
public record Network(NetworkProfile profile, Genesis genesis, Hash genesisHash) {

    public static Network load(NetworkProfile profile) {
        Genesis genesis = GenesisFile.read(profile.genesis());
        return new Network(profile, genesis, genesis.hash());
    }

    public AddressFormat addresses() {
        return new AddressFormat(genesis.addressPrefix());
    }

    public TransactionMapper transactions() {
        return new TransactionMapper(genesisHash, addresses());
    }

    /** The amount with the coin's symbol, such as {@code 1.25 TLY}. */
    public String coins(Amount amount) {
        return amount.toCoins() + " " + Printable.line(genesis.coinSymbol());
    }

    /** What every node would refuse about the transaction without looking at the state. */
    public Optional<Refusal> refusal(Transaction transaction, long nowMs) {
        return new TransactionRules(genesis).check(transaction, nowMs);
    }
}
