package org.tallystick.wallet.payment;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.api.client.UnreachableException;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Failures;

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

    /**
     * The first answer that is one, of whatever node: one that refuses, or whose answer {@code question} refuses, does not
     * speak for the others. For questions that may be put to any node, and whose answers prove themselves.
     *
     * @throws CommandFailure that says what the most knowing of them said, if none has an answer
     */
    public <T> T askAll(Function<TallyClient, T> question) {
        List<CommandFailure> failures = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            try {
                return question.apply(client(i));
            } catch (ClientException | CommandFailure e) {
                failures.add(Failures.of(e));
            }
        }
        CommandFailure telling =
                failures.stream().max(Comparator.comparingInt(Nodes::knowledge)).orElseThrow();
        String who = size() == 1 ? "" : "None of the " + size() + " nodes has it. ";
        throw new CommandFailure(telling.exitCode(), telling.code(), who + telling.sentence(), telling.nextStep());
    }

    /** A node that was not reached knows least; one that knows no such thing less than one that is not ready to tell. */
    private static int knowledge(CommandFailure failure) {
        return switch (failure.exitCode()) {
            case UNREACHABLE -> failure.code().equals("UNREACHABLE") ? 0 : 2;
            case NOT_FOUND -> 1;
            case OUTCOME_UNKNOWN -> 4;
            default -> 3;
        };
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
