package org.tallystick.node.simulation;

import java.util.BitSet;
import java.util.EnumSet;
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
        CERTIFICATE,
        BODY,
        RANGE,
        OTHER;

        static Word of(PeerMessage message) {
            return switch (message) {
                case PeerMessage.Consensus(Message.Proposal proposal) -> PROPOSAL;
                case PeerMessage.Consensus(Message.Vote vote) -> of(vote.ballot());
                case PeerMessage.Consensus(Message.Certified certified) ->
                    certified.certificate().ballot().kind() == Ballot.Kind.FINALIZE ? FINALIZE : CERTIFICATE;
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
    private Set<Word> kept = EnumSet.noneOf(Word.class);
    private BitSet starved = new BitSet();
    private long lateMicros = NEVER;

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
    public long delayMicros(int receiver, PeerMessage told) {
        return starved.get(receiver) && kept.contains(Word.of(told)) ? lateMicros : 0;
    }

    /** Keeps all votes that make blocks final to itself. */
    void neverFinal() {
        starve(EnumSet.of(Word.FINALIZE), everybody(), NEVER);
    }

    /** Chooses anew what to keep from whom. */
    void choose(SplittableRandom random, long latestMicros) {
        switch (random.nextInt(6)) {
            case 0 -> starve(EnumSet.noneOf(Word.class), new BitSet(), NEVER);
            case 1 -> starve(EnumSet.allOf(Word.class), some(random), NEVER);
            case 2 -> starve(EnumSet.of(Word.PROPOSAL, Word.CERTIFICATE, Word.BODY, Word.RANGE), some(random), NEVER);
            case 3 ->
                starve(EnumSet.of(Word.CERTIFICATE, Word.BODY, Word.RANGE), everybody(), random.nextLong(latestMicros));
            case 4 -> starve(EnumSet.allOf(Word.class), some(random), random.nextLong(latestMicros));
            default -> {
                EnumSet<Word> words = EnumSet.noneOf(Word.class);
                for (Word each : Word.values()) {
                    if (random.nextBoolean()) {
                        words.add(each);
                    }
                }
                starve(words, random.nextBoolean() ? everybody() : some(random), NEVER);
            }
        }
    }

    private void starve(Set<Word> what, BitSet whom, long late) {
        kept = what;
        starved = whom;
        lateMicros = late;
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
