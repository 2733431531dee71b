package org.tallystick.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.Genesis.Allocation;
import org.tallystick.ledger.genesis.Genesis.Privacy;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@link Genesis} as JSON. Public keys are hex, amounts integer texts of base units, addresses Bech32m with the prefix
 * that the same file names. The order of the balances in the file has no meaning.
 */
public final class GenesisFile {
    public static final String NAME = "genesis.json";

    private GenesisFile() {}

    /** @throws ConfigException naming the first thing that is wrong */
    public static Genesis read(Path file) {
        return parse(ConfigTree.readJson(file));
    }

    /** @throws ConfigException naming the first thing that is wrong, and {@code genesis} as the file */
    public static Genesis parse(String json) {
        return parse(ConfigTree.parseJson(json, "genesis"));
    }

    public static void write(Path file, Genesis genesis) {
        TextFiles.write(file, toJson(genesis));
    }

    /** What {@link #parse(String)} reads back as an equal genesis. */
    public static String toJson(Genesis genesis) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("networkName", genesis.networkName());
        root.put("addressPrefix", genesis.addressPrefix());
        root.put("coinSymbol", genesis.coinSymbol());
        root.put("timeMs", genesis.timeMs());
        root.put("privacy", genesis.privacy().name().toLowerCase(Locale.ROOT));
        root.put("feeMinimum", baseUnits(genesis.feeMinimum()));
        ObjectNode names = root.putObject("names");
        names.put("deposit", baseUnits(genesis.names().deposit()));
        names.put("restMs", genesis.names().restMs());
        ArrayNode reserved = names.putArray("reserved");
        genesis.names().reserved().forEach(reserved::add);
        ArrayNode authorities = root.putArray("authorities");
        for (Authority each : genesis.authorities().authorities()) {
            authorities
                    .addObject()
                    .put("name", each.name())
                    .put("publicKey", each.publicKey().hex())
                    .put("address", each.address());
        }
        AddressFormat format = new AddressFormat(genesis.addressPrefix());
        ObjectNode balances = root.putObject("balances");
        for (Allocation each : genesis.balances()) {
            balances.put(format.format(each.address()), baseUnits(each.amount()));
        }
        return root.toPrettyString() + "\n";
    }

    private static Genesis parse(ConfigTree root) {
        String networkName = root.text("networkName");
        AddressFormat format = root.parsed("addressPrefix", AddressFormat::new);
        String symbol = root.text("coinSymbol");
        long timeMs = root.number("timeMs");
        Privacy privacy = Kind.choice(Privacy.class).reader().read(root, "privacy");
        Amount feeMinimum = root.parsed("feeMinimum", GenesisFile::parseBaseUnits);
        NameKnobs names = names(root.table("names"));
        AuthoritySet authorities = authorities(root);
        List<Allocation> balances = balances(root.table("balances"), format);
        root.requireNoOther();
        try {
            return new Genesis(
                    networkName, format.prefix(), symbol, timeMs, privacy, feeMinimum, names, authorities, balances);
        } catch (DecodeException e) {
            throw root.error("", String.valueOf(e.getMessage()), "Correct this file.");
        }
    }

    private static NameKnobs names(ConfigTree table) {
        Amount deposit = table.parsed("deposit", GenesisFile::parseBaseUnits);
        long restMs = table.number("restMs");
        List<String> reserved = table.texts("reserved");
        table.requireNoOther();
        try {
            return new NameKnobs(deposit, restMs, reserved);
        } catch (DecodeException e) {
            throw table.error("", String.valueOf(e.getMessage()), "Correct this part.");
        }
    }

    private static AuthoritySet authorities(ConfigTree root) {
        List<Authority> authorities = new ArrayList<>();
        try {
            for (ConfigTree each : root.tables("authorities")) {
                authorities.add(new Authority(
                        each.text("name"), each.parsed("publicKey", PublicKey::fromHex), each.text("address")));
                each.requireNoOther();
            }
            return new AuthoritySet(authorities);
        } catch (IllegalArgumentException | DecodeException e) {
            throw root.error("authorities", String.valueOf(e.getMessage()), "Correct the list.");
        }
    }

    private static List<Allocation> balances(ConfigTree table, AddressFormat format) {
        List<Allocation> balances = new ArrayList<>();
        for (Map.Entry<String, String> each : table.entries().entrySet()) {
            String address = each.getKey();
            balances.add(new Allocation(
                    parseAddress(table, format, address),
                    table.parsed(address, each.getValue(), GenesisFile::parseBaseUnits)));
        }
        balances.sort(Comparator.comparing(Allocation::address));
        return balances;
    }

    private static Address parseAddress(ConfigTree table, AddressFormat format, String text) {
        try {
            return format.parse(text);
        } catch (AddressException e) {
            throw table.error(text, String.valueOf(e.getMessage()), "Correct this address.");
        }
    }

    private static Amount parseBaseUnits(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number of base units below 2^63");
        }
        return Amount.ofBaseUnits(Long.parseLong(text));
    }

    private static String baseUnits(Amount amount) {
        return Long.toString(amount.baseUnits());
    }
}
