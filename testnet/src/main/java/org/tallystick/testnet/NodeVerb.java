package org.tallystick.testnet;

import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetException;
import org.tallystick.testnet.network.TestnetException.Kind;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Parameters;

/** A verb about one node. */
abstract class NodeVerb extends Verb {
    @Parameters(paramLabel = "N", description = "The node: its number, from 0, or its name.")
    private String node = "";

    NodeVerb(Surroundings around) {
        super(around);
    }

    @Override
    final ExitCode run() {
        try (Testnet testnet = open()) {
            int index = index();
            String name = testnet.node(index).folder().name();
            Outcome outcome = act(testnet, index);
            result(name + " " + outcome.what() + ".", new Result(name, outcome.changed()));
            return ExitCode.DONE;
        }
    }

    /** The JSON. */
    record Result(String node, boolean changed) {}

    /**
     * What became of the node.
     *
     * @param changed whether there was anything to do
     * @param what the rest of a sentence that begins with the node's name
     */
    record Outcome(boolean changed, String what) {
        static Outcome of(boolean changed, String done) {
            return new Outcome(changed, changed ? done : "was not running");
        }
    }

    abstract Outcome act(Testnet testnet, int index);

    private int index() {
        String number = node.startsWith("node-") ? node.substring("node-".length()) : node;
        if (!number.matches("[0-9]{1,3}")) {
            throw new TestnetException(Kind.USAGE, "\"" + node + "\" is not a node", "Give its number, such as 0.");
        }
        return Integer.parseInt(number);
    }
}
