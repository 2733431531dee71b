package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.value.Height;

/**
 * Where the ledger has long stretches without certificates.
 *
 * @param stretches found, ascending
 * @param reached every block up to this certified one was looked at
 * @param complete whether there are no certificates after that
 */
public record CertificateScan(List<Stretch> stretches, Height reached, boolean complete) {

    /**
     * Looks at certificates from the block after {@code from} on.
     *
     * @param from a block that is certified, or the genesis
     * @param longest how many blocks in a row may lack one
     * @param rows how many certificates to look at, at most
     */
    static CertificateScan of(Database.View view, Height from, int longest, int rows) {
        List<Stretch> found = new ArrayList<>();
        long[] state = {from.value(), 0};
        view.ascend(Columns.CERTIFICATES, from.next(), (height, certificate) -> {
            if (height.value() - state[0] - 1 > longest) {
                found.add(new Stretch(Height.of(state[0] + 1), Height.of(height.value() - 1)));
            }
            state[0] = height.value();
            state[1]++;
            return state[1] < rows;
        });
        return new CertificateScan(List.copyOf(found), Height.of(state[0]), state[1] < rows);
    }
}
