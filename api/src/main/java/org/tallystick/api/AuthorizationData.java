package org.tallystick.api;

import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Signature;

/** A key and its signature of the transaction's id. */
public record AuthorizationData(PublicKey key, Signature signature) {}
