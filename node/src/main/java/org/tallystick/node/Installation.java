package org.tallystick.node;

import java.nio.file.Path;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.node.engine.Node;
import org.tallystick.node.store.VoteLogIdentity;
import org.tallystick.node.store.VoteLogRescue;

/** A node's settings with the files that they name, for commands on a node that does not run. */
record Installation(NodeConfig settings, Genesis genesis, KeyPair key) {

    /** @throws org.tallystick.config.ConfigException if one of the files is not as it should be */
    static Installation read(Path config) {
        NodeConfig settings = NodeConfig.read(config);
        return new Installation(
                settings,
                GenesisFile.read(settings.identity().genesis()),
                NodeKeyFile.read(settings.identity().keyFile()));
    }

    /** What is left of its vote log; while that is open the node can't run. */
    VoteLogRescue votes() {
        return VoteLogRescue.open(
                settings.storage().votes(),
                Node.voteWitness(settings),
                new VoteLogIdentity(genesis.hash(), key.publicKey()));
    }
}
