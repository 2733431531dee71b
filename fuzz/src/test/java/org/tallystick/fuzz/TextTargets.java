package org.tallystick.fuzz;

import java.util.List;
import org.tallystick.config.HostPort;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Bech32m;
import org.tallystick.wallet.seed.Mnemonic;

/** Short texts that people type. */
final class TextTargets {
    private TextTargets() {}

    static List<Target> all() {
        AddressFormat addresses = new AddressFormat("tly");
        String address = addresses.format(TestNetwork.address(TestNetwork.ALICE));
        return List.of(
                Target.text("bech32m", TextTargets::bech32m, DecodeException.class::isInstance, List.of(address)),
                Target.text(
                        "address",
                        text -> addresses.format(addresses.parse(text)),
                        AddressException.class::isInstance,
                        List.of(address)),
                Target.text(
                        "amount",
                        text -> Amount.parseCoins(text).toCoins(),
                        e -> e instanceof IllegalArgumentException || e instanceof ArithmeticException,
                        List.of("0", "1.25", "92233720368.54775807", "92233720368.54775808")),
                Target.text(
                        "hash", text -> Hash.fromHex(text).hex(), DecodeException.class::isInstance, List.of(hex(32))),
                Target.text(
                        "public-key",
                        text -> PublicKey.fromHex(text).hex(),
                        DecodeException.class::isInstance,
                        List.of(TestNetwork.ALICE.publicKey().hex())),
                Target.text(
                        "host-and-port",
                        text -> HostPort.parse(text).toString(),
                        IllegalArgumentException.class::isInstance,
                        List.of("127.0.0.1:8700", "[::1]:8701", "localhost:0")),
                Target.text(
                        "recovery-words",
                        text -> String.join(" ", Mnemonic.parse(text).words()),
                        IllegalArgumentException.class::isInstance,
                        List.of(
                                String.join(
                                        " ", Mnemonic.ofEntropy(new byte[16]).words()),
                                String.join(
                                        " ", Mnemonic.ofEntropy(new byte[32]).words()))));
    }

    private static String bech32m(String text) {
        Bech32m decoded = Bech32m.decode(text);
        return Bech32m.encode(decoded.prefix(), decoded.words());
    }

    private static String hex(int bytes) {
        return "a0".repeat(bytes);
    }
}
