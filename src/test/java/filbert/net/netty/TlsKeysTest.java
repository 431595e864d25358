package filbert.net.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsKeysTest {
    @TempDir
    private Path folder;

    @Test // C-49
    void theCertificateIsItsOwnIssuerAndGoodForEver() throws GeneralSecurityException {
        var certificate = TlsKeys.fresh().certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(Instant.parse("2020-01-02T00:00:00Z")));
        certificate.checkValidity(Date.from(Instant.parse("9999-12-30T00:00:00Z")));
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=servent");
    }

    @Test
    void theyAreMadeOnceAndKept() throws IOException {
        var file = folder.resolve("tls/servent.pem");
        var made = TlsKeys.keptIn(file);
        assertThat(TlsKeys.keptIn(file)).isEqualTo(made);
        assertThat(TlsKeys.fresh().certificate()).isNotEqualTo(made.certificate());
        assertThat(folder.resolve("tls")).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nobodyElseMayReadThem() throws IOException {
        var file = folder.resolve("servent.pem");
        TlsKeys.keptIn(file);
        assertThat(Files.getPosixFilePermissions(file)).containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing of the kind",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
            })
    void damagedOnesAreReplaced(String content) throws IOException {
        var file = folder.resolve("servent.pem");
        Files.writeString(file, content);
        var made = TlsKeys.keptIn(file);
        assertThat(TlsKeys.keptIn(file)).isEqualTo(made);
    }
}
