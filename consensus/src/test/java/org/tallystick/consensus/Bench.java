package org.tallystick.consensus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.consensus.Message.Proposal;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.consensus.simulation.SimulatedExecution;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** One machine on a work bench, everyone else's messages made by hand, its vote log kept as a host would. */
final class Bench {
    static final Timeouts TIMEOUTS = Timeouts.STANDARD;

    private final Committee committee;
    private final OptionalInt me;
    private final Verifier verifier;
    private final List<LogRecord> log;
    private FinalTip ledgerTip;
    private Simplex machine;
    private Ready last;

    private Bench(Committee committee, OptionalInt me, Verifier verifier, List<LogRecord> log, FinalTip ledgerTip) {
        this.committee = committee;
        this.me = me;
        this.verifier = verifier;
        this.log = log;
        this.ledgerTip = ledgerTip;
        this.machine = Simplex.recover(setup(), ledgerTip, List.copyOf(log));
        this.last = keep(machine.start());
    }

    /** Authority {@code me} of {@code n}, just started on an empty ledger. */
    static Bench authority(int me, int n) {
        return of(n, OptionalInt.of(me), new SimulatedKeys());
    }

    static Bench follower(int n) {
        return of(n, OptionalInt.empty(), new SimulatedKeys());
    }

    static Bench of(int n, OptionalInt me, Verifier verifier) {
        Committee committee = committee(n);
        return new Bench(committee, me, verifier, new ArrayList<>(), FinalTip.genesis(genesis(committee)));
    }

    static Bench withLog(int me, int n, List<LogRecord> log) {
        Committee committee = committee(n);
        return new Bench(
                committee,
                OptionalInt.of(me),
                new SimulatedKeys(),
                new ArrayList<>(log),
                FinalTip.genesis(genesis(committee)));
    }

    private static Committee committee(int n) {
        return new Committee(SimulatedExecution.GENESIS_HASH, Epoch.ZERO, SimulatedKeys.authorities(n));
    }

    private static Block genesis(Committee committee) {
        return SimulatedExecution.genesis(committee.authorities().hash());
    }

    private Setup setup() {
        Optional<Signer> signer = me.isPresent() ? Optional.of(SimulatedKeys.signer(me.getAsInt())) : Optional.empty();
        return new Setup(committee, verifier, signer, TIMEOUTS);
    }

    /** Crashes and comes back with what is in its log, through its encoding, on the ledger as it was. */
    Ready restart() {
        List<LogRecord> read = new ArrayList<>();
        for (LogRecord record : log) {
            read.add(BorshReader.decodeAll(record.encoded(), in -> LogRecord.decode(in, committee.genesisHash())));
        }
        machine = Simplex.recover(setup(), ledgerTip, read);
        last = keep(machine.start());
        return last;
    }

    /** The ledger's blocks up to the machine's newest final one are durable. */
    void ledgerCatchesUp() {
        ledgerTip = machine.tip();
    }

    private Ready keep(Ready ready) {
        log.addAll(ready.persist());
        return ready;
    }

    Ready step(Event event) {
        last = keep(machine.step(event));
        return last;
    }

    Ready receive(Message message) {
        return step(new Event.MessageReceived(OptionalInt.empty(), message));
    }

    Ready receive(Certificate certificate) {
        return receive(new Message.Certified(certificate));
    }

    Ready verified(Block block) {
        return step(new Event.BlockVerified(block.hash(), Event.Verdict.VALID));
    }

    /** The leader's proposal and the answer that its block is right. */
    Ready receiveAndVerify(Proposal proposal) {
        receive(proposal);
        return verified(proposal.block());
    }

    Ready fire(Timer timer) {
        return step(new Event.TimerFired(timer));
    }

    Ready last() {
        return last;
    }

    Simplex machine() {
        return machine;
    }

    List<LogRecord> log() {
        return log;
    }

    Committee committee() {
        return committee;
    }

    long view() {
        return machine.view().value();
    }

    Block genesis() {
        return genesis(committee);
    }

    /** A right block of {@code view} by its leader. */
    Block block(Block parent, long view) {
        return block(parent, view, 0);
    }

    /** One of several different right blocks of a view. */
    Block block(Block parent, long view, long salt) {
        return SimulatedExecution.build(
                parent, new SimulatedExecution.Slot(View.of(view), leader(view), view * 1_000, salt));
    }

    int leader(long view) {
        return committee.leader(View.of(view));
    }

    Ballot notarize(Block block) {
        return Ballot.notarize(Epoch.ZERO, block.header().view(), block.hash());
    }

    Ballot nullify(long view) {
        return Ballot.nullify(Epoch.ZERO, View.of(view));
    }

    Ballot finalize(Block block) {
        return Ballot.finalize(Epoch.ZERO, block.header().view(), block.hash());
    }

    Vote vote(int signer, Ballot ballot) {
        return new Vote(ballot, seal(signer, ballot));
    }

    private Seal seal(int signer, Ballot ballot) {
        return new Seal(signer, SimulatedKeys.signer(signer).sign(ballot.digest(committee.genesisHash())));
    }

    Certificate certificate(Ballot ballot, int... signers) {
        return new Certificate(
                ballot,
                Arrays.stream(signers).mapToObj(signer -> seal(signer, ballot)).toList());
    }

    /** By the first quorum of authorities. */
    Certificate certificate(Ballot ballot) {
        int[] signers = new int[committee.authorities().quorum()];
        Arrays.setAll(signers, i -> i);
        return certificate(ballot, signers);
    }

    Certificate notarization(Block block) {
        return certificate(notarize(block));
    }

    Certificate nullification(long view) {
        return certificate(nullify(view));
    }

    Certificate finalization(Block block) {
        return certificate(finalize(block));
    }

    /** The proposal of {@code block} on a parent of {@code parentView}, with what justifies it. */
    Proposal proposal(Block block, long parentView, Certificate... justification) {
        int leader = committee.leader(block.header().view());
        return new Proposal(
                View.of(parentView), block, seal(leader, notarize(block)).signature(), List.of(justification));
    }

    /** Votes among what was sent last, in order. */
    List<Ballot> votesSent() {
        return last.send().stream()
                .filter(Vote.class::isInstance)
                .map(message -> ((Vote) message).ballot())
                .toList();
    }

    /** Ballots of the certificates among what was sent last. */
    List<Ballot> certificatesSent() {
        return last.send().stream()
                .filter(Message.Certified.class::isInstance)
                .map(message -> ((Message.Certified) message).certificate().ballot())
                .toList();
    }

    /** How long the machine waits from now on for {@code timer}, if it just started it. */
    Optional<Duration> started(Timer timer) {
        return last.timers().stream()
                .filter(Timer.Action.Start.class::isInstance)
                .map(Timer.Action.Start.class::cast)
                .filter(start -> start.timer().equals(timer))
                .map(Timer.Action.Start::delay)
                .findFirst();
    }

    Request.BuildBlock buildRequest(long view, Block parent) {
        return new Request.BuildBlock(View.of(view), parent.header().view(), parent.hash());
    }

    static Timer proposalDue(long view) {
        return new Timer.ProposalDue(View.of(view));
    }

    static Timer transactionDue(long view) {
        return new Timer.TransactionDue(View.of(view));
    }

    static Timer notarizationDue(long view) {
        return new Timer.NotarizationDue(View.of(view));
    }

    static final Timer RESEND = new Timer.Resend();
}
