package org.tallystick.ledger.proof;

import java.util.Optional;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.merkle.StatePath;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.value.Address;

/**
 * What an address owned after one final block. Believe it only after {@link ProofVerifier#verify}.
 *
 * @param account empty where the address was never paid, which is proven just as well
 * @param path from the account to the header's {@code stateRoot}
 * @param certificate the finalization of the header
 */
public record BalanceProof(
        Address address, Optional<Account> account, StatePath path, BlockHeader header, Certificate certificate) {

    /**
     * The proof for one address.
     *
     * @param state the state after the block of {@code header}
     */
    public static BalanceProof of(StateReader state, Address address, BlockHeader header, Certificate certificate) {
        StatePath path = StateTree.prove(state, StateKey.account(address).path());
        return new BalanceProof(address, Accounts.read(state, address), path, header, certificate);
    }
}
