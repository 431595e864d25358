package filbert.wire.header;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a servent that cannot be called may be pushed: the value of {@code X-FW-Node-Info}, {@code <GUID>[;<port>:<ip>][;<proxy ip>:<port>...]} (3-transfer,
 * 3.7.3). Its own address stands in reverse, proxies do not.
 *
 * @param address as it says; empty when it does not
 * @param proxies at most {@value #MOST_READ}
 */
public record PushEndpoint(Guid servent, Optional<HostAddress> address, List<HostAddress> proxies) {
    static final int MOST_READ = 8; // as gtk-gnutella keeps: 3-transfer, 3.7.3
    static final int MOST_WRITTEN = 4; // LimeWire ignores more: 3-transfer, 3.7.3

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern REVERSED = Pattern.compile("(\\d{1,5}):(\\d{1,3}(?:\\.\\d{1,3}){3})");

    public PushEndpoint {
        proxies = List.copyOf(proxies);
    }

    /** Empty when it does not begin with a GUID; what else cannot be read is skipped. */
    public static Optional<PushEndpoint> parse(String text) {
        var parts = Arrays.stream(text.split(";", -1)).map(String::strip).toList();
        if (!HEX.matcher(parts.getFirst()).matches()) {
            return Optional.empty();
        }
        var address = Optional.<HostAddress>empty();
        var proxies = new ArrayList<HostAddress>();
        for (var part : parts.subList(1, parts.size())) {
            var reversed = REVERSED.matcher(part);
            if (reversed.matches()) {
                address = HostAddress.parse(reversed.group(2) + ":" + reversed.group(1));
            } else if (proxies.size() < MOST_READ) {
                HostAddress.parse(part).filter(host -> host.port() != 0).ifPresent(proxies::add);
            }
        }
        return Optional.of(new PushEndpoint(Guid.parse(parts.getFirst()), address.filter(host -> host.port() != 0), proxies));
    }

    /** IPv4 only. */
    public String text() {
        var text = new StringBuilder(servent.hex().toUpperCase(Locale.ROOT));
        address.filter(HostAddress::isIpv4).ifPresent(host -> text.append(';').append(host.port()).append(':').append(host.ip().getHostAddress()));
        proxies.stream().filter(HostAddress::isIpv4).limit(MOST_WRITTEN).forEach(proxy -> text.append(';').append(proxy));
        return text.toString();
    }
}
