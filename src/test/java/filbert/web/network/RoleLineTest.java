package filbert.web.network;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.servent.Reachability;
import filbert.servent.Reachability.Family;
import filbert.servent.Reachability.Role;
import filbert.servent.Reachability.Transport;
import filbert.servent.Reachability.Verdict;
import filbert.servent.Reachability.Way;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every role and everything that may be missing has a sentence. */
final class RoleLineTest {
    private static final Way WAY = new Way(Transport.TCP, Family.IPV4, Verdict.UNKNOWN, null, null, List.of());

    private static RoleLine line(boolean ultrapeer, Role.Why why, Role.Missing... missing) {
        return RoleLine.of(new Reachability(List.of(WAY), List.of(), new Role(ultrapeer, why, List.of(missing), null)));
    }

    @Test
    void aLeafIsToldWhatIsMissing() {
        var line = line(false, Role.Why.LACKING, Role.Missing.UDP_UNKNOWN, Role.Missing.UPTIME);
        assertThat(line).isEqualTo(new RoleLine("network.why.lacking", List.of("network.missing.udp-unknown", "network.missing.uptime")));
    }

    @Test
    void whoChoseIsToldSoAndWhoIsOutsideNothing() {
        assertThat(line(false, Role.Why.CHOSEN).why()).isEqualTo("network.why.chosen-leaf");
        assertThat(line(true, Role.Why.CHOSEN).why()).isEqualTo("network.why.chosen-ultrapeer");
        assertThat(RoleLine.of(Reachability.OUTSIDE)).isEqualTo(new RoleLine("", List.of()));
    }

    @Test
    void everySentenceIsThere() throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        var whys = Stream.of(Role.Why.values()).flatMap(why -> Stream.of(line(true, why).why(), line(false, why).why()));
        var missing = line(false, Role.Why.LACKING, Role.Missing.values()).missing().stream();
        assertThat(Stream.concat(whys, missing)).allSatisfy(key -> assertThat(texts).containsKey(key));
    }
}
