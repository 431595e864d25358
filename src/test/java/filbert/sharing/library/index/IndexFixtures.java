package filbert.sharing.library.index;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.Tags;
import java.time.Instant;

final class IndexFixtures {
    private IndexFixtures() {}

    static IndexedFile file(int index, String relative) {
        return file(index, 1, relative);
    }

    static IndexedFile file(int index, long folder, String relative) {
        return file(index, folder, relative, Tags.NONE);
    }

    static IndexedFile file(int index, long folder, String relative, Tags tags) {
        return new IndexedFile(
                index,
                folder,
                relative,
                1000L + index,
                Instant.ofEpochSecond(1_700_000_000L, 123_456_000),
                sha1(index),
                new TigerRoot(index, -index, 7),
                Instant.ofEpochSecond(1_750_000_000L),
                tags);
    }

    static Sha1 sha1(int number) {
        return new Sha1(number * 0x9E3779B97F4A7C15L, number, 1);
    }
}
