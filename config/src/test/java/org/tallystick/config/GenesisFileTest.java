package org.tallystick.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.Genesis.Allocation;
import org.tallystick.ledger.genesis.Genesis.Privacy;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;

class GenesisFileTest {

    @Test
    void reads_back_what_it_writes(@TempDir Path folder) {
        Genesis genesis = genesis(3);
        Path file = folder.resolve("new/genesis.json");
        GenesisFile.write(file, genesis);
        assertThat(GenesisFile.read(file)).isEqualTo(genesis);
        assertThat(GenesisFile.read(file).hash()).isEqualTo(genesis.hash());
    }

    @Test
    @Timeout(20)
    void reads_a_hundred_thousand_balances() {
        Genesis genesis = genesis(100_000);
        String json = GenesisFile.toJson(genesis);
        assertThat(GenesisFile.parse(json)).isEqualTo(genesis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"coinSymbol\" :          | \"coinSymbl\" :                     | coinSymbol             | missing"
                        + " key",
                "\"privacy\" : \"public\"  | \"privacy\" : \"secret\"            | privacy                | not known"
                        + " here",
                "\"privacy\" :             | \"issuer\" : 1, \"privacy\" :       | issuer                 | unknown"
                        + " key",
                "\"privacy\" :             | \"feeMinmum\" : 1, \"privacy\" :    | feeMinmum              | Did you"
                        + " mean feeMinimum?",
                "\"privacy\" :             | \"timeMs\" : 1, \"privacy\" :       | ``                     | twice",
                "\"addressPrefix\" : \"tly\" | \"addressPrefix\" : \"T LY\"      | addressPrefix          | a-z and"
                        + " 0-9",
                "\"feeMinimum\" : \"10\"   | \"feeMinimum\" : 10                 | feeMinimum             | not a text",
                "\"feeMinimum\" : \"10\"   | \"feeMinimum\" : \"-1\"             | feeMinimum             | whole"
                        + " number of base units",
                "\"feeMinimum\" : \"10\"   | \"feeMinimum\" : \"1.5\"            | feeMinimum             | whole"
                        + " number of base units",
                "\"publicKey\" : \"0       | \"publicKey\" : \"z0                | authorities[0].publicKey | hex",
                "\"name\" : \"a-1\"        | \"name\" : \"a-0\"                  | authorities            | share a"
                        + " name",
                "\"name\" : \"a-0\"        | \"name\" : \"a-0\", \"nam\" : \"\"  | authorities[0].nam     | Did you"
                        + " mean name?",
                "\"networkName\" : \"n\"   | \"networkName\" : \"\"              | ``                     |"
                        + " networkName is 1 to 64",
            })
    void a_wrong_key_or_value_is_refused_by_name(String text, String replacement, String key, String problem) {
        String json = GenesisFile.toJson(genesis(2));
        assertThat(json).contains(text);
        refused(json.replace(text, replacement))
                .satisfies(e -> assertThat(e.key()).isEqualTo(key))
                .withMessageContaining(problem);
    }

    @Test
    void a_balance_is_refused_under_a_mistyped_or_foreign_or_repeated_address_or_with_a_bad_amount() {
        String json = GenesisFile.toJson(genesis(2));
        Allocation first = genesis(2).balances().getFirst();
        String address = new AddressFormat("tly").format(first.address());
        String mistyped = address.substring(0, address.length() - 1) + (address.endsWith("q") ? "p" : "q");
        refused(json.replace(address, mistyped))
                .withMessageContaining(mistyped)
                .withMessageContaining("not an address");
        refused(json.replace(address, new AddressFormat("abc").format(first.address())))
                .withMessageContaining("balances.abc1");
        String entry = "\"" + address + "\" : \"" + first.amount().baseUnits() + "\"";
        assertThat(json).contains(entry);
        refused(json.replace(entry, entry + ", " + entry)).withMessageContaining("twice");
        refused(json.replace(entry, "\"" + address + "\" : \"0\"")).withMessageContaining("at least one base unit");
        refused(json.replace(entry, "\"" + address + "\" : \"" + BigInteger.TWO.pow(63) + "\""))
                .withMessageContaining("balances." + address);
        refused(json.replace(entry, "\"" + address + "\" : \"" + Long.MAX_VALUE + "\""))
                .withMessageContaining("2^63 or more");
    }

    @Test
    void text_that_is_no_json_object_is_refused() {
        refused("{").withMessageContaining("not valid JSON");
        refused("[]").withMessageContaining("not a table");
        refused("{} {}").withMessageContaining("not valid JSON");
    }

    private static ThrowableAssertAlternative<ConfigException> refused(String json) {
        return assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> GenesisFile.parse(json));
    }

    private static Genesis genesis(int balances) {
        SplittableRandom random = new SplittableRandom(7);
        List<Authority> authorities = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] secret = new byte[KeyPair.SECRET_SIZE];
            secret[0] = (byte) (i + 1);
            authorities.add(new Authority("a-" + i, KeyPair.of(secret).publicKey(), "127.0.0.1:87" + i + "1"));
        }
        List<Allocation> allocations = new ArrayList<>();
        for (int i = 0; i < balances; i++) {
            byte[] address = new byte[Address.SIZE];
            random.nextBytes(address);
            allocations.add(new Allocation(Address.of(address), Amount.ofBaseUnits(1 + random.nextLong(1 << 30))));
        }
        allocations.sort((a, b) -> a.address().compareTo(b.address()));
        return new Genesis(
                "n",
                "tly",
                "TLY",
                1_700_000_000_000L,
                Privacy.PUBLIC,
                Amount.ofBaseUnits(10),
                NameKnobs.DEFAULT,
                new AuthoritySet(authorities),
                allocations);
    }
}
