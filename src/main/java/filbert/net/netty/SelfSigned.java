package filbert.net.netty;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * Makes the one certificate a servent needs (RFC 5280, 4.1; version 1, for it has no extensions): signed by itself, for a name that says nothing, good for ever, because nobody
 * checks it. The JDK reads certificates and makes none.
 */
final class SelfSigned {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("06082a8648ce3d040302"); // RFC 5758, 3.2
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403"); // X.520
    private static final byte[] SERIAL = {INTEGER, 1, 1};
    private static final String BEGINNING = "200101000000Z";
    private static final String NO_END = "99991231235959Z"; // RFC 5280, 4.1.2.5

    private SelfSigned() {}

    /** @param keys of an elliptic curve */
    static X509Certificate of(KeyPair keys, String name) throws GeneralSecurityException {
        var algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
        var subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text(UTF8_STRING, name))));
        var validity = der(SEQUENCE, text(UTC_TIME, BEGINNING), text(GENERALIZED_TIME, NO_END));
        var content = der(SEQUENCE, SERIAL, algorithm, subject, validity, subject, keys.getPublic().getEncoded());
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.getPrivate());
        signer.update(content);
        var certificate = der(SEQUENCE, content, algorithm, der(BIT_STRING, new byte[1], signer.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Tag, length, content (X.690, 8.1 and 10.1). */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        length(out, content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
    }
}
