package filbert.servent.spam;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.function.UnaryOperator;

/** What is known about junk at the moment: lists, the household's lessons, and whom the owner blocked. One for the whole house; any thread. */
public final class Experience {
    private volatile Knowledge known = Knowledge.NONE;

    /** The same object as long as nothing is learned. */
    public Knowledge now() {
        return known;
    }

    public SpamLists lists() {
        return known.lists();
    }

    public Lessons lessons() {
        return known.lessons();
    }

    public void listed(SpamLists all) {
        learn(before -> new Knowledge(all, before.lessons(), before.blocked()));
    }

    public void learned(Lessons all) {
        learn(before -> new Knowledge(before.lists(), all, before.blocked()));
    }

    void block(InetAddress one) {
        learn(before -> {
            var all = new HashSet<>(before.blocked());
            return all.add(one) ? new Knowledge(before.lists(), before.lessons(), all) : before;
        });
    }

    void admit(InetAddress one) {
        learn(before -> {
            var all = new HashSet<>(before.blocked());
            return all.remove(one) ? new Knowledge(before.lists(), before.lessons(), all) : before;
        });
    }

    private synchronized void learn(UnaryOperator<Knowledge> more) {
        known = more.apply(known);
    }
}
