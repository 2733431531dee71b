package org.tallystick.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Says which network a command means: the one asked for, else {@code TALLY_NETWORK}, else the current profile, else the
 * testnet in {@code ./.testnet}. Profiles are {@code networks/NAME.toml} in the configuration folder; the file
 * {@code network} beside that folder holds the current one's name.
 *
 * @param configFolder {@code tallystick} in the XDG configuration folder
 * @param workingFolder where a relative testnet folder starts
 * @param environment the value of {@code TALLY_NETWORK}, if it is set
 */
public record Networks(Path configFolder, Path workingFolder, Optional<String> environment) {
    private static final String DEFAULT_TESTNET = ".testnet";

    /**
     * The network that is meant.
     *
     * @param asked what {@code -n} was given: a profile's name or a testnet's folder
     * @throws ConfigException if there is none, or its files are not as they should be
     */
    public NetworkProfile resolve(Optional<String> asked) {
        return find(asked)
                .orElseThrow(() -> new ConfigException(
                        "network",
                        "",
                        "no network is chosen and there is no testnet here",
                        "Start one with: tally testnet up, or name one with -n."));
    }

    /** As {@link #resolve}, for what works without a network as well: empty if none is chosen and no testnet is here. */
    public Optional<NetworkProfile> find(Optional<String> asked) {
        Path current = configFolder.resolve("network");
        Path testnet = workingFolder.resolve(DEFAULT_TESTNET);
        Optional<String> named = asked.or(() -> environment.filter(name -> !name.isBlank()));
        if (named.isPresent()) {
            return Optional.of(named(named.get()));
        }
        if (Files.exists(current)) {
            return Optional.of(named(TextFiles.read(current).strip()));
        }
        return isTestnet(testnet) ? Optional.of(NetworkProfile.ofTestnet(testnet)) : Optional.empty();
    }

    private NetworkProfile named(String name) {
        Path folder = workingFolder.resolve(name);
        if (isTestnet(folder)) {
            return NetworkProfile.ofTestnet(folder);
        }
        Path profile = configFolder.resolve("networks").resolve(name + ".toml");
        if (!name.contains("/") && Files.exists(profile)) {
            return NetworkProfile.read(name, profile);
        }
        throw new ConfigException(
                name,
                "",
                "there is no such network, neither a testnet folder nor a profile",
                "Check the name, or write the profile " + profile + ".");
    }

    private static boolean isTestnet(Path folder) {
        return Files.exists(folder.resolve(EndpointsFile.NAME));
    }
}
