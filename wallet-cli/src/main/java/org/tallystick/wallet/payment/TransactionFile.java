package org.tallystick.wallet.payment;

import java.nio.file.Path;
import org.tallystick.api.ApiJson;
import org.tallystick.api.JsonFault;
import org.tallystick.api.TransactionData;
import org.tallystick.api.operation.RefusedException;
import org.tallystick.config.ConfigException;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import tools.jackson.core.JacksonException;

/**
 * A transaction in a file, signed or not yet, to be carried between the machine that holds the key and the one that has a
 * network. The fields are those that are signed: what a person reads in the file is what gets signed.
 *
 * @param format {@value #FORMAT}
 * @param network name, for people
 */
public record TransactionFile(
        String format, int version, String network, Hash genesisHash, TransactionData transaction) {
    public static final String FORMAT = "tallystick-transaction";
    private static final int VERSION = 1;

    public static void write(Path file, Network network, Transaction transaction) {
        TextFiles.write(file, toJson(network, transaction));
    }

    public static String toJson(Network network, Transaction transaction) {
        TransactionFile content = new TransactionFile(
                FORMAT,
                VERSION,
                network.genesis().networkName(),
                network.genesisHash(),
                network.transactions().toData(transaction));
        return ApiJson.strict().writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    }

    /**
     * Reads a transaction of {@code network}.
     *
     * @throws ConfigException if the file is none, or one of another network
     */
    public static Transaction read(Path file, Network network) {
        return parse(TextFiles.read(file), file.toString(), network);
    }

    /** The same of a text that is read already; {@code file} names it in errors. */
    public static Transaction parse(String text, String file, Network network) {
        try {
            TransactionFile content = ApiJson.strict().readValue(text, TransactionFile.class);
            if (!content.format.equals(FORMAT) || content.version != VERSION) {
                throw unsound(file, "is not a transaction file of version " + VERSION);
            }
            if (!content.genesisHash.equals(network.genesisHash())) {
                throw new ConfigException(
                        file,
                        "genesisHash",
                        "the transaction is for another network, " + content.network,
                        "Choose that one with -n.");
            }
            return network.transactions().toTransaction(content.transaction);
        } catch (JacksonException e) {
            throw unsound(file, "is not a transaction file: " + JsonFault.of(e));
        } catch (RefusedException | DecodeException e) {
            throw unsound(file, String.valueOf(e.getMessage()));
        }
    }

    private static ConfigException unsound(String file, String problem) {
        return new ConfigException(file, "", problem, "Make it again with: tally wallet build.");
    }
}
