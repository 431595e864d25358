package filbert.household;

import filbert.event.Signal;
import filbert.identity.HostAddress;
import filbert.servent.NetworkView;
import filbert.servent.Overlay;
import filbert.servent.bootstrap.KnownHost;
import filbert.servent.guard.Ban;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.Uploads;
import java.util.List;

/** The overlay and uploads: everybody may look, the owner may act. */
public final class HouseholdNetwork {
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

    public List<NetworkView.TracedMessage> trace(Person person, long neighbour) {
        person.require(Role.OWNER);
        return overlay.trace(neighbour);
    }

    public List<KnownHost> knownHosts(Person person, int atMost) {
        person.require(Role.GUEST);
        return overlay.knownHosts(atMost);
    }

    /** In force, newest first. */
    public List<Ban> bans(Person person) {
        person.require(Role.GUEST);
        return overlay.bans();
    }

    /** Lets an address in again. @return false when it was not banned, or is no address */
    public boolean lift(Person person, String address) {
        person.require(Role.OWNER);
        return HostAddress.parse((address.contains(":") ? "[" + address + "]" : address) + ":1")
                .map(host -> overlay.lift(host.ip()))
                .orElse(false);
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
