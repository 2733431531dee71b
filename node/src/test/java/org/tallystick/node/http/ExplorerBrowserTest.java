package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.net.ProtocolViolation;
import tools.jackson.databind.JsonNode;

/**
 * The explorer's program, run by a browser against a node with a real ledger. Skipped where there is no Chromium, unless
 * {@code -Dbrowser=required}; screenshots are left in the folder that {@code -Dbrowser.screenshots} names.
 */
@Timeout(120)
class ExplorerBrowserTest extends ApiTestBase {
    private static final int DESKTOP = 1_280;
    private static final int PHONE = 390;

    private static @Nullable Browser started;
    private static String axe = "";

    private Transaction payment = network.pay(ALICE, 1, BOB, 1_500);

    @BeforeAll
    static void startBrowser(@TempDir Path profile) throws Exception {
        Optional<Path> program = Browser.program();
        if (program.isEmpty()) {
            boolean isRequired = "required".equals(System.getProperty("browser"));
            assertThat(isRequired)
                    .as("there is no Chromium on the PATH, and this run needs one")
                    .isFalse();
            assumeTrue(false, "the explorer is not tested: there is no Chromium on the PATH (apt install chromium)");
        }
        started = Browser.start(program.orElseThrow(), profile);
        try (InputStream script = ExplorerBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stopBrowser() {
        if (started != null) {
            started.close();
        }
    }

    @BeforeEach
    void makeSomeLedger() {
        client.submit(payment);
        client.submit(network.pay(ALICE, 2, BOB, 5_000));
        client.submit(network.pay(BOB, 3, ALICE, 7));
        node.makeBlock();
        browser().resize(DESKTOP, 900);
    }

    @AfterEach
    void nothingFailedInThePage() {
        browser().open("about:blank#over");
        assertThat(browser().errors()).isEmpty();
    }

    private static Browser browser() {
        return Objects.requireNonNull(started);
    }

    private void open(String page) {
        browser().open(base() + "/" + page);
        awaitPage();
    }

    /** Without loading anew what all pages have in common. */
    private static void goTo(String page) {
        browser().evaluate("document.getElementById('page').replaceChildren(); location.hash = '" + page + "'");
        awaitPage();
    }

    private static void awaitPage() {
        browser().awaitTrue("document.querySelector('main h1') && !document.body.innerText.includes('Checking…')");
    }

    @Test
    void every_page_shows_fits_and_is_accessible_on_a_desktop_and_on_a_phone() throws Exception {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "#/");
        pages.put("blocks", "#/blocks");
        pages.put("block", "#/block/1");
        pages.put("transaction", "#/tx/" + payment.id().hex());
        pages.put("account", "#/account/" + address(BOB));
        pages.put("authorities", "#/authorities");
        pages.put("search", "#/search/node");
        pages.put("nothing", "#/search/nobody");
        for (int width : List.of(DESKTOP, PHONE)) {
            browser().resize(width, 900);
            open("#/genesis");
            for (Map.Entry<String, String> page : pages.entrySet()) {
                goTo(page.getValue());
                photograph(page.getKey() + "-" + width);
                String what = page.getKey() + " at " + width;
                assertThat(violations()).as(what).isEmpty();
                assertThat(browser()
                                .evaluate("document.documentElement.scrollWidth - innerWidth")
                                .asInt())
                        .as("%s is not wider than the screen", what)
                        .isLessThanOrEqualTo(0);
            }
        }
    }

    private static List<String> violations() {
        browser().evaluate(axe + "; true");
        JsonNode found = browser()
                .evaluate("axe.run(document, { resultTypes: ['violations'] }).then((result) =>"
                        + " result.violations.map((each) => each.id + ': ' + each.nodes.map((node) =>"
                        + " node.html).join(' | ')))");
        List<String> violations = new ArrayList<>();
        found.forEach(each -> violations.add(each.asString()));
        return violations;
    }

    private static void photograph(String name) throws IOException {
        Optional<String> folder = Optional.ofNullable(System.getProperty("browser.screenshots"));
        if (folder.isPresent()) {
            browser().photograph(Path.of(folder.get(), name + ".png"));
        }
    }

    @Test
    void the_browser_verifies_what_the_node_shows() {
        open("#/");
        for (String page : List.of("#/block/1", "#/tx/" + payment.id().hex(), "#/account/" + address(BOB))) {
            goTo(page);
            assertThat(verdict()).as(page).isEqualTo("verified");
        }
    }

    @Test
    void a_node_that_lists_other_transactions_than_the_block_has_is_found_out() throws Exception {
        String lie = "const honest = fetch; window.fetch = async (path, ...rest) => { const answer = await honest(path,"
                + " ...rest); return path.includes('/transactions?') ? new Response((await"
                + " answer.text()).replaceAll('\"1500\"', '\"9500\"'), answer) : answer; };";
        AutoCloseable lying = browser().beforeEveryPage(lie);
        open("#/block/1");
        lying.close();

        assertThat(verdict()).isEqualTo("does not hold");
        assertThat(browser().text()).contains("has the id");
    }

    private static String verdict() {
        return browser()
                .evaluate("document.querySelector('.verdict .badge').textContent")
                .asString();
    }

    @Test
    void authorities_that_go_away_are_seen_while_no_block_is_made() {
        open("#/authorities");
        assertThat(browser().text()).doesNotContain("away");

        node.disconnect(2);

        browser().awaitTrue("document.querySelector('main').innerText.includes('away')");
    }

    @Test
    void what_an_authority_did_that_no_honest_one_does_is_shown() {
        node.saw(3, ProtocolViolation.INVALID_CERTIFICATE, 1_234);
        open("#/authorities");
        assertThat(browser().text()).contains("misbehaves", "invalid certificate", "1\u202f234");
        assertThat(violations()).isEmpty();
    }

    @Test
    void the_warning_goes_with_its_cause_while_blocks_are_made() {
        node.ready(false);
        open("#/");
        browser()
                .awaitTrue("document.getElementById('away').innerText === "
                        + "'This node is not ready: no quorum of authorities is connected.'");

        node.ready(true);
        node.makeBlock();

        browser().awaitTrue("document.getElementById('away').hidden");
    }

    @Test
    void the_newest_block_leads_nowhere_until_there_is_a_next_one() {
        open("#/block/1");
        assertThat(browser().text()).contains("Newest").doesNotContain("Next");
        goTo("#/block/2");
        assertThat(browser().text()).contains("Not final yet");

        node.makeBlock();

        browser().awaitTrue("document.querySelector('main h1').textContent === '2'");
        goTo("#/block/1");
        assertThat(browser().text()).contains("Next");
    }

    @Test
    void payments_are_shown_however_many_empty_blocks_came_after_them() {
        for (int i = 0; i < 70; i++) {
            node.makeBlock();
        }
        open("#/");
        assertThat(browser()
                        .evaluate("document.querySelectorAll('a[href^=\"#/tx/\"]').length")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void the_place_in_a_list_is_in_the_address() {
        for (int i = 0; i < 60; i++) {
            node.makeBlock();
        }
        open("#/blocks");
        browser().evaluate("[...document.querySelectorAll('.pager a')].at(-1).click()");
        browser().awaitTrue("document.querySelectorAll('tbody tr').length === 12");
        assertThat(browser().evaluate("location.hash").asString()).contains("cursor=");

        browser().reload();

        browser()
                .awaitTrue("document.readyState === 'complete' && document.querySelectorAll('tbody tr').length === 12");
        browser().evaluate("history.back()");
        browser().awaitTrue("document.querySelectorAll('tbody tr').length === 50");
    }

    @Test
    void copying_works_on_a_plain_http_page_and_says_so() {
        browser()
                .open("http://" + Browser.PLAIN_HOST + ":" + server.port() + "/#/tx/"
                        + payment.id().hex());
        awaitPage();
        assertThat(browser().evaluate("isSecureContext").asBoolean()).isFalse();

        browser().evaluate("document.querySelector('main .copy').click()");
        browser().awaitTrue("document.querySelector('.said').textContent === 'Copied'");

        browser().evaluate("document.execCommand = () => false");
        browser().evaluate("document.querySelector('main .copy').click()");
        browser().awaitTrue("document.querySelector('.said').textContent === 'Press Ctrl+C'");
        assertThat(browser().evaluate("getSelection().toString()").asString())
                .isEqualTo(payment.id().hex());
    }

    @Test
    void an_accounts_counterparties_and_times_are_on_a_phones_screen() {
        browser().resize(PHONE, 900);
        open("#/account/" + address(BOB));
        JsonNode outside = browser()
                .evaluate("[...document.querySelectorAll('tbody td')].filter((cell) => { const box ="
                        + " cell.getBoundingClientRect(); return box.width === 0 || box.left < 0 || box.right >"
                        + " innerWidth; }).map((cell) => cell.innerText)");
        assertThat(outside).isEmpty();
    }
}
