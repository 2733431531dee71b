package org.tallystick.consensus;

/** What the classes of one state machine share. */
record Parts(Setup setup, Rules rules, Rounds rounds, BlockTree blocks, LeaderHealth health, Outbox out) {

    static Parts above(FinalTip tip, Setup setup, Rules rules) {
        Outbox out = new Outbox();
        return new Parts(
                setup, rules, new Rounds(tip), new BlockTree(tip, out), new LeaderHealth(setup.committee()), out);
    }

    Committee committee() {
        return setup.committee();
    }

    int quorum() {
        return rules.quorum(committee().authorities());
    }
}
