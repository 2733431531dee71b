package org.tallystick.api.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.tallystick.api.ApiJson;
import org.tallystick.api.Page;
import org.tallystick.api.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** One node's address, the connection pool and the JSON mapper; turns answers into values and errors into exceptions. */
final class Http implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
    private static final long MAX_ANSWER = 64L * 1024 * 1024;

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final JsonMapper json = ApiJson.lenient();

    Http(URI base) {
        String text = base.toString();
        this.base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    }

    URI base() {
        return base;
    }

    HttpClient client() {
        return client;
    }

    JsonMapper json() {
        return json;
    }

    HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(base + pathAndQuery)).header("Accept", "application/json");
    }

    <T> T get(String pathAndQuery, Class<T> type) {
        return read(getBytes(pathAndQuery), type);
    }

    <T> Page<T> getPage(String pathAndQuery, Class<T> itemType) {
        byte[] body = getBytes(pathAndQuery);
        JavaType type = json.getTypeFactory().constructParametricType(Page.class, itemType);
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            throw notOfThisApi(e);
        }
    }

    String getText(String pathAndQuery) {
        return new String(getBytes(pathAndQuery), StandardCharsets.UTF_8);
    }

    private byte[] getBytes(String pathAndQuery) {
        return successOf(
                send(request(pathAndQuery).timeout(ANSWER_TIMEOUT).GET().build()));
    }

    /** As {@link #get(String, Class)}, where a 503 carries a value of the same type. */
    <T> T getEvenIfUnavailable(String pathAndQuery, Class<T> type) {
        HttpResponse<byte[]> response =
                send(request(pathAndQuery).timeout(ANSWER_TIMEOUT).GET().build());
        return read(response.statusCode() == 503 ? response.body() : successOf(response), type);
    }

    /** @param patience how long the node was asked to wait before it answers */
    <T> T post(String pathAndQuery, byte[] borsh, Duration patience, Class<T> type) {
        HttpRequest request = request(pathAndQuery)
                .header("Content-Type", "application/octet-stream")
                .timeout(ANSWER_TIMEOUT.plus(patience))
                .POST(HttpRequest.BodyPublishers.ofByteArray(borsh))
                .build();
        return read(successOf(send(request)), type);
    }

    private byte[] successOf(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw refusal(response.statusCode(), response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
        } catch (IOException e) {
            throw new UnreachableException(base, describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(base, "interrupted while waiting for the answer", e);
        }
    }

    /** The exception for an answer that is not a success. */
    ClientException refusal(int status, byte[] body) {
        try {
            return new ApiException(json.readValue(body, Problem.class));
        } catch (JacksonException e) {
            return new UnreachableException(base, "answered with status " + status + " and no problem details", e);
        }
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            throw notOfThisApi(e);
        }
    }

    private UnreachableException notOfThisApi(JacksonException e) {
        return new UnreachableException(base, "its answer is not of this API: " + e.getOriginalMessage(), e);
    }

    static String describe(IOException e) {
        String message = e.getMessage();
        return switch (e) {
            case java.net.http.HttpConnectTimeoutException timeout -> "no connection in time";
            case java.net.http.HttpTimeoutException timeout -> "no answer in time";
            case java.net.ConnectException refused -> "no connection";
            default -> message == null ? e.getClass().getSimpleName() : message;
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
