package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final Counters counters = new Counters();
    private final OutboundQueue queue = new OutboundQueue(counters);

    @Test
    void consensus_overtakes_blocks_and_blocks_overtake_gossip() {
        offer(Kind.TRANSACTIONS, 1);
        offer(Kind.BLOCKS, 2);
        offer(Kind.CONSENSUS, 3);
        offer(Kind.CONSENSUS, 4);
        assertThat(sizes()).containsExactly(3, 4, 2, 1);
    }

    @Test
    void a_full_lane_gives_up_its_oldest_frames_and_leaves_the_others_alone() {
        offer(Kind.CONSENSUS, 10);
        List<ByteBuf> gossip = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            gossip.add(offer(Kind.TRANSACTIONS, MEBIBYTE - i));
        }
        assertThat(gossip.stream().map(ByteBuf::refCnt)).containsExactly(0, 1, 1, 1, 1);
        assertThat(sizes()).hasSize(5).startsWith(10).endsWith(MEBIBYTE - 4);
    }

    @Test
    void counts_what_it_gives_up() {
        for (int i = 0; i < 6; i++) {
            offer(Kind.TRANSACTIONS, MEBIBYTE);
        }
        assertThat(counters.snapshot(0).dropped())
                .containsEntry(Kind.TRANSACTIONS, new NetworkStats.Traffic(2, 2 * MEBIBYTE))
                .containsEntry(Kind.CONSENSUS, new NetworkStats.Traffic(0, 0));
    }

    @Test
    void frees_everything_when_closed_and_takes_no_more() {
        ByteBuf waiting = offer(Kind.STATUS, 5);
        queue.close();
        ByteBuf late = Unpooled.buffer().writeZero(5);
        assertThat(queue.offer(new OutboundQueue.Frame(Kind.STATUS, late))).isFalse();
        assertThat(waiting.refCnt()).isZero();
        assertThat(late.refCnt()).isZero();
        assertThat(queue.poll()).isNull();
    }

    private ByteBuf offer(Kind kind, int size) {
        ByteBuf bytes = Unpooled.buffer(size).writeZero(size);
        assertThat(queue.offer(new OutboundQueue.Frame(kind, bytes))).isTrue();
        return bytes;
    }

    private List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        for (var frame = queue.poll(); frame != null; frame = queue.poll()) {
            sizes.add(frame.size());
        }
        return sizes;
    }
}
