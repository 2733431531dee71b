package org.tallystick.ledger.testing;

import java.util.stream.Stream;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/** Headers with one field changed. */
public final class HeaderFields {
    private HeaderFields() {}

    /** Another header, different in one field. */
    @FunctionalInterface
    public interface Change {
        BlockHeader apply(BlockHeader header);
    }

    /** A change and the name of the field that it is of. */
    public record Alteration(String field, Change change) {}

    /** One change of each field to a value that it can't have. */
    public static Stream<Alteration> alterations(Hash other) {
        return Stream.of(
                new Alteration("epoch", h -> withEpoch(h, h.epoch().next())),
                new Alteration("height", h -> withHeight(h, h.height().next())),
                new Alteration("view", h -> withView(h, View.ZERO)),
                new Alteration("parentHash", h -> withParent(h, other)),
                new Alteration("timeMs", h -> withTime(h, 0)),
                new Alteration("proposer", h -> withProposer(h, h.proposer() + 1)),
                new Alteration("transactionsRoot", h -> withRoots(h, other, h.receiptsRoot(), h.stateRoot())),
                new Alteration("receiptsRoot", h -> withRoots(h, h.transactionsRoot(), other, h.stateRoot())),
                new Alteration("stateRoot", h -> withRoots(h, h.transactionsRoot(), h.receiptsRoot(), other)),
                new Alteration("authoritiesHash", h -> withAuthorities(h, other)));
    }

    public static BlockHeader withEpoch(BlockHeader h, Epoch epoch) {
        return new BlockHeader(
                epoch,
                h.height(),
                h.view(),
                h.parentHash(),
                h.timeMs(),
                h.proposer(),
                h.transactionsRoot(),
                h.receiptsRoot(),
                h.stateRoot(),
                h.authoritiesHash());
    }

    public static BlockHeader withHeight(BlockHeader h, Height height) {
        return new BlockHeader(
                h.epoch(),
                height,
                h.view(),
                h.parentHash(),
                h.timeMs(),
                h.proposer(),
                h.transactionsRoot(),
                h.receiptsRoot(),
                h.stateRoot(),
                h.authoritiesHash());
    }

    public static BlockHeader withView(BlockHeader h, View view) {
        return new BlockHeader(
                h.epoch(),
                h.height(),
                view,
                h.parentHash(),
                h.timeMs(),
                h.proposer(),
                h.transactionsRoot(),
                h.receiptsRoot(),
                h.stateRoot(),
                h.authoritiesHash());
    }

    public static BlockHeader withParent(BlockHeader h, Hash parentHash) {
        return new BlockHeader(
                h.epoch(),
                h.height(),
                h.view(),
                parentHash,
                h.timeMs(),
                h.proposer(),
                h.transactionsRoot(),
                h.receiptsRoot(),
                h.stateRoot(),
                h.authoritiesHash());
    }

    public static BlockHeader withTime(BlockHeader h, long timeMs) {
        return new BlockHeader(
                h.epoch(),
                h.height(),
                h.view(),
                h.parentHash(),
                timeMs,
                h.proposer(),
                h.transactionsRoot(),
                h.receiptsRoot(),
                h.stateRoot(),
                h.authoritiesHash());
    }

    public static BlockHeader withProposer(BlockHeader h, int proposer) {
        return new BlockHeader(
                h.epoch(),
                h.height(),
                h.view(),
                h.parentHash(),
                h.timeMs(),
                proposer,
                h.transactionsRoot(),
                h.receiptsRoot(),
                h.stateRoot(),
                h.authoritiesHash());
    }

    public static BlockHeader withRoots(BlockHeader h, Hash transactions, Hash receipts, Hash state) {
        return new BlockHeader(
                h.epoch(),
                h.height(),
                h.view(),
                h.parentHash(),
                h.timeMs(),
                h.proposer(),
                transactions,
                receipts,
                state,
                h.authoritiesHash());
    }

    public static BlockHeader withAuthorities(BlockHeader h, Hash authoritiesHash) {
        return new BlockHeader(
                h.epoch(),
                h.height(),
                h.view(),
                h.parentHash(),
                h.timeMs(),
                h.proposer(),
                h.transactionsRoot(),
                h.receiptsRoot(),
                h.stateRoot(),
                authoritiesHash);
    }
}
