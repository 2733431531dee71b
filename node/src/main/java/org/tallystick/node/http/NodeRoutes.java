package org.tallystick.node.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tallystick.api.ApiLimits;
import org.tallystick.api.AuthoritiesData;
import org.tallystick.api.EquivocationData;
import org.tallystick.api.MempoolData;
import org.tallystick.api.NetworkData;
import org.tallystick.api.ReadinessData;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.execution.TransactionRules;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.View;
import org.tallystick.node.metrics.NodeFigures;

/** About the node and its network. */
final class NodeRoutes {
    private final NodeFacade node;
    private final Renderer renderer;
    private final Json json;
    private final NetworkData network;

    NodeRoutes(NodeFacade node, Renderer renderer, Json json) {
        this.node = node;
        this.renderer = renderer;
        this.json = json;
        this.network = network(node.genesis(), node);
    }

    private static NetworkData network(Genesis genesis, NodeFacade node) {
        return new NetworkData(
                genesis.networkName(),
                node.genesisHash(),
                genesis.addressPrefix(),
                genesis.coinSymbol(),
                Amount.DECIMALS,
                genesis.timeMs(),
                genesis.privacy().name().toLowerCase(Locale.ROOT),
                genesis.feeMinimum(),
                genesis.supply(),
                genesis.authorities().size(),
                genesis.authorities().quorum(),
                new NetworkData.Limits(
                        Transaction.MAX_SIZE,
                        TransactionRules.MAX_OPERATIONS,
                        TransactionRules.MAX_MEMO_BYTES,
                        ApiLimits.BATCH_TRANSACTIONS,
                        ApiLimits.BODY_BYTES,
                        ApiLimits.PAGE_ITEMS));
    }

    void status(Context context) {
        json.write(context, renderer.status());
    }

    void network(Context context) {
        json.write(context, network);
    }

    /** The encoding whose hash is the network's identity, so that those who know the hash can check all else. */
    void genesis(Context context) {
        context.contentType("application/octet-stream").result(node.genesis().encoded());
    }

    void authorities(Context context) {
        NodeFacade.NodeStatus status = node.status();
        AuthoritySet set = node.genesis().authorities();
        List<AuthoritiesData.Member> members = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            members.add(member(i, set.get(i), status));
        }
        json.write(
                context,
                new AuthoritiesData(set.hash(), View.of(status.view()), status.leader(), set.quorum(), members));
    }

    private AuthoritiesData.Member member(int index, Authority authority, NodeFacade.NodeStatus status) {
        NodeFacade.AuthorityStatus seen = status.authorities().get(index);
        boolean self = status.authorityIndex().filter(own -> own == index).isPresent();
        return new AuthoritiesData.Member(
                index,
                authority.name(),
                authority.publicKey(),
                authority.address(),
                renderer.addresses().format(Address.of(authority.publicKey())),
                self || seen.connected(),
                View.of(seen.lastVoteView()),
                seen.missedTurns(),
                misbehaviour(seen),
                evidence(index));
    }

    private static List<AuthoritiesData.Misbehaviour> misbehaviour(NodeFacade.AuthorityStatus seen) {
        return seen.misbehaviour().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new AuthoritiesData.Misbehaviour(each.getKey().label(), each.getValue()))
                .toList();
    }

    void mempool(Context context) {
        NodeFacade.NodeStatus status = node.status();
        json.write(context, new MempoolData(status.mempoolTransactions(), status.mempoolBytes()));
    }

    void liveness(Context context) {
        context.contentType("text/plain").result("alive\n");
    }

    /** What the metrics tell of the node now. */
    NodeFigures figures() {
        NodeFacade.NodeStatus status = node.status();
        int others = status.authorities().size() - (status.authorityIndex().isPresent() ? 1 : 0);
        int peers = Renderer.peers(status);
        return new NodeFigures(
                node.ledger().head().header().height().value(),
                status.view(),
                status.nullifiedViews(),
                status.mempoolTransactions(),
                status.mempoolBytes(),
                peers,
                others - peers,
                node.upkeep(),
                authorityFigures(status));
    }

    private List<NodeFigures.OfAuthority> authorityFigures(NodeFacade.NodeStatus status) {
        List<NodeFigures.OfAuthority> all = new ArrayList<>();
        for (int i = 0; i < status.authorities().size(); i++) {
            all.add(new NodeFigures.OfAuthority(
                    status.authorities().get(i).lastVoteView(),
                    evidence(i).size(),
                    status.authorities().get(i).clockOffsetMs()));
        }
        return all;
    }

    private List<EquivocationData> evidence(int index) {
        return node.ledger().evidence().stream()
                .filter(proof -> proof.signer() == index)
                .map(EquivocationData::of)
                .toList();
    }

    void readiness(Context context) {
        NodeFacade.NodeStatus status = node.status();
        context.status(status.ready() ? 200 : 503);
        json.write(context, new ReadinessData(status.ready(), Renderer.checks(status)));
    }
}
