package filbert.wire.message;

import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import java.util.List;

/**
 * A search as it travels (2-search, section 1).
 *
 * @param flags the sixteen bits of 2-search 1.2 in big-endian reading, {@code MARK} included when it was set
 * @param text the text field as sent, before any canonicalisation
 * @param urns HUGE requests of the extension area that we understand
 * @param xml a rich query block, or empty
 * @param extensions the GGEP block
 */
public record Query(int flags, String text, List<Urn> urns, String xml, Ggep extensions) implements Message {
    public static final int MARK = 0x8000;
    public static final int FIREWALLED = 0x4000;
    public static final int XML = 0x2000;
    public static final int LEAF_GUIDED = 0x1000;
    public static final int GGEP_H = 0x0800;
    public static final int OUT_OF_BAND = 0x0400;
    public static final int FIREWALL_TO_FIREWALL = 0x0200;

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
