package org.tallystick.ledger.merkle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;

/** Pages in a map. */
final class PagesInMemory implements TreePages {
    private final Map<Bytes, Bytes> pages = new HashMap<>();

    @Override
    public Optional<Bytes> page(Bytes prefix) {
        return Optional.ofNullable(pages.get(prefix));
    }

    void apply(StateTree.Update update) {
        update.pages()
                .forEach((prefix, page) -> page.ifPresentOrElse(p -> pages.put(prefix, p), () -> pages.remove(prefix)));
    }

    Map<Bytes, Bytes> content() {
        return Map.copyOf(pages);
    }
}
