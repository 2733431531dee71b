package org.tallystick.testnet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.value.Amount;

final class TransferFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void reads_rows_in_their_order() throws Exception {
        Path file = file(TransferFile.HEADER + "\n1488775107,0xa,0xb,80426491\n1488775108,0xb,0xb,1\n");

        assertThat(TransferFile.read(file))
                .containsExactly(
                        new PastTransfer("0xa", "0xb", Amount.ofBaseUnits(80_426_491)),
                        new PastTransfer("0xb", "0xb", Amount.ofBaseUnits(1)));
    }

    @Test
    void takes_the_largest_amount_there_is() throws Exception {
        Path file = file(TransferFile.HEADER + "\n0,a,b," + Long.MAX_VALUE + "\n");

        assertThat(TransferFile.read(file).getFirst().amount().baseUnits()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,a,b             | 4 columns, not 3",
                "1,a,b,2,x         | 4 columns, not 5",
                "then,a,b,2        | \"then\" is not a timestamp",
                "1,,b,2            | \"\" is not an account",
                "1,a,b c,2         | \"b c\" is not an account",
                "1,a,b,0           | \"0\" is not an amount",
                "1,a,b,-5          | \"-5\" is not an amount",
                "1,a,b,1.5         | \"1.5\" is not an amount",
                "1,a,b,9223372036854775808 | \"9223372036854775808\" is not an amount",
                "1,a,b,            | \"\" is not an amount"
            })
    void names_the_line_that_is_wrong_and_why(String row, String why) throws Exception {
        Path file = file(TransferFile.HEADER + "\n1,a,b,2\n" + row + "\n");

        assertThatThrownBy(() -> TransferFile.read(file))
                .isInstanceOf(TransferFileException.class)
                .hasMessageContaining("line 3: ")
                .hasMessageContaining(why);
    }

    @Test
    void refuses_another_header_an_empty_file_and_none_at_all() throws Exception {
        Path other = file("from,to\n1,2\n");
        assertThatThrownBy(() -> TransferFile.read(other)).hasMessageContaining("the first line is not");

        Path empty = file(TransferFile.HEADER + "\n");
        assertThatThrownBy(() -> TransferFile.read(empty)).hasMessageContaining("no transfer");

        assertThatThrownBy(() -> TransferFile.read(folder.resolve("absent.csv")))
                .hasMessageContaining("no such file");
    }

    @Test
    void refuses_what_is_not_text() throws Exception {
        Path file = folder.resolve("binary.csv");
        byte[] header = (TransferFile.HEADER + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, header[0]});

        assertThatThrownBy(() -> TransferFile.read(file)).hasMessageContaining("not UTF-8");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("transfers.csv"), text);
    }
}
