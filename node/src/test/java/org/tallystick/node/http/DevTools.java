package org.tallystick.node.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of Chromium's DevTools protocol to one page, and what goes wrong in it. Thread-safe. */
final class DevTools implements AutoCloseable {
    /** Within which every call is answered. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Set<String> SOURCES = Set.of("javascript", "security", "rendering", "deprecation");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final WebSocket socket;

    private DevTools(URI page) {
        socket = http.newWebSocketBuilder().buildAsync(page, new Listener()).join();
    }

    static DevTools connect(URI page) {
        return new DevTools(page);
    }

    /** The result of a method; an error of the protocol is an {@link IllegalStateException}. */
    JsonNode call(String method, Map<String, ?> parameters) {
        long id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        String message = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        try {
            socket.sendText(message, true).join();
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + ": " + e.getMessage(), e);
        } finally {
            open.remove(id);
        }
    }

    /** What was reported since the last call: exceptions, and all that the console shows as an error. */
    List<String> takeErrors() {
        List<String> taken = new ArrayList<>();
        for (String error = errors.poll(); error != null; error = errors.poll()) {
            taken.add(error);
        }
        return taken;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private void receive(JsonNode message) {
        JsonNode parameters = message.path("params");
        switch (message.path("method").asString("")) {
            case "Runtime.exceptionThrown" ->
                errors.add(parameters.path("exceptionDetails").toString());
            case "Log.entryAdded" -> {
                // Not those about the network: answers with a status of 404 are part of what pages ask for.
                boolean isOfProgram =
                        SOURCES.contains(parameters.at("/entry/source").asString());
                if (isOfProgram && parameters.at("/entry/level").asString().equals("error")) {
                    errors.add(parameters.path("entry").toString());
                }
            }
            case "Runtime.consoleAPICalled" -> {
                if (parameters.path("type").asString().equals("error")) {
                    errors.add(parameters.path("args").toString());
                }
            }
            default -> answer(message);
        }
    }

    private void answer(JsonNode message) {
        Optional.ofNullable(open.get(message.path("id").asLong(0))).ifPresent(waiting -> {
            if (message.has("error")) {
                waiting.completeExceptionally(
                        new IllegalStateException(message.path("error").toString()));
            } else {
                waiting.complete(message.path("result"));
            }
        });
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                receive(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(part);
        }
    }
}
