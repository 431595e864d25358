package filbert.wire.message;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vendor message, its body still opaque (1-connect, section 10). Treat {@code body} as immutable.
 *
 * @param vendor four characters, Latin-1
 * @param type 0x31, or 0x32 for the "standard" spelling of the same
 */
@SuppressWarnings("ArrayRecordComponent") // contents are compared, and never changed
public record Vendor(String vendor, int selector, int version, byte[] body, int type) implements Message {
    public Vendor(String vendor, int selector, int version, byte... body) {
        this(vendor, selector, version, body, Header.VENDOR);
    }

    public boolean is(String code, int number) {
        return selector == number && vendor.equals(code);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vendor that
                && is(that.vendor, that.selector)
                && version == that.version
                && type == that.type
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(vendor, selector, version);
    }
}
