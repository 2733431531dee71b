package org.tallystick.api.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.AccountData;
import org.tallystick.api.AuthoritiesData;
import org.tallystick.api.BatchResult;
import org.tallystick.api.BlockData;
import org.tallystick.api.MempoolData;
import org.tallystick.api.NameData;
import org.tallystick.api.NetworkData;
import org.tallystick.api.Page;
import org.tallystick.api.ReadinessData;
import org.tallystick.api.RecordData;
import org.tallystick.api.SearchResult;
import org.tallystick.api.StatsData;
import org.tallystick.api.StatusData;
import org.tallystick.api.SubmissionResult;
import org.tallystick.api.TransactionStatus;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;

/**
 * One node's HTTP API, typed and blocking. Every method throws {@link ApiException} when the node refuses and
 * {@link UnreachableException} when it does not answer. Thread-safe.
 */
public final class TallyClient implements AutoCloseable {
    private final Http http;

    /** @param base such as {@code http://127.0.0.1:8700} */
    public TallyClient(URI base) {
        this.http = new Http(base);
    }

    /** The node's base address. */
    public URI base() {
        return http.base();
    }

    public StatusData status() {
        return http.get("/v1/status", StatusData.class);
    }

    /** Whether the node takes transactions; one that says no, and why, is an answer and not an exception. */
    public ReadinessData readiness() {
        return http.getEvenIfUnavailable("/readiness", ReadinessData.class);
    }

    public NetworkData network() {
        return http.get("/v1/network", NetworkData.class);
    }

    public AuthoritiesData authorities() {
        return http.get("/v1/authorities", AuthoritiesData.class);
    }

    public MempoolData mempool() {
        return http.get("/v1/mempool", MempoolData.class);
    }

    public StatsData stats() {
        return http.get("/v1/stats", StatsData.class);
    }

    public SearchResult search(String query) {
        return http.get("/v1/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), SearchResult.class);
    }

    /** Hands a transaction in and returns at once; state pending, or final or failed if it was sent before. */
    public TransactionStatus submit(Transaction transaction) {
        return http.post("/v1/transactions", transaction.encoded(), Duration.ZERO, TransactionStatus.class);
    }

    /**
     * Hands a transaction in and waits until it is final. Time running out is no error: the state is then still pending.
     *
     * @param patience at most 30 seconds; the node waits no longer
     */
    public TransactionStatus submitAndWait(Transaction transaction, Duration patience) {
        return http.post(
                "/v1/transactions?" + waitFinal(patience), transaction.encoded(), patience, TransactionStatus.class);
    }

    /**
     * Hands several transactions in; the refusal of one does not touch the others.
     *
     * @param transactions at most 1,000 and 1 MiB
     * @return one result per transaction, in their order
     */
    public List<SubmissionResult> submit(List<Transaction> transactions) {
        return http.post("/v1/transactions?batch=true", encode(transactions), Duration.ZERO, BatchResult.class)
                .results();
    }

    /** As {@link #submit(List)}, but answers when all that were accepted are final or patience has run out. */
    public List<SubmissionResult> submitAndWait(List<Transaction> transactions, Duration patience) {
        String path = "/v1/transactions?batch=true&" + waitFinal(patience);
        return http.post(path, encode(transactions), patience, BatchResult.class)
                .results();
    }

    private static String waitFinal(Duration patience) {
        return "wait=final&timeoutMs=" + patience.toMillis();
    }

    private static byte[] encode(List<Transaction> transactions) {
        return new BorshWriter(transactions.size() * 256).list(transactions).toByteArray();
    }

    /** The transaction's state with its content; state unknown when the node never heard of it. */
    public TransactionStatus transaction(Hash id) {
        return http.get("/v1/transactions/" + id.hex(), TransactionStatus.class);
    }

    /**
     * As {@link #transaction(Hash)}, but tells expired from unknown.
     *
     * @param validUntilMs what the transaction itself says
     */
    public TransactionStatus transaction(Hash id, long validUntilMs) {
        return http.get("/v1/transactions/" + id.hex() + "?validUntilMs=" + validUntilMs, TransactionStatus.class);
    }

    /** The receipt proof of a final transaction, as the text of a portable proof file. */
    public String transactionProof(Hash id) {
        return http.getText("/v1/transactions/" + id.hex() + "/proof");
    }

    public Page<BlockData> blocks(PageQuery query) {
        return http.getPage("/v1/blocks" + query.toQuery(), BlockData.class);
    }

    public BlockData block(Height height) {
        return http.get("/v1/blocks/" + height, BlockData.class);
    }

    public BlockData block(Hash hash) {
        return http.get("/v1/blocks/" + hash.hex(), BlockData.class);
    }

    public Page<TransactionStatus> blockTransactions(Height height, PageQuery query) {
        return http.getPage("/v1/blocks/" + height + "/transactions" + query.toQuery(), TransactionStatus.class);
    }

    /** @param address as text */
    public AccountData account(String address) {
        return http.get("/v1/accounts/" + encode(address), AccountData.class);
    }

    /** Transactions that sent from or to the address, newest first. */
    public Page<TransactionStatus> accountTransactions(String address, int limit) {
        String path = "/v1/accounts/" + encode(address) + "/transactions"
                + PageQuery.newest(limit).toQuery();
        return http.getPage(path, TransactionStatus.class);
    }

    /** The balance proof of an address, as the text of a portable proof file. */
    public String accountProof(String address) {
        return http.getText("/v1/accounts/" + encode(address) + "/proof");
    }

    /** What happened to an address by itself, newest first. */
    public Page<RecordData> accountRecords(String address, int limit) {
        String path = "/v1/accounts/" + encode(address) + "/records"
                + PageQuery.newest(limit).toQuery();
        return http.getPage(path, RecordData.class);
    }

    /** What the node says of a name; whoever pays asks for {@link #nameProof}. */
    public NameData name(String name) {
        return http.get("/v1/names/" + encode(name), NameData.class);
    }

    /** The proof of whom a name names, or that it names nobody, as the text of a portable proof file. */
    public String nameProof(String name) {
        return http.getText("/v1/names/" + encode(name) + "/proof");
    }

    /** The page after {@code page}, if there is one. */
    public <T> Optional<Page<T>> next(Page<T> page, Class<T> itemType) {
        return page.next().map(link -> http.getPage(link, itemType));
    }

    /** Follows events; connects at the first call of {@link EventStream#next}. */
    public EventStream events(EventQuery query) {
        return new EventStream(http, query);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Ends all calls under way and all event streams. */
    @Override
    public void close() {
        http.close();
    }
}
