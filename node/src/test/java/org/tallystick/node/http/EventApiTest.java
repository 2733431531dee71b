package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tallystick.api.LedgerEvent;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.EventQuery;
import org.tallystick.api.client.EventStream;
import org.tallystick.api.client.UnreachableException;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;
import org.tallystick.node.testing.TestNetwork;

class EventApiTest extends ApiTestBase {

    private static LedgerEvent.Received next(EventStream events) throws InterruptedException {
        return events.next().orElseThrow();
    }

    private void pay(int from, int count) {
        for (int i = from; i < from + count; i++) {
            client.submit(network.pay(ALICE, i, BOB, 5));
        }
        node.makeBlock();
    }

    @Test
    void tells_of_a_block_and_then_of_its_transactions() throws Exception {
        try (EventStream events = client.events(EventQuery.ledger().after("0"))) {
            pay(1, 2);
            pay(3, 1);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ids.add(next(events).id().orElseThrow());
            }
            assertThat(ids).containsExactly("1", "1.0", "1.1", "2", "2.0");
        }
    }

    @Test
    void resumes_within_a_block_without_loss_or_repetition() throws Exception {
        pay(1, 3);
        pay(4, 1);
        try (EventStream events = client.events(EventQuery.ledger().after("1.1"))) {
            assertThat(next(events).id()).contains("1.2");
            assertThat(next(events).id()).contains("2");
            assertThat(next(events).id()).contains("2.0");
        }
    }

    @Test
    void resumes_by_itself_when_the_server_comes_back() throws Exception {
        try (EventStream events = client.events(EventQuery.ledger().after("0"))) {
            pay(1, 1);
            assertThat(next(events).id()).contains("1");
            int port = server.port();
            server.close();
            pay2WithoutServer();
            server = new ApiServer(
                            node,
                            new ApiSettings("127.0.0.1", port, 64, 16, 16, 4, Duration.ofSeconds(2), PER_ADDRESS),
                            metrics,
                            () -> java.time.Instant.ofEpochMilli(node.nowMs()))
                    .start();
            assertThat(next(events).id()).contains("1.0");
            assertThat(next(events).id()).contains("2");
            assertThat(next(events).id()).contains("2.0");
        }
    }

    private void pay2WithoutServer() {
        node.submit(List.of(network.pay(ALICE, 2, BOB, 5)));
        node.makeBlock();
    }

    @Test
    void an_account_hears_only_of_its_own_transactions() throws Exception {
        try (EventStream events = client.events(EventQuery.ledger()
                .only(EventQuery.Type.TRANSACTION)
                .ofAccount(address(TestNetwork.key("carol")))
                .after("0"))) {
            pay(1, 2);
            client.submit(network.pay(BOB, 9, TestNetwork.key("carol"), 5));
            node.makeBlock();
            assertThat(next(events).id()).contains("2.0");
        }
    }

    @Test
    void tells_its_status_at_once() throws Exception {
        try (EventStream events = client.events(EventQuery.ledger().only(EventQuery.Type.STATUS))) {
            assertThat(next(events).event())
                    .isInstanceOfSatisfying(
                            LedgerEvent.Status.class,
                            status -> assertThat(status.status().ready()).isTrue());
        }
    }

    @Test
    void refuses_more_subscribers_than_there_are_places_for() throws Exception {
        List<EventStream> streams = new ArrayList<>();
        EventQuery query = EventQuery.ledger().only(EventQuery.Type.STATUS);
        for (int i = 0; i < 4; i++) {
            EventStream stream = client.events(query);
            next(stream);
            streams.add(stream);
        }
        try (EventStream fifth = client.events(query)) {
            assertThatThrownBy(() -> next(fifth))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo("TOO_MANY_REQUESTS"));
        }
        streams.forEach(EventStream::close);
        // A place is free again once the server notices, at its next heartbeat at the latest.
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (EventStream again = client.events(query)) {
                return again.next().isPresent();
            }
        });
    }

    @Test
    void cuts_off_a_subscriber_that_does_not_read() throws Exception {
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            deaf.getOutputStream()
                    .write("GET /v1/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            long told = 0;
            for (int block = 0; block < 6; block++) {
                told += makeBlockOfLongTransactions(block);
            }
            // Far more than fits into the socket's buffers: when the idle time is over the server closes, and the place
            // of
            // the deaf one, one of four, is free.
            awaitLastPlace();
            assertThat(drained(deaf)).as("bytes before the cut").isLessThan(told);
        }
    }

    /** Takes all places but one, and waits for that one. */
    private void awaitLastPlace() throws Exception {
        EventQuery query = EventQuery.ledger().only(EventQuery.Type.STATUS);
        List<EventStream> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            EventStream stream = client.events(query);
            others.add(stream);
            next(stream);
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (EventStream last = client.events(query)) {
                return last.next().isPresent();
            }
        });
        others.forEach(EventStream::close);
    }

    /** A lower bound of the bytes that its events take. */
    private long makeBlockOfLongTransactions(int block) {
        List<Operation> operations =
                Collections.nCopies(100, new Transfer(TestNetwork.address(BOB), Amount.ofBaseUnits(1)));
        List<Transaction> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            TransactionBody small = network.body(ALICE, block * 200L + i, TestNetwork.address(BOB), 1);
            TransactionBody body = new TransactionBody(
                    small.network(),
                    small.sender(),
                    small.idempotencyKey(),
                    small.validUntilMs(),
                    small.fee(),
                    "",
                    operations);
            batch.add(Transaction.sign(network.genesisHash(), body, ALICE));
        }
        assertThat(node.submit(batch)).allMatch(NodeFacade.Submission.Accepted.class::isInstance);
        node.makeBlock();
        int leastJsonOfTransfer = 80;
        return 200L * 100 * leastJsonOfTransfer;
    }

    private static long drained(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        byte[] buffer = new byte[65_536];
        long total = 0;
        try {
            for (int n; (n = socket.getInputStream().read(buffer)) > 0; ) {
                total += n;
            }
        } catch (java.net.SocketException reset) {
            return total;
        }
        return total;
    }

    @Test
    void a_client_gives_up_when_its_patience_is_over() {
        server.close();
        EventQuery query = EventQuery.ledger().withPatience(Duration.ofMillis(100));
        try (EventStream events = client.events(query)) {
            assertThatThrownBy(events::next).isInstanceOf(UnreachableException.class);
        }
    }
}
