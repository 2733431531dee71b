package org.tallystick.ledger.operation;

import java.util.List;
import org.tallystick.ledger.state.Table;

/**
 * What one package of operations brings along: this is all that the rest of the ledger knows of it.
 *
 * @param operations the kinds of operation
 * @param tables the tables of the state that these keep
 * @param records the kinds of record that its work leaves
 * @param works what it lets wait until its time
 */
public record Feature(
        String name,
        List<Form<? extends Operation>> operations,
        List<Table<?, ?>> tables,
        List<Form<? extends LedgerRecord>> records,
        List<DueWork> works) {
    public Feature {
        operations = List.copyOf(operations);
        tables = List.copyOf(tables);
        records = List.copyOf(records);
        works = List.copyOf(works);
    }
}
