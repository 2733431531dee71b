package org.tallystick.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.api.operation.OperationData;
import org.tallystick.api.operation.OperationMapper;
import org.tallystick.api.operation.RefusedException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.ledger.value.AddressFormat;

/** Turns transactions into JSON records of one network and back, without loss. */
public record TransactionMapper(Hash genesisHash, AddressFormat addresses) {

    public TransactionData toData(Transaction transaction) {
        TransactionBody body = transaction.body();
        return new TransactionData(
                body.network(),
                addresses.format(body.sender()),
                body.idempotencyKey(),
                body.validUntilMs(),
                body.fee(),
                body.memo(),
                body.operations().stream().map(operations()::toData).toList(),
                transaction.authorizations().stream()
                        .map(each -> new AuthorizationData(each.key(), each.signature()))
                        .toList());
    }

    /**
     * The transaction that the record stands for.
     *
     * @throws RefusedException if an address is none of this network, or if a field is beyond what can be encoded
     */
    public Transaction toTransaction(TransactionData data) {
        if (data.authorizations().size() > Transaction.MAX_AUTHORIZATIONS) {
            throw new RefusedException(Refusal.of(
                    RefusalCode.BAD_ENCODING,
                    "a transaction has at most " + Transaction.MAX_AUTHORIZATIONS + " authorizations"));
        }
        if (data.validUntilMs() < 0) {
            throw new RefusedException(Refusal.of(RefusalCode.BAD_ENCODING, "validUntilMs is not negative"));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(data.memo())) {
            // Encoding it would put a question mark in its place: two texts for one transaction.
            throw new RefusedException(Refusal.of(
                    RefusalCode.BAD_ENCODING,
                    "memo: half of a surrogate pair stands by itself, which is no character"));
        }
        TransactionBody body = new TransactionBody(
                data.network(),
                sender(data.sender()),
                data.idempotencyKey(),
                data.validUntilMs(),
                data.fee(),
                data.memo(),
                operations(data.operations()));
        List<Authorization> authorizations = data.authorizations().stream()
                .map(each -> new Authorization(each.key(), each.signature()))
                .toList();
        Transaction transaction = Transaction.of(genesisHash, body, authorizations);
        if (transaction.size() > Transaction.MAX_SIZE) {
            throw new RefusedException(Refusal.of(
                    RefusalCode.TRANSACTION_TOO_LARGE,
                    "a transaction is at most " + Transaction.MAX_SIZE + " bytes, not " + transaction.size()));
        }
        return transaction;
    }

    private OperationMapper operations() {
        return new OperationMapper(addresses);
    }

    private List<Operation> operations(List<OperationData> data) {
        List<Operation> operations = new ArrayList<>(data.size());
        for (int i = 0; i < data.size(); i++) {
            operations.add(operations().toOperation(data.get(i), i));
        }
        return operations;
    }

    private Address sender(String text) {
        try {
            return addresses.parse(text);
        } catch (AddressException e) {
            throw new RefusedException(Refusal.of(RefusedException.codeOf(e), "sender: " + e.getMessage()));
        }
    }
}
