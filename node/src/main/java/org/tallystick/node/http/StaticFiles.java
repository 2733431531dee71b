package org.tallystick.node.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.api.OpenApi;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Sha256;

/** The explorer's files and the API's description, read once from the class path. No other file can be reached. */
final class StaticFiles {
    private static final String EXPLORER = "/explorer/";

    private record File(Bytes content, String mediaType, String tag) {}

    private final Map<String, File> files = new HashMap<>();

    StaticFiles() {
        for (String path : explorerPaths()) {
            files.put(path, load(path, mediaType(path)));
        }
        files.put("/", load(EXPLORER + "index.html", mediaType("index.html")));
        files.put("/openapi.yaml", file(OpenApi.document().getBytes(StandardCharsets.UTF_8), "application/yaml"));
    }

    /** Where the explorer's files are, as listed in one of them: a class path can't be asked what it holds. */
    static List<String> explorerPaths() {
        byte[] list = load(EXPLORER + "files.txt", "text/plain").content().toByteArray();
        return new String(list, StandardCharsets.US_ASCII)
                .lines()
                .map(name -> EXPLORER + name)
                .toList();
    }

    private static File load(String resource, String mediaType) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return file(in.readAllBytes(), mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File file(byte[] content, String mediaType) {
        String tag = '"' + Sha256.of(content).hex().substring(0, 16) + '"';
        return new File(Bytes.of(content), mediaType, tag);
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("no media type for " + name);
        };
    }

    void handle(Context context) {
        File file = files.get(context.path());
        if (file == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "there is nothing at this address");
        }
        context.header("ETag", file.tag()).header("Cache-Control", "no-cache");
        if (file.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(file.mediaType()).result(file.content().toByteArray());
        }
    }
}
