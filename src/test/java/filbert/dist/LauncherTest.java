package filbert.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of the packages do before Java runs; Java is one that says how it was called. The real thing: src/dist/try-package. */
final class LauncherTest {
    private static final String JAVA =
            """
            #!/bin/sh
            echo "called $* [url=${FILBERT_DATABASE_URL:-}]" >> "$(dirname "$0")/calls"
            for word; do
              case "$word" in
                -XX:AOTCacheOutput=*) [ ! -e "$(dirname "$0")/broken" ] || exit 1; : > "${word#*=}" ;;
              esac
            done
            """;

    @TempDir
    Path directory;

    private Path tree;

    private record Ended(int code, String said) {}

    @BeforeEach
    void unpack() throws IOException {
        tree = directory.resolve("filbert");
        Files.createDirectories(tree.resolve("app/lib"));
        Files.createDirectories(tree.resolve("runtime/bin"));
        Files.writeString(tree.resolve("app/filbert.jar"), "a jar");
        Files.writeString(tree.resolve("runtime/release"), "25");
        script(Files.writeString(tree.resolve("runtime/bin/java"), JAVA));
        Files.createDirectories(tree.resolve("bin"));
        script(Files.copy(Path.of("src/dist/bin/filbert"), tree.resolve("bin/filbert")));
    }

    private static void script(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("FILBERT_") || name.startsWith("XDG_"));
        builder.environment().put("CACHE_DIRECTORY", directory.resolve("cache").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private Ended filbert(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(tree.resolve("bin/filbert").toString()));
        command.addAll(List.of(arguments));
        return run(Map.of("FILBERT_DATABASE_URL", "jdbc:postgresql://nas/house"), command.toArray(String[]::new));
    }

    /** How Java was called since we last asked. */
    private List<String> calls() throws IOException {
        var file = tree.resolve("runtime/bin/calls");
        var calls = Files.readAllLines(file);
        Files.delete(file);
        return calls;
    }

    @Test
    void theCacheIsTrainedOnceBeforeTheFirstStartAndKnowsNoSettings() throws Exception {
        assertThat(filbert().said()).contains("Getting ready for quick starts");
        var first = calls();
        assertThat(first).hasSize(2);
        assertThat(first.getFirst()).contains("-XX:AOTCacheOutput=", " warm-up ", "[url=]");
        assertThat(first.get(1)).contains("-XX:AOTCache=", "-Dspring.aot.enabled=true", "[url=jdbc:postgresql://nas/house]");
        assertThat(filbert("--filbert.web.port=1").said()).isEmpty();
        assertThat(calls()).singleElement().asString().contains("-XX:AOTCache=").contains("--filbert.web.port=1");
    }

    @Test
    void anotherVersionTrainsAnewAndThrowsTheOldCacheAway() throws Exception {
        filbert();
        calls();
        Files.writeString(tree.resolve("app/filbert.jar"), "another jar");
        filbert();
        assertThat(calls()).hasSize(2);
        assertThat(directory.resolve("cache").toFile().list()).filteredOn(name -> name.endsWith(".aot")).hasSize(1);
    }

    @Test
    void withoutACacheItStartsAndDoesNotTryAgain() throws Exception {
        Files.createFile(tree.resolve("runtime/bin/broken"));
        assertThat(filbert().said()).contains("starts without");
        assertThat(calls()).hasSize(2).last().asString().doesNotContain("-XX:AOTCache");
        assertThat(filbert().said()).isEmpty();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void aCacheFolderThatCannotBeMadeIsNoMatter() throws Exception {
        Files.writeString(directory.resolve("cache"), "a file in the way");
        assertThat(filbert().code()).isZero();
        assertThat(calls()).singleElement().asString().doesNotContain("-XX:AOTCache");
    }

    @Test
    void commandsTrainNothing() throws Exception {
        filbert("backup");
        assertThat(calls()).singleElement().asString().endsWith("filbert.jar backup [url=jdbc:postgresql://nas/house]");
    }

    /** As in the package, with a file of settings for the service, called by root from a folder of theirs. */
    private Ended installed(String settings, Map<String, String> environment, String arguments) throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root becomes somebody else");
        openTheWay();
        Files.createFile(tree.resolve("installed"));
        script(Files.writeString(tree.resolve("runtime/bin/java"), "#!/bin/sh\nid -u\necho \"$FILBERT_DATA_DIR ${FILBERT_WEB_PORT:-} $*\"\n"));
        var etc = Files.createDirectories(directory.resolve("etc"));
        Files.writeString(etc.resolve("filbert"), settings);
        Files.writeString(directory.resolve("here.sql.gz"), "");
        var call = "mount --bind " + etc + " /etc/default && cd " + directory + " && exec filbert/bin/filbert " + arguments;
        return run(environment, "unshare", "--mount", "sh", "-c", call);
    }

    private Path dataOf(int uid) throws IOException {
        var data = Files.createDirectories(directory.resolve("data"));
        Files.setAttribute(data, "unix:uid", uid);
        Files.setAttribute(data, "unix:gid", uid);
        return data;
    }

    @Test
    void rootWorksOnWhatTheServiceWorksOnAndAsItsOwner() throws Exception {
        var data = dataOf(1234);
        var marker = directory.resolve("marker");
        var settings = "# words\nFILBERT_DATA_DIR=\"" + data + "\"\nJAVA_OPTIONS=-Xmx1g\nFILBERT_WEB_PORT=$(touch " + marker + ")\n FILBERT_BAD;touch " + marker + "=1\n";
        assertThat(installed(settings, Map.of(), "backup copy.sql.gz").said().lines().toList())
                .satisfiesExactly(uid -> assertThat(uid).isEqualTo("1234"), call -> assertThat(call).startsWith(data + " $(touch ").endsWith(" backup " + directory + "/copy.sql.gz"));
        assertThat(marker).doesNotExist();
    }

    @Test
    void whatRootSaysGoesBeforeTheSettingsOfTheService() throws Exception {
        var data = dataOf(1234);
        var environment = Map.of("FILBERT_DATA_DIR", data.toString());
        assertThat(installed("FILBERT_DATA_DIR=/elsewhere\nFILBERT_WEB_PORT=81", environment, "restore here.sql.gz --move=/a=/b").said().lines().toList())
                .satisfiesExactly(uid -> assertThat(uid).isEqualTo("1234"), call -> assertThat(call).startsWith(data + " 81 ").endsWith(" restore " + directory + "/here.sql.gz --move=/a=/b"));
    }

    @Test
    void theNameOfABackupStaysAName() throws Exception {
        var environment = Map.of("FILBERT_DATA_DIR", dataOf(1234).toString());
        assertThat(installed("", environment, "restore filbert-2026-11-21.sql.gz").said()).endsWith(" restore filbert-2026-11-21.sql.gz\n");
    }

    @Test
    void aPersonCalledFilbertDoesNotBecomeTheService() throws Exception {
        var stubs = Files.createDirectories(directory.resolve("stubs"));
        for (var name : List.of("adduser", "install", "chown", "chmod", "deb-systemd-helper", "deb-systemd-invoke", "systemctl")) {
            script(Files.writeString(stubs.resolve(name), "#!/bin/sh\necho did " + name + "\n"));
        }
        var getent = Files.writeString(stubs.resolve("getent"), "#!/bin/sh\necho filbert:x:${UID_OF_FILBERT}:1000::/home/filbert:/bin/sh\n");
        script(getent);
        for (var uid : List.of("1000", "1001")) {
            var ended = run(Map.of("PATH", stubs + ":" + System.getenv("PATH"), "UID_OF_FILBERT", uid), "sh", "src/dist/deb/postinst", "configure", "");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.said()).contains("no system user").doesNotContain("did ");
        }
        var ours = run(Map.of("PATH", stubs + ":" + System.getenv("PATH"), "UID_OF_FILBERT", "999"), "sh", "src/dist/deb/postinst", "configure", "");
        assertThat(ours.code()).isZero();
        assertThat(ours.said()).contains("did chown").doesNotContain("did adduser");
    }

    private void openTheWay() throws IOException {
        for (var folder = directory; folder != null && folder.startsWith(System.getProperty("java.io.tmpdir")) && folder.getNameCount() > 1; folder = folder.getParent()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private Ended entrypoint(String puid, String pgid) throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root becomes somebody else");
        script(Files.writeString(tree.resolve("bin/filbert"), "#!/bin/sh\nid -u; id -g; grep NoNewPrivs /proc/self/status\n"));
        openTheWay();
        return run(
                Map.of("FILBERT_HOME", tree.toString(), "FILBERT_DATA_DIR", directory.resolve("data").toString(), "PUID", puid, "PGID", pgid),
                Path.of("src/dist/container/entrypoint").toAbsolutePath().toString());
    }

    @Test
    void aContainerBecomesTheUserItIsTold() throws Exception {
        var ended = entrypoint("1234", "2345");
        assertThat(ended.said().lines()).startsWith("1234", "2345").last().asString().endsWith("1");
        assertThat(Files.getAttribute(directory.resolve("data"), "unix:uid")).isEqualTo(1234);
    }

    @Test
    void withoutAUserToldItIsAnOrdinaryOne() throws Exception {
        assertThat(entrypoint("", "").said().lines()).startsWith("1000", "1000");
        assertThat(Files.getAttribute(directory.resolve("data"), "unix:uid")).isEqualTo(1000);
    }

    @Test
    void aContainerNeverRunsFilbertAsRoot() throws Exception {
        for (var wrong : List.of("0", "00", "root", "-1", "1 2")) {
            assertThat(entrypoint(wrong, "1000")).satisfies(ended -> {
                assertThat(ended.code()).isEqualTo(64);
                assertThat(ended.said()).contains("does not run as root");
            });
        }
        assertThat(entrypoint("1000", "0").code()).isEqualTo(64);
    }
}
