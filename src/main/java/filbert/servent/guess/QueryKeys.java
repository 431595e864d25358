package filbert.servent.guess;

import filbert.identity.HostAddress;
import filbert.net.Timeline;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys that show that somebody receives what is sent to its address: a keyed hash of address and port, so that nothing is kept for anybody
 * (2-search, section 8, point 5). The secret changes daily; keys of the one before still hold. Confined to the owner.
 */
final class QueryKeys {
    static final Duration SECRET_LASTS = Duration.ofDays(1); // as gtk-gnutella's: 2-search, section 8
    static final int LENGTH = 8; // of 4 to 16

    private static final int SECRET_LENGTH = 32;
    private static final String HMAC = "HmacSHA256";

    private final Timeline timeline;
    private final RandomGenerator random;
    private byte[] secret;
    private byte[] former;
    private long since;

    /** @param random a secure source */
    QueryKeys(Timeline timeline, RandomGenerator random) {
        this.timeline = timeline;
        this.random = random;
        this.secret = freshSecret();
        this.former = freshSecret();
        this.since = timeline.nanos();
    }

    byte[] of(HostAddress asker) {
        changeSecret();
        return key(secret, asker);
    }

    boolean isValid(HostAddress asker, byte[] key) {
        changeSecret();
        return MessageDigest.isEqual(key, key(secret, asker)) || MessageDigest.isEqual(key, key(former, asker));
    }

    private void changeSecret() {
        var age = timeline.nanos() - since;
        if (age >= SECRET_LASTS.toNanos()) {
            former = age < 2 * SECRET_LASTS.toNanos() ? secret : freshSecret();
            secret = freshSecret();
            since = timeline.nanos();
        }
    }

    private byte[] freshSecret() {
        var fresh = new byte[SECRET_LENGTH];
        random.nextBytes(fresh);
        return fresh;
    }

    private static byte[] key(byte[] secret, HostAddress asker) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update(asker.ip().getAddress());
            return Arrays.copyOf(mac.doFinal(ByteBuffer.allocate(Short.BYTES).putShort((short) asker.port()).array()), LENGTH);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("bug: every Java has " + HMAC, missing);
        }
    }
}
