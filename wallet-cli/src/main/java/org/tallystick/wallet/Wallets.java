package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.config.NetworkProfile;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.keystore.Keystore;
import org.tallystick.wallet.keystore.KeystoreException;
import org.tallystick.wallet.terminal.CommandFailure;

/** The keys at hand: those that a testnet's folder brings, then the user's own. New ones go to the first of the two. */
record Wallets(List<Keystore> keystores) {

    static Wallets of(Optional<NetworkProfile> profile, Path dataFolder) {
        List<Keystore> keystores = new ArrayList<>();
        profile.flatMap(NetworkProfile::wallets).map(Keystore::new).ifPresent(keystores::add);
        keystores.add(new Keystore(dataFolder.resolve(NetworkProfile.WALLETS)));
        return new Wallets(keystores);
    }

    /** Where new keys go. */
    Keystore home() {
        return keystores.getFirst();
    }

    /** The keystore that holds the key of this name. */
    Optional<Keystore> holder(String name) {
        return keystores.stream().filter(each -> each.find(name).isPresent()).findFirst();
    }

    Optional<KeyEntry> find(String name) {
        return keystores.stream().flatMap(each -> each.find(name).stream()).findFirst();
    }

    KeyEntry require(String name) {
        return find(name).orElseThrow(() -> Keystore.notFound(name));
    }

    /** The only key there is; where there are none or several, {@code question} is asked and {@code remedy} told. */
    KeyEntry only(String question, String remedy) {
        List<KeyEntry> keys = list();
        if (keys.size() != 1) {
            throw CommandFailure.usage(question, remedy);
        }
        return keys.getFirst();
    }

    /** All keys by name; of two with one name the one that {@link #find} finds. */
    List<KeyEntry> list() {
        return list(unsound -> {});
    }

    /** The same; {@code unsound} is told of each file that is passed over. */
    List<KeyEntry> list(Consumer<KeystoreException> unsound) {
        List<KeyEntry> all = new ArrayList<>();
        for (Keystore keystore : keystores) {
            keystore.list(unsound).stream()
                    .filter(entry ->
                            all.stream().noneMatch(known -> known.name().equals(entry.name())))
                    .forEach(all::add);
        }
        all.sort(Comparator.comparing(KeyEntry::name));
        return all;
    }

    /** The account of a key's name or of an address as text; no text is both, as names are shorter. */
    Address account(String nameOrAddress, AddressFormat addresses) {
        Optional<KeyEntry> named = find(nameOrAddress);
        if (named.isEmpty() && Keystore.isName(nameOrAddress)) {
            throw CommandFailure.notFound(
                    "There is no key named " + nameOrAddress + ", and it is no address.",
                    "See which keys there are with: tally wallet list; a name on the ledger is written @"
                            + nameOrAddress + ".");
        }
        return named.map(KeyEntry::account).orElseGet(() -> addresses.parse(nameOrAddress));
    }

    /** The names of the accounts whose keys are here. */
    Map<Address, String> names() {
        Map<Address, String> names = new HashMap<>();
        list().forEach(entry -> names.putIfAbsent(entry.account(), entry.name()));
        return names;
    }
}
