/**
 * How authorities agree on the order of blocks: one pure state machine, {@link org.tallystick.consensus.Simplex}. No
 * I/O, no threads, no clock, no randomness: the same events give the same effects. This head is the specification; the
 * classes and the tests cite its sections.
 *
 * <h2>§1 Terms</h2>
 *
 * <p>Time is cut into <b>views</b>, numbered from 1. The <b>leader</b> of view {@code v} is authority {@code v mod n}; it
 * proposes one block. Of {@code n} authorities at most {@code f = ⌊(n-1)/3⌋} may lie or be dead; a <b>quorum</b> is
 * {@code n - f}. Messages may be lost, repeated, reordered and delayed at will. The protocol is of the Simplex family
 * (Chan and Pass, 2023).
 *
 * <h2>§2 Messages</h2>
 *
 * <p>A <b>vote</b> is a signed {@link org.tallystick.ledger.block.Ballot}: <i>notarize</i> "I executed this block on its
 * parent and its roots are right", <i>nullify</i> "this view should be skipped", <i>finalize</i> "I saw the notarization
 * and did not nullify". What is signed covers the network, the epoch, the view and the block. A <b>certificate</b> is a
 * quorum's votes for one ballot: notarization, nullification, finalization. A <b>proposal</b> is a block, the leader's
 * notarize vote for it (so the leader signs nothing else: two proposals in one view are two votes in one view), and its
 * <b>justification</b>: the certificate of the parent and the nullification of every view between parent and block. A
 * proposal can therefore be judged by itself, and brings whoever reads it to its view.
 *
 * <h2>§3 Rules for one authority in view {@code v}</h2>
 *
 * <ol>
 *   <li>On entering {@code v}: start waiting for the proposal. The leader asks its host for a block on the highest certified
 *       block whose view is followed only by nullified views, as soon as it has executed that block.
 *   <li>On the first valid proposal of the leader of {@code v}: execute the block on its parent, then vote to notarize it.
 *       At most one notarize vote a view, and none after a nullify vote.
 *   <li>On a notarization of {@code v}: send it on and enter {@code v+1}. Once this node has also executed the block, fetching
 *       it if need be, even in a later view: vote to finalize it, unless it voted to nullify {@code v} or saw the leader
 *       propose two blocks.
 *   <li>On a timer, on a block that is not right, or for a leader known to be away (rule 7): vote to nullify {@code v},
 *       unless it voted to finalize it. An authority may nullify after notarizing; it never finalizes after nullifying.
 *   <li>On a nullification of {@code v}: send it on and enter {@code v+1}. On a finalization: send it on; the block and its
 *       ancestors are final once this node has executed them, and everything older is forgotten. Any certificate of a view
 *       at or above the current one leads to the view after it.
 *   <li>While a view lasts, at a steady interval: send again the last finalization, the certificates that explain the view,
 *       and the own votes of it, the leader's with its block; also finalize votes of earlier views that are not final.
 *   <li>A leader that missed its last turn and has not voted since is not waited for: its views are nullified on entering. One
 *       that votes but misses turns for which it was waited is waited for on every turn, then on every 4th, 16th, … and at least
 *       every 512th, again twice as often with each turn that it takes; and on its first two turns in each minute of the
 *       ledger's time. Turns follow from the views' numbers, minutes from the newest final block, so that all try the same ones;
 *       two in a minute, as some may enter the first before they know of a minute that began with the block before it. When
 *       more than {@code f} leaders missed their last turn it is not their fault, and all are waited for.
 *   <li>A leader with nothing to make final waits for a first transaction, up to the idle interval. Others allow for that,
 *       unless a transaction waits with them: then a leader's silence is worth no more than the proposal timeout. Transactions
 *       that come and go shorten this wait and never make it longer.
 *   <li>Both timeouts grow by a step, half as much again, with each view that this node gave up when a timer ran out, that was
 *       nullified though its leader was waited for, or that begins more than {@code f + 3} views after the newest final block;
 *       once a view, up to a cap. They fall by a step with every third view that became final and that this node had not
 *       voted to nullify. A notarization changes nothing: what is notarized too late to be finalized took too long.
 * </ol>
 *
 * <p><b>Deviations</b> from the paper, and why. There is one timer a view, not two: until the proposal is there it is the
 * proposal's, then the notarization's, so that the idle wait of rule 8 is not counted against the vote. A parent may be
 * shown by a finalization in place of its notarization, since older votes are forgotten. A leader's second proposal is
 * looked at as long as nothing was notarized: the first may turn out to be wrong. A block whose time is ahead of this
 * node's clock is not voted for, but followed if a quorum does: clocks are not evidence.
 *
 * <h2>§4 Why it is safe</h2>
 *
 * <p>Any two quorums share an honest authority, as {@code 2(n-f) - n > f}. It notarizes once a view: no two blocks of one
 * view are notarized. It does not finalize and nullify the same view: no view has both certificates. A block of a later
 * view needs a certified parent and the nullification of every view it skips; a finalized view can't be skipped, so each
 * later block descends from the finalized one. Nothing here depends on time. All that is asked of an authority is in
 * {@link org.tallystick.consensus.Rules}, and a crash does not change it (§6).
 *
 * <h2>§5 Why it gets on</h2>
 *
 * <p>Say that from some time on the network is calm: {@code n - f} honest authorities run, what one says or answers is taken
 * by another within {@code Δ}, and building or executing a block takes at most {@code x}, none of which anyone knows. The other
 * {@code f} do what they like. Let {@code P} and {@code V} be the proposal and view timeouts, {@code I} the idle interval,
 * {@code R} the re-send interval, and {@code L} the least number of steps after which {@code P} and {@code V} are at least
 * {@code 4Δ + 2x + P₀/4}, {@code P₀} being the timeout before any growth. If the cap is high enough for an {@code L}, then:
 *
 * <ol>
 *   <li><i>All come together.</i> A certificate that one holds is sent on by it when it is news and again while its view lasts,
 *       so within {@code 3R + 4Δ} all are in one view, and from then on enter each view within {@code Δ} of each other.
 *   <li><i>No view lasts for ever.</i> No timer is ever put off, so at the latest {@code P + I + V} after entering, each has voted
 *       to nullify, or holds a certificate: one that voted to finalize saw a notarization, and sent it on. After
 *       {@code P + I + V + 2Δ}, with both at their longest, all are in a later view.
 *   <li><i>Patience suffices.</i> Once {@code f + 3} views went by in which nothing became final, each further one adds a step at
 *       every authority, whoever gave it up. So after {@code f + 3 + L} views all wait long enough, and stay so: steps are taken
 *       back for final blocks alone.
 *   <li><i>Someone honest is waited for.</i> After a round of {@code n} views, all have seen each honest leader's last turn end in
 *       the same way. If more than {@code f} leaders missed theirs, all are waited for; if not, {@code n - f} did not
 *       miss them, one of them honest at least, whom everyone waits for.
 *   <li><i>Bodies are there.</i> Of those who notarized a block, {@code n - 2f} are honest and keep it until it is final, and
 *       for a while after that, as others may make it final before a leader that was not given it has asked. So whoever lacks it
 *       has it {@code 2Δ} after asking.
 *   <li><i>That leader's block becomes final.</i> It enters at most {@code Δ} after the first, has the parent's body
 *       {@code 2Δ} and its state {@code x} later, and its block is elsewhere within {@code Δ} of being built: no {@code P} has run out.
 *       After at most {@code 2Δ + x} for a parent that is missing there, {@code x} for the block, and {@code 2Δ} for who
 *       heard of it last, its notarization is everywhere: no {@code V} has run out. Nobody nullified, so all finalize.
 * </ol>
 *
 * <p>Points 3 and 4 hold from the same view on, and point 6 comes true within a round after it: something becomes final after at
 * most {@code max(f + 3 + L, n) + n} views. In time that is {@link org.tallystick.consensus.LivenessBound}, which also counts
 * fetching the blocks that were open before.
 *
 * <p>What this leaves out: a transaction that waits with followers but can't reach the leader makes them impatient with its
 * idle wait; the host gossips transactions, so a leader learns of each within {@code Δ}.
 *
 * <h2>§6 Durability</h2>
 *
 * <p>Whatever this node says is in the vote log first: {@link org.tallystick.consensus.Ready#persist} is synced before
 * {@link org.tallystick.consensus.Ready#send}. The log holds
 *
 * <ul>
 *   <li>own votes, which are sent again as the very same bytes, and never contradicted;
 *   <li>before the first own vote for a block, the block. Costly, but a quorum that notarized a block and then lost its
 *       memory must be able to serve it: others may already build on it, or count it as final;
 *   <li>notarizations and nullifications, so that a node comes back in the view that it left, even when everyone crashed at
 *       once right after logging their votes. Finalizations are the ledger's.
 * </ul>
 *
 * <p>A record of view {@code v} may be dropped when a final block of view {@code v} or later is durable in the ledger, not
 * before; and the log must say {@link org.tallystick.consensus.LogRecord.Abstain} of the highest such view in their place, as
 * the ledger may be lost later. A torn tail was never acted on and may be cut; anything else that is wrong with the log must stop the node. So
 * must its absence when the ledger holds blocks: such a node would vote without memory. It may come back with a fresh log
 * that begins with {@link org.tallystick.consensus.LogRecord.Abstain} of a view at or above any in which it may have voted;
 * until then it follows and keeps silent.
 *
 * <p>Ledger and log may be ahead of each other. Records of views that the ledger has are ignored; blocks that the ledger
 * lost become final again from the log and from peers, and the host applies a final block that it has already as nothing.
 *
 * <h2>§7 The host's contract</h2>
 *
 * <ul>
 *   <li>One thread calls {@code start} once, then {@code step} for one event at a time, and carries out each
 *       {@code Ready} in the order of its fields before it calls again. What was persisted must be synced before anything is
 *       sent; nothing else waits for a disk.
 *   <li>Every {@code VerifyBlock} is answered once. Its parent was verified, built or made final here before. Verdicts
 *       depend on the block and its parent alone, except for {@code UNTIMELY}.
 *   <li>{@code BuildBlock} is answered at once if a transaction waits that is in no open block, else when the first one
 *       comes, else with an empty block: after a small part of the proposal timeout if a transaction waits or the parent is
 *       open, as only a block on top may make it final; otherwise after the idle interval. On 16 open blocks or more it is empty
 *       and put off by that small part, so that a chain that does not become final grows slowly. A host whose waiting transactions turn out not to fit builds
 *       an empty block rather than none. An answer that comes too late does no harm, none at all costs the turn.
 *   <li>{@code TransactionsWaiting} tells each change of whether a transaction waits to become final.
 *   <li>{@code FetchBlock} is a question to peers, who answer with {@link org.tallystick.consensus.Simplex#blocks}, or from
 *       their ledger if they like; {@code CatchUp} one for final blocks and {@link org.tallystick.consensus.Simplex#explanation}. Neither
 *       needs an answer; both are asked again.
 *   <li>What {@code finalized} lists is stored in the ledger atomically with its certificate, before it is reported final.
 *   <li>A message's {@code from} is whom the transport has authenticated. Messages are decoded by
 *       {@link org.tallystick.consensus.Message#decode} with frames of at most {@code MAX_SIZE} bytes.
 *   <li>Evidence other than of a double vote means that safety is lost: the host stops and says so.
 * </ul>
 *
 * <h2>§8 Bounds</h2>
 *
 * <p>Nothing is kept of views at or below the newest final block's but the last {@link
 * org.tallystick.consensus.FinalBodies#MAX_BLOCKS} final blocks, of {@link org.tallystick.consensus.FinalBodies#MAX_SIZE} bytes
 * at most. Above it, {@link org.tallystick.consensus.Viewport}
 * says which views a single sender may fill: each sender has one slot a kind and view, each leader two blocks in the
 * current view. A view with a certificate was paid for by a quorum and is kept. Blocks that nobody voted for go after a
 * round of leaders. A block with transactions is not voted for more than 32 above the newest final one, and hosts propose none
 * from half of that on, so the blocks of a network that notarizes without finalizing stay small; whoever lacks them asks for
 * few at a time, from the top down, and keeps no more than {@link org.tallystick.consensus.BlockTree#MAX_WAITING_SIZE} that
 * can't be executed yet, the lowest. What is further ahead only prompts catching up, once per re-send interval. A signature is verified
 * after every cheaper check, and not again when it comes back in a certificate.
 */
@NullMarked
package org.tallystick.consensus;

import org.jspecify.annotations.NullMarked;
