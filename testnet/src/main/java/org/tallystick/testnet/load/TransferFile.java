package org.tallystick.testnet.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.value.Amount;

/**
 * Transfers of the past as CSV, in ledger order: a header line {@value #HEADER}, then a row each, without quotes. Account
 * names are whatever has no comma and no blank in it; amounts are whole base units.
 */
public final class TransferFile {
    public static final String HEADER = "timestamp,from,to,amount_base_units";
    private static final int COLUMNS = 4;
    private static final int MAX_NAME = 128;

    private TransferFile() {}

    /** @throws TransferFileException naming the first line that is wrong */
    public static List<PastTransfer> read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            if (header == null || !header.strip().equals(HEADER)) {
                throw new TransferFileException(file, 1, "the first line is not " + HEADER);
            }
            List<PastTransfer> transfers = new ArrayList<>();
            int number = 2;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                transfers.add(parse(file, number, line));
                number++;
            }
            if (transfers.isEmpty()) {
                throw new TransferFileException(file, number, "there is no transfer in the file");
            }
            return transfers;
        } catch (CharacterCodingException e) {
            throw new TransferFileException(file, 1, "the file is not UTF-8 text");
        } catch (NoSuchFileException e) {
            throw new TransferFileException(file, 1, "there is no such file");
        } catch (IOException e) {
            throw new TransferFileException(file, 1, "the file can't be read: " + e.getMessage());
        }
    }

    private static PastTransfer parse(Path file, int number, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new TransferFileException(file, number, "a row has " + COLUMNS + " columns, not " + cells.length);
        }
        if (!cells[0].matches("[0-9]{1,19}")) {
            throw new TransferFileException(file, number, "\"" + cells[0] + "\" is not a timestamp");
        }
        return new PastTransfer(
                name(file, number, cells[1]), name(file, number, cells[2]), amount(file, number, cells[3]));
    }

    private static String name(Path file, int number, String text) {
        if (text.isEmpty() || text.length() > MAX_NAME || text.chars().anyMatch(Character::isWhitespace)) {
            throw new TransferFileException(file, number, "\"" + text + "\" is not an account");
        }
        return text;
    }

    private static Amount amount(Path file, int number, String text) {
        try {
            if (text.matches("[0-9]{1,19}") && Long.parseLong(text) > 0) {
                return Amount.ofBaseUnits(Long.parseLong(text));
            }
        } catch (NumberFormatException e) {
            // Above 2^63 - 1: reported below with everything else that is no amount.
        }
        throw new TransferFileException(
                file, number, "\"" + text + "\" is not an amount: base units from 1 to 2^63 - 1");
    }
}
