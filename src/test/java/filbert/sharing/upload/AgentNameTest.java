package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LimeWire answers programs of certain names with a page about itself, Shareaza and gtk-gnutella ban some (3-transfer, 3.2.5). */
final class AgentNameTest {
    private static final Pattern VERSION = Pattern.compile("<artifactId>filbert</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    @DisplayName("T-61 our name contains none of the strings others refuse")
    void ourNameIsRefusedByNobody() throws IOException {
        var pom = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();
        assertThat("Filbert/" + pom.group(1))
                .doesNotContain(
                        "Mozilla", "Morpheus", "DA", "Download", "FlashGet", "GetRight", "Go!Zilla", "Inet", "MIIxpc", "MSProxy", "Mass", "MLdonkey",
                        "NetAnts", "NetZip", "Teleport", "WebDownloader", "Foxy", "Java", "Netty");
    }
}
