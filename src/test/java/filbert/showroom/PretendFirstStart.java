package filbert.showroom;

import filbert.household.FirstStart;
import filbert.household.Origin;
import filbert.household.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Set-up that remembers what was chosen. The code is {@code right}. */
public final class PretendFirstStart implements FirstStart {
    public volatile State state = State.DONE;
    public volatile boolean locked;
    public final List<String> chosen = new CopyOnWriteArrayList<>();

    @Override
    public State state() {
        return state;
    }

    @Override
    public boolean accepts(String code, Origin origin) {
        return code.equals("right");
    }

    @Override
    public Optional<Instant> lockedUntil(Origin origin) {
        return locked ? Optional.of(PretendHouse.NOW) : Optional.empty();
    }

    @Override
    public Person createOwner(String code, String name, String password, Origin origin) {
        if (!accepts(code, origin)) {
            throw new IllegalArgumentException("setup.problem.code");
        }
        state = State.OPEN;
        chosen.add("owner " + name);
        return PretendHouse.OWNER;
    }

    @Override
    public Path downloadFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Override
    public void chooseNetwork(Person owner, Network network) {
        if (network.port() < 1024) {
            throw new IllegalArgumentException("setup.problem.port-bad");
        }
        if (network.upKibibytes() < 0) {
            throw new IllegalArgumentException("setup.problem.up-bad");
        }
        chosen.add(network.mode() + " " + network.port() + (network.mapPort() ? " by the router" : "") + (network.upKibibytes() > 0 ? " up " + network.upKibibytes() : ""));
    }

    @Override
    public int freePort() {
        return 34567;
    }

    @Override
    public void finish(Person owner) {
        state = State.DONE;
    }
}
