package org.tallystick.node.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.engine.HostileAuthority.Heard;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.RawPeer;
import org.tallystick.node.testing.TestNetwork;

/** What an authority that lies can say without end. Authority 0 says it. */
public enum Attack {
    /** One good seal and two false ones, so that at least two are verified. */
    FALSE_CERTIFICATES {
        @Override
        byte[] frame(Heard heard, long number) {
            Ballot ballot = Ballot.nullify(Epoch.ZERO, heard.view(number % 16));
            Signature own = heard.sign(ballot);
            return consensus(new Message.Certified(new Certificate(
                    ballot,
                    List.of(
                            new Certificate.Seal(0, own),
                            new Certificate.Seal(1, own),
                            new Certificate.Seal(2, own)))));
        }
    },
    /** Votes of others that the liar signed. */
    FALSE_VOTES {
        @Override
        byte[] frame(Heard heard, long number) {
            Ballot ballot = Ballot.nullify(Epoch.ZERO, heard.view(number % 16));
            return consensus(
                    new Message.Vote(ballot, new Certificate.Seal(1 + (int) (number % 3), heard.sign(ballot))));
        }
    },
    /** Of views that nobody will be in for long. */
    VOTES_FAR_AHEAD {
        @Override
        byte[] frame(Heard heard, long number) {
            Ballot ballot = Ballot.nullify(Epoch.ZERO, heard.view(1_000_000));
            return consensus(new Message.Vote(ballot, new Certificate.Seal(0, heard.sign(ballot))));
        }
    },
    /** The same few votes, and some that contradict them. */
    VOTES_REPEATED {
        @Override
        byte[] frame(Heard heard, long number) {
            View view = heard.view(number % 16);
            Ballot ballot = number % 2 == 0
                    ? Ballot.nullify(Epoch.ZERO, view)
                    : Ballot.finalize(Epoch.ZERO, view, heard.genesisHash());
            return consensus(new Message.Vote(ballot, new Certificate.Seal(0, heard.sign(ballot))));
        }
    },
    /** True ones, that the victim has sent itself. */
    CERTIFICATES_REPEATED {
        @Override
        byte[] frame(Heard heard, long number) {
            return heard.certificate().map(RawPeer::frame).orElseGet(() -> STATUS.frame(heard, number));
        }
    },
    /** Truly signed and different each time, for a view to come. */
    PROPOSALS_AHEAD {
        @Override
        byte[] frame(Heard heard, long number) {
            return proposal(heard, number, true);
        }
    },
    /** Signed by nobody. */
    FALSE_PROPOSALS {
        @Override
        byte[] frame(Heard heard, long number) {
            return proposal(heard, number, false);
        }
    },
    /** Always behind, and always in the same view: it is told each time what explains the present one. */
    STATUS {
        @Override
        byte[] frame(Heard heard, long number) {
            return RawPeer.frame(new PeerMessage.StatusUpdate(Height.ZERO, View.of(1)));
        }
    },
    /** Blocks that the victim has just proposed or voted for. */
    FETCH_BLOCK {
        @Override
        byte[] frame(Heard heard, long number) {
            return RawPeer.frame(new PeerMessage.FetchBlock(
                    heard.block().map(Block::hash).orElseGet(() -> HashTag.BLOCK.hash(new byte[] {(byte) number}))));
        }
    },
    /** As many final blocks as there may be in one answer. */
    RANGES {
        @Override
        byte[] frame(Heard heard, long number) {
            return RawPeer.frame(new PeerMessage.BlocksRequest(Height.of(1), PeerMessage.BlocksRequest.MAX_COUNT));
        }
    },
    /** The same, and nothing of what comes is read. */
    RANGES_UNREAD {
        @Override
        byte[] frame(Heard heard, long number) {
            return RANGES.frame(heard, number);
        }

        @Override
        boolean reads() {
            return false;
        }
    },
    /** A block that nobody asked for. */
    BLOCKS_UNASKED {
        @Override
        byte[] frame(Heard heard, long number) {
            return heard.remember("unasked", () -> RawPeer.frame(new PeerMessage.FetchedBlock(largeBlock(heard))));
        }
    },
    /** Signed by nobody. */
    FALSE_TRANSACTIONS {
        @Override
        byte[] frame(Heard heard, long number) {
            return heard.remember("false", () -> transactions(heard, "alice", false));
        }
    },
    /** Truly signed, by somebody who has nothing. */
    TRANSACTIONS_UNFUNDED {
        @Override
        byte[] frame(Heard heard, long number) {
            return heard.remember("unfunded" + number % 16, () -> transactions(heard, "pauper" + number, true));
        }
    },
    /** Bytes that mean nothing. */
    GARBAGE {
        @Override
        byte[] frame(Heard heard, long number) {
            byte[] garbage = new byte[1_000];
            new Random(number).nextBytes(garbage);
            return garbage;
        }
    },
    /** Frames that say nothing. */
    EMPTY_FRAMES {
        @Override
        byte[] frame(Heard heard, long number) {
            return new byte[4_000];
        }
    };

    /** What to send next. */
    abstract byte[] frame(Heard heard, long number);

    /** Whether it reads what it is sent. */
    boolean reads() {
        return true;
    }

    private static byte[] consensus(Message message) {
        return RawPeer.frame(new PeerMessage.Consensus(message));
    }

    private static byte[] proposal(Heard heard, long number, boolean signed) {
        // The next but one turn of authority 0, or one after that.
        long view = (heard.view(0).value() / 4 + 2) * 4;
        while (heard.leader(View.of(view)) != 0) {
            view++;
        }
        Block block = Block.of(
                heard.genesisHash(),
                header(heard.genesisHash(), View.of(view), number, MerkleTree.root(List.of())),
                List.of());
        Ballot ballot = signed
                ? Ballot.notarize(Epoch.ZERO, View.of(view), block.hash())
                : Ballot.nullify(Epoch.ZERO, View.of(1));
        return consensus(new Message.Proposal(
                View.of(view - 1), block, heard.signer().sign(ballot.digest(heard.genesisHash())), List.of()));
    }

    private static Block largeBlock(Heard heard) {
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            transactions.add(unsigned(heard, i));
        }
        return Block.of(
                heard.genesisHash(),
                header(heard.genesisHash(), View.of(1), 1, HashTag.BLOCK.hash(new byte[0])),
                transactions);
    }

    private static BlockHeader header(Hash genesisHash, View view, long number, Hash transactionsRoot) {
        return new BlockHeader(
                Epoch.ZERO,
                Height.of(1),
                view,
                genesisHash,
                number + 1,
                0,
                0,
                0,
                transactionsRoot,
                genesisHash,
                genesisHash,
                genesisHash);
    }

    private static byte[] transactions(Heard heard, String from, boolean signed) {
        Transaction[] batch = new Transaction[100];
        Arrays.setAll(
                batch, i -> signed ? LocalPayments.pay(heard.genesis(), TestNetwork.key(from), i) : unsigned(heard, i));
        return RawPeer.frame(new PeerMessage.Transactions(List.of(batch)));
    }

    private static Transaction unsigned(Heard heard, int number) {
        Transaction signed =
                heard.rememberTransaction(() -> LocalPayments.pay(heard.genesis(), TestNetwork.key("alice"), -1));
        Transaction other = Transaction.of(
                heard.genesisHash(),
                LocalPayments.body(heard.genesis(), TestNetwork.key("alice"), 1_000_000 + number),
                signed.authorizations().stream()
                        .map(each -> new Authorization(each.key(), each.signature()))
                        .toList());
        return other;
    }
}
