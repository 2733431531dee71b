package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tallystick.api.ProblemCode;

/**
 * Judges how a request is put before anything else looks at it: the library underneath looks up whatever character set a
 * client names, and fails on those that there are not.
 */
final class RequestForm {
    /** More than any sound media type has, and little enough to be told back. */
    private static final int MAX_FIELD = 200;

    private RequestForm() {}

    private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /**
     * Refuses a path with a percent sign that stands for nothing, a body in a character set other than UTF-8, and one that is
     * compressed.
     */
    static void check(Context context) {
        if (BAD_PERCENT.matcher(context.req().getRequestURI()).find()) {
            throw new ProblemException(ProblemCode.BAD_PARAMETER, "path: a percent sign is followed by two hex digits");
        }
        for (String field : fields(context, "Content-Type")) {
            requireUtf8(MediaType.parse(field));
        }
        for (String field : fields(context, "Content-Encoding")) {
            if (!field.strip().equalsIgnoreCase("identity")) {
                throw unsupported("send the body as it is, without a Content-Encoding");
            }
        }
    }

    /** The media type that a request says its body is of, in lower case and without parameters; empty if it does not say. */
    static String mediaType(Context context) {
        List<String> fields = fields(context, "Content-Type");
        return fields.isEmpty() ? "" : MediaType.parse(fields.getFirst()).name();
    }

    private static List<String> fields(Context context, String name) {
        List<String> fields = Collections.list(context.req().getHeaders(name));
        if (fields.size() > 1) {
            throw new ProblemException(ProblemCode.BAD_ENCODING, name + " is given more than once");
        }
        return fields;
    }

    private static void requireUtf8(MediaType type) {
        if (type.charsets().size() > 1
                || type.charsets().stream().anyMatch(each -> !each.equals("utf-8") && !each.equals("utf8"))) {
            throw unsupported("text is sent in UTF-8, and charset says utf-8 or is left out");
        }
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail);
    }

    /**
     * A {@code Content-Type} field.
     *
     * @param name type and subtype
     * @param charsets what its parameters of that name say, in lower case
     */
    record MediaType(String name, List<String> charsets) {

        static MediaType parse(String field) {
            if (field.length() > MAX_FIELD) {
                throw unsupported("the Content-Type is longer than that of anything this node takes");
            }
            String[] parts = field.toLowerCase(Locale.ROOT).split(";", -1);
            List<String> charsets = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                String[] parameter = parts[i].strip().split("=", 2);
                if (parameter.length == 2 && parameter[0].strip().equals("charset")) {
                    charsets.add(unquoted(parameter[1].strip()));
                }
            }
            return new MediaType(parts[0].strip(), List.copyOf(charsets));
        }

        private static String unquoted(String text) {
            boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
            return quoted ? text.substring(1, text.length() - 1) : text;
        }
    }
}
