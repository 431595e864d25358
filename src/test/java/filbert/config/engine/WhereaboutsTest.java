package filbert.config.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WhereaboutsTest {
    @TempDir
    private Path root;

    @Test
    void aMachineIsNoContainer() throws IOException {
        assertThat(Whereabouts.inContainer(root)).isFalse();
        groups("0::/init.scope\n");
        assertThat(Whereabouts.inContainer(root)).isFalse();
    }

    @Test
    void dockerAndPodmanLeaveAMark() throws IOException {
        Files.createFile(root.resolve(".dockerenv"));
        assertThat(Whereabouts.inContainer(root)).isTrue();
        Files.delete(root.resolve(".dockerenv"));
        Files.createDirectory(root.resolve("run"));
        Files.createFile(root.resolve("run/.containerenv"));
        assertThat(Whereabouts.inContainer(root)).isTrue();
    }

    @Test
    void othersShowInTheControlGroups() throws IOException {
        groups("12:cpu:/docker/0123456789abcdef\n");
        assertThat(Whereabouts.inContainer(root)).isTrue();
        groups("0::/kubepods.slice/kubepods-besteffort.slice\n");
        assertThat(Whereabouts.inContainer(root)).isTrue();
    }

    private void groups(String text) throws IOException {
        Files.createDirectories(root.resolve("proc/1"));
        Files.writeString(root.resolve("proc/1/cgroup"), text);
    }
}
