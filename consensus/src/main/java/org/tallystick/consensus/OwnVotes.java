package org.tallystick.consensus;

/** What this authority has already said about one view, for good. */
record OwnVotes(boolean notarized, boolean nullified, boolean finalized) {}
