package filbert.wire.message;

import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.wire.ggep.Ggep;
import filbert.wire.ggep.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A search as it travels (2-search, section 1).
 *
 * @param flags the sixteen bits of 2-search 1.2 in big-endian reading; {@code MARK} is always set
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

    /** The text of a query that asks for a hash only. */
    public static final String NO_TEXT = "\\";

    /** The text of a query for the newest files; compares in any case. */
    public static final String WHATS_NEW = "WhatIsNewXOXO";

    /** The text a neighbour sends to see everything: four spaces (2-search, 1.3). */
    public static final String BROWSE = "    ";

    public Query {
        urns = List.copyOf(urns);
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The same question without this flag. */
    public Query without(int flag) {
        return new Query(flags & ~flag, text, urns, xml, extensions);
    }

    /** The same question with this flag. */
    public Query with(int flag) {
        return new Query(flags | flag, text, urns, xml, extensions);
    }

    /** What to match and to hash: XQ in place of the text field where it is there; empty when only a hash was asked for. */
    public String searchText() {
        var whole = extensions.get("XQ").flatMap(Utf8::strictly).filter(xq -> !xq.isEmpty()).orElse(text);
        return whole.equals(NO_TEXT) ? "" : whole;
    }

    /** Every SHA-1 asked for, as text or by the keys H and u; without repetition. */
    public List<Sha1> hashes() {
        var h = extensions.get("H").flatMap(RecordCodec::hash).stream();
        var u = extensions.get("u").flatMap(urn -> Urn.parse("urn:" + new String(urn, StandardCharsets.US_ASCII))).stream();
        return Stream.of(urns.stream(), h, u)
                .flatMap(each -> each)
                .flatMap(urn -> urn.sha1().stream())
                .distinct()
                .toList();
    }

    /** The bits of {@link MediaType} wanted, or 0 for all files (key M). */
    public int mediaTypes() {
        return extensions.get("M").flatMap(LittleEndian::parse).map(MediaType::filter).orElse(0);
    }

    /** Asks for the newest files: by its text, or by key WH, empty or 1. */
    public boolean whatsNew() {
        return text.equalsIgnoreCase(WHATS_NEW)
                || extensions.get("WH").map(feature -> feature.length == 0 || (feature.length == 1 && feature[0] == 1)).orElse(false);
    }

    /** Asks for a feature by a key WH we do not know: nobody answers (2-search, 2.3). */
    public boolean unknownFeature() {
        return extensions.has("WH") && !whatsNew();
    }

    /** Wants hits over UDP: by flag, by key SO, which alone means version 3, or by an IPv6 address (2-search, 1.5 and 7.1). */
    public boolean outOfBand() {
        return has(OUT_OF_BAND) || secureOutOfBand() || extensions.has("6");
    }

    /** Can echo a token in out-of-band hits: version 3. */
    public boolean secureOutOfBand() {
        return extensions.has("SO");
    }

    /** Matches partial files too. */
    public boolean partialFiles() {
        return extensions.has("PR");
    }

    /** Must not be sent on in an ultrapeer's name. */
    public boolean refusesProxy() {
        return extensions.has("NP");
    }
}
