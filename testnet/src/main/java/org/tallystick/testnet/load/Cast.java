package org.tallystick.testnet.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.Address;

/** Everyone in a list of transfers, each with a key. */
record Cast(Map<String, KeyPair> keys, Map<String, Address> addresses) {

    static Cast of(List<PastTransfer> transfers, Signatory signatory) {
        Map<String, KeyPair> keys = transfers.parallelStream()
                .flatMap(transfer -> Stream.of(transfer.from(), transfer.to()))
                .distinct()
                .collect(Collectors.toConcurrentMap(name -> name, signatory::keyOf));
        Map<String, Address> addresses = new LinkedHashMap<>();
        keys.forEach((name, key) -> addresses.put(name, Address.of(key.publicKey())));
        return new Cast(keys, addresses);
    }

    Set<String> names() {
        return keys.keySet();
    }

    KeyPair key(String name) {
        return of(keys, name);
    }

    Address address(String name) {
        return of(addresses, name);
    }

    private static <T> T of(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not in the cast");
        }
        return value;
    }
}
