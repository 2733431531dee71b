package org.tallystick.node.simulation;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;

/** Serves some and starves others: keeps some kinds of messages from some, or hands them over late. */
final class Withholding implements Lies {

    /** What can be kept back. */
    enum Word {
        PROPOSAL,
        NOTARIZE,
        NULLIFY,
        FINALIZE,
        NOTARIZATION,
        NULLIFICATION,
        BODY,
        RANGE,
        OTHER;

        static Word of(PeerMessage message) {
            return switch (message) {
                case PeerMessage.Consensus(Message.Proposal proposal) -> PROPOSAL;
                case PeerMessage.Consensus(Message.Vote vote) -> of(vote.ballot());
                case PeerMessage.Consensus(Message.Certified certified) ->
                    switch (certified.certificate().ballot().kind()) {
                        case NOTARIZE -> NOTARIZATION;
                        case NULLIFY -> NULLIFICATION;
                        case FINALIZE -> FINALIZE;
                    };
                case PeerMessage.FetchedBlock body -> BODY;
                case PeerMessage.Blocks range -> RANGE;
                case PeerMessage.NoBlocks nothing -> RANGE;
                default -> OTHER;
            };
        }

        private static Word of(Ballot ballot) {
            return switch (ballot.kind()) {
                case NOTARIZE -> NOTARIZE;
                case NULLIFY -> NULLIFY;
                case FINALIZE -> FINALIZE;
            };
        }
    }

    private final Lies words;
    private final Committee committee;
    private final int authorities;
    private final int index;
    private final Set<Given> given = new HashSet<>();
    private final Set<Given> voters = new HashSet<>();
    private boolean deaf;
    private boolean hoards;
    private IntConsumer voted = any -> {};
    private List<Rule> rules = List.of();

    private record Given(int authority, View view) {}

    /**
     * What is kept back.
     *
     * @param lateMicros how much later it is said after all; {@link Lies#NEVER} where it is not
     */
    private record Rule(Set<Word> words, BitSet whom, long lateMicros) {}

    Withholding(Lies words, Committee committee, int index) {
        this.words = words;
        this.committee = committee;
        this.authorities = committee.size();
        this.index = index;
    }

    @Override
    public PeerMessage instead(PeerMessage honest) {
        return words.instead(hoards ? nullifying(honest) : honest);
    }

    @Override
    public boolean isDeafTo(PeerMessage message) {
        return deaf && Word.of(message) == Word.FINALIZE;
    }

    /** Wants every view skipped, its own as well, whose blocks it has enough votes for. */
    private PeerMessage nullifying(PeerMessage honest) {
        if (!(honest instanceof PeerMessage.Consensus(Message.Vote vote))) {
            return honest;
        }
        Ballot ballot = Ballot.nullify(committee.epoch(), vote.view());
        Seal seal = new Seal(index, SimulatedKeys.signer(index).sign(ballot.digest(committee.genesisHash())));
        return new PeerMessage.Consensus(new Message.Vote(ballot, seal));
    }

    @Override
    public void votedFor(int voter, View view) {
        if (voters.add(new Given(voter, view))) {
            voted.accept(voter);
        }
    }

    @Override
    public long delayMicros(int receiver, PeerMessage told) {
        if (hoards && isHoarded(receiver, told)) {
            return NEVER;
        }
        Word word = Word.of(told);
        for (Rule rule : rules) {
            if (rule.whom.get(receiver) && rule.words.contains(word)) {
                return rule.lateMicros;
            }
        }
        return 0;
    }

    /** Blocks are given once, and what was notarized is shown of the liar's own blocks alone. */
    private boolean isHoarded(int receiver, PeerMessage told) {
        return switch (told) {
            case PeerMessage.Consensus(Message.Proposal proposal) ->
                proposal.justification().stream().anyMatch(each -> each.ballot().kind() == Ballot.Kind.NOTARIZE)
                        || !given.add(new Given(receiver, proposal.view()));
            case PeerMessage.Consensus(Message.Certified(Certificate shown)) ->
                shown.ballot().kind() == Ballot.Kind.NOTARIZE
                        && committee.leader(shown.ballot().view()) != index;
            default -> false;
        };
    }

    /** Makes no block final, and never hears that one is: a chain on which it goes on to vote. */
    void neverFinal() {
        deaf = true;
        rules = List.of(new Rule(EnumSet.of(Word.FINALIZE), everybody(), NEVER));
    }

    /**
     * Gives bodies to a quorum, once, so that it votes, and to nobody who asks; shows all, a little late, what came of it.
     *
     * @param onVote told who votes for one of these blocks
     */
    void hoard(SplittableRandom random, long latestMicros, IntConsumer onVote) {
        voted = onVote;
        hoards = true;
        rules = List.of(
                new Rule(EnumSet.of(Word.PROPOSAL), few(random), NEVER),
                new Rule(EnumSet.of(Word.BODY, Word.RANGE, Word.FINALIZE), everybody(), NEVER),
                new Rule(EnumSet.of(Word.NOTARIZATION), everybody(), random.nextLong(latestMicros)));
    }

    /** Chooses anew what to keep from whom. */
    void choose(SplittableRandom random, long latestMicros) {
        rules = switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1 -> List.of(new Rule(EnumSet.allOf(Word.class), some(random), NEVER));
            case 2 ->
                List.of(new Rule(
                        EnumSet.of(Word.PROPOSAL, Word.NOTARIZATION, Word.BODY, Word.RANGE), some(random), NEVER));
            case 3 -> {
                Set<Word> words = EnumSet.of(Word.NOTARIZATION, Word.NULLIFICATION, Word.BODY, Word.RANGE);
                yield List.of(new Rule(words, everybody(), random.nextLong(latestMicros)));
            }
            case 4 -> List.of(new Rule(EnumSet.allOf(Word.class), some(random), random.nextLong(latestMicros)));
            default -> List.of(new Rule(anyWords(random), random.nextBoolean() ? everybody() : some(random), NEVER));
        };
    }

    private static Set<Word> anyWords(SplittableRandom random) {
        EnumSet<Word> words = EnumSet.noneOf(Word.class);
        for (Word each : Word.values()) {
            if (random.nextBoolean()) {
                words.add(each);
            }
        }
        return words;
    }

    private BitSet everybody() {
        BitSet all = new BitSet();
        all.set(0, authorities);
        all.clear(index);
        return all;
    }

    /** So few that the others and the liar make a quorum. */
    private BitSet few(SplittableRandom random) {
        BitSet few = new BitSet();
        for (int i = random.nextInt((authorities - 1) / 3 + 1); i > 0; i--) {
            few.set(random.nextInt(authorities));
        }
        few.clear(index);
        return few;
    }

    private BitSet some(SplittableRandom random) {
        BitSet some = new BitSet();
        for (int i = 0; i < authorities; i++) {
            some.set(i, i != index && random.nextBoolean());
        }
        return some;
    }
}
