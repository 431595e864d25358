package filbert.web.network;

import filbert.servent.NetworkView.VendorCount;
import filbert.web.Figures;
import java.util.List;

/**
 * A program met on the network.
 *
 * @param name as it calls itself; empty for those without a name
 */
record VendorRow(String name, String handshakes, String pongs) {
    static List<VendorRow> of(List<VendorCount> vendors, int atMost) {
        return vendors.stream()
                .limit(atMost)
                .map(each -> new VendorRow(each.name(), Figures.count(each.handshakes()), Figures.count(each.pongs())))
                .toList();
    }
}
