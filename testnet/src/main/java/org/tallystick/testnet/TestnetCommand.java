package org.tallystick.testnet;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "tally testnet", mixinStandardHelpOptions = true)
public final class TestnetCommand {
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TestnetCommand()).execute(arguments));
    }
}
