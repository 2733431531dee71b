package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.address;

import org.junit.jupiter.api.Test;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.EmptyState;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

class GenesisBlockTest {
    private final Genesis genesis = TestNetwork.genesis();
    private final Executed founding = GenesisBlock.of(genesis);

    @Test
    void holds_the_initial_balances() {
        StateReader state = founding.diff().over(new EmptyState());
        assertThat(Accounts.read(state, address(ALICE))).contains(new Account(Amount.ofBaseUnits(1_000_000)));
        assertThat(Accounts.read(state, address(CAROL))).isEmpty();
        assertThat(StateTree.root(state))
                .isEqualTo(founding.diff().root())
                .isEqualTo(founding.block().header().stateRoot());
    }

    @Test
    void stands_at_the_beginning() {
        assertThat(founding.block().height()).isEqualTo(Height.ZERO);
        assertThat(founding.block().header().view()).isEqualTo(View.ZERO);
        assertThat(founding.block().header().timeMs()).isEqualTo(genesis.timeMs());
        assertThat(founding.block().transactions()).isEmpty();
        assertThat(founding.receipts()).isEmpty();
    }

    @Test
    void differs_from_network_to_network() {
        assertThat(GenesisBlock.of(TestNetwork.genesis(11)).block().hash())
                .isNotEqualTo(founding.block().hash());
    }

    @Test
    void a_network_without_money_has_an_empty_state() {
        Genesis poor = TestNetwork.genesis(0);
        assertThat(GenesisBlock.of(poor).diff().root()).isEqualTo(StateTree.root(new EmptyState()));
    }
}
