package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.api.SearchResult;
import org.tallystick.api.SearchResult.Kind;
import org.tallystick.api.SearchResult.Match;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.operation.names.Skeleton;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.HashPrefix;
import org.tallystick.node.store.StoredBlock;

/**
 * Finds what a person may have pasted: a height, a block's hash, a transaction's id, an address, a name, an authority's name. The
 * beginning of a hash will do where what it names is final; pending transactions are found by their whole id only, as the
 * mempool is not in order.
 */
final class SearchRoute {
    private static final int MAX_QUERY = 128;
    private static final int MAX_HEIGHT_DIGITS = 18;
    private static final int MAX_BY_PREFIX = 10;

    private final NodeFacade node;
    private final Renderer renderer;
    private final Json json;

    SearchRoute(NodeFacade node, Renderer renderer, Json json) {
        this.node = node;
        this.renderer = renderer;
        this.json = json;
    }

    void handle(Context context) {
        String query = Parameters.query(context, "q").map(String::strip).orElse("");
        if (query.isEmpty() || query.length() > MAX_QUERY) {
            throw Parameters.bad("q", "has 1 to " + MAX_QUERY + " characters");
        }
        List<Match> matches = new ArrayList<>();
        addHeight(query, matches);
        addHash(query.toLowerCase(Locale.ROOT), matches);
        addAccount(query, matches);
        addName(query.toLowerCase(Locale.ROOT), matches);
        addAuthorities(query.toLowerCase(Locale.ROOT), matches);
        json.write(context, new SearchResult(query, matches));
    }

    private void addHeight(String query, List<Match> matches) {
        String digits = query.startsWith("#") ? query.substring(1) : query;
        if (digits.matches("[0-9]{1," + MAX_HEIGHT_DIGITS + "}")) {
            node.ledger().block(Height.of(Long.parseLong(digits))).ifPresent(block -> matches.add(match(block)));
        }
    }

    private void addHash(String query, List<Match> matches) {
        if (query.length() == 2 * Hash.SIZE && HashPrefix.isOne(query)) {
            Hash hash = Hash.fromHex(query);
            if (node.ledger().transaction(hash).isPresent()
                    || node.pending(hash).isPresent()) {
                matches.add(match(hash));
            }
            node.ledger().block(hash).ifPresent(block -> matches.add(match(block)));
        } else if (HashPrefix.isOne(query)) {
            HashPrefix prefix = new HashPrefix(query);
            node.ledger().transactionIds(prefix, MAX_BY_PREFIX).forEach(id -> matches.add(match(id)));
            for (Height height : node.ledger().blockHeights(prefix, MAX_BY_PREFIX)) {
                node.ledger().block(height).ifPresent(block -> matches.add(match(block)));
            }
        }
    }

    private static Match match(Hash transaction) {
        String id = transaction.hex();
        return new Match(Kind.TRANSACTION, id, "Transaction " + id, "/v1/transactions/" + id);
    }

    private static Match match(StoredBlock block) {
        String height = block.header().height().toString();
        return new Match(Kind.BLOCK, height, "Block " + height, "/v1/blocks/" + height);
    }

    private void addAccount(String query, List<Match> matches) {
        try {
            String address = renderer.addresses().format(renderer.addresses().parse(query));
            matches.add(new Match(Kind.ACCOUNT, address, "Account", "/v1/accounts/" + address));
        } catch (AddressException _) {
            // Most queries are no address; that is no news to anyone.
        }
    }

    private void addName(String query, List<Match> matches) {
        if (Names.fault(query).isEmpty()) {
            Names.BY_SKELETON
                    .read(node.ledger().state(), Skeleton.of(query))
                    .filter(row -> row.named().isPresent())
                    .ifPresent(row -> {
                        String address = renderer.addresses().format(row.holder());
                        matches.add(new Match(Kind.ACCOUNT, address, row.name(), "/v1/accounts/" + address));
                    });
        }
    }

    private void addAuthorities(String query, List<Match> matches) {
        AuthoritySet authorities = node.genesis().authorities();
        for (int i = 0; i < authorities.size(); i++) {
            String name = authorities.get(i).name();
            if (name.toLowerCase(Locale.ROOT).contains(query)) {
                matches.add(new Match(Kind.AUTHORITY, Integer.toString(i), name, "/v1/authorities"));
            }
        }
    }
}
