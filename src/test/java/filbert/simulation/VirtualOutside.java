package filbert.simulation;

import filbert.servent.bootstrap.Outside;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Names and web pages of a {@link VirtualNetwork}; everything asked for is written down. */
public final class VirtualOutside implements Outside {
    private final VirtualNetwork net;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Page> pages = new HashMap<>();

    /** Names looked up and pages fetched, in order. */
    public final List<String> resolved = new ArrayList<>();

    public final List<URI> fetched = new ArrayList<>();

    public VirtualOutside(VirtualNetwork net) {
        this.net = net;
    }

    public VirtualOutside name(String name, String ip) {
        names.put(name, ip);
        return this;
    }

    /** @param address without its query */
    public VirtualOutside page(String address, String body) {
        pages.put(address, new Page(200, "", body.getBytes(StandardCharsets.ISO_8859_1)));
        return this;
    }

    public VirtualOutside redirect(String address, String location) {
        pages.put(address, new Page(302, location, new byte[0]));
        return this;
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String name) {
        resolved.add(name);
        var answer = new CompletableFuture<List<InetAddress>>();
        net.time().after(Duration.ofMillis(30), () -> {
            if (names.containsKey(name)) {
                answer.complete(List.of(InetAddress.ofLiteral(names.get(name))));
            } else {
                answer.completeExceptionally(new IOException("no such name: " + name));
            }
        });
        return answer;
    }

    @Override
    public CompletionStage<Page> get(URI from) {
        fetched.add(from);
        var answer = new CompletableFuture<Page>();
        net.time().after(Duration.ofMillis(200), () -> {
            var page = pages.get(from.toString().split("\\?", 2)[0]);
            if (page != null) {
                answer.complete(page);
            } else {
                answer.completeExceptionally(new IOException("nobody answers at " + from));
            }
        });
        return answer;
    }
}
