package org.tallystick.wallet;

import java.util.List;
import java.util.Locale;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;

@Command(name = "list", description = "List the keys at hand.")
final class ListCommand extends WalletSubcommand {

    ListCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        List<KeyEntry> keys = session.wallets(session.profile())
                .list(unsound -> session.report().note(unsound.getMessage() + ". " + unsound.remedy()));
        if (keys.isEmpty()) {
            session.report().note("There are no keys yet. Make one with: tally wallet create NAME.");
        }
        StringBuilder text = new StringBuilder();
        int width = keys.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        for (KeyEntry each : keys) {
            text.append(String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s  %s", each.name(), each.address()));
            text.append(KeyText.encrypted(each) ? "\n" : "  unencrypted\n");
        }
        session.report().result(text.toString(), json -> {
            ArrayNode list = json.putArray("keys");
            keys.forEach(each -> KeyText.toJson(each, list.addObject()));
        });
    }
}
