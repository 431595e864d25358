package filbert.household;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Setting Filbert up for the first time. Until {@link #finish} nothing joins the network. */
public interface FirstStart {
    /** {@code ACCOUNT}: nobody has an account. {@code OPEN}: the owner exists, the remaining steps may be walked. {@code DONE}: no more set-up. */
    State state();

    /** @return false for a wrong code; after five wrong ones from one place everything from there is refused for fifteen minutes */
    boolean accepts(String code, Origin origin);

    /** When the next code may be tried from there, if too many wrong ones came. */
    Optional<Instant> lockedUntil(Origin origin);

    /** Creates the owner. @throws IllegalArgumentException as {@link People#create}, or {@code setup.problem.code} */
    Person createOwner(String code, String name, String password, Origin origin);

    /** Below it every person has a folder for finished downloads; created when it is to be in the data directory and absent. */
    Path downloadFolder();

    /**
     * What the third step asks.
     *
     * @param mapPort whether the router is asked to open the port
     * @param upKibibytes a second at most that leave for others; 0 for no limit
     */
    record Network(String mode, int port, boolean mapPort, int upKibibytes) {}

    /**
     * Checks the port and saves the choice.
     *
     * @throws IllegalArgumentException with a key below {@code setup.problem.}: {@code port-busy, port-bad, mode-bad, up-bad}
     */
    void chooseNetwork(Person owner, Network chosen);

    /** A free port to offer, outside 6346 to 6350. */
    int freePort();

    /** Joins the network. */
    void finish(Person owner);

    enum State {
        ACCOUNT,
        OPEN,
        DONE
    }
}
