package filbert.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("hazel bush hedge", "x"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "Open http://10.0.0.2:8346/setup?code=AB12-CD34 | Open http://10.0.0.2:8346/setup?code=<redacted>",
        "the password was hazel bush hedge, no | the password was <redacted>, no",
        "{\"token\": \"abc.def\"} | {\"token\": \"<redacted>\"}",
        "Authorization: Bearer abc123== | Authorization: Bearer <redacted>",
        "jdbc:postgresql://me:pw1@nas/filbert?password=pw2&x=1 | jdbc:postgresql://<redacted>@nas/filbert?password=<redacted>&x=1",
        "Signature=sha256:00ff | Signature=<redacted>",
        "x marks the spot, code 200 | x marks the spot, code 200",
    })
    void secretsGo(String before, String after) {
        assertThat(redaction.secrets(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "/home/mara/My Music/a song.mp3 cannot be read: no | <path> cannot be read: no",
        "taken from /a b/c to /d e/f (3 files) | taken from <path> to <path> (3 files)",
        "file '/x/y z'  | file '<path>",
        "Gnutella on 192.0.2.7:6346, [2001:db8::7]:6346 | Gnutella on <address>:6346, <address>:6346",
        "met 2001:db8::1: refused, fe80::1%eth0 and 2001:db8:: too | met <address>: refused, <address>%eth0 and <address> too",
        "Thread::start and ab::deg, 12:30 | Thread::start and ab::deg, 12:30",
        "listening on 127.0.0.1:1 and 0.0.0.0:2 | listening on 127.0.0.1:1 and 0.0.0.0:2",
        "    at java.base/java.lang.Thread.run(Thread.java:1474) | at java.base/java.lang.Thread.run(Thread.java:1474)",
        "in 3, out 4/s, 12:30:59 | in 3, out 4/s, 12:30:59",
    })
    void pathsAndAddressesStayAtHome(String before, String after) {
        assertThat(redaction.forOthers(before)).isEqualTo(after);
    }
}
