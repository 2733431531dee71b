package org.tallystick.node.http;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with one page, driven over its DevTools protocol. Not thread-safe. */
final class Browser implements AutoCloseable {
    /** A name that leads to the loopback address and that the browser does not take for it: a plain http page. */
    static final String PLAIN_HOST = "explorer.test";

    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final DevTools page;

    private Browser(Process process, DevTools page) {
        this.process = process;
        this.page = page;
    }

    /** The program, if one is installed. */
    static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return PROGRAMS.stream()
                .flatMap(name -> Arrays.stream(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder for what it keeps */
    static Browser start(Path program, Path profile) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        // It shows nothing but pages of the test's own node; as root, Chromium refuses its sandbox.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--host-resolver-rules=MAP " + PLAIN_HOST + " 127.0.0.1",
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("TMPDIR", profile.toString());
        Process process = command.start();
        try {
            Browser browser = new Browser(process, DevTools.connect(pageOf(address(process))));
            for (String domain : List.of("Page", "Runtime", "Log")) {
                browser.page.call(domain + ".enable", Map.of());
            }
            return browser;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String address(Process process) throws IOException {
        BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = messages.readLine(); line != null; line = messages.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> messages.lines().forEach(_ -> {}));
                return listening.group(1);
            }
            said.add(line);
        }
        throw new IOException("The browser ended: " + said);
    }

    private static URI pageOf(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + address + "/json/list"))
                    .build();
            JsonNode targets = JSON.readTree(
                    http.send(list, HttpResponse.BodyHandlers.ofString()).body());
            return targets.valueStream()
                    .filter(target -> target.path("type").asString().equals("page"))
                    .map(target ->
                            URI.create(target.path("webSocketDebuggerUrl").asString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Opens a page anew, whatever was shown before. */
    void open(String url) {
        page.call("Page.navigate", Map.of("url", "about:blank"));
        awaitTrue("location.href === 'about:blank'");
        page.call("Page.navigate", Map.of("url", url));
        awaitTrue("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    void reload() {
        page.call("Page.reload", Map.of());
    }

    void resize(int width, int height) {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Runs the script at the beginning of every page that is opened from now on, until the returned is closed. */
    AutoCloseable beforeEveryPage(String script) {
        String id = page.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .path("identifier")
                .asString();
        return () -> page.call("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
    }

    /** The value of an expression, or of the promise that it is, as if a person had just clicked. */
    JsonNode evaluate(String expression) {
        JsonNode answer = page.call(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        JsonNode exception = answer.path("exceptionDetails");
        if (!exception.isMissingNode()) {
            throw new AssertionError(expression + ": " + exception);
        }
        return answer.path("result").path("value");
    }

    /** Waits until the page says so. */
    void awaitTrue(String condition) {
        try {
            // A page that is just being left has no answer.
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(DevTools.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> evaluate(condition).asBoolean());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("never: " + condition + "; the page says: " + text(), e);
        }
    }

    /** What a person reads. */
    String text() {
        return evaluate("document.body.innerText").asString();
    }

    /** Errors that the page reported since this was asked last. */
    List<String> errors() {
        return page.takeErrors();
    }

    /** The whole page, however long, as PNG. */
    void photograph(Path file) throws IOException {
        String png = page.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .path("data")
                .asString();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(png));
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        page.close();
        process.destroy();
        boolean ended = process.onExit()
                .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                .thenApply(each -> !each.isAlive())
                .join();
        if (!ended) {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
