package org.tallystick.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Jazzer calls. The system property {@value #TARGET} names one target, or {@value #ALL} decoders, in which case the
 * first byte of an input chooses.
 */
public final class Fuzzer {
    static final String TARGET = "fuzz.target";
    static final String ALL = "all";

    /** Jazzer knows only a static method, hence the one thing that outlives a call. */
    private static final List<Target> CHOSEN = chosen(System.getProperty(TARGET, ALL));

    private Fuzzer() {}

    /** Does once what takes long the first time, so that no input is blamed for it. */
    public static void fuzzerInitialize() throws Exception {
        for (Target target : CHOSEN) {
            target.check().accept(target.seeds().getFirst().toByteArray());
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (CHOSEN.size() == 1) {
            CHOSEN.getFirst().check().accept(input);
        } else if (input.length > 0) {
            CHOSEN.get((input[0] & 0xFF) % CHOSEN.size()).check().accept(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    private static List<Target> chosen(String name) {
        List<Target> decoders = Targets.decoders();
        if (name.equals(ALL)) {
            return decoders;
        }
        return List.of(Stream.of(decoders, Targets.servers())
                .flatMap(List::stream)
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow());
    }
}
