package org.tallystick.node.http;

import java.util.function.BiConsumer;

/** Tells browsers to run nothing but the explorer's own files and to let no other page embed them. */
final class SecurityHeaders {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static void addTo(BiConsumer<String, String> headers) {
        headers.accept("Content-Security-Policy", POLICY);
        headers.accept("X-Content-Type-Options", "nosniff");
        headers.accept("X-Frame-Options", "DENY");
        headers.accept("Referrer-Policy", "no-referrer");
        headers.accept("Cross-Origin-Opener-Policy", "same-origin");
        headers.accept("Cross-Origin-Resource-Policy", "same-origin");
    }
}
