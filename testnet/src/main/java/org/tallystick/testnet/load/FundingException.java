package org.tallystick.testnet.load;

/** The accounts of a replay could not be given what they need. */
public final class FundingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FundingException(String why) {
        super("the accounts could not be funded: " + why);
    }
}
