package org.tallystick.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.ledger.codec.Bytes;

/**
 * The inputs that are always tried: a target's seeds, and the files in {@code src/test/resources/corpus/} and its name,
 * each of which once showed a fault or led somewhere new.
 */
final class Corpus {
    private Corpus() {}

    static List<Bytes> of(Target target) {
        List<Bytes> inputs = new ArrayList<>(target.seeds());
        URL folder = Corpus.class.getResource("/corpus/" + target.name());
        if (folder != null) {
            try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
                for (Path file : files.sorted().toList()) {
                    inputs.add(Bytes.of(Files.readAllBytes(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return inputs;
    }
}
