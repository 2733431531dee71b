package org.tallystick.ledger.ruleset;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.operation.DueWork;
import org.tallystick.ledger.operation.Feature;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.DueQueue;
import org.tallystick.ledger.state.SentKeyDigest;
import org.tallystick.ledger.state.Table;

/**
 * The numbered list of what a ledger can do: a later one may begin at an agreed height. The one place that knows all kinds of
 * operation; a new one is added to {@link #ONE}.
 */
public final class RuleSet {
    private static final int TAGS = 256;

    /** What is in the state whatever the operations. */
    private static final List<Table<?, ?>> TABLES =
            List.of(Accounts.TABLE, SentKeyDigest.TABLE, DueQueue.FRONT, DueQueue.COUNTS, DueQueue.ITEMS);

    /** The first, and so far the only one. */
    public static final RuleSet ONE = new RuleSet(1, List.of(Transfer.FEATURE, Names.FEATURE));

    private final int number;
    private final List<Feature> features;
    private final @Nullable Form<? extends Operation>[] operations;
    private final Map<String, Form<? extends Operation>> operationsByName;
    private final Map<Integer, Form<? extends LedgerRecord>> records;
    private final Map<Integer, DueWork> works;
    private final Map<Integer, Table<?, ?>> tables;
    private final Map<String, Table<?, ?>> tablesByName;
    private final int minOperationSize;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array, as each decoded operation is looked up in it
    private RuleSet(int number, List<Feature> features) {
        this.number = number;
        this.features = features;
        Collection<Form<? extends Operation>> forms =
                features.stream().flatMap(each -> each.operations().stream()).toList();
        this.operations = new Form[TAGS];
        byKey(forms, Form::tag).forEach((tag, form) -> operations[tag] = form);
        this.operationsByName = byKey(forms, Form::name);
        this.records =
                byKey(features.stream().flatMap(each -> each.records().stream()).toList(), Form::tag);
        this.works =
                byKey(features.stream().flatMap(each -> each.works().stream()).toList(), DueWork::tag);
        Collection<Table<?, ?>> all = Stream.concat(
                        TABLES.stream(), features.stream().flatMap(each -> each.tables().stream()))
                .toList();
        this.tables = byKey(all, Table::tag);
        this.tablesByName = byKey(all, Table::name);
        this.minOperationSize = forms.stream().mapToInt(Form::minSize).min().orElseThrow();
    }

    /** @throws IllegalStateException if two share a key */
    private static <K, V> Map<K, V> byKey(Collection<V> all, Function<V, K> key) {
        Map<K, V> map = new HashMap<>();
        for (V each : all) {
            if (map.put(key.apply(each), each) != null) {
                throw new IllegalStateException("two in a rule set share " + key.apply(each));
            }
        }
        return Map.copyOf(map);
    }

    public int number() {
        return number;
    }

    public List<Feature> features() {
        return features;
    }

    /** The kind of operation with this name, if there is one. */
    public Optional<Form<? extends Operation>> operation(String name) {
        return Optional.ofNullable(operationsByName.get(name));
    }

    /** The table with this name, if there is one. */
    public Optional<Table<?, ?>> table(String name) {
        return Optional.ofNullable(tablesByName.get(name));
    }

    /** The table with this tag, if there is one. */
    public Optional<Table<?, ?>> table(int tag) {
        return Optional.ofNullable(tables.get(tag));
    }

    /** The kind of work with this tag, which was added by one of these operations. */
    public DueWork work(int tag) {
        return Optional.ofNullable(works.get(tag))
                .orElseThrow(() -> new IllegalStateException("no rule says what due work " + tag + " is"));
    }

    /** Least encoded size of an operation in bytes. */
    public int minOperationSize() {
        return minOperationSize;
    }

    /** Reads one operation. */
    public Operation decodeOperation(BorshReader in) {
        int tag = in.u8();
        Form<? extends Operation> form = operations[tag];
        if (form == null) {
            throw new DecodeException("unknown operation " + tag);
        }
        return form.decodeFields(in);
    }

    /** Reads one record. */
    public LedgerRecord decodeRecord(BorshReader in) {
        int tag = in.u8();
        Form<? extends LedgerRecord> form = records.get(tag);
        if (form == null) {
            throw new DecodeException("unknown record " + tag);
        }
        return form.decodeFields(in);
    }

    @Override
    public String toString() {
        return "rule set " + number + Arrays.toString(operationsByName.keySet().toArray());
    }
}
