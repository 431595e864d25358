package filbert.servent.guard;

import java.net.InetAddress;
import java.util.List;

/** Keeps bans over a restart (C-93). */
public interface BanStore {
    /** Oldest first. May block. */
    List<Ban> load();

    /** Inserts or replaces. Called on the owner: must not block. */
    void save(Ban ban);

    /** Called on the owner: must not block. */
    void forget(InetAddress address);

    /** Remembers nothing. */
    static BanStore forgetful() {
        return new BanStore() {
            @Override
            public List<Ban> load() {
                return List.of();
            }

            @Override
            public void save(Ban ban) {}

            @Override
            public void forget(InetAddress address) {}
        };
    }
}
