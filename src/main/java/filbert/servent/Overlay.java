package filbert.servent;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.servent.bootstrap.BootstrapView;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.guard.Ban;
import java.net.InetAddress;
import java.util.List;

/** What people may see of the overlay and do to it. Every method is safe from any thread that may block. */
public interface Overlay {
    NetworkView view();

    /** Since the start, one row per message type. */
    List<NetworkView.MessageCount> messageCounts();

    /** Why connections ended since the start, the most frequent reason first. */
    List<NetworkView.Parting> partings();

    /** Which programs were met since the start, the most frequent first. */
    List<NetworkView.VendorCount> vendors();

    /** The latest messages exchanged with one neighbour, oldest first; tracing starts with the first call and ends a minute after the last. */
    List<NetworkView.TracedMessage> trace(long neighbour);

    /**
     * A sample of the strangers' queries and hits that come by, oldest first; nothing our own people ask or get. Begins with the first call, and all is
     * forgotten half a minute after the last.
     */
    List<NetworkView.Passing> passing();

    /** Best first. */
    List<KnownHost> knownHosts(int atMost);

    /** In force, newest first. */
    List<Ban> bans();

    /** Keeps an address out because the owner said so; neighbours there are parted from. */
    void block(InetAddress address);

    /** Parts from neighbours in ranges that are listed as hostile: the lists have changed. */
    void shunHostile();

    /** Lets an address in again, and forgets its offences. @return false when it is not banned */
    boolean lift(InetAddress banned);

    /** Whom we ask for hosts, and who answered. */
    BootstrapView bootstrap();

    /** Asks those that may be asked now, because a person said so. @return how many; 0 when everybody was asked within the hour */
    int askForHosts();

    /** Whether others can call us, where they see us, and which role follows from it. */
    Reachability reachability();

    /** Has neighbours call us now, because a person wants to know. @return questions asked; 0 when nobody can be asked, or a person did within the minute */
    int testReachability();

    /** Calls a host because a person said so: cool-offs and slot limits do not apply, the address scope does. */
    void connect(HostAddress to);

    /** @return false when there is no such neighbour */
    boolean disconnect(long neighbour);

    /** Raised when neighbours, counts or the state of connecting changed; at most a few times a second. */
    Signal changed();
}
