package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.Optional;
import org.tallystick.api.NameData;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.operation.names.NameRow;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.operation.names.Skeleton;
import org.tallystick.ledger.value.Address;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;

/** Account names: whom they name, and the proof of it. */
final class NameRoutes {
    private final LedgerReader ledger;
    private final Renderer renderer;
    private final Json json;
    private final StateProofs proofs;

    NameRoutes(NodeFacade node, Renderer renderer, Json json) {
        this.ledger = node.ledger();
        this.renderer = renderer;
        this.json = json;
        this.proofs = new StateProofs(node);
    }

    void one(Context context) {
        String name = name(context);
        try (LedgerReader.Snapshot snapshot = ledger.snapshot()) {
            Optional<NameRow> row = Names.BY_SKELETON.read(snapshot.state(), Skeleton.of(name));
            json.write(context, data(name, row, snapshot.block()));
        }
    }

    private NameData data(String name, Optional<NameRow> row, StoredBlock block) {
        NameData.State state = NameData.State.FREE;
        Optional<Long> until = Optional.empty();
        Optional<String> claimant = Optional.empty();
        if (row.isPresent()) {
            switch (row.get().status()) {
                case NameRow.Status.Held() -> state = NameData.State.HELD;
                case NameRow.Status.Offered(long untilMs, Address to) -> {
                    state = NameData.State.OFFERED;
                    until = Optional.of(untilMs);
                    claimant = Optional.of(renderer.addresses().format(to));
                }
                case NameRow.Status.Resting(long untilMs) -> {
                    state = NameData.State.RESTING;
                    until = Optional.of(untilMs);
                }
            }
        }
        return new NameData(
                name,
                state,
                row.map(each -> renderer.addresses().format(each.holder())),
                row.map(NameRow::name).filter(spelling -> !spelling.equals(name)),
                until,
                claimant,
                block.header().height());
    }

    void proof(Context context) {
        proofs.answer(context, Names.BY_SKELETON.key(Skeleton.of(name(context))));
    }

    private static String name(Context context) {
        String name = context.pathParam("name");
        Names.fault(name).ifPresent(fault -> {
            throw new ProblemException(ProblemCode.BAD_NAME, fault);
        });
        return name;
    }
}
