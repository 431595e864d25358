package filbert.sharing.download;

import filbert.event.Signal;
import filbert.net.Owner;
import java.time.Duration;

/** When everybody's turn is looked at again, and when watchers hear of it: soon, once for all that happens meanwhile. Owner only. */
final class Round {
    static final Duration TICK = Duration.ofSeconds(1); // the round that comes whatever happens
    private static final Duration CONFLATION = Duration.ofMillis(250); // views are re-read at most this often

    private final Owner owner;
    private final Signal changed;
    private final Runnable look;
    private boolean planned;
    private boolean shown;
    private boolean over;

    /** @param look what is done each time */
    Round(Owner owner, Signal changed, Runnable look) {
        this.owner = owner;
        this.changed = changed;
        this.look = look;
    }

    /** Something happened after which others may work. */
    void plan() {
        if (!planned && !over) {
            planned = true;
            owner.execute(this::now);
        }
        show();
    }

    /** Something is to be seen. */
    void show() {
        if (!shown && changed.watched()) {
            shown = true;
            owner.after(CONFLATION, () -> {
                shown = false;
                changed.raise();
            });
        }
    }

    void now() {
        planned = false;
        if (!over) {
            look.run();
        }
    }

    void end() {
        over = true;
    }

    boolean over() {
        return over;
    }
}
