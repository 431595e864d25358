package filbert.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** The way out to other servents: any, or one network interface that may not be there. Any thread. */
public interface Way {
    /** Whatever the system thinks fit. */
    Way ANY = new Way() {
        @Override
        public String name() {
            return "";
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public List<InetAddress> addresses() {
            return List.of();
        }

        @Override
        public String trouble() {
            return "";
        }

        @Override
        public void watch(Watcher watcher) {
            // nothing ever changes
        }
    };

    /** The network interface everything must leave by; empty for any. */
    String name();

    /** May anything leave now? When not, nothing is to be tried, and what fails is nobody's fault. */
    boolean open();

    /** Where to listen, at most one address of each family; empty: wherever the settings say. */
    List<InetAddress> addresses();

    /** Why the interface is there and still nothing leaves, in the system's words; empty when that is not so. */
    String trouble();

    /** Who is told of every change from now on. */
    void watch(Watcher watcher);

    interface Watcher {
        /**
         * The way opened or closed, or leads through other addresses. On a worker, one call at a time; may block.
         *
         * @throws IOException when the new addresses cannot be listened on: the way then closes, and is tried again soon
         */
        void changed() throws IOException;
    }
}
