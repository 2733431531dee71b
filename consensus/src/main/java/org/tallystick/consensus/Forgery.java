package org.tallystick.consensus;

/**
 * What the sender of a message could see to be false, whoever made it: an honest node verifies what it sends or passes on. It
 * proves nothing to third parties, as nobody signed what links carry.
 */
public enum Forgery {
    /** A vote that its voter did not sign. */
    VOTE,
    /** A certificate that no quorum signed, alone or within a proposal. */
    CERTIFICATE,
    /** A proposal that its leader did not sign. */
    PROPOSAL,
    /** A block with other transactions than its header says. */
    BODY
}
