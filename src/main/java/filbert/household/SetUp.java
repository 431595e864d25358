package filbert.household;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Setting Filbert up, in the browser or from the environment. Thread-safe. */
public final class SetUp implements FirstStart {
    private static final Logger LOG = LoggerFactory.getLogger(SetUp.class);
    private static final String FINISHED = "set-up.finished";
    private static final int LOWEST_PORT = 1024; // 1-connect, 8.6: hosts below are never dialled
    private static final int HIGHEST_PORT = 65_535;
    private static final String UNATTENDED_NAME = "owner";

    private final House house;
    private final Path dataDirectory;
    private final InstantSource clock;
    private final Runnable join;
    private final Optional<SetUpCode> code;
    private volatile State state;

    /** What is being set up. */
    public record House(Accounts accounts, LayeredSettings settings, DownloadFolders folders, ListeningPort port, Keepsakes keepsakes) {}

    /**
     * @param join joins the network as the settings say; must return at once
     * @throws IOException when the code cannot be written into the data directory
     */
    public SetUp(House house, Path dataDirectory, InstantSource clock, RandomGenerator random, Runnable join) throws IOException {
        this.house = house;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
        this.join = join;
        this.state = house.accounts().nobody() ? State.ACCOUNT : house.keepsakes().recall(FINISHED).isPresent() ? State.DONE : State.OPEN;
        var password = house.settings().text(SettingKeys.OWNER_PASSWORD);
        if (state == State.ACCOUNT && !password.isEmpty()) {
            house.accounts().createUnchecked(UNATTENDED_NAME, password, Role.OWNER);
            finished();
        }
        this.code = state == State.ACCOUNT
                ? Optional.of(new SetUpCode(dataDirectory.resolve("setup-code"), random, clock))
                : Optional.empty();
    }

    /** The code to print in the address, while one is needed. */
    public Optional<String> code() {
        return state == State.ACCOUNT ? code.map(SetUpCode::text) : Optional.empty();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public boolean accepts(String typed, Origin origin) {
        return state == State.ACCOUNT && code.filter(right -> right.accepts(typed, origin)).isPresent();
    }

    @Override
    public Optional<Instant> lockedUntil(Origin origin) {
        return code.flatMap(right -> right.lockedUntil(origin));
    }

    @Override
    public synchronized Person createOwner(String typed, String name, String password, Origin origin) {
        if (!accepts(typed, origin)) {
            throw new IllegalArgumentException("setup.problem.code");
        }
        var owner = house.accounts().create(name, password, Role.OWNER);
        state = State.OPEN;
        try {
            code.orElseThrow().forget();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return owner;
    }

    @Override
    public Path downloadFolder() {
        var folder = house.folders().everybodys();
        if (folder.startsWith(dataDirectory)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                LOG.debug("{} cannot be made: {}", folder, e.toString()); // downloads that want to go there say so
            }
        }
        return folder;
    }

    @Override
    public void chooseNetwork(Person owner, Network chosen) {
        owner.require(Role.OWNER);
        var port = chosen.port();
        if (SettingKeys.NETWORK_MODE.kind().problem(chosen.mode()).isPresent()) {
            throw new IllegalArgumentException("setup.problem.mode-bad");
        }
        if (port < LOWEST_PORT || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("setup.problem.port-bad");
        }
        if (!house.port().isFree(port)) {
            throw new IllegalArgumentException("setup.problem.port-busy");
        }
        var up = String.valueOf(chosen.upKibibytes());
        if (SettingKeys.BANDWIDTH_NORMAL_UP.kind().problem(up).isPresent()) {
            throw new IllegalArgumentException("setup.problem.up-bad");
        }
        house.settings().saveUnlocked(
                owner,
                Map.of(
                        SettingKeys.NETWORK_MODE.name(), chosen.mode(),
                        SettingKeys.NETWORK_PORT.name(), String.valueOf(port),
                        SettingKeys.NETWORK_MAP_PORT.name(), String.valueOf(chosen.mapPort()),
                        SettingKeys.BANDWIDTH_NORMAL_UP.name(), up));
    }

    @Override
    public int freePort() {
        return house.port().offer();
    }

    @Override
    public synchronized void finish(Person owner) {
        owner.require(Role.OWNER);
        if (state == State.OPEN) {
            finished();
            join.run();
        }
    }

    private void finished() {
        house.keepsakes().keep(FINISHED, clock.instant().toString());
        state = State.DONE;
    }
}
