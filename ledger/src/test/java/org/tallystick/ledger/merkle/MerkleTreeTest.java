package org.tallystick.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.testing.Vectors;
import tools.jackson.databind.JsonNode;

class MerkleTreeTest {
    private static final int MOST_LEAVES = 40;

    @Test
    void root_and_paths_are_those_of_the_recursive_definition() {
        for (int size = 0; size <= MOST_LEAVES; size++) {
            List<byte[]> leaves = leaves(size);
            assertThat(MerkleTree.root(leaves)).isEqualTo(rootByDefinition(leaves));
            for (int index = 0; index < size; index++) {
                MerklePath path = MerkleTree.path(leaves, index);
                assertThat(path).isEqualTo(new MerklePath(index, size, pathByDefinition(leaves, index)));
                assertThat(path.proves(MerkleTree.root(leaves), leaves.get(index)))
                        .isTrue();
            }
        }
    }

    @Test
    void a_path_proves_nothing_but_its_leaf_at_its_place() {
        for (int size = 1; size <= 20; size++) {
            List<byte[]> leaves = leaves(size);
            Hash root = MerkleTree.root(leaves);
            for (int index = 0; index < size; index++) {
                MerklePath path = MerkleTree.path(leaves, index);
                for (int other = 0; other < size; other++) {
                    boolean isIt = other == index;
                    assertThat(path.proves(root, leaves.get(other))).isEqualTo(isIt);
                    assertThat(new MerklePath(other, size, path.siblings()).proves(root, leaves.get(index)))
                            .isEqualTo(isIt);
                }
                assertThat(path.proves(Sha256.of(new byte[] {1}), leaves.get(index)))
                        .isFalse();
            }
        }
    }

    @Test
    void a_path_with_a_sibling_changed_added_or_missing_proves_nothing() {
        List<byte[]> leaves = leaves(13);
        Hash root = MerkleTree.root(leaves);
        for (int index = 0; index < leaves.size(); index++) {
            List<Hash> siblings = MerkleTree.path(leaves, index).siblings();
            for (int i = 0; i < siblings.size(); i++) {
                List<Hash> changed = new ArrayList<>(siblings);
                changed.set(i, Hash.ZERO);
                assertThat(new MerklePath(index, 13, changed).proves(root, leaves.get(index)))
                        .isFalse();
                changed.remove(i);
                assertThat(new MerklePath(index, 13, changed).proves(root, leaves.get(index)))
                        .isFalse();
            }
            List<Hash> longer = new ArrayList<>(siblings);
            longer.add(Hash.ZERO);
            assertThat(new MerklePath(index, 13, longer).proves(root, leaves.get(index)))
                    .isFalse();
        }
    }

    @Test
    void an_inner_node_does_not_pass_for_a_leaf() {
        List<byte[]> leaves = leaves(2);
        byte[] inner = new byte[2 * Hash.SIZE];
        MerkleTree.leaf(leaves.get(0)).copyTo(inner, 0);
        MerkleTree.leaf(leaves.get(1)).copyTo(inner, Hash.SIZE);
        assertThat(MerkleTree.root(List.of(inner))).isNotEqualTo(MerkleTree.root(leaves));
    }

    @Test
    void there_is_no_path_to_a_leaf_that_is_not_there() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> MerkleTree.path(leaves(3), 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> MerkleTree.path(leaves(0), 0));
    }

    @Test
    void agrees_with_the_published_vectors() {
        JsonNode cases = Vectors.read("rfc6962-inclusion.json").get("cases");
        assertThat(cases).hasSize(49);
        for (JsonNode each : cases) {
            assertThat(proves(each))
                    .as(each.get("desc").asString())
                    .isNotEqualTo(each.get("wantErr").asBoolean());
        }
    }

    /** Whether the case's path proves its leaf; hashes of a wrong length can't even be put into a path here. */
    private static boolean proves(JsonNode vector) {
        List<Hash> siblings = new ArrayList<>();
        for (JsonNode sibling : vector.get("proof")) {
            Optional<Hash> hash = hash(sibling);
            if (hash.isEmpty()) {
                return false;
            }
            siblings.add(hash.get());
        }
        MerklePath path = new MerklePath(u64(vector.get("leafIdx")), u64(vector.get("treeSize")), siblings);
        Optional<Hash> leafHash = hash(vector.get("leafHash"));
        return leafHash.isPresent() && path.provesHash(hash(vector.get("root")).orElseThrow(), leafHash.get());
    }

    private static Optional<Hash> hash(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asString());
        return bytes.length == Hash.SIZE ? Optional.of(Hash.of(bytes)) : Optional.empty();
    }

    private static long u64(JsonNode number) {
        return new BigInteger(number.asString()).longValue(); // 2^63 and more become negative
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size).mapToObj(i -> new byte[] {(byte) i, 7}).toList();
    }

    /** MTH of RFC 6962, section 2.1. */
    private static Hash rootByDefinition(List<byte[]> leaves) {
        int size = leaves.size();
        if (size == 0) {
            return Sha256.of();
        }
        if (size == 1) {
            return Sha256.of(new byte[] {0}, leaves.getFirst());
        }
        int left = Integer.highestOneBit(size - 1);
        return Sha256.of(
                new byte[] {1},
                rootByDefinition(leaves.subList(0, left)).toByteArray(),
                rootByDefinition(leaves.subList(left, size)).toByteArray());
    }

    /** PATH of RFC 6962, section 2.1.1. */
    private static List<Hash> pathByDefinition(List<byte[]> leaves, int index) {
        int size = leaves.size();
        if (size == 1) {
            return new ArrayList<>();
        }
        int left = Integer.highestOneBit(size - 1);
        boolean isLeft = index < left;
        List<Hash> path = isLeft
                ? pathByDefinition(leaves.subList(0, left), index)
                : pathByDefinition(leaves.subList(left, size), index - left);
        path.add(rootByDefinition(isLeft ? leaves.subList(left, size) : leaves.subList(0, left)));
        return path;
    }
}
