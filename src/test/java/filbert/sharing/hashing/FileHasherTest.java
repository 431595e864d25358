package filbert.sharing.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileHasherTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_150_049})
    void oneReadGivesBothDigestsAndTheRow(int size) throws Exception {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        var file = Files.write(folder.resolve("f"), content);
        try (var trees = Executors.newSingleThreadExecutor()) {
            var seen = new ArrayList<Long>();
            var hashes = new FileHasher(trees).hash(file, seen::add);
            assertThat(hashes.size()).isEqualTo(size);
            assertThat(hashes.sha1().bytes()).isEqualTo(MessageDigest.getInstance("SHA-1").digest(content));
            assertThat(hashes.tigerRoot()).isEqualTo(TreeBuilderTest.tree(content, 1024).root());
            assertThat(hashes.row().root()).isEqualTo(hashes.tigerRoot());
            assertThat(seen).isSorted();
            assertThat(size == 0 ? 0L : seen.getLast()).isEqualTo(size);
        }
    }

    @Test
    void aFileThatGrowsWhileBeingReadIsReportedNotHashed() throws Exception {
        var file = Files.write(folder.resolve("f"), new byte[3 << 20]);
        try (var trees = Executors.newSingleThreadExecutor()) {
            var hasher = new FileHasher(trees);
            assertThatThrownBy(() -> hasher.hash(file, read -> Files.write(file, new byte[100], StandardOpenOption.APPEND)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("while being hashed");
        }
    }
}
