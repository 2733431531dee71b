package org.tallystick.node.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tallystick.api.ApiLimits;
import org.tallystick.api.JsonFault;
import org.tallystick.api.Problem;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.TransactionData;
import org.tallystick.api.TransactionMapper;
import org.tallystick.api.operation.RefusedException;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.limit.FairPool;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the body of a submission, bounded before it is read. */
final class SubmissionReader {
    /** As much of every body is read at once, however many there are: few single transactions need more. */
    private static final int SMALL_BYTES = 2 * Transaction.MAX_SIZE;

    private final TransactionMapper transactions;
    private final Json json;
    private final ClientPool large;

    /** @param large lets so many bodies of more than a few transactions be read at the same time */
    SubmissionReader(TransactionMapper transactions, Json json, ClientPool large) {
        this.transactions = transactions;
        this.json = json;
        this.large = large;
    }

    /** What was sent; items in their order. */
    record Body(boolean isBatch, List<Item> items) {}

    /** One of the things sent. */
    sealed interface Item {
        record Sound(Transaction transaction) implements Item {}

        record Faulty(Problem problem) implements Item {}
    }

    Body read(Context context) throws IOException {
        String type = RequestForm.mediaType(context);
        boolean batchAsked = Parameters.flag(context, "batch");
        Body body = switch (type) {
            case "application/json" -> fromJson(bytes(context));
            case "application/octet-stream" -> fromBorsh(bytes(context), batchAsked);
            default ->
                throw new ProblemException(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "send application/json or application/octet-stream, not "
                                + (type.isEmpty() ? "nothing" : type));
        };
        if (body.items().size() > ApiLimits.BATCH_TRANSACTIONS) {
            throw new ProblemException(
                    ProblemCode.BODY_TOO_LARGE,
                    "a batch has at most " + ApiLimits.BATCH_TRANSACTIONS + " transactions, not "
                            + body.items().size());
        }
        return body;
    }

    private byte[] bytes(Context context) throws IOException {
        if (context.req().getContentLengthLong() > ApiLimits.BODY_BYTES) {
            throw tooLarge();
        }
        InputStream in = context.req().getInputStream();
        byte[] beginning = in.readNBytes(SMALL_BYTES);
        return beginning.length < SMALL_BYTES ? beginning : withRest(context, beginning, in);
    }

    private byte[] withRest(Context context, byte[] beginning, InputStream in) throws IOException {
        try (FairPool.Place _ = large.enter(context)) {
            byte[] rest = in.readNBytes(ApiLimits.BODY_BYTES + 1 - beginning.length);
            if (beginning.length + rest.length > ApiLimits.BODY_BYTES) {
                throw tooLarge();
            }
            byte[] body = Arrays.copyOf(beginning, beginning.length + rest.length);
            System.arraycopy(rest, 0, body, beginning.length, rest.length);
            return body;
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                ProblemCode.BODY_TOO_LARGE, "a body has at most " + ApiLimits.BODY_BYTES + " bytes");
    }

    private Body fromBorsh(byte[] body, boolean isBatch) {
        if (!isBatch && body.length > Transaction.MAX_SIZE) {
            throw new ProblemException(
                    ProblemCode.TRANSACTION_TOO_LARGE,
                    "a transaction is at most " + Transaction.MAX_SIZE + " bytes, not " + body.length
                            + "; a batch needs ?batch=true");
        }
        try {
            if (!isBatch) {
                return new Body(false, List.of(new Item.Sound(decode(new BorshReader(body), true))));
            }
            BorshReader in = new BorshReader(body);
            List<Item> items = new ArrayList<>(
                    in.list(Block.MAX_TRANSACTIONS, Authorization.SIZE, each -> new Item.Sound(decode(each, false))));
            in.requireEnd();
            return new Body(true, items);
        } catch (DecodeException e) {
            throw new ProblemException(ProblemCode.BAD_ENCODING, "not a transaction in Borsh: " + e.getMessage());
        }
    }

    private Transaction decode(BorshReader in, boolean alone) {
        Transaction transaction = Transaction.decode(in, transactions.genesisHash());
        if (alone) {
            in.requireEnd();
        }
        return transaction;
    }

    private Body fromJson(byte[] body) {
        JsonNode root;
        try {
            root = json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new ProblemException(ProblemCode.BAD_ENCODING, "not JSON: " + JsonFault.of(e));
        }
        if (!root.isArray()) {
            return new Body(false, List.of(item(root)));
        }
        List<Item> items = new ArrayList<>();
        root.forEach(element -> items.add(item(element)));
        return new Body(true, items);
    }

    private Item item(JsonNode element) {
        if (!element.isObject()) {
            return new Item.Faulty(
                    Problem.of(ProblemCode.BAD_ENCODING, "a transaction is a JSON object, a batch an array of them"));
        }
        try {
            return new Item.Sound(
                    transactions.toTransaction(json.mapper().treeToValue(element, TransactionData.class)));
        } catch (RefusedException e) {
            return new Item.Faulty(ProblemCode.problemOf(e.refusal()));
        } catch (JacksonException e) {
            return new Item.Faulty(problemOf(e));
        }
    }

    private static Problem problemOf(JacksonException e) {
        Problem problem = e.getCause() instanceof RefusedException refused
                ? ProblemCode.problemOf(refused.refusal())
                : Problem.of(ProblemCode.BAD_ENCODING, "not a transaction: " + JsonFault.of(e));
        int operation = operationIndex(e);
        return operation < 0 ? problem : problem.ofOperation(operation);
    }

    private static int operationIndex(JacksonException e) {
        var path = e.getPath();
        boolean inOperation =
                path.size() > 1 && "operations".equals(path.getFirst().getPropertyName());
        return inOperation ? path.get(1).getIndex() : -1;
    }
}
