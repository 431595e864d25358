package filbert.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** A certificate as somebody else would have made it, in two PEM files. */
public final class GivenCertificate {
    private static final char[] PASSWORD = OwnCertificate.PASSWORD.toCharArray();

    private GivenCertificate() {}

    /** @param folder empty, for what is needed on the way */
    public static X509Certificate make(Path folder, Path certificate, Path key) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(OwnCertificate.in(folder, List.of("localhost", "127.0.0.1")).toFile(), PASSWORD);
        Files.writeString(key, pem("PRIVATE KEY", store.getKey("filbert", PASSWORD).getEncoded()));
        Files.writeString(certificate, pem("CERTIFICATE", store.getCertificate("filbert").getEncoded()));
        return (X509Certificate) store.getCertificate("filbert");
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
