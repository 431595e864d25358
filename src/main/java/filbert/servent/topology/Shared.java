package filbert.servent.topology;

/** How much this servent shares with the network. Asked on the owner. */
public interface Shared {
    long files();

    long kibibytes();

    /** May anybody have the list of it (3-transfer, 3.10)? Any thread. */
    default boolean browsable() {
        return false;
    }
}
