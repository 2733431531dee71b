package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.api.BlockData;
import org.tallystick.api.Page;
import org.tallystick.api.SearchResult;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.PageQuery;
import org.tallystick.api.proof.ProofFileException;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.proof.ProofVerdict;
import org.tallystick.ledger.proof.ProofVerifier;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.testing.TestNetwork;
import tools.jackson.databind.JsonNode;

class ReadApiTest extends ApiTestBase {

    @Test
    void pages_of_blocks_meet_without_gap_or_overlap() {
        for (int i = 0; i < 7; i++) {
            node.makeBlock();
        }
        assertThat(heights(PageQuery.newest(3))).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
        assertThat(heights(new PageQuery(PageQuery.Order.ASCENDING, 3)))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    private List<Long> heights(PageQuery query) {
        List<Long> heights = new ArrayList<>();
        Optional<Page<BlockData>> page = Optional.of(client.blocks(query));
        while (page.isPresent()) {
            page.get()
                    .items()
                    .forEach(block -> heights.add(block.header().height().value()));
            page = client.next(page.get(), BlockData.class);
        }
        return heights;
    }

    @Test
    void a_page_leads_back_to_the_one_before() throws Exception {
        for (int i = 0; i < 7; i++) {
            node.makeBlock();
        }
        String second = client.blocks(PageQuery.newest(3)).next().orElseThrow();
        String back = tree(get(second)).path("prev").asString();
        assertThat(tree(get(back)).path("items").path(0).at("/header/height").asInt())
                .isEqualTo(7);
        assertThat(tree(get(back)).path("prev").isMissingNode()).isTrue();
    }

    @Test
    void an_accounts_history_pages_from_new_to_old() {
        for (int i = 0; i < 5; i++) {
            client.submit(network.pay(ALICE, i, BOB, 10 + i));
            node.makeBlock();
        }
        List<Integer> heights = new ArrayList<>();
        Optional<Page<TransactionStatus>> page = Optional.of(client.accountTransactions(address(BOB), 2));
        while (page.isPresent()) {
            page.get()
                    .items()
                    .forEach(each -> heights.add(
                            (int) each.inclusion().orElseThrow().height().value()));
            page = client.next(page.get(), TransactionStatus.class);
        }
        assertThat(heights).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void finds_what_people_paste() {
        Transaction payment = network.pay(ALICE, 1, BOB, 5);
        client.submit(payment);
        node.makeBlock();
        assertThat(kinds(payment.id().hex())).containsExactly(SearchResult.Kind.TRANSACTION);
        assertThat(kinds("1")).contains(SearchResult.Kind.BLOCK);
        assertThat(kinds(client.block(Height.of(1)).hash().hex())).containsExactly(SearchResult.Kind.BLOCK);
        assertThat(kinds(address(ALICE))).containsExactly(SearchResult.Kind.ACCOUNT);
        assertThat(kinds("node-2")).containsExactly(SearchResult.Kind.AUTHORITY);
        assertThat(kinds("nothing like it")).isEmpty();
    }

    @Test
    void finds_by_the_beginning_that_tables_show() {
        Transaction payment = network.pay(ALICE, 1, BOB, 5);
        client.submit(payment);
        node.makeBlock();
        String block = client.block(Height.of(1)).hash().hex();

        assertThat(client.search(payment.id().hex().substring(0, 7)).matches())
                .extracting(SearchResult.Match::id)
                .contains(payment.id().hex());
        assertThat(client.search(block.substring(0, 12).toUpperCase(Locale.ROOT))
                        .matches())
                .extracting(SearchResult.Match::id)
                .containsExactly("1");
        assertThat(client.search(block.substring(0, 5)).matches())
                .extracting(SearchResult.Match::kind)
                .doesNotContain(SearchResult.Kind.TRANSACTION);
    }

    @Test
    void the_latest_transactions_are_found_behind_any_number_of_empty_blocks() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int block = 0; block < 3; block++) {
            for (int i = 0; i < 20; i++) {
                Transaction payment = network.pay(ALICE, 20 * block + i, BOB, 5);
                client.submit(payment);
            }
            node.makeBlock();
            client.blockTransactions(Height.of(2 * block + 1), new PageQuery(PageQuery.Order.ASCENDING, 200))
                    .items()
                    .forEach(each -> expected.addFirst(each.id().hex()));
            node.makeBlock();
        }
        List<String> paged = new ArrayList<>();
        Optional<String> link = Optional.of("/v1/transactions?limit=7");
        while (link.isPresent()) {
            JsonNode page = tree(get(link.get()));
            page.path("items").forEach(each -> paged.add(each.path("id").asString()));
            link = page.path("next").asStringOpt();
        }
        assertThat(paged).isEqualTo(expected).hasSize(60);
    }

    private List<SearchResult.Kind> kinds(String query) {
        return client.search(query).matches().stream()
                .map(SearchResult.Match::kind)
                .toList();
    }

    @Test
    void proofs_hold_without_the_node() {
        Transaction payment = network.pay(ALICE, 1, BOB, 5);
        client.submit(payment);
        client.submit(network.pay(ALICE, 2, BOB, 6));
        node.makeBlock();
        ProofFiles files = new ProofFiles(network.genesis());
        ProofVerifier verifier = new ProofVerifier(network.genesis());
        String receipt = client.transactionProof(payment.id());
        assertThat(files.kindOf(receipt)).isEqualTo(ProofFiles.Kind.RECEIPT);
        assertThat(verifier.verify(files.readReceiptProof(receipt))).isInstanceOf(ProofVerdict.Proven.class);
        for (var who : List.of(ALICE, TestNetwork.key("nobody"))) {
            String balance = client.accountProof(address(who));
            assertThat(files.kindOf(balance)).isEqualTo(ProofFiles.Kind.STATE);
            assertThat(verifier.verify(files.readStateProof(balance))).isInstanceOf(ProofVerdict.Proven.class);
        }
    }

    @Test
    void no_byte_of_a_proof_can_be_changed() {
        Transaction payment = network.pay(ALICE, 1, BOB, 5);
        client.submit(payment);
        client.submit(network.pay(ALICE, 2, BOB, 6));
        node.makeBlock();
        ProofFiles files = new ProofFiles(network.genesis());
        ProofVerifier verifier = new ProofVerifier(network.genesis());
        byte[] text = client.transactionProof(payment.id()).getBytes(StandardCharsets.UTF_8);
        ReceiptProof proof = files.readReceiptProof(new String(text, StandardCharsets.UTF_8));
        assertThat(verifier.verify(proof)).isInstanceOf(ProofVerdict.Proven.class);
        for (int i = 0; i < text.length; i++) {
            for (int flip : new int[] {0x01, 0x20}) {
                byte[] changed = text.clone();
                changed[i] ^= (byte) flip;
                if (!Character.isWhitespace(text[i])) {
                    assertThat(holds(files, verifier, changed))
                            .as("byte %d changed", i)
                            .isFalse();
                }
            }
        }
    }

    private static boolean holds(ProofFiles files, ProofVerifier verifier, byte[] text) {
        try {
            ReceiptProof proof = files.readReceiptProof(new String(text, StandardCharsets.UTF_8));
            return verifier.verify(proof) instanceof ProofVerdict.Proven;
        } catch (ProofFileException e) {
            return false;
        }
    }

    @Test
    void metrics_have_their_stable_names() throws Exception {
        client.submit(network.pay(ALICE, 1, BOB, 5));
        node.makeBlock();
        String metricsText = get("/metrics").body();
        assertThat(metricsText)
                .contains("tally_consensus_height 1.0")
                .contains("tally_consensus_view 2.0")
                .contains("tally_consensus_nullified_views_total 0.0")
                .contains("tally_consensus_missing_authorities 0.0")
                .contains("tally_consensus_last_vote_view{authority=\"node-3\"} 1.0")
                .contains("tally_consensus_view_duration_seconds_count")
                .contains("tally_payment_finality_seconds_count 1")
                .contains("tally_payment_finality_seconds_bucket{le=\"0.015\"}")
                .contains("tally_mempool_transactions 0.0")
                .contains("tally_mempool_bytes 0.0")
                .contains("tally_p2p_peers 3.0")
                .contains("tally_storage_commit_seconds_count")
                .contains("jvm_memory_used_bytes")
                .contains("process_uptime_seconds");
        assertThat(metricsText).doesNotContain(address(ALICE));
    }

    @Test
    void pages_for_browsers_carry_a_strict_policy() throws Exception {
        var page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("default-src 'none'", "script-src 'self'").doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Server")).isEmpty();
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(send(HttpRequest.newBuilder(base().resolve("/"))
                                .header("If-None-Match", tag)
                                .build())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void a_ledger_that_cannot_be_read_is_answered_with_503() throws Exception {
        node.makeBlock();
        node.close();
        HttpResponse<String> answer = get("/v1/blocks/1");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(tree(answer).get("code").asString()).isEqualTo("NODE_NOT_READY");
    }
}
