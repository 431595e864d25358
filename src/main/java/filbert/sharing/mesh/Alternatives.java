package filbert.sharing.mesh;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.wire.header.Alternates;
import filbert.wire.header.HeaderBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection's part in the mesh of one content: what its other end says in {@code X-Alt} and {@code X-NAlt}, and what it was told already
 * (3-transfer, 3.7.1). Owner only.
 */
public final class Alternatives {
    static final int MOST_TOLD = 10; // a reply or request; 3-transfer, 3.7.1: what LimeWire and Phex send
    private static final List<String> LEGACY = List.of("X-Gnutella-Alternate-Location", "Alt-Location");

    private final Mesh mesh;
    private final InetAddress peer;
    private Optional<Sha1> content = Optional.empty();
    private long told;

    public Alternatives(Mesh mesh, InetAddress peer) {
        this.mesh = mesh;
        this.peer = peer;
    }

    /** Takes what a request or reply about this content says. @return hosts worth trying that were not known */
    public List<HostAddress> heard(Sha1 about, HeaderBlock headers) {
        headers.get("X-NAlt").ifPresent(value -> mesh.denied(about, hosts(value), peer));
        var named = new ArrayList<>(headers.get("X-Alt").map(Alternatives::hosts).orElse(List.of()));
        LEGACY.forEach(name -> headers.get(name).ifPresent(value -> named.addAll(Alternates.parseLegacy(value, about))));
        headers.get("X-Node")
                .flatMap(HostAddress::parse)
                .filter(node -> node.ip().equals(peer) && named.contains(node))
                .ifPresent(node -> mesh.good(about, node)); // it speaks of itself, from where it says it is
        return mesh.hear(about, named, peer);
    }

    private static List<HostAddress> hosts(String value) {
        return Alternates.parse(value).stream().map(Alternates.Alternate::host).toList();
    }

    /** With what is new to the other end since it was last told. */
    public HeaderBlock tell(Sha1 about, HeaderBlock headers) {
        if (!content.equals(Optional.of(about))) {
            content = Optional.of(about);
            told = 0;
        }
        var good = mesh.good(about, told, peer, MOST_TOLD);
        var failed = mesh.failed(about, told, MOST_TOLD);
        told = mesh.mark();
        return with(with(headers, "X-Alt", good), "X-NAlt", failed);
    }

    private static HeaderBlock with(HeaderBlock headers, String name, List<HostAddress> hosts) {
        var value = Alternates.write(hosts);
        return value.isEmpty() ? headers : headers.with(name, value);
    }
}
