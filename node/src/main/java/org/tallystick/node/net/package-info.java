/**
 * Authenticated links between the authorities, one per pair: TLS 1.3 with the peers' keys pinned, bounded frames, bounded
 * queues. Knows messages, not their meaning. May touch the ledger's and the consensus' types and Netty.
 *
 * <p><b>Link.</b> The authority of the lower index dials the other. Each presents a self-signed certificate of its
 * authority key, and accepts no key but those it expects: the dialer the one it dials, the dialed one those of lower
 * index. The application protocol of the handshake (ALPN) is {@code tallystick/1/} and the genesis hash in hex, so
 * networks do not mix. The dialed side sends a keep-alive at once; to the dialer the link is up with the first frame.
 *
 * <p><b>Frame.</b> A {@code u32} length and as many bytes: a {@code u8} kind and the message in Borsh. A frame of length 0
 * keeps the link alive. Each kind has its own limit, checked on the first five bytes. Whatever breaks these rules ends
 * the link.
 */
@NullMarked
package org.tallystick.node.net;

import org.jspecify.annotations.NullMarked;
