package org.tallystick.api.proof;

import org.tallystick.api.ApiJson;
import org.tallystick.api.CertificateData;
import org.tallystick.api.HeaderData;
import org.tallystick.api.JsonFault;
import org.tallystick.api.TransactionData;
import org.tallystick.api.TransactionMapper;
import org.tallystick.api.operation.RefusedException;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.ledger.ruleset.RuleSet;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.Table;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.AddressFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the proof files of one network. Reading refuses whatever writing could not have produced, white space aside:
 * fields unknown, missing or twice, hex that is not lower-case, another network. It does not say that a proof holds; that is for
 * {@link org.tallystick.ledger.proof.ProofVerifier}. Thread-safe.
 */
public final class ProofFiles {
    private final String networkName;
    private final Hash genesisHash;
    private final TransactionMapper transactions;
    private final JsonMapper json = ApiJson.strict();

    public ProofFiles(Genesis genesis) {
        this.networkName = genesis.networkName();
        this.genesisHash = genesis.hash();
        this.transactions = new TransactionMapper(genesisHash, new AddressFormat(genesis.addressPrefix()));
    }

    /** The file's text, for people to read as well. */
    public String write(ReceiptProof proof) {
        return write(new ReceiptProofData(
                ReceiptProofData.FORMAT,
                ReceiptProofData.VERSION,
                networkName,
                genesisHash,
                transactions.toData(proof.transaction()),
                ReceiptData.of(proof.receipt()),
                MerklePathData.of(proof.transactionPath()),
                MerklePathData.of(proof.receiptPath()),
                proof.headers().stream().map(HeaderData::of).toList(),
                CertificateData.of(proof.certificate())));
    }

    /** @throws ProofFileException if the text is not a receipt proof of this network */
    public ReceiptProof readReceiptProof(String text) {
        ReceiptProofData data = parse(text, ReceiptProofData.class);
        requireFormat(data.format(), data.version(), ReceiptProofData.FORMAT, ReceiptProofData.VERSION);
        requireNetwork(data.network(), data.genesisHash());
        try {
            return new ReceiptProof(
                    transaction(data.transaction()),
                    data.receipt().toReceipt(),
                    data.transactionPath().toPath(),
                    data.receiptPath().toPath(),
                    data.headers().stream().map(HeaderData::toHeader).toList(),
                    data.certificate().toCertificate());
        } catch (DecodeException | RefusedException e) {
            throw new ProofFileException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The file's text, for people to read as well. */
    public String write(StateProof proof) {
        return write(new StateProofData(
                StateProofData.FORMAT,
                StateProofData.VERSION,
                networkName,
                genesisHash,
                tableOf(proof.key()).name(),
                proof.key().key().hex(),
                StateProofData.RowData.of(proof.value()),
                StateProofData.StatePathData.of(proof.path()),
                HeaderData.of(proof.header()),
                CertificateData.of(proof.certificate())));
    }

    /** @throws ProofFileException if the text is not a state proof of this network */
    public StateProof readStateProof(String text) {
        StateProofData data = parse(text, StateProofData.class);
        requireFormat(data.format(), data.version(), StateProofData.FORMAT, StateProofData.VERSION);
        requireNetwork(data.network(), data.genesisHash());
        try {
            return new StateProof(
                    new StateKey(table(data.table()).tag(), StateProofData.bytes(data.key())),
                    data.row().toValue(),
                    data.path().toPath(),
                    data.header().toHeader(),
                    data.certificate().toCertificate());
        } catch (DecodeException e) {
            throw new ProofFileException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Table<?, ?> table(String name) {
        return RuleSet.ONE
                .table(name)
                .orElseThrow(() -> new ProofFileException("table: this version knows no table " + name));
    }

    private static Table<?, ?> tableOf(StateKey key) {
        return RuleSet.ONE
                .table(key.table())
                .orElseThrow(() -> new IllegalArgumentException("no table " + key.table()));
    }

    /** Which kind of proof a text says it is, so that the right one of the readers can be called. */
    public Kind kindOf(String text) {
        try {
            return switch (json.readTree(text).path("format").asString("")) {
                case ReceiptProofData.FORMAT -> Kind.RECEIPT;
                case StateProofData.FORMAT -> Kind.STATE;
                default -> throw new ProofFileException("format: this is not a proof file that is known here");
            };
        } catch (JacksonException e) {
            throw new ProofFileException("not a proof file: " + JsonFault.of(e), e);
        }
    }

    /** The kinds of proof file. */
    public enum Kind {
        RECEIPT,
        STATE
    }

    private Transaction transaction(TransactionData data) {
        Transaction transaction = transactions.toTransaction(data);
        if (!transactions.toData(transaction).equals(data)) {
            throw new ProofFileException("transaction: addresses are written in lower case");
        }
        return transaction;
    }

    private String write(Object data) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(data) + "\n";
    }

    private <T> T parse(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JacksonException e) {
            throw new ProofFileException("not a proof file: " + JsonFault.of(e), e);
        }
    }

    private static void requireFormat(String format, int version, String knownFormat, int knownVersion) {
        if (!format.equals(knownFormat) || version != knownVersion) {
            throw new ProofFileException("format: expected " + knownFormat + " version " + knownVersion + ", found "
                    + format + " version " + version);
        }
    }

    private void requireNetwork(String name, Hash hash) {
        if (!hash.equals(genesisHash)) {
            throw new ProofFileException("genesisHash: the proof is of another network than the genesis file: " + hash);
        }
        if (!name.equals(networkName)) {
            throw new ProofFileException("network: the genesis names it " + networkName + ", the proof " + name);
        }
    }
}
