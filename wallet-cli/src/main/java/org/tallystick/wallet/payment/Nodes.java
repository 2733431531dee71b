package org.tallystick.wallet.payment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.client.TallyClient;
import org.tallystick.api.client.UnreachableException;

/** The nodes of a network, asked one after the other until one answers. Used by one thread. */
public final class Nodes implements AutoCloseable {
    private final List<URI> apis;
    private final List<@Nullable TallyClient> clients;

    /** @param apis base URLs, at least one */
    public Nodes(List<URI> apis) {
        this.apis = List.copyOf(apis);
        this.clients = new ArrayList<>();
        apis.forEach(api -> clients.add(null));
    }

    public int size() {
        return apis.size();
    }

    /** The client of the node at {@code index}, connected at its first use. */
    public TallyClient client(int index) {
        @Nullable TallyClient client = clients.get(index);
        if (client == null) {
            client = new TallyClient(apis.get(index));
            clients.set(index, client);
        }
        return client;
    }

    /**
     * The first node's answer.
     *
     * @throws UnreachableException the last one's, if none answers
     */
    public <T> T ask(Function<TallyClient, T> question) {
        for (int i = 0; ; i++) {
            try {
                return question.apply(client(i));
            } catch (UnreachableException e) {
                if (i + 1 == size()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        for (TallyClient client : clients) {
            if (client != null) {
                client.close();
            }
        }
    }
}
