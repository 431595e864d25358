package filbert.web.network;

import filbert.servent.NetworkView.VendorCount;
import filbert.web.Figures;
import filbert.web.LiveRow;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A program met on the network.
 *
 * @param name as it calls itself; empty for those without a name
 * @param known what a four-letter code stands for; empty for a code we do not know, and for what is none
 */
record VendorRow(String name, String known, String handshakes, String pongs, String hits) implements LiveRow {
    /** Names of programs, no messages. From the list of vendor codes of gtk-gnutella. */
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("BEAR", "BearShare"),
            Map.entry("CABO", "Cabos"),
            Map.entry("FILB", "Filbert"),
            Map.entry("FROS", "FrostWire"),
            Map.entry("GNUC", "Gnucleus"),
            Map.entry("GTKG", "gtk-gnutella"),
            Map.entry("LIME", "LimeWire"),
            Map.entry("MRPH", "Morpheus"),
            Map.entry("PHEX", "Phex"),
            Map.entry("RAZA", "Shareaza"),
            Map.entry("XOLO", "Xolox"));

    static List<VendorRow> of(List<VendorCount> vendors, int atMost) {
        return vendors.stream().limit(atMost).map(VendorRow::of).toList();
    }

    private static VendorRow of(VendorCount one) {
        return new VendorRow(
                one.name(),
                CODES.getOrDefault(one.name(), ""),
                Figures.count(one.handshakes()),
                Figures.count(one.pongs()),
                Figures.count(one.hits()));
    }

    @Override
    public String id() {
        return "v-" + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    }
}
