package filbert.sharing.library.index;

import java.util.function.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** Rows that match, to choose from. */
interface Rows {
    Rows NONE = of(new int[0], 0);

    int count();

    /** @param place 0 to {@code count() - 1} */
    int at(int place);

    void each(IntConsumer use);

    static Rows of(int[] rows, int count) {
        return new Rows() {
            @Override
            public void each(IntConsumer use) {
                for (var place = 0; place < count; place++) {
                    use.accept(rows[place]);
                }
            }

            @Override
            public int count() {
                return count;
            }

            @Override
            public int at(int place) {
                return rows[place];
            }
        };
    }

    static Rows of(RoaringBitmap rows) {
        var count = rows.getCardinality();
        return new Rows() {
            @Override
            public void each(IntConsumer use) {
                rows.forEach((org.roaringbitmap.IntConsumer) use::accept);
            }

            @Override
            public int count() {
                return count;
            }

            @Override
            public int at(int place) {
                return rows.select(place);
            }
        };
    }
}
