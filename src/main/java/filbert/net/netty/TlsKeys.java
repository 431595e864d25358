package filbert.net.netty;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A servent's key (P-256, which GnuTLS and OpenSSL take in TLS 1.2 and 1.3) and its certificate, made once and kept. */
public record TlsKeys(PrivateKey key, X509Certificate certificate) {
    private static final Logger LOG = LoggerFactory.getLogger(TlsKeys.class);
    private static final String NAME = "servent";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----\\s*(-----BEGIN CERTIFICATE-----.*)", Pattern.DOTALL);

    public static TlsKeys fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            return new TlsKeys(keys.getPrivate(), SelfSigned.of(keys, NAME));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make a P-256 key", e);
        }
    }

    /** Those in {@code file} (PEM: the key, then the certificate); when there are none, or unreadable ones, new ones are put there. */
    public static TlsKeys keptIn(Path file) throws IOException {
        if (Files.exists(file)) {
            try {
                return read(Files.readString(file, StandardCharsets.US_ASCII));
            } catch (GeneralSecurityException | IOException | IllegalArgumentException damaged) {
                LOG.warn("The key in {} cannot be read ({}); a new one takes its place.", file, damaged.getMessage());
            }
        }
        var made = fresh();
        made.write(file);
        return made;
    }

    private static TlsKeys read(String text) throws GeneralSecurityException {
        var parts = PEM.matcher(text);
        if (!parts.find()) {
            throw new IllegalArgumentException("no key and certificate in it");
        }
        var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(parts.group(1))));
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(parts.group(2).getBytes(StandardCharsets.US_ASCII)));
        return new TlsKeys(key, (X509Certificate) certificate);
    }

    private void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try {
            Files.writeString(fresh, pem("PRIVATE KEY", key.getEncoded()) + pem("CERTIFICATE", certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("bug: a certificate of our own that cannot be written", e);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String what, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
