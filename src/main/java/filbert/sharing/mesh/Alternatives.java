package filbert.sharing.mesh;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.push.Whereabouts;
import filbert.wire.header.Alternates;
import filbert.wire.header.HeaderBlock;
import filbert.wire.header.PushEndpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One connection's part in the mesh of one content: what its other end says in {@code X-Alt}, {@code X-Falt} and {@code X-NAlt}, and what it was told already
 * (3-transfer, 3.7.1). Owner only.
 */
public final class Alternatives {
    static final int MOST_TOLD = 10; // a reply or request; 3-transfer, 3.7.1: what LimeWire and Phex send
    static final int MOST_PUSHED_TOLD = 5; // 3-transfer, 3.7.1: what LimeWire sends
    private static final int MOST_PUSHED_READ = 20; // ours
    private static final List<String> LEGACY = List.of("X-Gnutella-Alternate-Location", "Alt-Location");

    private final Mesh mesh;
    private final InetAddress peer;
    private Optional<Sha1> content = Optional.empty();
    private boolean readsPushed;
    private long told;
    private boolean toldOurselves;

    public Alternatives(Mesh mesh, InetAddress peer) {
        this.mesh = mesh;
        this.peer = peer;
    }

    /**
     * Hosts worth trying that were not known.
     *
     * @param encrypted those of them said to speak TLS
     */
    public record News(List<HostAddress> hosts, List<PushEndpoint> pushed, List<HostAddress> encrypted) {
        public static final News NONE = new News(List.of(), List.of(), List.of());
    }

    /** Takes what a request or reply about this content says. */
    public News heard(Sha1 about, HeaderBlock headers) {
        readsPushed |= headers.get("X-Features").orElse("").contains("fwalt/");
        headers.get("X-NAlt").ifPresent(value -> mesh.denied(about, hosts(value), peer));
        var alternates = headers.get("X-Alt").map(Alternates::parse).orElse(List.of());
        var encrypted = alternates.stream().filter(Alternates.Alternate::tls).map(Alternates.Alternate::host).toList();
        var named = new ArrayList<>(alternates.stream().map(Alternates.Alternate::host).toList());
        LEGACY.forEach(name -> headers.get(name).ifPresent(value -> named.addAll(Alternates.parseLegacy(value, about))));
        headers.get("X-Node")
                .flatMap(HostAddress::parse)
                .filter(node -> node.ip().equals(peer) && named.contains(node))
                .ifPresent(node -> announced(about, node, encrypted.contains(node) || speaksTls(headers)));
        var hosts = mesh.hear(about, named, peer);
        return new News(hosts, pushed(about, headers), hosts.stream().filter(encrypted::contains).toList());
    }

    /** It speaks of itself, from where it says it is. */
    private void announced(Sha1 about, HostAddress node, boolean tls) {
        mesh.announced(about, node);
        if (tls) {
            mesh.speaksTls(node);
        }
    }

    /** Does the other end say that it takes TLS from the first byte on (3-transfer, 3.2.5)? */
    private static boolean speaksTls(HeaderBlock headers) {
        return Stream.of(headers.get("X-Features").orElse("").split(",")).anyMatch(feature -> feature.strip().startsWith("tls/1."));
    }

    private List<PushEndpoint> pushed(Sha1 about, HeaderBlock headers) {
        var named = headers.get("X-Falt").stream()
                .flatMap(value -> Stream.of(value.split(",", MOST_PUSHED_READ + 1)))
                .limit(MOST_PUSHED_READ)
                .flatMap(entry -> PushEndpoint.parse(entry.strip()).stream())
                .toList();
        headers.get("X-FW-Node-Info")
                .flatMap(PushEndpoint::parse)
                .filter(self -> named.stream().anyMatch(other -> other.servent().equals(self.servent())))
                .ifPresent(self -> mesh.announcedPushed(about, fromHere(self), peer)); // it speaks of itself
        return mesh.hearPushed(about, named, peer);
    }

    /** Of addresses only the one it speaks from is believed to be its own. */
    private PushEndpoint fromHere(PushEndpoint self) {
        return new PushEndpoint(self.servent(), self.address().filter(host -> host.ip().equals(peer)), self.proxies());
    }

    private static List<HostAddress> hosts(String value) {
        return Alternates.parse(value).stream().map(Alternates.Alternate::host).toList();
    }

    /** With what is new to the other end since it was last told. */
    public HeaderBlock tell(Sha1 about, HeaderBlock headers) {
        return tell(about, headers, Optional.empty());
    }

    /** @param ourselves how we can be called, when we have a part of it that others may fetch: told once on a connection (3-transfer, 3.7.2) */
    public HeaderBlock tell(Sha1 about, HeaderBlock headers, Optional<Whereabouts> ourselves) {
        if (!content.equals(Optional.of(about))) {
            content = Optional.of(about);
            told = 0;
            toldOurselves = false;
        }
        var good = new ArrayList<>(mesh.good(about, told, peer, MOST_TOLD));
        var failed = mesh.failed(about, told, MOST_TOLD);
        var pushed = new ArrayList<>(readsPushed ? mesh.goodPushed(about, told, MOST_PUSHED_TOLD) : List.<PushEndpoint>of());
        told = mesh.mark();
        ourselves.filter(_ -> !toldOurselves).ifPresent(us -> nameOurselves(us, good, pushed));
        var with = with(with(headers, "X-Alt", Alternates.write(good, mesh::saidToSpeakTls)), "X-NAlt", Alternates.write(failed));
        return pushed.isEmpty() ? with : with.with("X-Falt", pushed.stream().map(PushEndpoint::text).collect(Collectors.joining(",")));
    }

    /** First of all. Who can only be pushed is named to those who read that alone. */
    private void nameOurselves(Whereabouts us, List<HostAddress> good, List<PushEndpoint> pushed) {
        if (us.firewalled() && readsPushed) {
            pushed.addFirst(us.endpoint());
            toldOurselves = true;
        } else if (!us.firewalled()) {
            mesh.ourselves().ifPresent(host -> {
                good.addFirst(host);
                toldOurselves = true;
            });
        }
    }

    private static HeaderBlock with(HeaderBlock headers, String name, String value) {
        return value.isEmpty() ? headers : headers.with(name, value);
    }
}
