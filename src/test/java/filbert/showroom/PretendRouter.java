package filbert.showroom;

import filbert.event.Signal;
import filbert.household.Router;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A router that opened TCP and UDP by UPnP; another view can be put in its place. */
public final class PretendRouter implements Router {
    public static final Surroundings AT_HOME =
            new Surroundings(InetAddress.ofLiteral("192.168.1.1"), InetAddress.ofLiteral("192.168.1.5"), "eth0", false, "");

    public final List<String> commands = new CopyOnWriteArrayList<>();
    public volatile View view = new View(
            true,
            true,
            State.OPEN,
            AT_HOME,
            List.of(new Attempt("pcp", "silent", 0, ""), new Attempt("nat-pmp", "not-spoken", 0, ""), new Attempt("upnp", "opened", 0, "")),
            "upnp",
            34_567,
            34_567,
            InetAddress.ofLiteral("5.1.1.1"),
            false,
            PretendHouse.NOW.plusSeconds(7_200),
            0);
    private final Signal changed = new Signal();

    public void show(View now) {
        view = now;
        changed.raise();
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public void ask() {
        commands.add("ask");
    }

    @Override
    public Signal changed() {
        return changed;
    }
}
