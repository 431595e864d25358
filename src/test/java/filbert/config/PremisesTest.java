package filbert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PremisesTest {
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path directory;

    @Test
    void whatCanBeWrittenIsMeasuredAndNothingIsLeftBehind() {
        var report = new Premises().look(directory);
        assertThat(report.sync()).isPositive();
        assertThat(report.free()).isPositive();
        assertThat(report.fileSystem()).isNotEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void withoutRoomItDoesNotStart() {
        assertThatThrownBy(() -> new Premises(Long.MAX_VALUE).look(directory))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageMatching("The data directory .* has only \\d+ MB of room left.*")
                .message().hasLineCount(1);
    }

    @Test
    void whatCannotBeWrittenIsSaidInOneLine() throws Exception {
        Files.createDirectories(directory.resolve("write-test/in the way"));
        assertThatThrownBy(() -> new Premises().look(directory)).isInstanceOf(StartRefusedException.class).message().startsWith("Nothing can be written").hasLineCount(1);
    }

    @Test
    void whatLosesThingsIsNamed() {
        assertThat(Premises.warnings("ext4", Set.of("rw"), PLENTY, Duration.ofMillis(5))).isEmpty();
        assertThat(Premises.warnings("nfs4", Set.of("rw"), PLENTY, Duration.ofMillis(5))).containsExactly("away");
        assertThat(Premises.warnings("tmpfs", Set.of(), 1 << 20, Duration.ofSeconds(1))).containsExactly("forgetful", "little", "slow");
        assertThat(Premises.warnings("ext4", Set.of("barrier=0"), PLENTY, Duration.ZERO)).containsExactly("barrier");
        assertThat(Premises.warnings("overlay", Set.of(), PLENTY, Duration.ZERO)).containsExactly("container");
        var report = new Premises().look(directory);
        for (var warning : List.of("away", "forgetful", "container", "barrier", "little", "slow")) {
            assertThat(Premises.sentence(warning, report)).endsWith(".").hasLineCount(1);
        }
    }

    @Test
    void theMountThatCountsIsTheNearest() {
        var mounts = List.of("/dev/a / ext4 rw,relatime 0 0", "nas:/x /srv nfs4 rw,hard 0 0", "/dev/b /srv/my\\040data ext4 rw,nobarrier 0 0", "garbage");
        assertThat(Premises.options(Path.of("/srv/my data/filbert"), mounts)).contains("nobarrier");
        assertThat(Premises.options(Path.of("/srv/mine"), mounts)).contains("hard");
        assertThat(Premises.options(Path.of("/srvs"), mounts)).contains("relatime");
        assertThat(Premises.options(Path.of("/srv"), List.of())).containsExactly("");
    }
}
