package filbert.servent.topology;

/** What this computer and its line can carry: asked before leaves are promised anything (1-connect, 3.9). Asked on the owner; must not block. */
public interface Machine {
    /** One that carries everything. */
    Machine BOUNDLESS = new Machine() {
        @Override
        public boolean hasMemoryFor(int leaves) {
            return true;
        }

        @Override
        public boolean hasDescriptorsFor(int links) {
            return true;
        }

        @Override
        public boolean hasBandwidth() {
            return true;
        }
    };

    boolean hasMemoryFor(int leaves);

    /** May so many connections more be opened? */
    boolean hasDescriptorsFor(int links);

    /** Do we send fast enough to serve leaves, as far as it is known? */
    boolean hasBandwidth();
}
