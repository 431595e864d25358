package filbert.sharing.download.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What Java writes is read without a class of it; what it would not write is refused. */
final class JavaObjectsTest {
    private static class Tree implements Serializable {
        private static final long serialVersionUID = 1;
        int rings = 40;
    }

    private static final class Hazel extends Tree {
        private static final long serialVersionUID = 1;
        final byte small = -3;
        final char letter = 'h';
        final short leaves = 7;
        final long nuts = 1L << 40;
        final float high = 2.5F;
        final double wide = 0.25;
        final boolean green = true;
        final String name = "blue häzel";
        final int[] numbers = {1, 2, 3};
        final Serializable[] others = {TimeUnit.DAYS, null, "again", this};
    }

    private static final class Foreign implements Externalizable {
        private static final long serialVersionUID = 1;

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(1);
        }

        @Override
        public void readExternal(ObjectInput in) {
            throw new IllegalStateException("bug: never made");
        }
    }

    private static byte[] written(Object... all) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            for (var each : all) {
                out.writeObject(each);
            }
        }
        return bytes.toByteArray();
    }

    private static List<JavaObjects.Thing> read(byte[] bytes) throws DamagedException {
        return JavaObjects.in(bytes, Set.of());
    }

    @Test
    void fieldsOfAllSortsAndOfParentsAreRead() throws Exception {
        var hazel = read(written(new Hazel())).getFirst();
        assertThat(hazel.type()).endsWith("Hazel");
        assertThat(Map.of("rings", 40L, "small", -3L, "letter", (long) 'h', "leaves", 7L, "nuts", 1L << 40, "high", 2.5, "wide", 0.25, "green", true))
                .allSatisfy((name, value) -> assertThat(hazel.field(name)).as(name).isEqualTo(value));
        assertThat(hazel.field("name")).isEqualTo("blue häzel");
        assertThat(hazel.field("numbers")).isEqualTo(List.of(1L, 2L, 3L));
        var others = (List<?>) hazel.field("others");
        assertThat(others.get(0)).isInstanceOfSatisfying(JavaObjects.Thing.class, constant -> assertThat(constant.type()).isEqualTo("TimeUnit"));
        assertThat(others.get(1)).isNull();
        assertThat(others.get(2)).isEqualTo("again");
        assertThat(others.get(3)).as("in a circle").isSameAs(hazel);
    }

    @Test
    void whatCollectionsWriteStandsInOrder() throws Exception {
        var all = read(written(new ArrayList<>(List.of("a", "b")), new HashMap<>(Map.of("k", 5L))));
        assertThat(all.get(0).written()).hasSize(3).endsWith("a", "b");
        assertThat(all.get(1).written()).hasSize(3).contains("k");
        assertThat(all.get(2).number("value")).contains(5L);
    }

    @Test
    void anythingElseIsRefused() throws Exception {
        assertThatThrownBy(() -> read(new byte[] {1, 2, 3, 4})).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(DamagedException.class);
        var deep = new LinkedList<Object>();
        for (var each = 0; each < JavaObjects.MOST_DEPTH + 10; each++) {
            deep = new LinkedList<>(List.of(deep));
        }
        var nested = written(deep);
        assertThatThrownBy(() -> read(nested)).isInstanceOf(DamagedException.class);
        var many = written((Object) new Object[JavaObjects.MOST_HANDLES]);
        assertThat(read(many)).as("nulls").isEmpty();
        var texts = new ArrayList<String>();
        for (var each = 0; each < JavaObjects.MOST_HANDLES; each++) {
            texts.add(Integer.toString(each));
        }
        var tooMany = written(texts);
        assertThatThrownBy(() -> read(tooMany)).isInstanceOf(DamagedException.class);
    }

    @Test
    void anExternalObjectOfAnOldSortEndsTheReadingAndNoClassIsMade() throws Exception {
        var bytes = written(new Foreign());
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(DamagedException.class);
    }

    @Test
    void noBytesBreakIt() throws Exception {
        var good = written(new Hazel(), new HashMap<>(Map.of("k", List.of(1, 2))), new Tree[] {new Tree()});
        var random = new Random(5);
        var refused = 0;
        for (var round = 0; round < 3_000; round++) {
            var bytes = round < good.length ? Arrays.copyOf(good, round) : good.clone();
            for (var flips = round < good.length ? 0 : 1 + random.nextInt(6); flips > 0; flips--) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
            }
            try {
                read(bytes);
            } catch (DamagedException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
