package filbert.wire.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who made a servent: key VC, four characters and a byte of major and minor version, four bits each (1-connect, 6.3).
 */
public record VendorVersion(String vendor, int major, int minor) {
    static final String KEY = "VC";
    private static final int VENDOR_LENGTH = 4;
    private static final int HIGHEST = 0xF;

    /** Without the version byte it is 0.0. */
    static Optional<VendorVersion> read(byte[] payload) {
        if (payload.length < VENDOR_LENGTH) {
            return Optional.empty();
        }
        var vendor = new String(payload, 0, VENDOR_LENGTH, StandardCharsets.ISO_8859_1);
        var version = payload.length == VENDOR_LENGTH ? 0 : payload[VENDOR_LENGTH] & 0xFF;
        return Optional.of(new VendorVersion(vendor, version >> 4, version & HIGHEST));
    }

    byte[] bytes() {
        var bytes = Arrays.copyOf(vendor.getBytes(StandardCharsets.ISO_8859_1), VENDOR_LENGTH + 1);
        bytes[VENDOR_LENGTH] = (byte) (Math.min(major, HIGHEST) << 4 | Math.min(minor, HIGHEST));
        return bytes;
    }
}
