package org.tallystick.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.ledger.codec.Bytes;

/**
 * Runs Jazzer in a process of its own, with little memory. A crash, an input that takes longer than five seconds and an
 * exhausted heap each end it; the input lies in {@code folder} then.
 *
 * @param folder of this run alone: the inputs that Jazzer finds worth keeping, its log, and what went wrong
 */
record JazzerRun(Path folder) {
    static final int HEAP_MIB = 256;

    private static final int SLOW_SECONDS = 5;
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

    /** How a run ended. */
    record Result(boolean sound, long executions, long seconds, String log) {}

    /**
     * @param target a target's name, or {@link Fuzzer#ALL}
     * @param limit how long, as an argument of libFuzzer
     */
    Result run(String target, List<Bytes> seeds, String limit) throws IOException, InterruptedException {
        Path inputs = Files.createDirectories(folder.resolve("inputs"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(inputs.resolve("seed-" + i), seeds.get(i).toByteArray());
        }
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command(target, inputs, limit))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int exit = process.waitFor();
            String text = Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
            Matcher done = DONE.matcher(text);
            boolean finished = done.find();
            return new Result(
                    exit == 0 && finished,
                    finished ? Long.parseLong(done.group(1)) : 0,
                    finished ? Long.parseLong(done.group(2)) : 0,
                    text);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(String target, Path inputs, String limit) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "-Xshare:off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + Fuzzer.TARGET + "=" + target,
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzer.class.getName(),
                "--instrumentation_includes=org.tallystick.**",
                "--custom_hook_includes=org.tallystick.**",
                // Which takes the sockets of the servers' targets for a fault of what is tested.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-seed=1",
                "-timeout=" + SLOW_SECONDS,
                "-rss_limit_mb=2048",
                limit,
                inputs.toString()));
        return command;
    }
}
