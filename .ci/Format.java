import com.palantir.javaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs palantir-java-format over every Java source below the working directory: {@code check} names the files that are
 * not formatted and fails, {@code apply} formats them. The root pom runs this on the project's own JDK, because the
 * formatter parses with the compiler of the JVM it runs in and Maven's may be too old for the sources; see
 * docs/decisions/formatting.md.
 */
final class Format {
    private Format() {}

    /** Exits 0 when all is well, 1 when a source is not formatted or does not parse, 2 when called wrongly. */
    public static void main(String[] arguments) throws Exception {
        List<String> options = switch (String.join(" ", arguments)) {
            case "check" -> List.of("--palantir", "--dry-run", "--set-exit-if-changed");
            case "apply" -> List.of("--palantir", "--replace");
            default -> {
                System.err.println("usage: Format check|apply");
                System.exit(2);
                yield List.of();
            }
        };
        List<String> call = new ArrayList<>(options);
        call.addAll(sources());
        PrintWriter out = new PrintWriter(System.out, true);
        int result = new Main(out, out, InputStream.nullInputStream()).format(call.toArray(String[]::new));
        out.flush();
        if (result != 0) {
            System.err.println("These sources are not formatted. Mend them with: mvn -N verify -Dformat=apply");
        }
        System.exit(result);
    }

    private static List<String> sources() throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean generated = directory.endsWith("target") || directory.endsWith(".git");
                return generated ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    found.add(file.toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }
}
