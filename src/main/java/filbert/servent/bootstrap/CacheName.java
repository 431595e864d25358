package filbert.servent.bootstrap;

import filbert.identity.HostAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** A UDP host cache as settings and pongs name it: {@code host[:port]}; a missing port is 6346 (1-connect, 6.3). */
record CacheName(String host, int port) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]{1,190})(?::(\\d{1,5}))?");
    private static final int LOWEST_PORT = 1_024; // 1-connect, 8.6
    private static final int HIGHEST_PORT = 65_535;

    static Optional<CacheName> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var port = form.group(2) == null ? HostAddress.DEFAULT_PORT : Integer.parseInt(form.group(2));
        return port >= LOWEST_PORT && port <= HIGHEST_PORT ? Optional.of(new CacheName(form.group(1), port)) : Optional.empty();
    }

    /** Names without a dot are of our own network: no business of strangers. */
    boolean mayBeLearnt() {
        return host.indexOf('.') > 0;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
