package org.tallystick.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.crypto.KeyPair;

class NodeKeyFileTest {
    private final KeyPair keys = KeyPair.generate(new SecureRandom());
    private final Path file;

    NodeKeyFileTest(@TempDir Path folder) {
        file = folder.resolve("keys/node.json");
        NodeKeyFile.write(file, keys);
    }

    @Test
    void reads_back_what_it_writes_and_nobody_else_may() throws Exception {
        assertThat(NodeKeyFile.read(file).secret()).isEqualTo(keys.secret());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_key_that_others_may_read_is_refused() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NodeKeyFile.read(file))
                .withMessageContaining("chmod 600");
    }

    @Test
    void halves_that_do_not_match_are_refused_without_quoting_the_secret() throws Exception {
        KeyPair other = KeyPair.generate(new SecureRandom());
        String secret = HexFormat.of().formatHex(other.secret());
        Files.writeString(file, Files.readString(file).replace(HexFormat.of().formatHex(keys.secret()), secret));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NodeKeyFile.read(file))
                .satisfies(e -> assertThat(e).hasMessageContaining("publicKey"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
        Files.writeString(file, Files.readString(file).replace(secret, "zz" + secret.substring(2)));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NodeKeyFile.read(file))
                .satisfies(e -> assertThat(e.key()).isEqualTo("secretKey"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret.substring(2)));
    }
}
