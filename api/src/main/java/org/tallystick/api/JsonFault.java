package org.tallystick.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.api.operation.RefusedException;
import org.tallystick.ledger.codec.DecodeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with a JSON document and where, in words for whoever wrote it rather than in those of the library that read it.
 *
 * @param path the place, as in {@code operations[2].amount}; empty where none is known
 * @param what one phrase
 */
public record JsonFault(String path, String what) {
    private static final Pattern MISSING = Pattern.compile("Missing required creator property '([A-Za-z]+)'");
    private static final Pattern TWICE = Pattern.compile("Duplicate Object property (?:\"([A-Za-z0-9_]{1,64})\")?");

    public static JsonFault of(JacksonException e) {
        return new JsonFault(path(e), what(e));
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String property = step.getPropertyName();
            if (property == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(property);
            }
        }
        return path.toString();
    }

    private static String what(JacksonException e) {
        Throwable cause = e.getCause();
        if (cause instanceof DecodeException || cause instanceof RefusedException) {
            return String.valueOf(cause.getMessage());
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "there is no such field";
            case InvalidTypeIdException unknown -> "there is no such type";
            case StreamConstraintsException bound -> "nested too deeply, or a text or number in it is too long";
            case InputCoercionException range -> "a number that is out of range";
            // Without the parser's own words: they quote the text, which may be a file of secrets given by mistake.
            case StreamReadException syntax -> syntax(syntax);
            default -> missing(e);
        };
    }

    private static String syntax(StreamReadException e) {
        Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
        String what = "broken off or misspelt";
        if (twice.lookingAt()) {
            what = twice.group(1) == null
                    ? "a field is given twice"
                    : "the field " + twice.group(1) + " is given twice";
        }
        TokenStreamLocation place = e.getLocation();
        return place == null || place.getLineNr() < 1
                ? what
                : what + " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static String missing(JacksonException e) {
        Matcher missing = MISSING.matcher(String.valueOf(e.getOriginalMessage()));
        return missing.find()
                ? "the field " + missing.group(1) + " is missing"
                : "null, or of another type than it has to be";
    }

    /** The place and what is wrong there. */
    @Override
    public String toString() {
        return path.isEmpty() ? what : path + ": " + what;
    }
}
