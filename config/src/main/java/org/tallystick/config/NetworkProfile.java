package org.tallystick.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A network as a wallet knows it.
 *
 * @param name of the profile, or the testnet's folder
 * @param genesis the genesis file, which is the network's identity
 * @param apis base URLs of nodes, at least one, tried in order
 * @param wallets the folder of the testnet's own key files, for a testnet
 */
public record NetworkProfile(String name, Path genesis, List<URI> apis, Optional<Path> wallets) {
    /** Name of the folder of key files in a testnet's folder. */
    public static final String WALLETS = "wallets";

    public NetworkProfile {
        apis = List.copyOf(apis);
    }

    /** The testnet in {@code folder}, which must hold an {@link EndpointsFile}. */
    static NetworkProfile ofTestnet(Path folder) {
        EndpointsFile endpoints = EndpointsFile.read(folder.resolve(EndpointsFile.NAME));
        return new NetworkProfile(
                folder.toString(),
                folder.resolve(GenesisFile.NAME),
                endpoints.nodes().stream().map(EndpointsFile.Endpoint::api).toList(),
                Optional.of(folder.resolve(WALLETS)));
    }

    /** Reads a profile: {@code genesis} (a path, starting at the file's folder) and {@code api} (a list of URLs). */
    static NetworkProfile read(String name, Path file) {
        ConfigTree root = ConfigTree.parseToml(TextFiles.read(file), file.toString());
        Path genesis = root.parsed("genesis", Path::of);
        List<URI> apis = root.texts("api").stream()
                .map(url -> root.parsed("api", url, EndpointsFile::httpUrl))
                .toList();
        root.requireNoOther();
        if (apis.isEmpty()) {
            throw root.error("api", "lists no node", "Add the URL of at least one.");
        }
        return new NetworkProfile(name, file.resolveSibling(genesis), apis, Optional.empty());
    }
}
