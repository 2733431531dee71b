package org.tallystick.consensus.simulation;

/** The ways in which a simulated authority breaks the rules; each is a class of its own. */
enum Lie {
    /** Two honest machines share its key, each with a log of its own. */
    TWINS,
    /** It proposes two blocks, each to one half, and votes for everything. */
    EQUIVOCATING_LEADER,
    /** It casts every vote that can be cast, contradicting ones together. */
    DOUBLE_VOTER,
    /** It proposes and passes on, and never votes. */
    WITHHOLDER,
    /** It wants every view skipped. */
    NULLER,
    /** It votes in views that are long over, and repeats what it once said. */
    OUTDATED_VOTER,
    /** It shows certificates that nobody signed. */
    FORGER,
    /** Its blocks are wrong, in each way in turn. */
    INVALID_PROPOSER,
    /** It proposes on the grandparent without showing why, and votes for everything. */
    STALE_PROPOSER,
    /** It votes in views that are far ahead. */
    FUTURE_SPAMMER,
    /** It tells of final blocks that are far ahead, and that nobody finalized. */
    HEIGHT_LIAR,
    /** It never proposes, but votes. */
    SILENT_LEADER;

    /** A node that lies so, with the key of authority {@code index}. */
    SimulatedNode node(int id, int index, World world, Software software) {
        return switch (this) {
            case TWINS -> new Liar(id, index, world, software);
            case EQUIVOCATING_LEADER -> new EquivocatingLeader(id, index, world, software);
            case DOUBLE_VOTER -> new DoubleVoter(id, index, world, software);
            case WITHHOLDER -> new Withholder(id, index, world, software);
            case NULLER -> new Nuller(id, index, world, software);
            case OUTDATED_VOTER -> new OutdatedVoter(id, index, world, software);
            case FORGER -> new Forger(id, index, world, software);
            case INVALID_PROPOSER -> new InvalidProposer(id, index, world, software);
            case STALE_PROPOSER -> new StaleProposer(id, index, world, software);
            case FUTURE_SPAMMER -> new FutureSpammer(id, index, world, software);
            case HEIGHT_LIAR -> new HeightLiar(id, index, world, software);
            case SILENT_LEADER -> new SilentLeader(id, index, world, software);
        };
    }
}
