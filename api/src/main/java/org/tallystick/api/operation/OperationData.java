package org.tallystick.api.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.ledger.ruleset.RuleSet;

/**
 * One thing a transaction does, or one record, as JSON tells it: an object whose {@code type} says what it is.
 *
 * @param type the name of the kind
 * @param fields by name, as text, in their order; of a kind that is not known here whatever there was
 */
public record OperationData(String type, Map<String, String> fields) {
    public OperationData {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Whether this version knows the kind. One that it does not is only read and shown, never sent. */
    public boolean isKnown() {
        return RuleSet.ONE.operation(type).isPresent();
    }
}
