package filbert.web.network;

import filbert.servent.bootstrap.KnownHost;
import filbert.web.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many hosts were heard of in one way.
 *
 * @param source message key
 * @param well of them were connected with once
 * @param failing of them did not answer the last time
 */
record SourceCount(String source, String hosts, String well, String failing) {
    static List<SourceCount> of(List<KnownHost> known) {
        return known.stream().collect(Collectors.groupingBy(HostRow::kind)).entrySet().stream()
                .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                .map(each -> new SourceCount(
                        "network.by." + each.getKey(),
                        Figures.count(each.getValue().size()),
                        Figures.count(each.getValue().stream().filter(host -> host.lastConnected() != null).count()),
                        Figures.count(each.getValue().stream().filter(host -> host.failures() > 0).count())))
                .toList();
    }
}
