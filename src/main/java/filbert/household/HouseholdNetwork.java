package filbert.household;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.Overlay;
import filbert.servent.Reachability;
import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.guard.Ban;
import filbert.sharing.upload.Promise;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.Uploads;
import filbert.sharing.upload.WaitingView;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The overlay and uploads: everybody may look, the owner may act. */
public final class HouseholdNetwork {
    private static final int MOST_KNOWN = 2_000; // all that are kept: 1-connect, 8.2

    private final Overlay overlay;
    private final Uploads uploads;

    public HouseholdNetwork(Overlay overlay, Uploads uploads) {
        this.overlay = overlay;
        this.uploads = uploads;
    }

    public NetworkView view(Person person) {
        person.require(Role.GUEST);
        return overlay.view();
    }

    public List<NetworkView.MessageCount> messageCounts(Person person) {
        person.require(Role.GUEST);
        return overlay.messageCounts();
    }

    /** Why connections ended since the start, the most frequent reason first. */
    public List<NetworkView.Parting> partings(Person person) {
        person.require(Role.GUEST);
        return overlay.partings();
    }

    /** Which programs were met since the start, the most frequent first. */
    public List<NetworkView.VendorCount> vendors(Person person) {
        person.require(Role.GUEST);
        return overlay.vendors();
    }

    public List<NetworkView.TracedMessage> trace(Person person, long neighbour) {
        person.require(Role.OWNER);
        return overlay.trace(neighbour);
    }

    /** A sample of what strangers ask and are answered while the owner looks, oldest first. Nothing of the household's own. */
    public List<NetworkView.Passing> passing(Person person) {
        person.require(Role.OWNER);
        return overlay.passing();
    }

    public List<KnownHost> knownHosts(Person person, int atMost) {
        person.require(Role.GUEST);
        return overlay.knownHosts(atMost);
    }

    /**
     * How many of the known hosts were heard of in one way.
     *
     * @param source in what way: {@code user}, {@code listed}, {@code try}, {@code pong}, {@code neighbour}, {@code hit}, {@code udp}, {@code cache},
     *     {@code web}, {@code lan} or {@code other}
     * @param connected of them were connected with once
     * @param failing of them did not answer the last time
     */
    public record BySource(String source, int hosts, int connected, int failing) {
        private static BySource of(String source, List<KnownHost> hosts) {
            return new BySource(
                    source,
                    hosts.size(),
                    (int) hosts.stream().filter(host -> host.lastConnected() != null).count(),
                    (int) hosts.stream().filter(host -> host.failures() > 0).count());
        }
    }

    /** All known hosts by where they were heard of, the way that told of most first. */
    public List<BySource> knownBySource(Person person) {
        return knownHosts(person, MOST_KNOWN).stream().collect(Collectors.groupingBy(KnownHost::kind)).entrySet().stream()
                .map(each -> BySource.of(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(BySource::hosts).reversed().thenComparing(BySource::source))
                .toList();
    }

    /** In force, newest first. */
    public List<Ban> bans(Person person) {
        person.require(Role.GUEST);
        return overlay.bans();
    }

    /**
     * Keeps an address out until {@link #lift} lets it in again.
     *
     * @return false when it is no address
     */
    public boolean block(Person person, String address) {
        person.require(Role.OWNER);
        var ip = ip(address);
        ip.ifPresent(overlay::block);
        return ip.isPresent();
    }

    /** Keeps a neighbour's address out. @return false when there is no such neighbour */
    public boolean block(Person person, long neighbour) {
        person.require(Role.OWNER);
        var there = overlay.view().neighbours().stream().filter(one -> one.id() == neighbour).findFirst();
        there.ifPresent(one -> overlay.block(one.address().ip()));
        return there.isPresent();
    }

    /** Lets an address in again. @return false when it was not banned, or is no address */
    public boolean lift(Person person, String address) {
        person.require(Role.OWNER);
        return ip(address).map(overlay::lift).orElse(false);
    }

    private static Optional<InetAddress> ip(String address) {
        return HostAddress.parse((address.contains(":") ? "[" + address + "]" : address) + ":1").map(HostAddress::ip);
    }

    public BootstrapView bootstrap(Person person) {
        person.require(Role.GUEST);
        return overlay.bootstrap();
    }

    /** @return how many are asked; 0 when everybody was asked within the hour */
    public int askForHosts(Person person) {
        person.require(Role.OWNER);
        return overlay.askForHosts();
    }

    public Reachability reachability(Person person) {
        person.require(Role.GUEST);
        return overlay.reachability();
    }

    /** @return questions asked; 0 when nobody can be asked, or somebody tested within the minute */
    public int testReachability(Person person) {
        person.require(Role.OWNER);
        return overlay.testReachability();
    }

    public void connect(Person person, HostAddress to) {
        person.require(Role.OWNER);
        overlay.connect(to);
    }

    public boolean disconnect(Person person, long neighbour) {
        person.require(Role.OWNER);
        return overlay.disconnect(neighbour);
    }

    public List<UploadView> uploads(Person person) {
        person.require(Role.GUEST);
        return uploads.view();
    }

    public boolean cancelUpload(Person person, long id) {
        person.require(Role.OWNER);
        return uploads.cancel(id);
    }

    /**
     * Ends whatever an address is being sent, and takes its places in the queue away.
     *
     * @param address without a port
     * @return how many of both; 0 also when it is no address
     */
    public int cancelUploads(Person person, String address) {
        person.require(Role.OWNER);
        return ip(address).map(uploads::cancelAll).orElse(0);
    }

    /** Gives one who waits a place beside the slots. */
    public Promise promiseUpload(Person person, long number) {
        person.require(Role.OWNER);
        return uploads.promise(number);
    }

    public List<WaitingView> uploadQueue(Person person) {
        person.require(Role.GUEST);
        return uploads.queue();
    }

    public boolean dismissWaiting(Person person, long number) {
        person.require(Role.OWNER);
        return uploads.dismiss(number);
    }

    public Signal changed() {
        return overlay.changed();
    }

    public Signal uploadsChanged() {
        return uploads.changed();
    }

    public long uploadRate() {
        return uploads.rate();
    }
}
