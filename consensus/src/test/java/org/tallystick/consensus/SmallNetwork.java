package org.tallystick.consensus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tallystick.consensus.simulation.SimulatedExecution;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.consensus.simulation.VirtualTime;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/**
 * A few machines on a virtual clock, with links whose delay is a function and nothing else that happens by chance: for
 * scripted trouble. A transaction waits with everyone at any time, unless it is told that none does.
 */
final class SmallNetwork {
    /** How long a message takes from one to another; negative if it is lost. */
    interface Links {
        long micros(int from, int to, Object what);
    }

    private final VirtualTime time = new VirtualTime();
    private final Committee committee;
    private final Timeouts timeouts;
    private final List<Host> hosts = new ArrayList<>();
    private final Block genesis;
    private Links links;
    private boolean busy = true;

    SmallNetwork(int n, Timeouts timeouts, Links links) {
        this.committee = new Committee(SimulatedExecution.GENESIS_HASH, Epoch.ZERO, SimulatedKeys.authorities(n));
        this.genesis = SimulatedExecution.genesis(committee.authorities().hash());
        this.timeouts = timeouts;
        this.links = links;
        for (int i = 0; i < n; i++) {
            hosts.add(new Host(i));
        }
    }

    void links(Links now) {
        links = now;
    }

    void idle() {
        busy = false;
    }

    Host host(int i) {
        return hosts.get(i);
    }

    void run(Duration duration) {
        long end = time.nowMicros() + VirtualTimes.micros(duration);
        boolean more = true;
        while (more) {
            more = time.runNext(end);
        }
    }

    /** Runs until all of {@code which} hold a final block of a view above {@code view}; how long that took. */
    Optional<Duration> runUntilFinalAbove(long view, Duration atMost, int... which) {
        long start = time.nowMicros();
        long end = start + VirtualTimes.micros(atMost);
        while (true) {
            boolean all = true;
            for (int i : which) {
                all &= hosts.get(i).finalView() > view;
            }
            if (all) {
                return Optional.of(Duration.ofNanos((time.nowMicros() - start) * 1_000));
            }
            if (!time.runNext(end)) {
                return Optional.empty();
            }
        }
    }

    /** The host of one machine: executes at once, stores nothing but in memory, and restarts with its log. */
    final class Host {
        private final int me;
        private final List<LogRecord> log = new ArrayList<>();
        private final Map<Hash, Block> executed = new HashMap<>();
        private final Map<Hash, Block> finals = new HashMap<>();
        private final Map<Timer, Integer> timers = new HashMap<>();
        private final List<Block> chain = new ArrayList<>();
        private final List<Long> finalAtMicros = new ArrayList<>();
        private final Set<Hash> asked = new HashSet<>();
        private FinalTip tip = FinalTip.genesis(genesis);
        private Optional<Simplex> machine = Optional.empty();
        private int life;
        private int started;

        private Host(int me) {
            this.me = me;
        }

        void start() {
            Setup setup = new Setup(committee, new SimulatedKeys(), Optional.of(SimulatedKeys.signer(me)), timeouts);
            executed.clear();
            executed.put(genesis.hash(), genesis);
            chain.forEach(block -> executed.put(block.hash(), block));
            Simplex begun = Simplex.recover(setup, tip, List.copyOf(log));
            machine = Optional.of(begun);
            carryOut(begun.start());
            if (busy) {
                step(new Event.TransactionsWaiting(true));
            }
        }

        /** Gone until it is started again; its log and its final blocks stay. */
        void stop() {
            life++;
            machine = Optional.empty();
            timers.clear();
        }

        Simplex machine() {
            return machine.orElseThrow();
        }

        List<LogRecord> log() {
            return log;
        }

        long finalView() {
            return tip.view().value();
        }

        int finalBlocks() {
            return chain.size();
        }

        /** The longest time without a new final block, in order of their coming. */
        Duration longestPause(long fromMicros) {
            long longest = 0;
            long before = fromMicros;
            for (long at : finalAtMicros) {
                longest = Math.max(longest, at - Math.max(before, fromMicros));
                before = at;
            }
            return Duration.ofNanos(1_000 * Math.max(longest, time.nowMicros() - before));
        }

        int bodiesAsked() {
            return asked.size();
        }

        void step(Event event) {
            machine.ifPresent(running -> carryOut(running.step(event)));
        }

        private void carryOut(Ready ready) {
            log.addAll(ready.persist());
            for (Message message : ready.send()) {
                for (Host peer : hosts) {
                    if (peer != this) {
                        send(peer, message, () -> peer.step(new Event.MessageReceived(OptionalInt.of(me), message)));
                    }
                }
            }
            ready.timers().forEach(this::timer);
            for (Ready.Finalized part : ready.finalized()) {
                store(part.blocks(), part.certificate());
            }
            ready.requests().forEach(this::request);
        }

        private void store(List<Block> blocks, Certificate finalization) {
            for (Block block : blocks) {
                finals.put(block.hash(), block);
                executed.put(block.hash(), block);
                chain.add(block);
                finalAtMicros.add(time.nowMicros());
            }
            Block last = blocks.getLast();
            tip = FinalTip.of(last.hash(), last.header(), finalization);
            log.removeIf(record -> !record.view().isAfter(tip.view()));
        }

        private void send(Host peer, Object what, Runnable arrival) {
            long delay = links.micros(me, peer.me, what);
            if (delay >= 0) {
                time.after(delay, arrival);
            }
        }

        private void later(long micros, Runnable action) {
            int planned = life;
            time.after(micros, () -> {
                if (planned == life) {
                    action.run();
                }
            });
        }

        private void timer(Timer.Action action) {
            switch (action) {
                case Timer.Action.Start start -> {
                    int number = ++started;
                    timers.put(start.timer(), number);
                    later(VirtualTimes.micros(start.delay()), () -> {
                        if (timers.remove(start.timer(), number)) {
                            step(new Event.TimerFired(start.timer()));
                        }
                    });
                }
                case Timer.Action.Cancel cancel -> timers.remove(cancel.timer());
            }
        }

        private void request(Request request) {
            switch (request) {
                case Request.BuildBlock build ->
                    later(busy ? 1_000 : VirtualTimes.micros(timeouts.idle()), () -> build(build));
                case Request.VerifyBlock verify -> later(1_000, () -> verify(verify.block()));
                case Request.FetchBlock fetch -> fetch(fetch.blockHash());
                case Request.CatchUp catchUp ->
                    hosts.forEach(peer -> {
                        if (peer != this) {
                            send(peer, catchUp, () -> peer.explainTo(this));
                        }
                    });
            }
        }

        private void build(Request.BuildBlock build) {
            Block parent = executed(build.parentHash());
            Block block = SimulatedExecution.build(
                    parent, new SimulatedExecution.Slot(build.view(), me, time.nowMicros() / 1_000, started));
            executed.put(block.hash(), block);
            step(new Event.BlockBuilt(build.view(), block));
        }

        private void verify(Block block) {
            boolean right = SimulatedExecution.isRight(executed(block.header().parentHash()), block);
            if (right) {
                executed.put(block.hash(), block);
            }
            step(new Event.BlockVerified(block.hash(), right ? Event.Verdict.VALID : Event.Verdict.INVALID));
        }

        private Block executed(Hash hash) {
            return Optional.ofNullable(executed.get(hash))
                    .orElseThrow(
                            () -> new IllegalStateException("asked to go on from what was never executed: " + hash));
        }

        private void fetch(Hash hash) {
            asked.add(hash);
            for (Host peer : hosts) {
                if (peer != this) {
                    send(peer, hash, () -> peer.serve(hash, this));
                }
            }
        }

        private void serve(Hash hash, Host asker) {
            machine.ifPresent(running -> running.blocks(hash)
                    .forEach(block -> send(asker, block, () -> asker.step(new Event.BlockFetched(block)))));
        }

        private void explainTo(Host asker) {
            machine.ifPresent(running -> {
                List<Block> missing = chain.subList(Math.min(asker.chain.size(), chain.size()), chain.size());
                List<Block> blocks = List.copyOf(missing);
                FinalTip mine = tip;
                List<Message> explanation = running.explanation();
                send(asker, explanation, () -> asker.catchUp(blocks, mine, explanation));
            });
        }

        private void catchUp(List<Block> blocks, FinalTip theirs, List<Message> explanation) {
            List<Block> fresh = blocks.stream()
                    .filter(block -> block.height().isAfter(tip.height()))
                    .toList();
            if (!fresh.isEmpty()
                    && fresh.getFirst().height().equals(tip.height().next())) {
                store(fresh, theirs.finalization().orElseThrow());
                step(new Event.FinalizedElsewhere(tip));
            }
            explanation.forEach(message -> step(new Event.MessageReceived(OptionalInt.empty(), message)));
        }
    }

    /** Where the machine of {@code i} is. */
    View view(int i) {
        return hosts.get(i).machine().view();
    }

    long nowMicros() {
        return time.nowMicros();
    }

    private static final class VirtualTimes {
        static long micros(Duration duration) {
            return duration.toNanos() / 1_000;
        }
    }
}
