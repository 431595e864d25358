package filbert.servent.bootstrap;

import java.util.Collection;
import java.util.List;

/** Remembers hosts from one run to the next. {@link #save} may return before the disk has it. */
public interface HostStore {
    /** Called once before the servent starts, on a thread that may block. */
    List<KnownHost> load();

    /** Replaces everything remembered. Never blocks. */
    void save(Collection<KnownHost> hosts);

    /** Who was asked for hosts, and when. Called once before the servent starts, on a thread that may block. */
    default List<HostSource> loadSources() {
        return List.of();
    }

    /** Replaces what was remembered of them. Never blocks. */
    default void saveSources(Collection<HostSource> sources) {}

    /** Remembers nothing: for practice servents and tests. */
    static HostStore forgetful() {
        return new HostStore() {
            @Override
            public List<KnownHost> load() {
                return List.of();
            }

            @Override
            public void save(Collection<KnownHost> hosts) {}
        };
    }
}
