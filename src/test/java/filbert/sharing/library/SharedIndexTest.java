package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.servent.search.LocalFile;
import filbert.sharing.library.LibraryStore.StoredFile;
import filbert.sharing.library.SharedFile.Hashes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which files the network hears of, and under which index. */
final class SharedIndexTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MAGIC = 2_147_483_645L;

    private final SharedIndex index = new SharedIndex(new Random(3), new PatientOwner(), _ -> {});
    private final SharedFolder folder = new SharedFolder(1, 1, Path.of("/f"), "f", Visibility.NETWORK, List.of(), 0, 0, "ready", NOW);

    @Test
    @DisplayName("T-52 no file has the index that asks for a call from firewall to firewall, nor one that does not fit")
    void noFileHasAnIndexThatMeansSomethingElse() {
        index.put(folder, LongStream.rangeClosed(MAGIC - 2, MAGIC + 4).mapToObj(this::file).toList());
        assertThat(index.newest(0, 100)).extracting(LocalFile::index).containsExactlyInAnyOrder(MAGIC - 2, MAGIC - 1, MAGIC + 1, MAGIC + 2);
        assertThat(index.matching(List.of(), List.of(new Sha1(MAGIC, 0, 0)), 0, 100)).isEmpty();
    }

    private StoredFile file(long id) {
        var name = id + ".txt";
        var hashes = new Hashes(new Sha1(id, 0, 0), new TigerRoot(id, 0, 0));
        return new StoredFile(new SharedFile(id, folder.id(), folder.path().resolve(name), name, 1, NOW, Optional.of(hashes), folder.visibility()), "", NOW);
    }
}
