package org.tallystick.node.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.consensus.simulation.VirtualTime;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.node.metrics.Timings;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.store.VoteLogIdentity;

/** What all nodes of a run share. */
record World(
        VirtualTime time,
        SplittableRandom random,
        Genesis genesis,
        Committee committee,
        Airwaves airwaves,
        Checker checker,
        Map<Integer, Lies> liars,
        NodeConfig.Timeouts timeouts,
        Costs costs,
        Flaw flaw,
        Trace trace) {

    /** The time of day when it starts, in milliseconds since 1970. */
    static final long START_MS = 1_700_000_000_000L;

    /** Cheap, and soon free again: runs are short. */
    static final NameKnobs NAMES = new NameKnobs(Amount.ofBaseUnits(3), 30_000, List.of("support"));

    static final Timings NO_TIMINGS = new Timings() {
        @Override
        public void viewLasted(Duration duration) {}

        @Override
        public void committed(Duration duration) {}
    };

    private static final int FIRST_USER = 100;
    private static final long RICHES = 1_000;

    static World of(Plan plan, Flaw flaw, Trace trace) {
        Genesis genesis = genesis(plan.authorities(), plan.clients());
        Committee committee = new Committee(genesis.hash(), Epoch.ZERO, genesis.authorities());
        return of(plan.seed(), genesis, Lies.of(plan, committee), timeouts(plan), Costs.FREE, flaw, trace);
    }

    /** One whose machines take the time that their work costs, and whose links keep the order of what they carry. */
    static World of(LivenessPlan plan, Trace trace) {
        Genesis genesis = genesis(plan.authorities(), plan.clients());
        Committee committee = new Committee(genesis.hash(), Epoch.ZERO, genesis.authorities());
        World world = of(
                plan.seed(),
                genesis,
                plan.lies(committee),
                plan.timeouts(),
                new Costs(plan.slowness()),
                Flaw.NONE,
                trace);
        world.airwaves.keepOrder();
        return world;
    }

    private static Genesis genesis(int authorities, int clients) {
        List<Genesis.Allocation> balances = new ArrayList<>();
        for (int i = 0; i <= clients; i++) {
            balances.add(new Genesis.Allocation(address(i), Amount.ofBaseUnits(RICHES)));
        }
        balances.sort(Comparator.comparing(Genesis.Allocation::address));
        return new Genesis(
                "simulation",
                "sim",
                "SIM",
                START_MS,
                Genesis.Privacy.PUBLIC,
                Amount.ofBaseUnits(1),
                NAMES,
                SimulatedKeys.authorities(authorities),
                balances);
    }

    private static World of(
            long seed,
            Genesis genesis,
            Map<Integer, Lies> liars,
            NodeConfig.Timeouts timeouts,
            Costs costs,
            Flaw flaw,
            Trace trace) {
        VirtualTime time = new VirtualTime();
        SplittableRandom random = new SplittableRandom(seed);
        Committee committee = new Committee(genesis.hash(), Epoch.ZERO, genesis.authorities());
        return new World(
                time,
                random,
                genesis,
                committee,
                new Airwaves(time, random.split(), committee.size()),
                new Checker(genesis, committee, liars.keySet()),
                liars,
                timeouts,
                costs,
                flaw,
                trace);
    }

    private static NodeConfig.Timeouts timeouts(Plan plan) {
        return new NodeConfig.Timeouts(
                Duration.ofMillis(300),
                Duration.ofMillis(600),
                Duration.ofSeconds(3),
                Duration.ofMillis(plan.idleMs()),
                Duration.ofMillis(250));
    }

    static Signer user(int number) {
        return SimulatedKeys.signer(FIRST_USER + number);
    }

    static Address address(int user) {
        return Address.of(user(user).publicKey());
    }

    VoteLogIdentity identity(int authority) {
        return new VoteLogIdentity(
                committee.genesisHash(), SimulatedKeys.signer(authority).publicKey());
    }

    static String brief(Hash hash) {
        return hash.hex().substring(0, 8);
    }

    static String describe(PeerMessage message) {
        return switch (message) {
            case PeerMessage.Consensus consensus -> Trace.describe(consensus.message());
            case PeerMessage.Transactions batch -> batch.transactions().size() + " transactions";
            case PeerMessage.BlocksRequest request -> "asks for blocks from " + request.from();
            case PeerMessage.Blocks range ->
                "blocks " + range.blocks().getFirst().height() + " to "
                        + range.blocks().getLast().height();
            case PeerMessage.NoBlocks nothing -> "no block " + nothing.from();
            case PeerMessage.FetchBlock request -> "asks for block " + brief(request.blockHash());
            case PeerMessage.FetchedBlock answer -> "has " + answer.block();
            case PeerMessage.CertificatesRequest request -> "asks for certificates from " + request.from();
            case PeerMessage.Certificates answer -> answer.certificates().size() + " certificates";
            case PeerMessage.StatusUpdate status -> "at height " + status.finalHeight() + " in view " + status.view();
        };
    }
}
