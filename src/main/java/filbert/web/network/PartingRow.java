package filbert.web.network;

import filbert.servent.NetworkView.Parting;
import filbert.web.Figures;
import java.util.List;
import java.util.Set;

/**
 * One way in which connections ended.
 *
 * @param reason key of a sentence
 * @param code as text; empty without a Bye
 */
record PartingRow(boolean ours, String reason, String code, String count) {
    private static final Set<Integer> KNOWN =
            Set.of(0, 200, 201, 202, 203, 400, 401, 403, 405, 406, 409, 412, 413, 414, 415, 500, 501, 502, 503, 504, 505);

    static List<PartingRow> of(List<Parting> partings) {
        return partings.stream()
                .map(each -> new PartingRow(
                        each.ours(),
                        "network.parting." + (KNOWN.contains(each.code()) ? each.code() : "other"),
                        each.code() > 0 ? Integer.toString(each.code()) : "",
                        Figures.count(each.count())))
                .toList();
    }
}
