package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.BlockData;
import org.tallystick.api.Page;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.RecordData;
import org.tallystick.api.TransactionStatus;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredTransaction;

/** Final blocks and what is in them. */
final class BlockRoutes {
    private final LedgerReader ledger;
    private final Renderer renderer;
    private final Json json;

    BlockRoutes(LedgerReader ledger, Renderer renderer, Json json) {
        this.ledger = ledger;
        this.renderer = renderer;
        this.json = json;
    }

    void list(Context context) {
        long head = ledger.head().header().height().value();
        Range range = Range.of(context, head + 1, false);
        List<BlockData> items = new ArrayList<>();
        range.positions()
                .forEach(height ->
                        ledger.block(Height.of(height)).ifPresent(block -> items.add(renderer.summary(block))));
        json.write(context, new Page<>(items, range.next("/v1/blocks"), range.prev("/v1/blocks")));
    }

    void one(Context context) {
        json.write(context, renderer.full(find(context)));
    }

    void transactions(Context context) {
        StoredBlock block = find(context);
        Height height = block.header().height();
        List<StoredTransaction> all = ledger.transactions(height);
        Range range = Range.of(context, all.size(), true);
        List<TransactionStatus> items = new ArrayList<>();
        range.positions().forEach(index -> items.add(renderer.full(all.get((int) index), block.hash())));
        String path = "/v1/blocks/" + height + "/transactions";
        json.write(context, new Page<>(items, range.next(path), range.prev(path)));
    }

    void records(Context context) {
        StoredBlock block = find(context);
        List<RecordData> items = renderer.records(ledger.records(block.header().height()));
        json.write(context, new Page<>(items, Optional.empty(), Optional.empty()));
    }

    private StoredBlock find(Context context) {
        String id = context.pathParam("block");
        Optional<StoredBlock> block = id.length() == 2 * Hash.SIZE
                ? ledger.block(Parameters.hash("block", id))
                : ledger.block(Height.of(Parameters.number("block", id)));
        return block.orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "no final block " + id + " here"));
    }
}
