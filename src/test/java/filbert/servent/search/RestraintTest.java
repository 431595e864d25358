package filbert.servent.search;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.servent.routing.Ceilings;
import filbert.servent.routing.FixedSelf;
import filbert.servent.routing.Neighbourhood;
import filbert.servent.routing.NoSearches;
import filbert.servent.routing.Router;
import filbert.servent.routing.ScriptedNeighbour;
import filbert.servent.routing.SharedWords;
import filbert.servent.routing.SteppedOwner;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("1-connect, 5.2 and 5.3")
final class RestraintTest {
    private final SteppedOwner owner = new SteppedOwner();
    private final ScriptedNeighbour ultrapeer = ScriptedNeighbour.ultrapeer(1);
    private boolean taken;
    private int waiting;
    private Restraint restraint;

    private void start(FixedSelf self) {
        var neighbourhood = new Neighbourhood(self, new Neighbourhood.Ground(owner, new Random(1), Runnable::run, Ceilings.DEFAULT), new SharedWords() {
            @Override
            public void words(Consumer<String> each) {}

            @Override
            public Signal changed() {
                return new Signal();
            }
        });
        var router = new Router(self, neighbourhood, (_, _, _) -> {}, new NoSearches(), _ -> {}, NoSearches.UPSTAIRS);
        router.joined(ultrapeer);
        restraint = new Restraint(self, owner, neighbourhood, new UploadSlots() {
            @Override
            public boolean allTaken() {
                return taken;
            }

            @Override
            public int waiting() {
                return waiting;
            }

            @Override
            public long kilobitsPerSlot() {
                return 1_000;
            }
        });
    }

    private void look() {
        owner.pass(Restraint.LOOK_EVERY);
    }

    @Test
    void aLeafWithoutSlotsAndWithALongLineAsksToBeSpared() {
        start(FixedSelf.leaf(1));
        taken = true;
        look();
        assertThat(ultrapeer.askedToSpareUs).as("nobody waits").isFalse();
        waiting = Restraint.LONG_LINE;
        look();
        assertThat(ultrapeer.askedToSpareUs).isTrue();
        taken = false;
        look();
        assertThat(ultrapeer.askedToSpareUs).isFalse();
    }

    @Test
    void aLeafThatCannotKeepUpAsksToBeSpared() {
        start(FixedSelf.leaf(1));
        owner.execute(() -> owner.pass(Restraint.LOOK_EVERY.plus(Restraint.BEHIND).plusSeconds(1))); // one task takes so long
        assertThat(ultrapeer.askedToSpareUs).as("late").isTrue();
        look();
        assertThat(ultrapeer.askedToSpareUs).as("in time again").isFalse();
    }

    @Test
    void anUltrapeerCarriesOthersQueriesWhateverItsUploadsDo() {
        start(FixedSelf.ultrapeer(1));
        taken = true;
        waiting = 100;
        look();
        assertThat(ultrapeer.askedToSpareUs).isFalse();
        restraint.close();
        look();
        assertThat(ultrapeer.askedToSpareUs).isFalse();
    }
}
