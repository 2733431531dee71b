package org.tallystick.node.simulation;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
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
    private final int authorities;
    private final int index;
    private final Set<Word> unheard = EnumSet.noneOf(Word.class);
    private List<Rule> rules = List.of();

    /**
     * What is kept back.
     *
     * @param lateMicros how much later it is said after all; {@link Lies#NEVER} where it is not
     */
    private record Rule(Set<Word> words, BitSet whom, long lateMicros) {}

    Withholding(Lies words, Committee committee, int index) {
        this.words = words;
        this.authorities = committee.size();
        this.index = index;
    }

    @Override
    public PeerMessage instead(PeerMessage honest) {
        return words.instead(honest);
    }

    @Override
    public boolean isDeafTo(PeerMessage message) {
        return unheard.contains(Word.of(message));
    }

    @Override
    public long delayMicros(int receiver, PeerMessage told) {
        Word word = Word.of(told);
        for (Rule rule : rules) {
            if (rule.whom.get(receiver) && rule.words.contains(word)) {
                return rule.lateMicros;
            }
        }
        return 0;
    }

    /** Makes no block final, and never hears that one is: a chain on which it goes on to vote. */
    void neverFinal() {
        unheard.add(Word.FINALIZE);
        rules = List.of(new Rule(EnumSet.of(Word.FINALIZE), everybody(), NEVER));
    }

    /** Says nothing at all. */
    void silent() {
        rules = List.of(new Rule(EnumSet.allOf(Word.class), everybody(), NEVER));
    }

    /** Asks without reading what it is answered. */
    void ignoreAnswers() {
        unheard.add(Word.BODY);
        unheard.add(Word.RANGE);
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

    private BitSet some(SplittableRandom random) {
        BitSet some = new BitSet();
        for (int i = 0; i < authorities; i++) {
            some.set(i, i != index && random.nextBoolean());
        }
        return some;
    }
}
